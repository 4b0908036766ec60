from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.documents.model.document import Document, Line, Totals
from chalicelib.documents.model.money import rounded
from chalicelib.documents.model.totals import TotalsDisagree, complete, differences, line_net, total_differences
from tests.unit.documents.invoices import invoice, invoice_values, valid_documents


def line(**values: object) -> Line:
    return Line.model_validate({"quantity": "1", "price": {"net": "10"}, **values})


@given(st.decimals(-(10**14), 10**14, places=6))
def test_rounding_is_half_up_away_from_zero_and_the_same_on_both_sides_of_zero(amount: Decimal) -> None:
    assert rounded(-amount) == -rounded(amount)
    assert abs(rounded(amount) - amount) <= Decimal("0.005")
    assert rounded(amount).as_tuple().exponent == -2


def test_a_line_is_quantity_by_price_with_charges_without_allowances() -> None:
    assert line_net(line(quantity="2", allowances=[{"amount": "3"}], charges=[{"amount": "1.50"}])) == Decimal("18.50")


def test_a_price_can_be_for_several_units() -> None:
    assert line_net(line(quantity="7", price={"net": "1", "base_quantity": "3"})) == Decimal("2.33")


def test_a_price_for_no_units_gives_no_amount() -> None:
    assert line_net(line(price={"net": "1", "base_quantity": "0"})) is None


def test_the_net_price_follows_from_gross_price_and_discount() -> None:
    assert line_net(line(quantity="3", price={"gross": "10", "discount": "2.5"})) == Decimal("22.50")


def test_an_allowance_in_percent_gets_its_amount() -> None:
    values = {**invoice_values(), "allowances": [
        {"base_amount": "33.33", "percentage": "7.5", "tax_category": "S", "tax_rate": "19", "reason": "x"}
    ]}  # fmt: skip
    assert complete(Document.model_validate(values)).allowances[0].amount == Decimal("2.50")


def test_tax_is_computed_once_for_each_category_and_rate() -> None:
    lines = [{**invoice_values()["lines"][0], "tax_rate": rate} for rate in ("19", "19.00", "7")]
    breakdown = invoice(lines=lines).tax_breakdown
    assert [(row.rate, row.taxable_amount, row.tax_amount) for row in breakdown] == [
        (Decimal(19), Decimal("246.92"), Decimal("46.91")),
        (Decimal(7), Decimal("123.46"), Decimal("8.64")),
    ]


def test_the_amount_due_is_the_total_less_what_was_paid_plus_rounding() -> None:
    totals = invoice(totals={"prepaid": "100", "rounding": "0.03"}).totals
    assert totals is not None
    assert totals.total is not None
    assert totals.amount_due == totals.total - 100 + Decimal("0.03")


def test_amounts_in_yen_have_no_decimals() -> None:
    totals = invoice(currency="JPY").totals
    assert totals is not None
    assert str(totals.amount_due) == "403"


def test_given_totals_that_agree_are_accepted() -> None:
    document = invoice()
    assert complete(document) == document


def test_given_totals_that_disagree_are_refused_field_by_field() -> None:
    rows = [
        {"category": "S", "rate": "19", "tax_amount": "1.00"},
        {"category": "S", "rate": "3", "taxable_amount": "5"},
    ]
    with pytest.raises(TotalsDisagree) as raised:
        invoice(totals={"net_total": "1.00", "total": "403.71"}, tax_breakdown=rows)
    assert [(each.field, str(each.given), str(each.computed)) for each in raised.value.differences] == [
        ("tax_breakdown.0.tax_amount", "1.00", "23.46"),
        ("tax_breakdown.1.taxable_amount", "5", "0"),
        ("totals.net_total", "1.00", "363.46"),
        ("totals.total", "403.71", "403.72"),
    ]


def test_a_line_that_does_not_come_to_what_it_says_is_named() -> None:
    lines = invoice_values()["lines"]
    lines[1]["net_amount"] = "1.00"
    with pytest.raises(TotalsDisagree, match=r"lines\.1\.net_amount: 1\.00, computed 240\.00"):
        invoice(lines=lines)


def test_what_cannot_be_computed_stays_missing() -> None:
    document = complete(Document.model_validate({"lines": [{"quantity": "1"}], "totals": {"net_total": "5"}}))
    assert document.totals == Totals(net_total=Decimal(5))
    assert document.tax_breakdown == ()


@pytest.mark.slow
@given(valid_documents())
@settings(max_examples=30, deadline=None)
def test_computing_twice_changes_nothing(document: Document) -> None:
    assert complete(document) == document
    assert differences(document) == ()
    assert total_differences(document) == ()


def test_tax_that_was_rounded_line_by_line_is_no_contradiction_in_a_received_invoice() -> None:
    first, second = invoice().tax_breakdown
    row = first.model_copy(update={"tax_amount": Decimal("23.45")})
    totals = Totals(tax_total=Decimal("40.25"), total=Decimal("403.71"))
    document = invoice().model_copy(update={"tax_breakdown": (row, second), "totals": totals})
    assert total_differences(document) == ()
    assert [each.field for each in total_differences(document, Decimal(0))] == ["tax_breakdown.0.tax_amount"]
