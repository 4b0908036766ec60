"""Payments: recorded by people, of what the company pays and of what it is paid; no money moves here.

A payment's id is that of the request which records it: a repeat under the same `Idempotency-Key`, or of a request that
died, finds it there. Each change is computed from the record as it is and written under its version, so that payments
at the same instant never come to more than what is open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import NotPayable
from chalicelib.ids import Intended
from chalicelib.invoices.lifecycle.approving import change_until_done, policy_of
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle import payments
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import Payment


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """A payment to record; no day is today, no amount is all that is open."""

    day: date | None = None
    amount: Decimal | None = None
    is_made: bool = True
    reference: str = ""


@needs(Role.ACCOUNTANT)
def add_payment(
    caller: Caller,
    invoice_id: str,
    order: PaymentOrder,
    intended: Intended,
    check: Callable[[Invoice], None] = lambda _: None,
) -> Invoice:
    """Record a payment that was made, or is planned; a repeat finds it there.

    `check` sees the version that is written, or that has the payment already, and raises what is wrong with it.

    Raises:
        InvoiceNotFound, NotReady: there is no such invoice, or it has not been read.
        NotPayable: it was rejected, lacks the approval that the company asks for, or its total is not known.
        NothingOpen: all of it is paid, planned or credited.
        OverPaid: the amount is more than what is open.
        Conflict: others change it all the time.

    """

    def change(invoice: Invoice) -> Invoice:
        check(invoice)
        if payments.get(invoice.payments, intended.id):
            return invoice
        due = _due(caller, invoice)
        amount = payments.open_amount(invoice.payments, due) if order.amount is None else order.amount
        day = order.day or now().date()
        payment = Payment(intended.id, day, amount, order.is_made, caller.user_id, order.reference)
        return replace(invoice, payments=payments.add(invoice.payments, payment, due))

    kind = EventKind.PAID if order.is_made else EventKind.PAYMENT_PLANNED
    return change_until_done(caller, invoice_id, change, lambda paid: _event(kind, caller, paid, intended.id))


@needs(Role.ACCOUNTANT)
def make_payment(caller: Caller, invoice_id: str, payment_id: str, day: date | None) -> Invoice:
    """Record that a planned payment was made.

    Raises:
        InvoiceNotFound, NotReady, NotPayable, Conflict: as for a new payment.
        PaymentNotFound: the invoice has no such payment.
        WrongStep: it was made already.

    """

    def change(invoice: Invoice) -> Invoice:
        _due(caller, invoice)
        return replace(invoice, payments=payments.make(invoice.payments, payment_id, day))

    return change_until_done(caller, invoice_id, change, lambda paid: _event(EventKind.PAID, caller, paid, payment_id))


@needs(Role.ACCOUNTANT)
def take_payment_back(caller: Caller, invoice_id: str, payment_id: str) -> Invoice:
    """Remove a payment that was not made after all: planned and dropped, or returned by the bank.

    Raises:
        InvoiceNotFound, NotReady, Conflict: as for a new payment.
        PaymentNotFound: the invoice has no such payment.

    """

    def change(invoice: Invoice) -> Invoice:
        return replace(invoice, payments=payments.take_back(invoice.payments, payment_id))

    event = Event(EventKind.PAYMENT_TAKEN_BACK, caller.user_id, {"payment": payment_id})
    return change_until_done(caller, invoice_id, change, lambda _: event)


def _event(kind: EventKind, caller: Caller, paid: Invoice, payment_id: str) -> Event:
    payment = payments.find(paid.payments, payment_id)
    told = {"payment": payment_id, "amount": str(payment.amount), "date": payment.day.isoformat()}
    return Event(kind, caller.user_id, told)


def _due(caller: Caller, invoice: Invoice) -> Decimal:
    """Return what is to be paid of an invoice that may be paid."""
    if invoice.amount_due is None:
        raise NotPayable(invoice.invoice_id, "The invoice's total is not known; correct it first.")
    if invoice.money_goes is InvoiceDirection.PAYABLE and invoice.approval is not Approval.APPROVED:
        if invoice.approval is Approval.REJECTED:
            raise NotPayable(invoice.invoice_id, "The invoice was rejected; reopen and approve it first.")
        if policy_of(caller).is_needed:
            raise NotPayable(invoice.invoice_id, "Your company pays only what was approved; approve it first.")
    return invoice.amount_due
