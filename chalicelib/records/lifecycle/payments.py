"""Payments of an invoice: planned and made, and what is open. docs/lifecycle.md has the table.

Planned and made payments together never come to more than what is to be paid, so that nothing is paid twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.documents.model.money import exact_sum, exactly
from chalicelib.errors import NothingOpen, OverPaid, PaymentNotFound, WrongStep

MAX_PAYMENTS = 100


class PaymentState(StrEnum):
    """How much of an invoice is paid."""

    UNPAID = "unpaid"
    SCHEDULED = "scheduled"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment on a day: planned, or made."""

    payment_id: str
    day: date
    amount: Decimal
    is_made: bool
    by: str
    reference: str = ""


def made_sum(payments: Sequence[Payment]) -> Decimal:
    """Return what the payments that were made come to."""
    return _sum(payment for payment in payments if payment.is_made)


def open_amount(payments: Sequence[Payment], due: Decimal) -> Decimal:
    """Return what is neither paid nor planned."""
    with exactly():
        return due - _sum(payments)


def state_of(payments: Sequence[Payment], due: Decimal | None) -> PaymentState:
    """Return how much is paid of what is due.

    >>> state_of((), Decimal(5)), state_of((), None), state_of((), Decimal(0))
    (<PaymentState.UNPAID: 'unpaid'>, <PaymentState.UNPAID: 'unpaid'>, <PaymentState.UNPAID: 'unpaid'>)
    """
    made = made_sum(payments)
    if made and due is not None and made >= due:
        return PaymentState.PAID
    if made:
        return PaymentState.PARTLY_PAID
    return PaymentState.SCHEDULED if payments else PaymentState.UNPAID


def add(payments: tuple[Payment, ...], payment: Payment, due: Decimal) -> tuple[Payment, ...]:
    """Return the payments with one more.

    Raises:
        NothingOpen: all is paid or planned.
        OverPaid: the payment is more than what is open.

    """
    left = open_amount(payments, due)
    if left <= 0 or len(payments) >= MAX_PAYMENTS:
        raise NothingOpen
    if payment.amount > left:
        raise OverPaid(str(left))
    return (*payments, payment)


def make(payments: tuple[Payment, ...], payment_id: str, day: date | None) -> tuple[Payment, ...]:
    """Return the payments with a planned one made, on its own day or another.

    Raises:
        PaymentNotFound: there is no such payment.
        WrongStep: it was made already.

    """
    found = find(payments, payment_id)
    if found.is_made:
        raise WrongStep("made", "make")
    made = replace(found, is_made=True, day=day or found.day)
    return tuple(made if each is found else each for each in payments)


def take_back(payments: tuple[Payment, ...], payment_id: str) -> tuple[Payment, ...]:
    """Return the payments without one that was not made after all; raise `PaymentNotFound`."""
    found = find(payments, payment_id)
    return tuple(each for each in payments if each is not found)


def get(payments: Sequence[Payment], payment_id: str) -> Payment | None:
    """Return one of the payments, if it is there."""
    return next((each for each in payments if each.payment_id == payment_id), None)


def find(payments: Sequence[Payment], payment_id: str) -> Payment:
    """Return one of the payments; raise `PaymentNotFound`."""
    found = get(payments, payment_id)
    if found is None:
        raise PaymentNotFound
    return found


def _sum(payments: Iterable[Payment]) -> Decimal:
    return exact_sum(each.amount for each in payments)
