"""The same invoice more than once in a file is one invoice."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from tests.support.papers.one_file import first_of_two, invoice, one_file, second_of_two
from tests.unit.extraction.drawn import Row

COPIES = {
    "two pages alike": ([invoice("A-100")], [invoice("A-100")]),
    "marked": ([invoice("A-100", "ORIGINAL")], [invoice("A-100", "COPY")]),
    "numbered": ([invoice("A-100", "Page 1 of 2")], [invoice("A-100", "Page 2 of 2")]),
    "of two pages": ([first_of_two("A-100"), second_of_two("A-100")], [first_of_two("A-100"), second_of_two("A-100")]),
    "twice": ([invoice("A-100")], [invoice("A-100")] * 2),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_left_out_with_a_warning(kind: str) -> None:
    original, copies = COPIES[kind]
    alone, reading = read(one_file(*original)), read(one_file(*original, *copies))
    assert (reading.fields, reading.lines, reading.parts) == (alone.fields, alone.lines, ())
    assert reading.pages == len(original) + len(copies)
    assert reading.warnings == (*alone.warnings, "copy_left_out")


def test_invoices_that_come_with_their_copies_are_parted_and_each_is_read_once() -> None:
    reading = read(one_file(invoice("A-100"), invoice("A-100"), invoice("A-101"), invoice("A-101")))
    assert [(part.first_page, part.last_page) for part in reading.parts] == [(1, 2), (3, 4)]
    second = read(reading.parts[1].pdf)
    assert [len(each.lines) for each in (reading, second)] == [1, 1]
    assert all("copy_left_out" in each.warnings for each in (reading, second))


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(invoice("A-101"), id="another number"),
        pytest.param(invoice("A-100", total="120.01"), id="another amount"),
        pytest.param(second_of_two("A-100"), id="its second page"),
    ],
)
def test_what_differs_in_a_figure_is_no_copy(second: list[Row]) -> None:
    reading = read(one_file(invoice("A-100"), second))
    assert "copy_left_out" not in reading.warnings
    assert reading.fields[FieldName.INVOICE_NUMBER].value == "A-100"


def test_pages_that_are_alike_but_no_invoice_are_all_read() -> None:
    letter: list[Row] = ["Dear customers, we are closed on the third of May and open again on the fourth of May."]
    reading = read(one_file(letter, letter))
    assert (reading.pages, reading.warnings) == (2, ("not_an_invoice",))
