from typing import Literal

CancelInLanguageType0 = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

CANCEL_IN_LANGUAGE_TYPE_0_VALUES: set[CancelInLanguageType0] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_cancel_in_language_type_0(value: str) -> CancelInLanguageType0:
    if value in CANCEL_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CANCEL_IN_LANGUAGE_TYPE_0_VALUES!r}")
