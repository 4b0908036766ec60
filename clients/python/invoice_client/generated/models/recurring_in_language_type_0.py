from typing import Literal

RecurringInLanguageType0 = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

RECURRING_IN_LANGUAGE_TYPE_0_VALUES: set[RecurringInLanguageType0] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_recurring_in_language_type_0(value: str) -> RecurringInLanguageType0:
    if value in RECURRING_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECURRING_IN_LANGUAGE_TYPE_0_VALUES!r}")
