from typing import Literal

CreditInLanguageType0 = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

CREDIT_IN_LANGUAGE_TYPE_0_VALUES: set[CreditInLanguageType0] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_credit_in_language_type_0(value: str) -> CreditInLanguageType0:
    if value in CREDIT_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDIT_IN_LANGUAGE_TYPE_0_VALUES!r}")
