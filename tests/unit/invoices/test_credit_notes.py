"""The document of a credit note: pieces never come to more than the invoice, and all of them to the whole."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.documents.model.document import EN_16931, Document
from chalicelib.documents.model.totals import complete, tax_key, total_differences
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.issuing.credit_notes import (
    ACCOUNTING,
    Credit,
    NothingLeft,
    Taken,
    TooMuch,
    credit,
    is_creditable,
)
from chalicelib.validation import validate
from tests.support.invoices.forms import line

TODAY = date(2026, 11, 29)
AMOUNTS = ("lines_net", "allowances", "charges", "net_total", "tax_total", "total")


def invoice(*lines: dict[str, Any], **more: Any) -> Document:
    numbered = [{"id": str(number), "unit": "C62", "tax_category": "S", **each} for number, each in enumerate(lines, 1)]
    return complete(
        Document.model_validate(
            {"invoice_number": "7", "currency": "EUR", "issue_date": "2026-01-05", "lines": numbered, **more}
        )
    )


def in_pieces(document: Document, pieces: Iterable[dict[int, Decimal | None] | None]) -> list[Credit]:
    made: list[Credit] = []
    taken: Taken = {}
    for piece in pieces:
        made.append(credit(document, taken, piece, TODAY))
        taken = made[-1].taken
    return made


def totals(document: Document, name: str) -> Decimal:
    return getattr(document.totals, name) or Decimal(0)


def test_the_whole_is_taken_as_it_stands() -> None:
    document = invoice(line(), due_date="2026-02-01", payment_terms="30 days", payment={"means_code": "30"})
    [made] = in_pieces(document, [None])
    assert made.is_rest
    assert made.document.lines == document.lines
    assert (made.document.type_code, made.document.invoice_number, made.document.payment) == ("381", None, None)
    assert (made.document.issue_date, made.document.due_date) == (TODAY, TODAY)
    assert made.document.preceding_invoices[0].number == "7"


def test_money_that_was_paid_before_does_not_lessen_the_credit() -> None:
    document = invoice(line(), totals={"prepaid": "20.00"})
    [made] = in_pieces(document, [None])
    assert (totals(document, "amount_due"), totals(made.document, "amount_due")) == (
        Decimal("200.00"),
        Decimal("220.00"),
    )


def test_the_last_piece_takes_the_cents_that_rounding_left() -> None:
    document = invoice(line(quantity="3", price="0.335"))  # 1.005 is 1.01, and a third of it 0.34
    pieces = in_pieces(document, [{0: Decimal(1)}, {0: Decimal(1)}, None])
    assert [str(totals(made.document, "net_total")) for made in pieces] == ["0.34", "0.34", "0.33"]
    last = pieces[-1].document.lines[0]
    assert [(str(each.amount), each.reason) for each in last.allowances] == [("0.01", "Rounding")]


@pytest.mark.parametrize("quantity", ["4", "-1"])
def test_no_more_than_is_left_of_a_line(quantity: str) -> None:
    with pytest.raises(TooMuch, match="3 of line 1"):
        credit(invoice(line(quantity="3")), {}, {0: Decimal(quantity)}, TODAY)


def test_nothing_is_left_of_what_was_credited_in_pieces() -> None:
    document = invoice(line(quantity="2"), line())
    *_, last = in_pieces(document, [{0: Decimal(2)}, {1: None}])
    assert last.is_rest
    with pytest.raises(NothingLeft):
        credit(document, last.taken, None, TODAY)


def test_a_credit_note_or_what_lacks_amounts_is_not_creditable() -> None:
    document = invoice(line())
    assert is_creditable(document)
    assert not is_creditable(document.model_copy(update={"type_code": "381"}))
    assert not is_creditable(document.model_copy(update={"totals": None}))
    assert not is_creditable(document.model_copy(update={"invoice_number": None}))


def test_an_allowance_goes_with_the_lines_of_its_own_tax() -> None:
    books, pens = line(price="50.00", rate="7"), line(price="100.00", rate="19")
    discount = {"amount": "30.00", "reason": "Loyalty", "tax_category": "S", "tax_rate": "19"}
    first, second = in_pieces(invoice(books, pens, allowances=[discount]), [{0: None}, {1: Decimal(1)}])
    assert first.document.allowances == ()
    assert [(str(row.rate), str(row.taxable_amount)) for row in first.document.tax_breakdown] == [("7", "100.00")]
    assert [str(each.amount) for each in second.document.allowances] == ["15.00"]
    assert [str(row.tax_amount) for row in second.document.tax_breakdown] == ["16.15"]


def test_a_discount_and_a_charge_that_cancel_each_other_keep_their_row_of_tax() -> None:
    extra_of_zero_rate = {"amount": "10.00", "reason": "x", "tax_category": "Z", "tax_rate": "0"}
    whole = invoice(line(), line(), allowances=[extra_of_zero_rate], charges=[extra_of_zero_rate])
    first, _ = in_pieces(whole, [{0: None}, {1: None}])
    rows = [(row.category, str(row.taxable_amount)) for row in first.document.tax_breakdown]
    assert rows == [("S", "200.00"), ("Z", "0.00")]


def test_tax_in_another_currency_comes_to_the_whole() -> None:
    whole = invoice(line(quantity="3", price="33.33"), tax_currency="SEK", totals={"tax_total_accounting": "110.17"})
    pieces = in_pieces(whole, [{0: Decimal(1)}, {0: Decimal(1)}, None])
    assert sum(totals(each.document, "tax_total_accounting") for each in pieces) == Decimal("110.17")


def test_tax_in_another_currency_comes_to_the_whole_after_a_piece_that_was_recorded_without_it() -> None:
    whole = invoice(line(quantity="3", price="33.33"), tax_currency="SEK", totals={"tax_total_accounting": "110.17"})
    first = credit(whole, {}, {0: Decimal(1)}, TODAY)
    taken = {place: amount for place, amount in first.taken.items() if place != ACCOUNTING}
    second = credit(whole, taken, {0: Decimal(1)}, TODAY)
    last = credit(whole, second.taken, None, TODAY)
    pieces = [totals(each.document, "tax_total_accounting") for each in (first, second, last)]
    assert sum(pieces) == last.taken[ACCOUNTING] == Decimal("110.17")


SHARES = st.lists(st.integers(1, 4), min_size=1, max_size=5)
PRICES = st.decimals("0.5", "999", places=3)
TAXES = [
    {"tax_category": "S", "tax_rate": "7"},
    {"tax_category": "S", "tax_rate": "19"},
    {"tax_category": "Z", "tax_rate": "0"},
    {"tax_category": "E", "tax_rate": "0"},
]
EXEMPT = {"category": "E", "rate": "0", "exemption_reason": "Training"}
SUPPLIER = {"name": "Uhlenhorst GmbH", "tax_id": "DE136695976", "address": {"country": "DE"}}
CUSTOMER = {"name": "Donau AG", "address": {"country": "AT"}}


def extra(draw: Any, highest: str, **more: str) -> dict[str, str]:
    return {"amount": str(draw(st.decimals("0.01", highest, places=2))), "reason": "x", **more}


@st.composite
def divided(draw: Any) -> tuple[Document, list[dict[int, Decimal | None] | None]]:
    """Draw an invoice with discounts and charges of any tax, and an order in which all of it is credited."""
    shares = draw(st.lists(SHARES, min_size=1, max_size=4))
    lines: list[dict[str, Any]] = []
    pieces: list[dict[int, Decimal | None] | None] = []
    for each in shares:
        sign = draw(st.sampled_from([1, 1, 1, -1]))
        pieces += [{len(lines): Decimal(sign * share)} for share in each]
        name = draw(st.sampled_from(["", "allowances", "charges"]))
        more: dict[str, Any] = {name: [extra(draw, "0.50")]} if name else {}
        lines.append(
            line(quantity=str(sign * sum(each)), price=str(draw(PRICES))) | more | draw(st.sampled_from(TAXES))
        )
    whole: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(["allowances", "charges"]))):
        taxes = draw(st.lists(st.sampled_from(TAXES), min_size=1, max_size=3))
        whole[name] = [extra(draw, "60", **tax) for tax in taxes]
    whole |= {"tax_breakdown": [EXEMPT], "supplier": SUPPLIER, "customer": CUSTOMER}
    whole |= {"currency": draw(st.sampled_from(["EUR", "JPY"])), "due_date": "2026-02-01"}
    whole |= {"specification": EN_16931, "type_code": "380"}
    return invoice(*lines, **whole), draw(st.permutations(pieces))


def credited_in(document: Document, pieces: Iterable[dict[int, Decimal | None] | None]) -> list[Credit]:
    """Credit an invoice piece by piece until nothing is left of it."""
    made: list[Credit] = []
    taken: Taken = {}
    for piece in pieces:
        try:
            made.append(credit(document, taken, piece, TODAY))
        except TooMuch:  # lines of opposite signs: one alone comes to more than what is left, so all of it goes
            made.append(credit(document, taken, None, TODAY))
        taken = made[-1].taken
        if made[-1].is_rest:
            break
    return made


@given(divided())
def test_pieces_come_to_the_whole_and_never_pass_it(drawn: Any) -> None:
    document, pieces = drawn
    assume(totals(document, "total"))
    made = credited_in(document, pieces)
    assert made[-1].is_rest
    for each in made:
        assert abs(each.taken["total"]) <= abs(totals(document, "total"))
    for name in AMOUNTS:
        assert sum(totals(each.document, name) for each in made) == totals(document, name), name
    for row in document.tax_breakdown:
        key = tax_key(row.category, row.rate, row.scheme)
        for name in ("taxable_amount", "tax_amount"):
            parts = [getattr(part, name) for each in made for part in each.document.tax_breakdown
                     if tax_key(part.category, part.rate, part.scheme) == key]  # fmt: skip
            assert sum(parts, Decimal(0)) == getattr(row, name), (key, name)


@pytest.mark.slow
@given(divided())
@settings(max_examples=60, deadline=None)
def test_every_credit_note_of_an_invoice_that_passes_the_rules_passes_them(drawn: Any) -> None:
    document, pieces = drawn
    assume(totals(document, "total") and validate(write_ubl(document)).successful)
    for number, each in enumerate(credited_in(document, pieces)):
        note = each.document.model_copy(update={"invoice_number": f"CN-{number}"})
        report = validate(write_ubl(note))
        assert report.successful, [(found.rule, found.message) for found in report.findings]
        assert not total_differences(note, Decimal("0.02") if note.currency == "EUR" else Decimal(2))
