"""What an invoice says, as one kept file: each field as it was read or corrected, and the document of EN 16931.

    {"fields": {"total": {"value": "119.00", "confidence": 0.98, "method": "label", "page": 1, "box": {…}}, …},
     "lines": […], "tax_breakdown": […], "derived": {"supplier.address.country": {"value": "DE", "method": "derived",
     "derived_from": "supplier_tax_id", …}, …}, "language": "en", "document": {…}}

A field that somebody corrected keeps what was read as its `original`. `derived` names what the document has beyond the
printed values, by its place there, and what it follows from. Nothing else is filled in: what was not read and does not
follow is absent from the file and null in the record's summary.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Required, TypedDict, TypeVar

from chalicelib.extraction.result import Extracted, FieldName
from chalicelib.json_data import JsonObject
from chalicelib.records.companies import Company
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.changes import Summary
from chalicelib.records.lifecycle.direction import InvoiceDirection, direction_by_supplier
from chalicelib.records.supplier_accounts import account_key, distinct_accounts

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document


class FieldEntry(TypedDict, total=False):
    """A field as it was read or corrected; `original` is what was read before somebody corrected it."""

    value: Required[str]
    confidence: Required[float]
    method: Required[str]
    page: int | None
    box: JsonObject | None
    derived_from: str | None
    original: str | None


class Content(TypedDict, total=False):
    """The kept file; empty while nothing is known. `original_…` is a table before somebody corrected it."""

    fields: dict[str, FieldEntry]
    lines: list[JsonObject]
    tax_breakdown: list[JsonObject]
    derived: dict[str, FieldEntry]
    language: str | None
    document: JsonObject
    original_lines: list[JsonObject]
    original_tax_breakdown: list[JsonObject]


_T = TypeVar("_T")

MAX_SHOWN = 1_000
"""Characters of a text in a record: lists show it, and the record must fit into an item. The document has it whole."""
MIN_CERTAIN = 0.9
"""Confidence from which a number tells two invoices apart; it is the probability that the number is right."""


def make_content(extracted: Extracted, document: "Document") -> Content:
    """Return the content of what was read, and of the document made of it."""
    return {**view(extracted), "document": dump_document(document)}


def view(extracted: Extracted) -> Content:
    """Return what was read, as the content shows it."""
    reading = asdict(replace(extracted, structured=None, layout=None, facts=None))
    return {
        "fields": reading["fields"],
        "lines": reading["lines"],
        "tax_breakdown": reading["tax_breakdown"],
        "derived": reading["derived"],
        "language": reading["language"],
    }


def dump_document(document: "Document") -> JsonObject:
    """Return a document as plain JSON data, without what it lacks."""
    return document.model_dump(mode="json", exclude_defaults=True)


def load_document(content: Content) -> "Document":
    """Return the document of a content."""
    from chalicelib.documents.model.document import Document

    return Document.model_validate(content["document"])


def summarise(content: Content) -> Summary:
    """Return the record's fields that the content decides; None where nothing is known."""
    values = {name: field["value"] for name, field in content["fields"].items()}
    return {
        "supplier": shortened(values.get(FieldName.SUPPLIER_NAME)),
        "supplier_tax_id": shortened(values.get(FieldName.SUPPLIER_TAX_ID)),
        "customer": shortened(values.get(FieldName.CUSTOMER_NAME)),
        "invoice_number": shortened(values.get(FieldName.INVOICE_NUMBER)),
        "currency": shortened(values.get(FieldName.CURRENCY)),
        "issue_date": _parsed(date.fromisoformat, values.get(FieldName.ISSUE_DATE)),
        "due_date": _parsed(date.fromisoformat, values.get(FieldName.DUE_DATE)),
        "net_total": _parsed(Decimal, values.get(FieldName.NET_TOTAL)),
        "tax_total": _parsed(Decimal, values.get(FieldName.TAX_TOTAL)),
        "total": _parsed(Decimal, values.get(FieldName.TOTAL)),
        "number_is_certain": _confidence(content, FieldName.INVOICE_NUMBER) >= MIN_CERTAIN,
        "bank_accounts": _bank_accounts(content["document"]),
        "payable_amount": _parsed(Decimal, (content["document"].get("totals") or {}).get("amount_due")),
    }


def decide_direction(invoice: Invoice, summary: Summary, company: Company | None) -> InvoiceDirection:
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


def to_bytes(content: Content) -> bytes:
    """Return the content as the file it is kept as."""
    return json.dumps(content, ensure_ascii=False).encode()


def from_bytes(data: bytes) -> Content:
    """Return the content of a kept file."""
    content: Content = json.loads(data)
    return content


def _confidence(content: Content, name: FieldName) -> float:
    field = content["fields"].get(name)
    return field["confidence"] if field else 0.0


def _bank_accounts(document: JsonObject) -> tuple[str, ...]:
    """Return the accounts that a document asks to pay into, in the form in which they are compared."""
    transfers = (document.get("payment") or {}).get("credit_transfers", ())
    return distinct_accounts(
        account_key(each["account"], each.get("provider")) for each in transfers if each.get("account")
    )


def _parsed(parse: Callable[[str], _T], value: str | None) -> _T | None:
    return None if value is None else parse(value)
