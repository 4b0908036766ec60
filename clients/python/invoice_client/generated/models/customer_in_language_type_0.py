from typing import Literal

CustomerInLanguageType0 = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

CUSTOMER_IN_LANGUAGE_TYPE_0_VALUES: set[CustomerInLanguageType0] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_customer_in_language_type_0(value: str) -> CustomerInLanguageType0:
    if value in CUSTOMER_IN_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CUSTOMER_IN_LANGUAGE_TYPE_0_VALUES!r}")
