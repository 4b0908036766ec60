from typing import Literal

MailPreviewInLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES: set[MailPreviewInLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_mail_preview_in_language_type_0(value: str) -> MailPreviewInLanguageType0:
    if value in MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_IN_LANGUAGE_TYPE_0_VALUES!r}")
