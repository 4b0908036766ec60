"""The transactions that issue: the record, its number, and what it is made of, or what is credited of an invoice."""

from dataclasses import dataclass
from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.json_data import JsonObject
from chalicelib.records.events import Event
from chalicelib.records.invoices import Invoice
from chalicelib.storage.companies.sequences import advance, take_number
from chalicelib.storage.invoices.invoices import InvoiceChanged, NewInvoice, write


class NotIssued(Exception):
    """The number is taken, the series has moved on, or the origin was changed or is gone."""


@dataclass(frozen=True, slots=True)
class Step:
    """What taking a number does to its series: seen at one number, it goes on at another."""

    series: str
    seen: int
    following: int


class IssuedFrom(Protocol):
    """What an invoice is issued from, and what changes with it: a draft that is used up, a recurring invoice's day."""

    def use(self, transaction: TransactWrite) -> None:
        """Add its change, which fails if it has changed since it was read."""

    def is_as_seen(self) -> bool:
        """Tell whether it is unchanged since it was read."""

    def told(self) -> JsonObject:
        """Return what the invoice's timeline says of it."""


def add_issued(invoice: Invoice, event: Event, *, number: str, step: Step | None, origin: IssuedFrom | None) -> Invoice:
    """Store a new invoice with its number; `step` moves the series that it is from, `origin` changes with it.

    Raises:
        NotIssued: something was not as it was seen, and nothing was written.

    """

    def also(transaction: TransactWrite) -> None:
        take_number(transaction, invoice.company_id, number, invoice.invoice_id)
        if step:
            advance(transaction, invoice.company_id, step.series, seen=step.seen, following=step.following)
        if origin:
            origin.use(transaction)

    try:
        return write(None, invoice, event, also=also) or invoice
    except InvoiceChanged as error:
        raise NotIssued from error


def add_credit_note(
    before: Invoice, after: Invoice, event: Event, note: NewInvoice, *, number: str, step: Step
) -> Invoice:
    """Store a new credit note with its number, and what it takes of its invoice; return the credit note.

    Raises:
        NotIssued: something was not as it was seen, the invoice included, and nothing was written.

    """
    company_id, note_id = before.company_id, note.invoice.invoice_id

    def also(transaction: TransactWrite) -> None:
        take_number(transaction, company_id, number, note_id)
        advance(transaction, company_id, step.series, seen=step.seen, following=step.following)

    try:
        write(before, after, event, further=[note], also=also)
    except InvoiceChanged as error:
        raise NotIssued from error
    return note.invoice
