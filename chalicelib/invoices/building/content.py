"""What an invoice says, as one kept file: each field as it was read or corrected, and the document of EN 16931.

    {"fields": {"total": {"value": "119.00", "confidence": 0.98, "method": "label", "page": 1, "box": {…}}, …},
     "lines": […], "tax_breakdown": […], "derived": {"supplier.address.country": {"value": "DE", "method": "derived",
     "derived_from": "supplier_tax_id", …}, …}, "language": "en", "document": {…}}

A field that somebody corrected keeps what was read as its `original`. `derived` names what the document has beyond the
printed values, by its place there, and what it follows from. Nothing else is filled in: what was not read and does not
follow is absent from the file and null in the record's summary.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.result import Extracted, FieldName
from chalicelib.records.companies import Company
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.direction import InvoiceDirection, direction_by_supplier
from chalicelib.records.supplier_accounts import account_key, distinct_accounts

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document

Content = dict[str, Any]

_TEXT_FIELDS = {
    "supplier": FieldName.SUPPLIER_NAME,
    "supplier_tax_id": FieldName.SUPPLIER_TAX_ID,
    "customer": FieldName.CUSTOMER_NAME,
    "invoice_number": FieldName.INVOICE_NUMBER,
    "currency": FieldName.CURRENCY,
}
_DATE_FIELDS = {"issue_date": FieldName.ISSUE_DATE, "due_date": FieldName.DUE_DATE}
_AMOUNT_FIELDS = {"net_total": FieldName.NET_TOTAL, "tax_total": FieldName.TAX_TOTAL, "total": FieldName.TOTAL}
MAX_SHOWN = 1_000
"""Characters of a text in a record: lists show it, and the record must fit into an item. The document has it whole."""
MIN_CERTAIN = 0.9
"""Confidence from which a number tells two invoices apart; it is the probability that the number is right."""
_READ = ("fields", "lines", "tax_breakdown", "derived", "language")


def make_content(extracted: Extracted, document: "Document") -> Content:
    """Return the content of what was read, and of the document made of it."""
    return {**view(extracted), "document": dump_document(document)}


def view(extracted: Extracted) -> Content:
    """Return what was read, as the content shows it."""
    reading = asdict(replace(extracted, structured=None, layout=None, facts=None))
    return {name: reading[name] for name in _READ}


def dump_document(document: "Document") -> dict[str, Any]:
    """Return a document as plain JSON data, without what it lacks."""
    return document.model_dump(mode="json", exclude_defaults=True)


def load_document(content: Content) -> "Document":
    """Return the document of a content."""
    from chalicelib.documents.model.document import Document

    return Document.model_validate(content["document"])


def summarise(content: Content) -> dict[str, Any]:
    """Return the record's fields that the content decides; None where nothing is known."""
    values = {name: field["value"] for name, field in content["fields"].items()}
    return {
        **{name: shortened(values.get(field)) for name, field in _TEXT_FIELDS.items()},
        **{name: _parsed(date.fromisoformat, values.get(field)) for name, field in _DATE_FIELDS.items()},
        **{name: _parsed(Decimal, values.get(field)) for name, field in _AMOUNT_FIELDS.items()},
        "number_is_certain": _confidence(content, FieldName.INVOICE_NUMBER) >= MIN_CERTAIN,
        "bank_accounts": _bank_accounts(content["document"]),
        "payable_amount": _parsed(Decimal, (content["document"].get("totals") or {}).get("amount_due")),
    }


def decide_direction(invoice: Invoice, summary: Mapping[str, Any], company: Company | None) -> InvoiceDirection:
    """Return the direction of an invoice whose fields are these: what was issued here, or a person said, stays so."""
    if invoice.is_issued or invoice.direction_corrected:
        return invoice.money_goes
    return direction_by_supplier(summary["supplier"], summary["supplier_tax_id"], company)


def shortened(text: str | None) -> str | None:
    """Return as much of a text as a list shows.

    >>> shortened("Harbour Books Ltd"), len(shortened("x" * 2_000)), shortened(None)
    ('Harbour Books Ltd', 1000, None)
    """
    return text[:MAX_SHOWN] if text else text


def to_bytes(content: Mapping[str, Any]) -> bytes:
    """Return the content as the file it is kept as."""
    return json.dumps(content, ensure_ascii=False).encode()


def from_bytes(data: bytes) -> Content:
    """Return the content of a kept file."""
    return dict(json.loads(data))


def _confidence(content: Content, name: FieldName) -> float:
    return float(content["fields"].get(name, {}).get("confidence", 0))


def _bank_accounts(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the accounts that a document asks to pay into, in the form in which they are compared."""
    transfers = (document.get("payment") or {}).get("credit_transfers", ())
    return distinct_accounts(
        account_key(each["account"], each.get("provider")) for each in transfers if each.get("account")
    )


def _parsed(parse: Any, value: str | None) -> Any:
    return None if value is None else parse(value)
