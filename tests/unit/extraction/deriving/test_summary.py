"""Where the lines that were read lead elsewhere, the e-invoice has a line for each tax rate, and says so."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.deriving.summary import SUMMARISED
from chalicelib.extraction.facts import Extra, Note
from chalicelib.extraction.isolation.serialisation import decode, encode
from chalicelib.extraction.result import DocumentType, Extracted, Line, Reading, TaxRow
from chalicelib.extraction.sniff import Format
from chalicelib.validation import validate
from tests.unit.extraction.deriving.readings import LINES, TAXED, document, reading

LOST = LINES[:1]
TWO_RATES: dict[str, Any] = {
    "rows": (TaxRow("19", "10.00", "1.90"), TaxRow("7", "20.00", "1.40")),
    "tax_total": "3.30",
    "total": "33.30",
}


def amounts(extracted: Extracted) -> list[tuple[Any, ...]]:
    return [(line.net_amount, line.tax_category, line.tax_rate) for line in document(extracted).lines]


def passes(extracted: Extracted) -> bool:
    return not validate(write_ubl(document(extracted))).findings


def test_a_lost_line_leaves_one_line_for_the_rate_and_a_warning() -> None:
    read = reading(lines=LOST)
    assert read.lines == LOST
    assert SUMMARISED in read.warnings
    assert amounts(read) == [(Decimal("30.00"), "S", Decimal(19))]
    assert passes(read)


def test_lines_that_add_up_to_the_net_total_stand() -> None:
    read = reading()
    assert read.lines_stand
    assert SUMMARISED not in read.warnings
    assert [line.item and line.item.name for line in document(read).lines] == ["Schraube", "Montage"]


def test_each_rate_has_its_line() -> None:
    read = reading(lines=LOST, **TWO_RATES)
    assert amounts(read) == [(Decimal("10.00"), "S", Decimal(19)), (Decimal("20.00"), "S", Decimal(7))]
    assert passes(read)


def test_lines_that_could_have_either_rate_are_summarised() -> None:
    alike = (Line("a", "1", None, "15.00", "15.00"), Line("b", "1", None, "15.00", "15.00"))
    halves = (TaxRow("20", "15.00", "3.00"), TaxRow("5.5", "15.00", "0.83"))
    read = reading(lines=alike, rows=halves, tax_total="3.83", total="33.83")
    assert [amount for amount, *_ in amounts(read)] == [Decimal("15.00")] * 2
    assert passes(read)


def test_charges_go_into_the_line_of_their_rate() -> None:
    facts = replace(TAXED, extras=(Extra("charge", "Fracht", (Decimal("5.00"),)),))
    read = reading(facts, lines=LOST, net_total="31.00", tax_total="5.89", total="36.89")
    assert document(read).charges == ()
    assert passes(read)


def test_a_credit_note_s_line_is_positive_and_a_negative_row_s_is_a_negative_quantity() -> None:
    credit = reading(lines=(), kind=DocumentType.CREDIT_NOTE, net_total="-30.00", tax_total="-5.70", total="-35.70")
    assert amounts(credit) == [(Decimal("30.00"), "S", Decimal(19))]
    rows = (TaxRow("19", "40.00", "7.60"), TaxRow("7", "-10.00", "-0.70"))
    mixed = reading(lines=LOST, rows=rows, tax_total="6.90", total="36.90")
    assert [line.quantity for line in document(mixed).lines] == [Decimal(1), Decimal(-1)]
    assert passes(credit)
    assert passes(mixed)


@pytest.mark.parametrize(
    "changed",
    [
        {"total": "36.00"},
        {"tax_total": "5.10", "total": "35.10"},
        {"net_total": None, "tax_total": None},
    ],
)
def test_totals_that_are_not_sure_leave_the_lines_as_they_are(changed: dict[str, Any]) -> None:
    read = reading(lines=LOST, **changed)
    assert read.lines_stand
    assert SUMMARISED not in read.warnings


def test_a_rest_of_the_net_total_that_the_printed_rows_do_not_tax_bears_none() -> None:
    facts = replace(TAXED, notes=(Note("E", "Steuerfrei nach § 4"),))
    read = reading(facts, rows=(TaxRow("19", "10.00", "1.90"),), tax_total="1.90", total="31.90")
    rows = [(row.category, row.rate, row.taxable_amount) for row in document(read).tax_breakdown]
    assert rows == [("S", Decimal(19), Decimal("10.00")), ("E", Decimal(0), Decimal("20.00"))]
    assert read.lines_stand
    assert passes(read)


def test_a_line_s_printed_rate_of_nought_is_zero_rated() -> None:
    lines = (replace(LINES[0], tax_rate="19"), replace(LINES[1], tax_rate="0"))
    read = reading(lines=lines, tax_total="1.90", total="31.90")
    assert [category for _, category, _ in amounts(read)] == ["S", "Z"]
    assert passes(read)


def test_the_cage_carries_whether_the_lines_stand() -> None:
    read = reading(lines=LOST)
    whole = Reading(read, document(read), Format.PDF)
    assert decode(encode(whole), None) == whole
