"""The invoices table: one item an invoice, newest last by key, with indexes by creator and by state.

Every change of an invoice is a conditional write that names the state it starts from, because messages arrive twice,
workers crash and people delete while files are being read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.errors import DuplicateFile, InvoiceNotFound
from chalicelib.storage.file_claims import claim_file, claimed_by, release_file
from chalicelib.storage.table import (
    CONDITION_FAILED,
    ConditionFailed,
    DateAttribute,
    DecimalAttribute,
    TableMeta,
    commit,
    condition_failed,
    to_attributes,
    to_record,
)


class Status(StrEnum):
    """Where the processing of an invoice stands."""

    AWAITING_UPLOAD = "awaiting_upload"
    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class State(StrEnum):
    """What validation said."""

    UNVALIDATED = "unvalidated"
    FAILED = "failed"
    PASSED = "passed"


class CreationMethod(StrEnum):
    """How an invoice came into the system."""

    UPLOAD = "upload"
    GUI = "gui"


SOURCE_MISSING = "source_missing"  # the failure of an invoice whose file is not there
UNFINISHED = (Status.AWAITING_UPLOAD, Status.QUEUED, Status.PROCESSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """The record of an invoice: who brought it, where it stands, and what was read.

    `fingerprint` is the SHA-256 of the source's bytes, set where this invoice holds the company's claim on them.
    `expires_at` is set only while the file is still awaited.
    """

    company_id: str
    invoice_id: str
    filename: str
    content_type: str
    creation_method: CreationMethod
    status: Status
    state: State
    uploaded_by: str
    created_at: datetime
    updated_at: datetime
    fingerprint: str | None = None
    size: int | None = None
    pages: int | None = None
    failure_code: str | None = None
    failure_detail: str | None = None
    document_type: str | None = None
    supplier: str | None = None
    customer: str | None = None
    invoice_number: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    currency: str | None = None
    net_total: Decimal | None = None
    tax_total: Decimal | None = None
    total: Decimal | None = None
    warnings: tuple[str, ...] = ()
    sent_at: datetime | None = None
    duplicate_of: str | None = None
    has_preview: bool = False
    expires_at: datetime | None = None

    @property
    def has_source(self) -> bool:
        """Whether the uploaded file is there."""
        return self.status is not Status.AWAITING_UPLOAD and self.failure_code != SOURCE_MISSING


class _ByCreator(GlobalSecondaryIndex["_InvoiceItem"]):
    class Meta:
        index_name = "by_creator"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class _ByCreatorAndState(GlobalSecondaryIndex["_InvoiceItem"]):
    class Meta:
        index_name = "by_creator_state"
        projection = AllProjection()

    creator_state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class _ByState(GlobalSecondaryIndex["_InvoiceItem"]):
    class Meta:
        index_name = "by_state"
        projection = AllProjection()

    state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class _InvoiceItem(Model):
    class Meta(TableMeta):
        setting = "invoices_table"

    company_id = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)
    creator_key = UnicodeAttribute()
    creator_state_key = UnicodeAttribute()
    state_key = UnicodeAttribute()
    by_creator = _ByCreator()
    by_creator_state = _ByCreatorAndState()
    by_state = _ByState()

    filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    creation_method = UnicodeAttribute()
    status = UnicodeAttribute()
    state = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    fingerprint = UnicodeAttribute(null=True)
    size = NumberAttribute(null=True)
    pages = NumberAttribute(null=True)
    failure_code = UnicodeAttribute(null=True)
    failure_detail = UnicodeAttribute(null=True)
    document_type = UnicodeAttribute(null=True)
    supplier = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    invoice_number = UnicodeAttribute(null=True)
    issue_date = DateAttribute(null=True)
    due_date = DateAttribute(null=True)
    currency = UnicodeAttribute(null=True)
    net_total = DecimalAttribute(null=True)
    tax_total = DecimalAttribute(null=True)
    total = DecimalAttribute(null=True)
    warnings = ListAttribute(of=UnicodeAttribute, default=list)
    sent_at = UTCDateTimeAttribute(null=True)
    duplicate_of = UnicodeAttribute(null=True)
    has_preview = BooleanAttribute(default=False)
    expires_at = TTLAttribute(null=True)


def add_invoice(invoice: Invoice) -> None:
    """Store a new invoice; with a fingerprint, together with a pending claim on the file.

    Raises:
        DuplicateFile: another invoice of the company holds a confirmed claim on the same bytes.

    """

    def build(transaction: TransactWrite) -> None:
        transaction.save(_to_item(invoice))
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
            _to_item(invoice),
            actions=[_InvoiceItem.status.set(Status.QUEUED), _InvoiceItem.expires_at.remove()],
            condition=_InvoiceItem.status == Status.AWAITING_UPLOAD,
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
            _to_item(invoice),
            actions=[_InvoiceItem.fingerprint.set(fingerprint), _InvoiceItem.size.set(size)],
            condition=_InvoiceItem.status == Status.PROCESSING,
        )

    try:
        commit(build)
    except ConditionFailed as error:
        holder = claimed_by(error.existing_item())
        raise (DuplicateFile(holder) if holder else InvoiceNotFound(invoice.invoice_id)) from error


def find_invoice(company_id: str, invoice_id: str) -> Invoice | None:
    """Return an invoice, strongly consistent."""
    try:
        return _to_invoice(_InvoiceItem.get(company_id, invoice_id, consistent_read=True))
    except _InvoiceItem.DoesNotExist:
        return None


def change_invoice(
    company_id: str, invoice_id: str, changes: dict[str, Any], *, from_status: tuple[Status, ...]
) -> Invoice | None:
    """Set attributes of an invoice that is in one of these statuses; None removes an attribute.

    From then on it no longer waits for its file, and does not go by itself.

    Returns the invoice after the change, or None where it is gone or in another status.
    """
    actions: list[Action] = [_InvoiceItem.updated_at.set(now()), _InvoiceItem.expires_at.remove()]
    for name, value in changes.items():
        attribute = getattr(_InvoiceItem, name)
        actions.append(attribute.remove() if value is None else attribute.set(value))
    item = _InvoiceItem(company_id, invoice_id)
    try:
        item.update(actions, condition=_InvoiceItem.status.is_in(*from_status))
    except UpdateError as error:
        if condition_failed(error):
            return None
        raise
    return _to_invoice(item)


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
    older = {"range_key_condition": _InvoiceItem.invoice_id < before} if before else {}
    page: dict[str, Any] = {"scan_index_forward": False, "limit": limit, **older}
    items: Iterator[_InvoiceItem]
    if creator and state:
        items = _InvoiceItem.by_creator_state.query(_creator_state_key(company_id, creator, state), **page)
    elif creator:
        items = _InvoiceItem.by_creator.query(_creator_key(company_id, creator), **page)
    elif state:
        items = _InvoiceItem.by_state.query(_state_key(company_id, state), **page)
    else:
        items = _InvoiceItem.query(company_id, consistent_read=True, **page)
    return [_to_invoice(item) for item in items]


def remove_invoice(invoice: Invoice) -> None:
    """Remove an invoice's record and its claim on the file. Removing a removed one is no error.

    The worker may claim the file at the same instant: the record goes only with the claim that it names.
    """
    current: Invoice | None = invoice
    while current and not _removed(current):
        current = find_invoice(current.company_id, current.invoice_id)


def _removed(invoice: Invoice) -> bool:
    known = _InvoiceItem.fingerprint
    unchanged = known == invoice.fingerprint if invoice.fingerprint else known.does_not_exist()

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_to_item(invoice), condition=unchanged)
        if invoice.fingerprint:
            release_file(transaction, invoice.company_id, invoice.fingerprint, invoice.invoice_id)

    try:
        commit(build)
    except ConditionFailed as error:
        claim = error.reasons[1] if invoice.fingerprint else None
        if claim and claim.code == CONDITION_FAILED:  # the claim has become another invoice's: it stays
            _to_item(invoice).delete()
            return True
        return False
    return True


def _to_item(invoice: Invoice) -> _InvoiceItem:
    return _InvoiceItem(
        creator_key=_creator_key(invoice.company_id, invoice.uploaded_by),
        creator_state_key=_creator_state_key(invoice.company_id, invoice.uploaded_by, invoice.state),
        state_key=_state_key(invoice.company_id, invoice.state),
        **(to_attributes(invoice) | {"warnings": list(invoice.warnings)}),
    )


def _to_invoice(item: _InvoiceItem) -> Invoice:
    return to_record(
        Invoice,
        item,
        status=Status(item.status),
        state=State(item.state),
        creation_method=CreationMethod(item.creation_method),
        warnings=tuple(item.warnings or ()),
    )


def _creator_key(company_id: str, creator: str) -> str:
    return f"{company_id}#{creator}"


def _creator_state_key(company_id: str, creator: str, state: State) -> str:
    return f"{company_id}#{creator}#{state}"


def _state_key(company_id: str, state: State) -> str:
    return f"{company_id}#{state}"
