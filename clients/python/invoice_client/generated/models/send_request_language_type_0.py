from typing import Literal

SendRequestLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

SEND_REQUEST_LANGUAGE_TYPE_0_VALUES: set[SendRequestLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_send_request_language_type_0(value: str) -> SendRequestLanguageType0:
    if value in SEND_REQUEST_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEND_REQUEST_LANGUAGE_TYPE_0_VALUES!r}")
