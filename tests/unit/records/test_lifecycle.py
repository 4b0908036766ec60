"""The tables of docs/lifecycle.md: every step that there is, and the refusal of every other one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.errors import NothingOpen, OverPaid, PaymentNotFound, SecondPersonNeeded, WrongStep
from chalicelib.records.lifecycle.approval import STEPS, Approval, ApprovalStep, Decision, decide
from chalicelib.records.lifecycle.payments import (
    MAX_PAYMENTS,
    Payment,
    PaymentState,
    add,
    make,
    open_amount,
    state_of,
    take_back,
)

DUE = Decimal("119.00")
OPEN, APPROVED, REJECTED = Approval
APPROVE, REJECT, REOPEN = ApprovalStep


def decision(step: ApprovalStep, by: str = "ann") -> Decision:
    return Decision(step, by, datetime(2026, 11, 29, tzinfo=UTC))


def payment(amount: str, payment_id: str = "1", *, is_made: bool = True) -> Payment:
    return Payment(payment_id, date(2026, 11, 29), Decimal(amount), is_made, "ann")


@pytest.mark.parametrize(
    ("approval", "step", "after"),
    [
        (OPEN, APPROVE, APPROVED),
        (OPEN, REJECT, REJECTED),
        (APPROVED, REOPEN, OPEN),
        (REJECTED, REOPEN, OPEN),
    ],
)
def test_a_step_of_approval(approval: Approval, step: ApprovalStep, after: Approval) -> None:
    assert decide(approval, (), decision(step), 1)[0] is after


@pytest.mark.parametrize(
    ("approval", "step"),
    [(OPEN, REOPEN), (APPROVED, APPROVE), (APPROVED, REJECT), (REJECTED, APPROVE), (REJECTED, REJECT)],
)
def test_a_refused_step_of_approval(approval: Approval, step: ApprovalStep) -> None:
    with pytest.raises(WrongStep, match=f"It is {approval}"):
        decide(approval, (), decision(step), 1)


def test_the_tests_have_all_steps_and_all_refusals() -> None:
    assert len(STEPS) == 4
    assert len(Approval) * len(ApprovalStep) - len(STEPS) == 5


def test_two_people_approve_where_two_are_asked_for() -> None:
    approval, decisions = decide(OPEN, (), decision(APPROVE, "ann"), 2)
    assert (approval, len(decisions)) == (OPEN, 1)
    with pytest.raises(SecondPersonNeeded):
        decide(approval, decisions, decision(APPROVE, "ann"), 2)
    approval, decisions = decide(approval, decisions, decision(APPROVE, "ben"), 2)
    assert (approval, [each.by for each in decisions]) == (APPROVED, ["ann", "ben"])


def test_one_person_rejects_and_reopening_forgets_the_first_approval() -> None:
    _, decisions = decide(OPEN, (), decision(APPROVE), 2)
    approval, decisions = decide(OPEN, decisions, decision(REJECT, "ben"), 2)
    assert approval is REJECTED
    assert decide(approval, decisions, decision(REOPEN), 2) == (OPEN, ())


@pytest.mark.parametrize(
    ("payments", "state"),
    [
        ((), PaymentState.UNPAID),
        ((payment("119.00", is_made=False),), PaymentState.SCHEDULED),
        ((payment("19.00", is_made=False),), PaymentState.SCHEDULED),
        ((payment("19.00"),), PaymentState.PARTLY_PAID),
        ((payment("19.00"), payment("100.00", "2", is_made=False)), PaymentState.PARTLY_PAID),
        ((payment("19.00"), payment("100.00", "2")), PaymentState.PAID),
        ((payment("119.00"),), PaymentState.PAID),
    ],
)
def test_how_much_is_paid(payments: tuple[Payment, ...], state: PaymentState) -> None:
    assert state_of(payments, DUE) is state


def test_a_total_that_shrinks_below_what_was_paid_is_paid() -> None:
    assert state_of((payment("119.00"),), Decimal("11.90")) is PaymentState.PAID
    assert state_of((payment("119.00"),), None) is PaymentState.PARTLY_PAID


def test_planned_and_made_payments_never_pass_what_is_due() -> None:
    payments = add((), payment("100.00", is_made=False), DUE)
    with pytest.raises(OverPaid, match=r"19\.00"):
        add(payments, payment("19.01", "2"), DUE)
    payments = add(payments, payment("19.00", "2"), DUE)
    assert open_amount(payments, DUE) == 0
    with pytest.raises(NothingOpen):
        add(payments, payment("0.01", "3"), DUE)


def test_a_record_holds_so_many_payments() -> None:
    many = tuple(payment("0.01", str(number)) for number in range(MAX_PAYMENTS))
    with pytest.raises(NothingOpen):
        add(many, payment("0.01", "x"), DUE)


def test_a_planned_payment_is_made_once_on_its_day_or_another() -> None:
    planned = (payment("119.00", is_made=False),)
    assert make(planned, "1", None)[0] == payment("119.00")
    made = make(planned, "1", date(2026, 12, 1))
    assert (made[0].is_made, made[0].day) == (True, date(2026, 12, 1))
    with pytest.raises(WrongStep):
        make(made, "1", None)


def test_a_payment_that_was_not_made_after_all_is_taken_back() -> None:
    payments = (payment("19.00"), payment("100.00", "2"))
    assert take_back(payments, "1") == payments[1:]
    with pytest.raises(PaymentNotFound):
        take_back(payments, "9")
    with pytest.raises(PaymentNotFound):
        make(payments, "9", None)
