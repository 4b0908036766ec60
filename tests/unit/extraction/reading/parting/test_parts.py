"""Where invoices in one file begin and end: only where all that the pages say agrees."""

import pytest

from chalicelib.extraction.isolation.isolated import read_isolated
from chalicelib.extraction.reading.parting.limits import MAX_PARTS
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Context, Extracted, FieldName
from tests.support.papers.one_file import (
    DELIVERY_NOTE,
    TERMS,
    TIMESHEET,
    first_of_two,
    invoice,
    joined,
    one_file,
    second_of_two,
    three_invoices,
)
from tests.unit.extraction.drawn import FOREIGN, Row

SEVERAL = "several_invoices"


def numbers(reading: Extracted) -> list[tuple[str, int, int]]:
    return [(part.invoice_number, part.first_page, part.last_page) for part in reading.parts]


def number(reading: Extracted) -> str:
    return reading.fields[FieldName.INVOICE_NUMBER].value


def test_three_invoices_are_three_parts_and_the_reading_is_the_first_ones() -> None:
    reading = read(three_invoices())
    assert numbers(reading) == [("A-100", 1, 1), ("A-101", 2, 2), ("A-102", 3, 3)]
    assert (number(reading), reading.fields[FieldName.TOTAL].value, reading.pages) == ("A-100", "120.00", 1)
    assert SEVERAL not in reading.warnings
    assert len(reading.lines) == 1


def test_each_part_is_a_pdf_of_its_pages_that_reads_as_one_invoice() -> None:
    parts = read(three_invoices()).parts
    pieces = [read(part.pdf) for part in parts]
    assert [(number(each), each.fields[FieldName.TOTAL].value, each.pages, each.parts) for each in pieces] == [
        ("A-100", "120.00", 1, ()),
        ("A-101", "80.00", 1, ()),
        ("A-102", "60.00", 1, ()),
    ]


def test_what_speaks_for_a_beginning_is_told() -> None:
    first, second = read(one_file(invoice("A-1", "Page 1 of 1"), invoice("B-2", "Page 1 of 1"))).parts
    assert first.signs == ()
    assert second.signs == ("new_number", "first_page", "letterhead", "total_before")


def test_an_invoice_of_two_pages_keeps_both() -> None:
    reading = read(one_file(first_of_two("A-100"), second_of_two("A-100"), invoice("A-101")))
    assert numbers(reading) == [("A-100", 1, 2), ("A-101", 3, 3)]
    assert (reading.pages, reading.fields[FieldName.TOTAL].page) == (2, 2)


@pytest.mark.parametrize(
    "extra", [TERMS, DELIVERY_NOTE, TIMESHEET, []], ids=["terms", "delivery note", "timesheet", "a blank back"]
)
def test_pages_without_an_invoice_belong_to_the_invoice_before(extra: list[Row]) -> None:
    together = read(one_file(invoice("A-100"), extra, invoice("A-101"), extra))
    assert numbers(together) == [("A-100", 1, 2), ("A-101", 3, 4)]
    alone = read(one_file(invoice("A-100"), extra))
    assert (alone.parts, SEVERAL in alone.warnings, number(alone)) == ((), False, "A-100")


@pytest.mark.parametrize("language", sorted(set(FOREIGN) - {"bulgarian"}))  # whose page says only "Number:"
def test_invoices_are_told_apart_in_every_language(language: str) -> None:
    foreign = FOREIGN[language].pdf()
    reading = read(joined(foreign, one_file(invoice("ZZ-900"))))
    own = FOREIGN[language].fields["invoice_number"]
    assert numbers(reading) == [(own, 1, 1), ("ZZ-900", 2, 2)]


def page_two_of_two() -> bytes:
    return one_file(invoice("A-100", "Page 1 of 2"), invoice("A-101", "Page 2 of 2"))


def first_page_of_more() -> bytes:
    return one_file(invoice("A-100", "Page 1 of 2"), invoice("A-101", "Page 1 of 2"))


def nothing_but_a_number() -> bytes:
    other: list[Row] = [
        "Elder Sons Ltd",
        "INVOICE",
        "Invoice date: 04.05.2024",
        "Invoice number: B-7",
        "Total: EUR 9.00",
    ]
    return one_file([row for row in invoice("A-100") if "Total" not in str(row)], other)


def the_same_number_comes_back() -> bytes:
    return one_file(invoice("A-100"), invoice("B-7"), invoice("A-100", "Thank you for your order"))


def neither_date_nor_total() -> bytes:
    bare: list[Row] = ["Acorn Trading Ltd", "1 Quay Street, Bristol BS1 4ND", "INVOICE", "Invoice number: B-7"]
    return one_file(invoice("A-100"), bare, invoice("C-1"))


def an_invoice_whose_number_no_label_names() -> bytes:
    unnamed = ["R18-31" if "number" in str(row) else row for row in invoice("X")]
    return one_file(unnamed, invoice("B-7"), invoice("C-1"))


def an_invoice_within_without_a_label() -> bytes:
    unnamed = ["R18-31" if "number" in str(row) else row for row in invoice("X")]
    return one_file(invoice("B-7"), unnamed, invoice("C-1"))


def an_invoice_that_names_another() -> bytes:
    return one_file(invoice("A-100"), invoice("A-101", "Your last invoice: A-100"), invoice("C-1"))


DOUBTS = (
    an_invoice_that_names_another,
    an_invoice_whose_number_no_label_names,
    an_invoice_within_without_a_label,
    page_two_of_two,
    first_page_of_more,
    nothing_but_a_number,
    the_same_number_comes_back,
    neither_date_nor_total,
)


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.__name__)
def test_where_the_pages_contradict_the_file_is_one_reading_with_the_warning(doubt: object) -> None:
    assert callable(doubt)
    reading = read(doubt())
    assert (reading.parts, SEVERAL in reading.warnings) == ((), True)


def test_a_statement_that_lists_invoices_is_not_parted() -> None:
    rows = [f"Invoice number: A-{number}   EUR 20.00" for number in range(100, 110)]
    pages: list[list[Row]] = [["STATEMENT OF ACCOUNT", "Acorn Trading Ltd", *rows, "Total: EUR 200.00"]] * 2
    assert read(one_file(*pages)).parts == ()
    assert read(one_file(pages[0], invoice("A-100"), invoice("A-101"))).parts == ()


def test_a_page_with_a_total_that_says_it_is_the_second_belongs_to_the_first() -> None:
    second: list[Row] = ["INVOICE", "Date: 04.05.2024", [(50.0, "Total EUR"), (-540.0, "120.00")], "Page 2 of 2"]
    reading = read(one_file(first_of_two("A-100"), second))
    assert (reading.parts, SEVERAL in reading.warnings) == ((), False)


def test_a_credit_note_that_names_the_invoice_before_it_is_not_parted_from_it_and_noticed() -> None:
    credit = [row if row != "INVOICE" else "CREDIT NOTE for invoice A-100" for row in invoice("G-7")]
    reading = read(one_file(invoice("A-100"), credit))
    assert (reading.parts, SEVERAL in reading.warnings) == ((), True)


@pytest.mark.slow
def test_more_invoices_than_are_parted_stay_one_file() -> None:
    reading = read(one_file(*(invoice(f"A-{100 + number}") for number in range(MAX_PARTS + 1))))
    assert (reading.parts, SEVERAL in reading.warnings) == ((), True)


def test_a_file_that_was_parted_is_read_as_far_as_its_first_invoice_goes() -> None:
    file = three_invoices()
    again = read(file, Context(own_pages=1))
    first = read(file)
    assert (again.fields, again.lines, again.pages) == (first.fields, first.lines, 1)
    assert [part.pdf for part in again.parts] == [first.parts[0].pdf]
    (piece,) = again.parts
    assert read(piece.pdf, Context(own_pages=1)).parts == ()


@pytest.mark.slow
def test_a_process_of_its_own_reads_the_same_parts() -> None:
    file = three_invoices()
    assert read_isolated(file) == read(file)
