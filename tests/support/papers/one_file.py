"""Files that hold several invoices, drawn page by page: invoices, their terms and delivery notes, statements."""

import io
from functools import cache

from tests.unit.extraction.drawn import Row, draw

TERMS: list[Row] = [
    "General terms and conditions",
    "1. All deliveries are made under these terms alone.",
    "2. Goods stay ours until they are paid for.",
    "3. The courts of Bristol decide.",
]
DELIVERY_NOTE: list[Row] = [
    "Acorn Trading Ltd, 1 Quay Street, Bristol BS1 4ND",
    "DELIVERY NOTE",
    "Delivery note no. L-77",
    "4 boxes of envelopes",
]
TIMESHEET: list[Row] = ["Timesheet", "Monday 02.05.2024 8.0 hours", "Tuesday 03.05.2024 7.5 hours"]


def invoice(number: str, *foot: str, total: str = "120.00", supplier: str = "Acorn Trading Ltd") -> list[Row]:
    """A whole invoice on one page."""
    return [
        supplier,
        "1 Quay Street, Bristol BS1 4ND",
        "INVOICE",
        "Bill to: Birch Books Ltd, 2 Mill Lane, Leeds LS1 5AA",
        "Invoice date: 03.05.2024",
        f"Invoice number: {number}",
        [(50.0, "Description"), (-540.0, "Amount")],
        [(50.0, "Envelopes, white, with window"), (-540.0, total)],
        [(50.0, "Total EUR"), (-540.0, total)],
        *foot,
    ]


def first_of_two(number: str) -> list[Row]:
    """The first page of an invoice, without its total."""
    return [*invoice(number)[:-1], "Page 1 of 2"]


def second_of_two(number: str, total: str = "120.00") -> list[Row]:
    """The second page of an invoice, with its number at the top and its total."""
    return [f"Invoice number: {number}", [(50.0, "Total EUR"), (-540.0, total)], "Page 2 of 2"]


def one_file(*pages: list[Row]) -> bytes:
    """A PDF of these pages."""
    return joined(*map(draw, pages))


def joined(*pdfs: bytes) -> bytes:
    """One PDF of all pages."""
    import pypdfium2

    together = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        together.import_pages(pypdfium2.PdfDocument(pdf))
    buffer = io.BytesIO()
    together.save(buffer)
    return buffer.getvalue()


@cache
def three_invoices() -> bytes:
    """Three invoices of a page each, of one supplier."""
    return one_file(invoice("A-100"), invoice("A-101", total="80.00"), invoice("A-102", total="60.00"))
