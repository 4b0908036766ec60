from typing import Literal

CreateInvoiceLanguage = Literal["ar", "de", "en", "es", "fr", "it", "nl", "zh"]

CREATE_INVOICE_LANGUAGE_VALUES: set[CreateInvoiceLanguage] = {
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "nl",
    "zh",
}


def check_create_invoice_language(value: str) -> CreateInvoiceLanguage:
    if value in CREATE_INVOICE_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATE_INVOICE_LANGUAGE_VALUES!r}")
