"""The document of a credit note: pieces never come to more than the invoice, and all of them to the whole."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import complete, differences, total_differences
from chalicelib.invoices.issuing.credit_notes import Credit, NothingLeft, Taken, TooMuch, credit, is_creditable
from tests.support.forms import line

TODAY = date(2026, 11, 29)
AMOUNTS = ("lines_net", "allowances", "charges", "net_total", "tax_total", "total")


def invoice(*lines: dict[str, Any], **more: Any) -> Document:
    numbered = [{"id": str(number), "tax_category": "S", **each} for number, each in enumerate(lines, 1)]
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


OF_TAX = {f"totals.{name}" for name in ("tax_total", "total", "amount_due")}
OF_TAX |= {f"tax_breakdown.{number}.tax_amount" for number in (0, 1)}
"""Amounts that may differ from what a piece's own lines come to, by cents: taxes are held to the invoice's."""

SHARES = st.lists(st.integers(1, 4), min_size=1, max_size=5)
PRICES = st.decimals("0.5", "999", places=3)


@st.composite
def divided(draw: Any) -> tuple[Document, list[dict[int, Decimal | None] | None]]:
    """Draw an invoice with discounts and charges, and an order in which all of it is credited."""
    shares = draw(st.lists(SHARES, min_size=1, max_size=4))
    lines = []
    for each in shares:
        extra = draw(st.sampled_from(["", "allowances", "charges"]))
        more = {extra: [{"amount": str(draw(st.decimals("0.01", "0.50", places=2))), "reason": "x"}]} if extra else {}
        lines.append(
            line(quantity=str(sum(each)), price=str(draw(PRICES)), rate=draw(st.sampled_from(["7", "19"]))) | more
        )
    tax = {"tax_category": "S", "tax_rate": "19", "reason": "x"}
    whole = {}
    for name in draw(st.sets(st.sampled_from(["allowances", "charges"]))):
        whole[name] = [{"amount": str(draw(st.decimals("0", "0.99", places=2))), **tax}]
    pieces = [{index: Decimal(share)} for index, each in enumerate(shares) for share in each]
    return invoice(*lines, **whole), draw(st.permutations(pieces))


@given(divided())
def test_pieces_come_to_the_whole_and_never_pass_it(drawn: Any) -> None:
    document, pieces = drawn
    assume(totals(document, "total") >= 0 and all((each.net_amount or 0) >= 0 for each in document.lines))
    made: list[Credit] = []
    taken: Taken = {}
    for piece in pieces:
        try:
            made.append(credit(document, taken, piece, TODAY))
        except TooMuch:  # an allowance of the whole is more than the lines that are left: those go together
            made.append(credit(document, taken, None, TODAY))
        taken = made[-1].taken
        assert abs(taken["total"]) <= abs(totals(document, "total"))
        if made[-1].is_rest:
            break
    assert made[-1].is_rest
    for name in AMOUNTS:
        assert sum(totals(each.document, name) for each in made) == totals(document, name), name
    for each in made:
        assert not total_differences(each.document)
        assert {found.field for found in differences(each.document)} <= OF_TAX
