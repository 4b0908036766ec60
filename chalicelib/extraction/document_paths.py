"""Which term of the document each header field is: the one list for both ways, reading e-invoices and making them."""

from collections.abc import Mapping

from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.result import FieldName

PATHS: Mapping[FieldName, str] = {
    FieldName.INVOICE_NUMBER: "invoice_number",
    FieldName.ISSUE_DATE: "issue_date",
    FieldName.DUE_DATE: "due_date",
    FieldName.CURRENCY: "currency",
    FieldName.PURCHASE_ORDER: "purchase_order",
    FieldName.SUPPLIER_NAME: "supplier.name",
    FieldName.SUPPLIER_TAX_ID: "supplier.tax_id",
    FieldName.SUPPLIER_ADDRESS: "supplier.address",
    FieldName.SUPPLIER_EMAIL: "supplier.contact.email",
    FieldName.CUSTOMER_NAME: "customer.name",
    FieldName.CUSTOMER_TAX_ID: "customer.tax_id",
    FieldName.CUSTOMER_ADDRESS: "customer.address",
    FieldName.CUSTOMER_EMAIL: "customer.contact.email",
    FieldName.NET_TOTAL: "totals.net_total",
    FieldName.TAX_TOTAL: "totals.tax_total",
    FieldName.TOTAL: "totals.total",
    FieldName.PREPAID: "totals.prepaid",
    FieldName.AMOUNT_DUE: "totals.amount_due",
    FieldName.IBAN: "payment.credit_transfers.0.account",
    FieldName.BIC: "payment.credit_transfers.0.provider",
}
"""Header field to the document's field; a number is a place in a list."""

AMOUNTS = frozenset({
    FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL, FieldName.PREPAID, FieldName.AMOUNT_DUE,
})  # fmt: skip
DATES = frozenset({FieldName.ISSUE_DATE, FieldName.DUE_DATE})
ADDRESSES = frozenset({FieldName.SUPPLIER_ADDRESS, FieldName.CUSTOMER_ADDRESS})

MAX_UNIT = 12  # letters; a longer text is no unit
_SYMBOLS: Mapping[str, str] = {
    "h": "HUR", "kg": "KGM", "g": "GRM", "t": "TNE", "l": "LTR", "m": "MTR", "km": "KMT", "m2": "MTK", "m²": "MTK",
    "m3": "MTQ", "m³": "MTQ", "kwh": "KWH", "%": "P1",
}  # fmt: skip
_CODES = frozenset({
    *_SYMBOLS.values(), "C62", "DAY", "MON", "H87", "EA", "NAR", "SET", "PR", "WEE", "ANN", "MIN", "LS", "ZZ",
})  # fmt: skip
"""Codes of UN/ECE Recommendation 20 that stand for themselves where they are printed."""


def unit_code(printed: str) -> str | None:
    """The code of a printed unit; None for one that is not known.

    >>> unit_code("Stk."), unit_code("Tag(e)"), unit_code("HUR"), unit_code("bushel")
    ('C62', 'DAY', 'HUR', None)
    """
    word = printed.strip(" .:")
    if word in _CODES:
        return word
    singular = word.partition("(")[0].strip(" .").lower()
    return next(filter(None, (_unit_named(name) for name in (word.lower(), singular))), None)


def _unit_named(name: str) -> str | None:
    return _SYMBOLS.get(name) or vocabulary().units.get(name)
