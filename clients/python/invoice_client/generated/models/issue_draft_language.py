from typing import Literal

IssueDraftLanguage = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

ISSUE_DRAFT_LANGUAGE_VALUES: set[IssueDraftLanguage] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_issue_draft_language(value: str) -> IssueDraftLanguage:
    if value in ISSUE_DRAFT_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ISSUE_DRAFT_LANGUAGE_VALUES!r}")
