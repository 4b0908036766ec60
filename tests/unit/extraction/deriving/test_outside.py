"""What stands between net total with tax and total is a charge that the page prints, taxed or not as it says."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.facts import UNTAXED, Extra, Note
from chalicelib.extraction.result import Extracted, TaxRow
from chalicelib.validation import validate
from tests.unit.extraction.deriving.readings import TAXED, derived, document, reading

CARRIAGE = Extra("charge", "Fracht", (Decimal("10.00"),))
FEE = Extra(UNTAXED, "Gebühr (durchlaufender Posten)", (Decimal("10.00"),))
EXEMPT = Note("E", "Gebühr (durchlaufender Posten)")
UNDER_THE_NET_TOTAL: dict[str, Any] = {"net_total": "30.00", "tax_total": "7.60", "total": "47.60"}
BESIDE_THE_TAX: dict[str, Any] = {"net_total": "30.00", "tax_total": "5.70", "total": "45.70"}


def rows_of(read: Extracted) -> list[tuple[str | None, Decimal | None, Decimal | None, Decimal | None]]:
    return [(row.category, row.rate, row.taxable_amount, row.tax_amount) for row in document(read).tax_breakdown]


def charges_of(read: Extracted) -> list[tuple[Decimal | None, str | None, Decimal | None]]:
    return [(charge.amount, charge.tax_category, charge.tax_rate) for charge in document(read).charges]


def passes(read: Extracted) -> bool:
    return not validate(write_ubl(document(read))).findings


def test_carriage_under_the_net_total_is_a_part_of_it_where_the_tax_is_on_both() -> None:
    read = reading(replace(TAXED, extras=(CARRIAGE,)), **UNDER_THE_NET_TOTAL)
    assert read.fields["net_total"].value == "30.00"  # type: ignore[index]  # as it is printed
    assert (read.derived["totals.net_total"].value, read.derived["totals.net_total"].derived_from) == (
        "40.00", "net_total, page",
    )  # fmt: skip
    assert charges_of(read) == [(Decimal("10.00"), "S", Decimal(19))]
    assert rows_of(read) == [("S", Decimal(19), Decimal("40.00"), Decimal("7.60"))]
    assert passes(read)


def test_a_rounding_may_stand_beside_it() -> None:
    rounding = Extra("rounding", "Rundung", (Decimal("0.40"),))
    read = reading(replace(TAXED, extras=(CARRIAGE, rounding)), **(UNDER_THE_NET_TOTAL | {"total": "48.00"}))
    assert derived(read, "totals.net_total", "totals.total", "totals.rounding") == ["40.00", "47.60", "0.40"]
    assert passes(read)


def test_a_fee_that_says_that_it_bears_no_tax_is_exempt_beside_what_is_taxed() -> None:
    for category in ("E", "O"):  # what is not subject to tax can't stand beside what is: BR-O-11
        note = replace(EXEMPT, category=category)
        read = reading(replace(TAXED, extras=(FEE,), notes=(note,)), **BESIDE_THE_TAX)
        assert charges_of(read) == [(Decimal("10.00"), "E", Decimal(0))]
        assert rows_of(read) == [
            ("S", Decimal(19), Decimal("30.00"), Decimal("5.70")), ("E", Decimal(0), Decimal("10.00"), Decimal(0)),
        ]  # fmt: skip
        assert passes(read)


def test_a_charge_inside_the_net_total_stays_taxed_beside_a_fee_outside_of_it() -> None:
    packing = Extra("charge", "Verpackung", (Decimal("4.00"),))
    facts = replace(TAXED, extras=(packing, FEE), notes=(EXEMPT,))
    read = reading(facts, net_total="34.00", tax_total="6.46", total="50.46")
    assert charges_of(read) == [(Decimal("4.00"), "S", Decimal(19)), (Decimal("10.00"), "E", Decimal(0))]
    assert passes(read)


def test_an_allowance_that_the_lines_have_already_lowers_the_net_total() -> None:
    discount = Extra("discount", "Rabatt", (Decimal("5.00"),))
    read = reading(replace(TAXED, extras=(discount,)), net_total="35.00", tax_total="5.70", total="35.70")
    assert derived(read, "totals.net_total") == ["30.00"]
    assert document(read).allowances == ()
    assert passes(read)


@pytest.mark.parametrize(
    "extras",
    [
        (),
        (replace(CARRIAGE, amounts=(Decimal("9.00"),)),),
        (CARRIAGE,),  # the tax is on the rest, and nothing says why
        (CARRIAGE, Extra("charge", "Porto", (Decimal("4.00"),)), Extra("charge", "Maut", (Decimal("6.00"),))),
    ],
)
def test_a_difference_that_the_page_does_not_explain_stays(extras: tuple[Extra, ...]) -> None:
    read = reading(replace(TAXED, extras=extras), **BESIDE_THE_TAX)
    assert derived(read, "totals.net_total") == [None]
    assert document(read).charges == ()
    assert not passes(read)


def test_the_printed_breakdown_says_whether_the_charge_is_taxed() -> None:
    rows = (TaxRow("19", "40.00", "7.60"),)
    read = reading(replace(TAXED, extras=(CARRIAGE,), rates=frozenset()), rows=rows, **UNDER_THE_NET_TOTAL)
    assert derived(read, "totals.net_total") == ["40.00"]
    assert passes(read)
