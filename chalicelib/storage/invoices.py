"""The invoices table: one item an invoice, newest last by key, with indexes by creator and by state.

Every change of an invoice is a conditional write that names the state it starts from, because messages arrive twice,
workers crash and people delete while files are being read.
"""

from collections.abc import Iterator
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.errors import DuplicateFile, InvoiceNotFound
from chalicelib.storage.file_claims import claim_file, claimed_by, release_file
from chalicelib.storage.invoice_items import (
    InvoiceItem,
    creator_partition,
    creator_state_partition,
    state_partition,
    to_invoice,
    to_item,
)
from chalicelib.storage.invoice_records import Invoice, State, Status
from chalicelib.storage.table import CONDITION_FAILED, ConditionFailed, commit, update_if


def add_invoice(invoice: Invoice) -> None:
    """Store a new invoice; with a fingerprint, together with a pending claim on the file.

    Raises:
        DuplicateFile: another invoice of the company holds a confirmed claim on the same bytes.

    """

    def build(transaction: TransactWrite) -> None:
        transaction.save(to_item(invoice))
        if invoice.fingerprint:
            claim_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id, pending=True)

    try:
        commit(build)
    except ConditionFailed as error:
        raise DuplicateFile(claimed_by(error.existing_item())) from error


def mark_stored(invoice: Invoice) -> None:
    """Say that the source of a claimed file is safely stored: `awaiting_upload` becomes `queued`.

    Where the worker was quicker, the invoice is past that already, and nothing is left to do.

    Raises:
        DuplicateFile: another upload of the same bytes, at the same instant, was confirmed first.

    """
    fingerprint = invoice.fingerprint or ""

    def build(transaction: TransactWrite) -> None:
        transaction.update(
            to_item(invoice),
            actions=[InvoiceItem.status.set(Status.QUEUED), InvoiceItem.expires_at.remove()],
            condition=InvoiceItem.status == Status.AWAITING_UPLOAD,
        )
        claim_file(transaction, invoice.company_id, fingerprint, invoice.invoice_id, pending=False)

    try:
        commit(build)
    except ConditionFailed as error:
        claim = error.reasons[0]  # puts come before updates
        holder = claimed_by(claim.raw_item or {}) if claim and claim.code == CONDITION_FAILED else ""
        if holder:
            raise DuplicateFile(holder) from error


def claim_source(invoice: Invoice, fingerprint: str, size: int) -> None:
    """Record what arrived and confirm this invoice's claim on it, whoever had a pending one.

    Raises:
        DuplicateFile: another invoice of the company holds a confirmed claim on the same bytes.
        InvoiceNotFound: the invoice was deleted meanwhile.

    """

    def build(transaction: TransactWrite) -> None:
        if invoice.fingerprint and invoice.fingerprint != fingerprint:  # other bytes came first, and were claimed
            release_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id)
        claim_file(transaction, invoice.company_id, fingerprint, invoice.invoice_id, pending=False)
        transaction.update(
            to_item(invoice),
            actions=[InvoiceItem.fingerprint.set(fingerprint), InvoiceItem.size.set(size)],
            condition=InvoiceItem.status == Status.PROCESSING,
        )

    try:
        commit(build)
    except ConditionFailed as error:
        holder = claimed_by(error.existing_item())
        raise (DuplicateFile(holder) if holder else InvoiceNotFound(invoice.invoice_id)) from error


def find_invoice(company_id: str, invoice_id: str) -> Invoice | None:
    """Return an invoice, strongly consistent."""
    try:
        return to_invoice(InvoiceItem.get(company_id, invoice_id, consistent_read=True))
    except InvoiceItem.DoesNotExist:
        return None


def change_invoice(
    company_id: str, invoice_id: str, changes: dict[str, Any], *, from_status: tuple[Status, ...]
) -> Invoice | None:
    """Set attributes of an invoice that is in one of these statuses; None removes an attribute.

    From then on it no longer waits for its file, and does not go by itself.

    Returns the invoice after the change, or None where it is gone or in another status.
    """
    actions: list[Action] = [InvoiceItem.updated_at.set(now()), InvoiceItem.expires_at.remove()]
    for name, value in changes.items():
        attribute = getattr(InvoiceItem, name)
        actions.append(attribute.remove() if value is None else attribute.set(value))
    item = InvoiceItem(company_id, invoice_id)
    changed = update_if(item, actions, InvoiceItem.status.is_in(*from_status))
    return to_invoice(item) if changed else None


def list_invoices(
    company_id: str,
    *,
    creator: str | None = None,
    state: State | None = None,
    before: str | None = None,
    limit: int,
) -> list[Invoice]:
    """Return invoices, newest first, in one query: a company's, one creator's, or those in one state.

    `before` is the id of the last invoice of the page before.
    """
    older = {"range_key_condition": InvoiceItem.invoice_id < before} if before else {}
    page: dict[str, Any] = {"scan_index_forward": False, "limit": limit, **older}
    items: Iterator[InvoiceItem]
    if creator and state:
        items = InvoiceItem.by_creator_state.query(creator_state_partition(company_id, creator, state), **page)
    elif creator:
        items = InvoiceItem.by_creator.query(creator_partition(company_id, creator), **page)
    elif state:
        items = InvoiceItem.by_state.query(state_partition(company_id, state), **page)
    else:
        items = InvoiceItem.query(company_id, consistent_read=True, **page)
    return [to_invoice(item) for item in items]


def remove_invoice(invoice: Invoice) -> None:
    """Remove an invoice's record and its claim on the file. Removing a removed one is no error.

    The worker may claim the file at the same instant: the record goes only with the claim that it names.
    """
    current: Invoice | None = invoice
    while current and not _removed(current):
        current = find_invoice(current.company_id, current.invoice_id)


def _removed(invoice: Invoice) -> bool:
    known = InvoiceItem.fingerprint
    unchanged = known == invoice.fingerprint if invoice.fingerprint else known.does_not_exist()

    def build(transaction: TransactWrite) -> None:
        transaction.delete(to_item(invoice), condition=unchanged)
        if invoice.fingerprint:
            release_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id)

    try:
        commit(build)
    except ConditionFailed as error:
        claim = error.reasons[1] if invoice.fingerprint else None
        if claim and claim.code == CONDITION_FAILED:  # the claim has become another invoice's: it stays
            to_item(invoice).delete()
            return True
        return False
    return True
