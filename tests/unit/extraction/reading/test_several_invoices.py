"""Several invoices in one file: seen by numbers of their own, whatever their languages and layouts."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from samples import generate
from tests.support.papers.one_file import joined
from tests.unit.extraction.drawn import LAYOUTS, Row, draw

FILES = {name: layout.pdf for name, layout in LAYOUTS.items()} | {sample.name: sample.pdf for sample in generate()}
PAGE: list[Row] = ["Acorn Trading Ltd", "Invoice date: 03.05.2024", "Invoice number: A-100", "Total: EUR 20.00"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("a-shop-without-line-totals", "narrow-columns-whose-texts-nearly-touch", id="of one supplier"),
        pytest.param("spanish-columns", "swedish-kronor", id="in two languages"),
        pytest.param("german-credit-note", "french-restaurant", id="a credit note and an invoice"),
    ],
)
def test_two_invoices_in_one_file_are_told_apart(first: str, second: str) -> None:
    parts = read(joined(FILES[first], FILES[second])).parts
    assert [(part.first_page, part.last_page) for part in parts] == [(1, 1), (2, 2)]
    alone = [read(FILES[name]).fields[FieldName.INVOICE_NUMBER].value for name in (first, second)]
    assert [part.invoice_number for part in parts] == alone


@pytest.mark.parametrize("name", FILES)
def test_one_invoice_is_not_taken_for_several(name: str) -> None:
    reading = read(FILES[name])
    assert (reading.parts, "several_invoices" in reading.warnings) == ((), False)


def test_a_second_page_that_names_the_first_ones_number_as_well_is_no_second_invoice() -> None:
    second: list[Row] = [*PAGE, "Invoice number: B-7"]
    assert "several_invoices" not in read(joined(draw(PAGE), draw(second))).warnings


def test_a_second_page_with_a_number_behind_its_title_and_no_total_is_no_second_invoice() -> None:
    second: list[Row] = ["INVOICE B-7", "was paid and is not part of this."]
    assert "several_invoices" not in read(joined(draw(PAGE), draw(second))).warnings
