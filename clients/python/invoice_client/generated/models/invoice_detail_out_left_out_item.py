from typing import Literal

InvoiceDetailOutLeftOutItem = Literal["attachments", "derived", "document", "lines", "tax_breakdown"]

INVOICE_DETAIL_OUT_LEFT_OUT_ITEM_VALUES: set[InvoiceDetailOutLeftOutItem] = {
    "attachments",
    "derived",
    "document",
    "lines",
    "tax_breakdown",
}


def check_invoice_detail_out_left_out_item(value: str) -> InvoiceDetailOutLeftOutItem:
    if value in INVOICE_DETAIL_OUT_LEFT_OUT_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {INVOICE_DETAIL_OUT_LEFT_OUT_ITEM_VALUES!r}")
