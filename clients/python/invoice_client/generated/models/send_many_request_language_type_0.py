from typing import Literal

SendManyRequestLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

SEND_MANY_REQUEST_LANGUAGE_TYPE_0_VALUES: set[SendManyRequestLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_send_many_request_language_type_0(value: str) -> SendManyRequestLanguageType0:
    if value in SEND_MANY_REQUEST_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEND_MANY_REQUEST_LANGUAGE_TYPE_0_VALUES!r}")
