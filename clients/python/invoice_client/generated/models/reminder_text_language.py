from typing import Literal

ReminderTextLanguage = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

REMINDER_TEXT_LANGUAGE_VALUES: set[ReminderTextLanguage] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_reminder_text_language(value: str) -> ReminderTextLanguage:
    if value in REMINDER_TEXT_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {REMINDER_TEXT_LANGUAGE_VALUES!r}")
