"""The invoices table: one item an invoice, newest last by key. Lists are read in `lists`.

Messages arrive twice, workers crash and people delete while files are being read. So every change of a record goes
through `write`: one transaction that replaces the whole item if it still has the version that the change was made from,
together with the event that tells of it and whatever else must hold with it, or changes nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.errors import InvoiceNotFound
from chalicelib.records.duplicate_check import Met, settle
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import UNFINISHED, Invoice, Status
from chalicelib.records.lifecycle.changes import InvoiceChanges
from chalicelib.storage.aws.table import ConditionFailed, commit
from chalicelib.storage.invoices.duplicate_check import known_before, put_claims, tells_otherwise, with_more
from chalicelib.storage.invoices.events import delete_events, put_change
from chalicelib.storage.invoices.file_claims import claim_file, duplicate_met, release_file
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice, to_item
from chalicelib.storage.invoices.keys import duplicate_partition
from chalicelib.storage.statistics.counters import count

Extra = Callable[[TransactWrite], None]

_MAX_SETTLED_AT_ONCE = 25
_VERSION_STORED = 2  # of a record that `add_invoice` and `mark_stored` have written, and nobody else


@dataclass(frozen=True, slots=True)
class NewInvoice:
    """A record that another's change brings with it, and the event that its timeline begins with."""

    invoice: Invoice
    event: Event


class InvoiceChanged(Exception):
    """The record is not any more what a change started from: somebody else changed or deleted it."""


def write(
    before: Invoice | None,
    after: Invoice | None,
    *events: Event,
    further: Sequence[NewInvoice] = (),
    also: Extra | None = None,
) -> Invoice | None:
    """Put a record in the place of another, None being none, in one transaction with all that belongs to it.

    That is its events, the claims and accounts of `settle`, and the company's counters. `further` records are new, and
    there or not as the change is. `also` adds operations to the transaction; those whose failure must be distinguished
    ask for the item in their way.

    Returns the record as it is now: with the next version and the present as its `updated_at`.

    Raises:
        InvoiceChanged: the record is not as in `before`, or a further one is there already.
        DuplicateFile: a claim on a file's bytes, among the operations of `also`, met another invoice's.
        DuplicateInvoice: it has just been read, is in the company already, and is not wanted twice.

    """
    changed = replace(after, version=after.version + 1, updated_at=now()) if after else None
    met = known_before(before, changed)
    while True:
        written = settle(before, changed, met) if changed else None
        try:
            commit(_transaction(before, written, events, further=further, met=met, also=also))
        except ConditionFailed as error:
            met = _met_more(met, error)
        else:
            break
    if before and _frees_a_claim(before, written):
        _settle_duplicates(before)
    return written


def _met_more(met: Met, error: ConditionFailed) -> Met:
    """Return what is known to stand in the way after a failure, or raise where `settle` can do nothing."""
    more = with_more(met, error)
    if more == met:
        raise (duplicate_met(error) or InvoiceChanged) from error
    return more


def _frees_a_claim(before: Invoice, after: Invoice | None) -> bool:
    """Tell whether a change gave up a claim that known duplicates of the invoice may take, or changed what it says."""
    gave_up = set(before.claims) - set(after.claims if after else ())
    return bool(gave_up) or (bool(before.claims) and tells_otherwise(before, after))


def _transaction(
    before: Invoice | None,
    after: Invoice | None,
    events: tuple[Event, ...],
    *,
    further: Sequence[NewInvoice],
    met: Met,
    also: Extra | None,
) -> Extra:
    def build(transaction: TransactWrite) -> None:
        if after is None and before is not None:
            transaction.delete(to_item(before), condition=InvoiceItem.version == before.version)
        if after is not None:
            unchanged = InvoiceItem.version == before.version if before else InvoiceItem.company_id.does_not_exist()
            transaction.save(to_item(after), condition=unchanged)
            put_change(transaction, after, events)
        for new in further:
            _put_new(transaction, new)
        put_claims(transaction, before, after, met)
        count(transaction, before, after, [new.invoice for new in further])
        if also is not None:
            also(transaction)

    return build


def _put_new(transaction: TransactWrite, new: NewInvoice) -> None:
    invoice = replace(new.invoice, version=1, updated_at=now())
    transaction.save(to_item(invoice), condition=InvoiceItem.company_id.does_not_exist())
    put_change(transaction, invoice, [new.event])


def _settle_duplicates(first: Invoice) -> None:
    """Have the known duplicates of an invoice that gave up a claim look whether they still are some.

    The oldest of them takes the claim. A crash, or one that the index does not show yet, leaves a duplicate marked
    until it is changed the next time.
    """
    partition = duplicate_partition(first.company_id, first.invoice_id)
    for key in InvoiceItem.by_duplicate.query(partition, limit=_MAX_SETTLED_AT_ONCE):
        with suppress(InvoiceChanged):
            duplicate = find_invoice(first.company_id, key.invoice_id)
            if duplicate and duplicate.status is Status.READY and duplicate.duplicate_of == first.invoice_id:
                write(duplicate, duplicate)


def add_invoice(invoice: Invoice, *events: Event) -> Invoice:
    """Store a new invoice; with a fingerprint, together with a pending claim on the file.

    Raises:
        DuplicateFile: another invoice of the company holds a confirmed claim on the same bytes.

    """

    def claim(transaction: TransactWrite) -> None:
        if invoice.fingerprint:
            claim_file(transaction, invoice, invoice.fingerprint, pending=True)

    return write(None, invoice, *events, also=claim) or invoice


def mark_stored(invoice: Invoice) -> Invoice:
    """Say that the source of a claimed file is safely stored: `awaiting_upload` becomes `queued`.

    Where the worker was first, the invoice is past that already, and nothing is left to do.

    Raises:
        DuplicateFile: another upload of the same bytes, at the same instant, was confirmed first.

    """
    stored = replace(invoice, status=Status.QUEUED, expires_at=None)

    def claim(transaction: TransactWrite) -> None:
        claim_file(transaction, invoice, invoice.fingerprint or "", pending=False)

    try:
        return write(invoice, stored, received(invoice), also=claim) or stored
    except InvoiceChanged:
        return stored


def start_processing(invoice: Invoice, fingerprint: str | None, size: int) -> Invoice:
    """Record what arrived and that the worker is at it, and confirm this invoice's claim on the bytes.

    Another's pending claim is taken over. Without a fingerprint nothing is claimed.

    Raises:
        DuplicateFile: another invoice of the company holds a confirmed claim on the same bytes.
        InvoiceNotFound: the invoice was deleted, or is done with, meanwhile.

    """
    while True:
        started = replace(invoice, status=Status.PROCESSING, fingerprint=fingerprint, size=size, expires_at=None)
        try:
            return write(invoice, started, *_arrival(invoice), also=_confirm(invoice, fingerprint)) or started
        except InvoiceChanged as error:
            current = find_invoice(invoice.company_id, invoice.invoice_id)
            if current is None or current.status not in UNFINISHED:
                raise InvoiceNotFound(invoice.invoice_id) from error
            lost = current.version == invoice.version  # the claim on the first bytes has become another invoice's
            invoice = replace(current, fingerprint=None) if lost else current


def _confirm(invoice: Invoice, fingerprint: str | None) -> Extra | None:
    """Return the claim on the bytes that arrived, unless the request has confirmed it and nothing happened since."""
    is_confirmed = invoice.status is Status.QUEUED and invoice.version == _VERSION_STORED
    if fingerprint is None or (is_confirmed and invoice.fingerprint == fingerprint):
        return None

    def claim(transaction: TransactWrite) -> None:
        if invoice.fingerprint and invoice.fingerprint != fingerprint:  # other bytes came first, and were claimed
            release_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id)
        claim_file(transaction, invoice, fingerprint, pending=False)

    return claim


def find_invoice(company_id: str, invoice_id: str) -> Invoice | None:
    """Return an invoice, strongly consistent."""
    try:
        return to_invoice(InvoiceItem.get(company_id, invoice_id, consistent_read=True))
    except InvoiceItem.DoesNotExist:
        return None


def change_invoice(
    company_id: str,
    invoice_id: str,
    changes: InvoiceChanges,
    *events: Event,
    from_status: tuple[Status, ...],
    further: Sequence[NewInvoice] = (),
    known: Invoice | None = None,
) -> Invoice | None:
    """Set fields of an invoice that is in one of these statuses, whatever else has changed in it.

    `further` records are added with the change; those that are there already stay as they are.

    From then on it no longer waits for its file, and does not go by itself; where it did, its arrival is announced.
    The record is looked up, unless it is `known` and has not changed since.

    Returns the invoice after the change, or None where it is gone or in another status.
    """
    while True:
        invoice = known or find_invoice(company_id, invoice_id)
        known = None
        if invoice is None or invoice.status not in from_status:
            return None
        changed = replace(invoice, expires_at=None, **changes)
        try:
            return write(invoice, changed, *_arrival(invoice), *events, further=further)
        except InvoiceChanged:
            further = [new for new in further if find_invoice(company_id, new.invoice.invoice_id) is None]


def _arrival(invoice: Invoice) -> tuple[Event, ...]:
    """Return the event that a change of an invoice brings with it whose file was still awaited."""
    return (received(invoice),) if invoice.status is Status.AWAITING_UPLOAD else ()


def received(invoice: Invoice) -> Event:
    """Return the event that an invoice's file is there."""
    arrival = {"batch": dict(invoice.batch)} if invoice.batch else {}
    return Event(EventKind.RECEIVED, invoice.uploaded_by, {"filename": invoice.filename, **arrival})


def remove_invoice(invoice: Invoice) -> None:
    """Remove an invoice's record, its timeline and its claim on the file. Removing a removed one is no error.

    The timeline goes first, so that a crash leaves nothing that can't be deleted any more, and what was added to it
    meanwhile goes last.
    """
    current: Invoice | None = invoice
    claimed = True
    while current:
        delete_events(current.company_id, current.invoice_id)
        try:
            write(current, None, also=_release(current) if claimed else None)
        except InvoiceChanged:
            latest = find_invoice(current.company_id, current.invoice_id)
            claimed = latest is None or latest.version != current.version  # else the claim is another invoice's
            current = latest
        else:
            break
    delete_events(invoice.company_id, invoice.invoice_id)


def _release(invoice: Invoice) -> Extra:
    def release(transaction: TransactWrite) -> None:
        if invoice.fingerprint:
            release_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id)

    return release
