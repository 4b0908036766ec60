from typing import Literal

QuoteMailPreviewInLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

QUOTE_MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES: set[QuoteMailPreviewInLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_quote_mail_preview_in_language_type_0(value: str) -> QuoteMailPreviewInLanguageType0:
    if value in QUOTE_MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUOTE_MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES!r}")
