"""Charges and allowances on pages: each amount is one, wherever its label stands."""

from decimal import Decimal

import pytest

from chalicelib.extraction.deriving.clues.extras import find_extras
from chalicelib.extraction.evidence.evidence import gather
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from tests.unit.extraction.drawn import Row, draw

HEAD: list[Row] = ["Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "Invoice number: A-100", "Date: 03.05.2024"]
SUMS: list[Row] = ["Net total: £120.00", "VAT 20 %: £24.00", "Total: £144.00"]
TEN, FIVE = Decimal("10.00"), Decimal("5.00")


def extras(*rows: Row) -> list[Extra]:
    document = open_pdf(draw([*HEAD, *rows, *SUMS]), Limits())
    try:
        return list(find_extras(gather(read_pages(document)), frozenset()))
    finally:
        document.close()


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[(300, "Shipping"), (-540, "£10.00")]], [("Shipping", (TEN,))]),
        ([[(300, "Shipping")], [(300, "£10.00")]], [("Shipping", (TEN,))]),
        ([[(300, "Shipping"), (420, "Discount")], [(300, "£10.00"), (420, "£5.00")]],
         [("Shipping", (TEN,)), ("Discount", (FIVE,))]),
        ([[(300, "Shipping"), (-540, "£10.00")], [(300, "Discount"), (-540, "£5.00")]],
         [("Shipping", (TEN,)), ("Discount", (FIVE,))]),
    ],
    ids=["beside", "above", "two side by side", "two rows"],
)  # fmt: skip
def test_each_amount_is_one_charge(rows: list[Row], found: list[tuple[str, tuple[Decimal, ...]]]) -> None:
    assert [(extra.label, extra.amounts) for extra in extras(*rows)] == found
