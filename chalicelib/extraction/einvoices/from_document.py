"""What a finished document says, as a reading: certain, and without a place on a page.

Nothing is guessed here, so everything is certain, except amounts of a document whose own totals contradict each other,
and a due date that only follows from the terms of payment ("30 days net").
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from chalicelib.documents.model.document import Address, Document, Price
from chalicelib.documents.model.document import Line as DocumentLine
from chalicelib.documents.model.totals import net_price, total_differences
from chalicelib.documents.model.types import plain
from chalicelib.extraction.document_paths import AMOUNTS, PATHS
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Line, Method, Structured, TaxRow
from chalicelib.extraction.values.due_days import due_date_of

_REGISTRATIONS = {
    FieldName.SUPPLIER_TAX_ID: "supplier.tax_registration",
    FieldName.CUSTOMER_TAX_ID: "customer.tax_registration",
}
CERTAIN = 1.0
BY_TERMS = 0.88
"""Confidence in a due date that is reckoned from the terms of payment."""
CONTRADICTED = 0.6
"""Confidence in the amounts of a document whose totals disagree."""


def read_document(document: Document, method: Method) -> Extracted:
    """Return a document as a reading."""
    disagree = bool(total_differences(document))
    return Extracted(
        document_type=DocumentType.CREDIT_NOTE if document.is_credit_note else DocumentType.INVOICE,
        fields=dict(_fields(document, CONTRADICTED if disagree else CERTAIN, method)),
        lines=tuple(_line(line) for line in document.lines),
        tax_breakdown=tuple(
            TaxRow(_plain(row.rate) or "0", _plain(row.taxable_amount), _plain(row.tax_amount))
            for row in document.tax_breakdown
        ),
        warnings=("totals_disagree",) if disagree else (),
    )


def read_own_document(document: Document) -> Extracted:
    """Return a document that came as our own data as a reading."""
    return replace(read_document(document, Method.STRUCTURED), structured=Structured(document))


def _fields(document: Document, amount_confidence: float, method: Method) -> Iterator[tuple[FieldName, Field]]:
    for name, path in PATHS.items():
        value = _text(_reach(document, path))
        if value is None and name in _REGISTRATIONS:
            value = _text(_reach(document, _REGISTRATIONS[name]))
        if value is None and name is FieldName.CUSTOMER_TAX_ID and not _reach(document, "customer.legal_id.scheme"):
            value = _text(_reach(document, "customer.legal_id.value"))
        if value:
            yield name, Field(value, amount_confidence if name in AMOUNTS else CERTAIN, method)
    if due := due_by_terms(document):
        yield FieldName.DUE_DATE, Field(due.isoformat(), BY_TERMS, Method.ARITHMETIC)


def due_by_terms(document: Document) -> date | None:
    """The due date that the terms of payment give, where the document states none."""
    if document.due_date or not document.issue_date or not document.payment_terms:
        return None
    return due_date_of(document.payment_terms, document.issue_date, named=True)


def _reach(value: object, path: str) -> object:
    for step in path.split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Address):
        return address_text(value)
    return value if isinstance(value, str) else None


def address_text(address: Address) -> str | None:
    """An address on one line.

    >>> address_text(Address(line_1="Main St 1", post_code="1234", city="Town", country="AU"))
    'Main St 1, 1234 Town, AU'
    """
    town = " ".join(filter(None, (address.post_code, address.city)))
    parts = (address.line_1, address.line_2, address.line_3, town, address.subdivision, address.country)
    return ", ".join(filter(None, parts)) or None


def _line(line: DocumentLine) -> Line:
    item = line.item
    return Line(
        description=(item and (item.name or item.description)) or "",
        quantity=_plain(line.quantity),
        unit=line.unit,
        unit_price=_plain(net_price(line.price)),
        net_amount=_plain(line.net_amount),
        tax_rate=_plain(line.tax_rate),
        base_quantity=_plain(_base_quantity(line.price)),
        confidence=CERTAIN,
    )


def _base_quantity(price: Price | None) -> Decimal | None:
    """How many units a price is for; None for one unit."""
    return None if price is None or price.base_quantity == 1 else price.base_quantity


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
