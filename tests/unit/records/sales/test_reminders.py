"""Reminders as in docs/sales.md: which level is due when, and what ends them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.records.invoices import CreationMethod, Invoice, Status
from chalicelib.records.lifecycle.credits import CreditState
from chalicelib.records.lifecycle.payments import Payment
from chalicelib.records.sales.reminders import MAX_DAYS, is_settled, left_to_pay, next_level
from tests.support.invoices.records import a_record

DUE = date(2026, 3, 15)
DAYS = (7, 21, 35)


def overdue(**more: Any) -> Invoice:
    known = {"creation_method": CreationMethod.GUI, "due_date": DUE, "total": Decimal("119.00"), **more}
    return a_record("c", "ann", **known)


def paid(amount: str, *, is_made: bool = True) -> tuple[Payment, ...]:
    return (Payment("1", DUE, Decimal(amount), is_made, "ann"),)


@pytest.mark.parametrize(("days", "level"), [(0, None), (6, None), (7, 1), (8, 1), (100, 1)])
def test_the_first_level_comes_so_many_days_after_the_due_date(days: int, level: int | None) -> None:
    assert next_level(overdue(), DAYS, DUE + timedelta(days=days)) == level


@pytest.mark.parametrize(
    ("last", "reminded", "days", "level"),
    [
        (1, 7, 20, None),
        (1, 7, 21, 2),
        (2, 21, 34, None),
        (2, 21, 35, 3),
        (3, 35, 150, None),
        (1, 50, 63, None),
        (1, 50, 64, 2),
    ],
)
def test_a_further_level_comes_once_and_not_sooner_than_the_levels_are_apart(
    last: int, reminded: int, days: int, level: int | None
) -> None:
    invoice = overdue(reminder_level=last, reminded_on=DUE + timedelta(days=reminded))
    assert next_level(invoice, DAYS, DUE + timedelta(days=days)) == level


@pytest.mark.parametrize(
    "more",
    [
        {"payments": paid("119.00")},
        {"credit_state": CreditState.CREDITED},
        {"credit_state": CreditState.CANCELLED},
        {"payable_amount": Decimal(0)},
        {"document_type": "credit_note"},
        {"creation_method": CreationMethod.UPLOAD},
        {"status": Status.FAILED},
        {"due_date": None},
        {"due_date": DUE - timedelta(days=MAX_DAYS)},
        {"duplicate_of": "another"},
    ],
)
def test_what_is_not_to_be_paid_or_not_ours_or_too_old_is_not_reminded_of(more: dict[str, Any]) -> None:
    assert next_level(overdue(**more), DAYS, DUE + timedelta(days=7)) is None


def test_without_levels_there_are_no_reminders() -> None:
    assert next_level(overdue(), (), DUE + timedelta(days=99)) is None


def test_a_part_that_was_paid_is_taken_off_and_a_planned_one_is_not() -> None:
    part = overdue(payments=paid("19.00"))
    assert (left_to_pay(part), is_settled(part)) == (Decimal("100.00"), False)
    assert next_level(part, DAYS, DUE + timedelta(days=7)) == 1
    planned = overdue(payments=paid("119.00", is_made=False))
    assert (left_to_pay(planned), is_settled(planned)) == (Decimal("119.00"), False)
    assert is_settled(replace(part, payments=paid("119.00")))
    assert left_to_pay(overdue(total=None)) is None
