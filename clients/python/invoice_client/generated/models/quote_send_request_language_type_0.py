from typing import Literal

QuoteSendRequestLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

QUOTE_SEND_REQUEST_LANGUAGE_TYPE_0_VALUES: set[QuoteSendRequestLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_quote_send_request_language_type_0(value: str) -> QuoteSendRequestLanguageType0:
    if value in QUOTE_SEND_REQUEST_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUOTE_SEND_REQUEST_LANGUAGE_TYPE_0_VALUES!r}")
