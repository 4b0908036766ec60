"""Reminders of receivables that were not paid in time: which comes when, and when they end.

A company sets for each level how many days after the due date it comes; without that it sends none. One level comes at
a time, and between two lie at least as many days as the company's levels are apart: an invoice that was overdue long
before the company sent reminders gets the first one first. docs/sales.md has the table.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from chalicelib.documents.model.money import exactly
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.credits import CREDITED_WHOLLY
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState, made_sum

MAX_LEVELS = 3
MAX_DAYS = 180  # after the due date; what is older is a matter for people


def asks_for_payment(invoice: Invoice, today: date) -> bool:
    """Tell whether an invoice may be reminded of: issued here, to be paid by the customer, overdue, and not too old."""
    is_ours = invoice.is_issued and invoice.money_goes is InvoiceDirection.RECEIVABLE
    is_recent = invoice.due_date is not None and today - invoice.due_date <= timedelta(days=MAX_DAYS)
    return is_ours and is_recent and invoice.is_overdue(today)


def left_to_pay(invoice: Invoice) -> Decimal | None:
    """Return what of an invoice is still to be paid, whatever is planned; None where its total is not known."""
    due = invoice.amount_due
    if due is None:
        return None
    with exactly():
        return due - made_sum(invoice.payments)


def is_settled(invoice: Invoice) -> bool:
    """Tell whether nothing of an invoice is to be paid any more: it is paid, or wholly credited."""
    return invoice.payment is PaymentState.PAID or invoice.credit_state in CREDITED_WHOLLY or not invoice.amount_due


def next_level(invoice: Invoice, days: Sequence[int], today: date) -> int | None:
    """Return the level of the reminder that is due, by the days of the company's levels; None where none is."""
    level = invoice.reminder_level + 1
    if level > len(days) or not asks_for_payment(invoice, today) or invoice.due_date is None:
        return None
    first_day = invoice.due_date + timedelta(days=days[level - 1])
    if invoice.reminded_on:
        first_day = max(first_day, invoice.reminded_on + timedelta(days=days[level - 1] - days[level - 2]))
    return level if first_day <= today else None
