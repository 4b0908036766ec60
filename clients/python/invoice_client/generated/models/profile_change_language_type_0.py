from typing import Literal

ProfileChangeLanguageType0 = Literal["de", "en", "es", "fr", "it", "nl", "zh"]

PROFILE_CHANGE_LANGUAGE_TYPE_0_VALUES: set[ProfileChangeLanguageType0] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_profile_change_language_type_0(value: str) -> ProfileChangeLanguageType0:
    if value in PROFILE_CHANGE_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROFILE_CHANGE_LANGUAGE_TYPE_0_VALUES!r}")
