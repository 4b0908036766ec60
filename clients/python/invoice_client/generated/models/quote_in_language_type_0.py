from typing import Literal

QuoteInLanguageType0 = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

QUOTE_IN_LANGUAGE_TYPE_0_VALUES: set[QuoteInLanguageType0] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_quote_in_language_type_0(value: str) -> QuoteInLanguageType0:
    if value in QUOTE_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUOTE_IN_LANGUAGE_TYPE_0_VALUES!r}")
