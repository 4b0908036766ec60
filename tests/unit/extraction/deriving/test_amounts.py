"""Sums, charges, units and net amounts follow by arithmetic from what is printed, or stay absent."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.deriving.draft import DraftLine, Row
from chalicelib.extraction.deriving.sharing import share_lines
from chalicelib.extraction.deriving.steps import derive_again
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.result import DocumentType, FieldName, Line, Method, TaxRow
from chalicelib.validation import validate
from tests.unit.extraction.deriving.readings import TAXED, derived, document, reading

FREIGHT = Extra("charge", "Versandkosten", (Decimal("5.80"),))
DISCOUNT = Extra("discount", "Rabatt", (Decimal("3.00"),))
CHARGED: dict[str, Any] = {"net_total": "35.80", "tax_total": "6.80", "total": "42.60"}


def test_a_printed_charge_leads_from_the_lines_to_the_net_total() -> None:
    read = document(reading(replace(TAXED, extras=(FREIGHT,)), **CHARGED))
    charge = read.charges[0]
    assert (charge.amount, charge.reason, charge.tax_category) == (Decimal("5.80"), "Versandkosten", "S")
    assert read.totals is not None
    assert (read.totals.lines_net, read.totals.charges) == (Decimal("30.00"), Decimal("5.80"))


def test_a_discount_is_an_allowance_however_it_is_printed() -> None:
    for amount in (Decimal("3.00"), Decimal("-3.00")):
        facts = replace(TAXED, extras=(Extra("discount", "Rabatt", (amount,)),))
        read = document(reading(facts, net_total="27.00", tax_total="5.13", total="32.13"))
        assert [(each.amount, each.reason) for each in read.allowances] == [(Decimal("3.00"), "Rabatt")]


def test_a_difference_that_no_printed_charge_makes_stays_a_difference() -> None:
    read = reading(replace(TAXED, extras=(FREIGHT, DISCOUNT)), net_total="31.00", tax_total="5.89", total="36.89")
    assert document(read).charges == document(read).allowances == ()
    assert "lines_incomplete" not in read.warnings


def test_two_ways_to_the_net_total_are_none() -> None:
    amounts = (Decimal("4.00"), Decimal("1.80"), Decimal("8.80"))
    extras = (*(Extra("charge", "Fracht", (amount,)) for amount in amounts), DISCOUNT)
    assert document(reading(replace(TAXED, extras=extras), **CHARGED)).charges == ()
    assert len(document(reading(replace(TAXED, extras=extras[:3]), **CHARGED)).charges) == 2


def test_the_total_of_charges_is_not_one_of_them() -> None:
    amounts = (Decimal("4.00"), Decimal("1.80"), Decimal("5.80"))
    extras = tuple(Extra("charge", "Fracht", (amount,)) for amount in amounts)
    assert [each.amount for each in document(reading(replace(TAXED, extras=extras), **CHARGED)).charges] == [
        *amounts[:2]
    ]


def test_charges_of_several_rates_complete_each_rate_s_row() -> None:
    lines = (Line("a", "1", None, "10.00", "10.00", "19"), Line("b", "1", None, "20.00", "20.00", "7"))
    rows = (TaxRow("19", "10.00", "1.90"), TaxRow("7", "25.80", "1.81"))
    extra = replace(FREIGHT, rates=frozenset({Decimal(7), Decimal(2)}))
    read = reading(replace(TAXED, extras=(extra,)), lines, rows, net_total="35.80", tax_total="3.71", total="39.51")
    assert derived(read, "charges.0.tax_rate", "charges.0.amount") == ["7", "5.80"]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        (Line("Pauschale", net_amount="30.00"), {"quantity": "1", "unit": "C62", "price.net": "30"}),
        (Line("Kabel", "3", "m", None, "30.00"), {"quantity": None, "unit": None, "price.net": "10"}),
        (Line("Kabel", None, None, "7.50", "30.00"), {"quantity": "4", "unit": "C62", "price.net": None}),
        (Line("Kabel", "3", None, "10.00", None), {"net_amount": "30.00", "unit": "C62"}),
    ],
)
def test_what_a_line_lacks_follows_from_its_other_numbers(line: Line, places: dict[str, Any]) -> None:
    read = reading(lines=(line,))
    assert derived(read, *(f"lines.0.{place}" for place in places)) == list(places.values())


def test_a_column_of_hours_counts_hours() -> None:
    read = reading(replace(TAXED, quantity_header="Stunden"), (Line("Beratung", "3", None, "10.00", "30.00"),))
    assert derived(read, "lines.0.unit") == ["HUR"]
    assert read.derived["lines.0.unit"].derived_from == "quantity_header"


def test_amounts_that_include_tax_lose_it_and_come_to_the_net_total() -> None:
    lines = (Line("a", "3", None, "3.99", "11.97", "19"), Line("b", "1", None, "23.73", "23.73", "19"))
    read = document(reading(lines=lines))
    assert sum(line.net_amount or 0 for line in read.lines) == Decimal("30.00")
    assert read.lines[0].net_amount == Decimal("10.06")
    assert not {finding.rule for finding in validate(write_ubl(read)).findings}


def test_lines_that_do_not_come_to_the_total_with_tax_keep_their_amounts() -> None:
    lines = (Line("a", "3", None, "3.99", "11.97", "19"), Line("b", "1", None, "23.00", "23.00", "19"))
    read = reading(lines=lines)
    assert [line.net_amount for line in read.lines] == ["11.97", "23.00"]
    assert not read.lines_stand


def test_what_was_paid_is_the_difference_to_what_is_due_if_the_page_says_that_it_was_paid() -> None:
    printed = replace(TAXED, payments=frozenset({Decimal("10.00")}))
    read = reading(printed, amount_due="25.70", prepaid="30.00")
    assert derived(read, "totals.prepaid") == ["10.00"]
    assert derived(reading(amount_due="25.70"), "totals.prepaid") == [None]


def test_a_printed_rounding_explains_what_is_due() -> None:
    facts = replace(TAXED, extras=(Extra("rounding", "Rundung", (Decimal("0.30"),)),))
    assert derived(reading(facts, amount_due="36.00"), "totals.rounding") == ["0.30"]
    assert derived(reading(amount_due="36.00"), "totals.rounding") == [None]


def test_a_net_total_is_the_total_without_its_tax_and_a_total_is_never_made_up() -> None:
    read = reading(net_total=None)
    field = read.fields[FieldName.NET_TOTAL]
    assert (field.value, field.method, field.derived_from) == ("30.00", Method.ARITHMETIC, "total, tax_total")
    assert FieldName.TOTAL not in reading(total=None).fields


def test_a_credit_note_printed_with_negative_amounts_is_derived_with_positive_ones() -> None:
    lines = (Line("Schraube", "-10", None, "3.00", "-30.00"),)
    read = document(reading(lines=lines, kind=DocumentType.CREDIT_NOTE, net_total="-30.00", tax_total="-5.70",
                            total="-35.70"))  # fmt: skip
    assert [(row.taxable_amount, row.tax_amount) for row in read.tax_breakdown] == [(Decimal("30.00"), Decimal("5.70"))]
    assert read.totals is not None
    assert read.totals.amount_due == Decimal("35.70")


def test_without_lines_and_without_sure_totals_no_line_is_invented() -> None:
    assert document(reading(lines=(), total="36.00")).lines == ()


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=8), st.data())
def test_a_shared_out_breakdown_always_comes_to_its_rows(amounts: list[int], data: st.DataObject) -> None:
    owners = [data.draw(st.integers(0, 1)) for _ in amounts]
    nets = [Decimal(amount) / 100 for amount in amounts]
    rows = [
        Row(
            rate, sum((net for net, owner in zip(nets, owners, strict=True) if owner == number), Decimal(0)), Decimal(0)
        )
        for number, rate in enumerate((Decimal(19), Decimal(7)))
    ]
    lines = [DraftLine(number, Line("x"), net=net) for number, net in enumerate(nets)]
    shared = share_lines(lines, (), rows)
    for row in rows:
        own = [net for number, net in enumerate(nets) if shared and shared[number] is row]
        assert not shared or sum(own, Decimal(0)) == row.taxable


def test_an_account_that_is_debited_is_nothing_to_pay_to() -> None:
    iban = "DE89370400440532013000"
    paid = document(reading(iban=iban)).payment
    assert paid is not None
    assert (paid.means_code, paid.credit_transfers[0].account) == ("30", iban)
    debited = document(reading(replace(TAXED, debited=True), iban=iban)).payment
    assert debited is not None
    assert (debited.means_code, debited.credit_transfers) == ("59", ())


def test_a_discount_that_the_table_has_a_column_for_is_the_line_s_allowance() -> None:
    lines = (Line("Nougat", "8", None, "4.00", "28.80", "19"), Line("Keks", "1", None, "1.20", "1.20", "19"))
    read = document(reading(replace(TAXED, lines_have_discounts=True), lines))
    assert [(each.amount, each.reason_code) for each in read.lines[0].allowances] == [(Decimal("3.20"), "95")]
    assert read.lines[1].allowances == ()
    assert document(reading(lines=lines)).lines[0].allowances == ()
    assert "BR-CO-23" not in {finding.rule for finding in validate(write_ubl(read)).findings}


@pytest.mark.parametrize("rate", ["-100", "1900", "1e30", "NaN"])
def test_a_rate_that_is_none_is_left_out(rate: str) -> None:
    lines = (Line("Schraube", "1", None, "35.70", "35.70", rate),)
    found = reading(lines=lines, rows=(TaxRow(rate, "30.00", "5.70"),))
    assert derived(found, "lines.0.net_amount", "lines.0.tax_rate") == ["30.00", "19"]


@pytest.mark.parametrize(
    ("quantity", "price", "net"),
    [("0.000000000000001", None, "999999999999999"), (None, "0.000000000000001", "999999999999999"),
     ("9" * 15, "9" * 15, None), ("9" * 16, "1.00", "10.00")],
)  # fmt: skip
def test_quotients_and_products_beyond_reason_are_not_noted(
    quantity: str | None, price: str | None, net: str | None
) -> None:
    found = reading(lines=(Line("Schraube", quantity, None, price, net),))
    numbers = [
        field.value for place, field in found.derived.items() if place.startswith("lines.0.") and "item" not in place
    ]
    assert all(len(number) <= 30 for number in numbers)
    assert document(found).lines[0].item is not None


def test_a_printed_rounding_leaves_the_total_of_net_and_tax() -> None:
    facts = replace(TAXED, extras=(Extra("rounding", "Öresutjämning", (Decimal("0.30"),)),))
    read = reading(facts, total="36.00")
    assert derived(read, "totals.total", "totals.rounding", "totals.amount_due") == ["35.70", "0.30", "36.00"]
    assert read.fields[FieldName.TOTAL].value == "36.00"  # as it is printed
    assert not validate(write_ubl(document(read))).findings


def test_what_is_called_due_after_a_rounding_is_not_the_total() -> None:
    facts = replace(TAXED, extras=(Extra("rounding", "Öresutjämning", (Decimal("0.30"),)),))
    read = reading(facts, total="36.00", amount_due="36.00")
    for found in (read, derive_again(read)):
        assert [found.fields[name].value for name in (FieldName.TOTAL, FieldName.AMOUNT_DUE)] == ["35.70", "36.00"]
        assert derived(found, "totals.rounding") == ["0.30"]
        assert not validate(write_ubl(document(found))).findings


def test_tax_on_income_that_the_customer_keeps_back_is_paid_for_the_supplier() -> None:
    facts = replace(TAXED, withheld=frozenset({Decimal("4.50")}))
    read = reading(facts, total="31.20")
    for found in (read, derive_again(read)):
        assert [found.fields[name].value for name in (FieldName.TOTAL, FieldName.AMOUNT_DUE)] == ["35.70", "31.20"]
        assert derived(found, "totals.prepaid") == ["4.50"]
        assert not validate(write_ubl(document(found))).findings
    due = reading(facts, amount_due="31.20")
    assert derived(due, "totals.prepaid") == ["4.50"]
