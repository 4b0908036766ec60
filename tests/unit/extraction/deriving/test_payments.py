"""What stands under the total is paid already only if the page can mean that."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted
from tests.unit.extraction.drawn import Row, draw

DUE: Row = [(300, "Amount due"), (-540, "70.00")]
HEAD: list[Row] = ["Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "Invoice number: A-100", "Date: 13.05.2024"]


def fifty(label: str) -> Row:
    return [(300, label), (-540, "50.00")]


def reading(*rows: Row) -> Extracted:
    totals: list[Row] = [[(300, "Net total"), (-540, "100.00")], [(300, "VAT 20%"), (-540, "20.00")],
                         [(300, "Total"), (-540, "120.00")]]  # fmt: skip
    return read(draw([*HEAD, *totals, *rows]))


def prepaid(read: Extracted) -> str | None:
    field = read.derived.get("totals.prepaid")
    return field.value if field else None


@pytest.mark.parametrize("day", ["01.05.2024", "13.05.2024"])
def test_an_amount_of_a_day_until_the_invoices_is_paid(day: str) -> None:
    for rows in ([fifty(f"Card {day}"), DUE], [DUE, fifty(f"{day} Visa")]):
        found = reading(*rows)
        assert (prepaid(found), "totals_disagree" in found.warnings) == ("50.00", False)


@pytest.mark.parametrize("label", ["Second part 14.05.2024", "15.09.2024 bank transfer"])
def test_an_amount_of_a_later_day_is_not_paid(label: str) -> None:
    for rows in ([fifty(label), DUE], [DUE, fifty(label)]):
        found = reading(*rows)
        assert (prepaid(found), "totals_disagree" in found.warnings) == (None, True)


@pytest.mark.parametrize(
    "label",
    ["Early payment discount", "Discount 01.05.2024", "2nd instalment", "Skontobetrag", "3. Rate", "Retención",
     "II rata 01.05.2024"],
)  # fmt: skip
def test_a_discount_and_an_instalment_are_no_payments(label: str) -> None:
    found = reading(fifty(label), DUE)
    assert (prepaid(found), "totals_disagree" in found.warnings) == (None, True)


@pytest.mark.parametrize("label", ["Retention", "Retenue de garantie", "Less Haftrücklass 5 %", "Sicherheitseinbehalt"])
def test_what_is_kept_back_remains_owed_and_is_a_term_of_payment(label: str) -> None:
    found = reading(fifty(label), DUE)
    assert (prepaid(found), found.derived["totals.amount_due"].value) == (None, "120.00")
    assert found.derived["payment_terms"].value == f"{label} 50.00"
    assert "amount_retained" in found.warnings
    assert "totals_disagree" not in found.warnings


def test_what_is_kept_back_may_stand_beside_payments() -> None:
    part: Row = [(300, "Less 1st payment of 02.05.2024 (net 25.00"), (-540, "-30.00")]
    found = reading(part, [(300, "/ VAT 5.00)")], [(300, "Retention 10 %"), (-540, "-20.00")], DUE)
    assert (prepaid(found), found.derived["totals.amount_due"].value) == ("30.00", "90.00")


def test_an_amount_due_that_nothing_explains_is_said_to_disagree() -> None:
    assert "totals_disagree" in reading(DUE).warnings
    assert "totals_disagree" not in reading(fifty("Already paid"), DUE).warnings
