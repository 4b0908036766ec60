"""Readings and facts to derive from."""

from decimal import Decimal
from typing import Any

from chalicelib.documents.model.document import Document
from chalicelib.extraction.deriving.steps import complete
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.facts import Facts
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Line, Method, TaxRow

READ = {
    "invoice_number": "R-7",
    "issue_date": "2024-05-02",
    "currency": "EUR",
    "supplier_name": "Werkstatt GmbH",
    "supplier_tax_id": "DE136695976",
    "supplier_address": "Hauptstr. 1, 80331 München",
    "customer_name": "Kunde AG",
    "customer_address": "Ring 5, 50667 Köln",
    "net_total": "30.00",
    "tax_total": "5.70",
    "total": "35.70",
}
LINES = (Line("Schraube", "10", None, "1.00", "10.00"), Line("Montage", "2", "Std", "10.00", "20.00"))
TAXED = Facts(languages=("de",), rates=frozenset({Decimal(19)}), speaks_of_tax=True)


def reading(
    facts: Facts = TAXED,
    lines: tuple[Line, ...] = LINES,
    rows: tuple[TaxRow, ...] = (),
    kind: DocumentType = DocumentType.INVOICE,
    **changed: Any,
) -> Extracted:
    """A reading with what follows from it; a field that is changed to None was not read."""
    values = {name: value for name, value in (READ | changed).items() if value is not None}
    fields = {FieldName(name): Field(value, 0.97, Method.LABEL, page=1) for name, value in values.items()}
    return complete(Extracted(kind, fields, lines, rows, language="de"), facts)


def derived(extracted: Extracted, *places: str) -> list[str | None]:
    """The derived values at places of the document."""
    return [extracted.derived[place].value if place in extracted.derived else None for place in places]


def document(extracted: Extracted) -> Document:
    """What is made of a reading."""
    return to_document(extracted)
