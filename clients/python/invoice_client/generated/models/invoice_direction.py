from typing import Literal

InvoiceDirection = Literal["payable", "receivable"]

INVOICE_DIRECTION_VALUES: set[InvoiceDirection] = {
    "payable",
    "receivable",
}


def check_invoice_direction(value: str) -> InvoiceDirection:
    if value in INVOICE_DIRECTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVOICE_DIRECTION_VALUES!r}")
