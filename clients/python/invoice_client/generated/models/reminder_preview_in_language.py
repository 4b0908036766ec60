from typing import Literal

ReminderPreviewInLanguage = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

REMINDER_PREVIEW_IN_LANGUAGE_VALUES: set[ReminderPreviewInLanguage] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_reminder_preview_in_language(value: str) -> ReminderPreviewInLanguage:
    if value in REMINDER_PREVIEW_IN_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REMINDER_PREVIEW_IN_LANGUAGE_VALUES!r}")
