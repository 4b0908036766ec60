"""What is known of an invoice, and the words for where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.documents.model.money import exactly
from chalicelib.records.lifecycle.approval import Approval, Decision
from chalicelib.records.lifecycle.credits import CREDITED_WHOLLY, CreditState
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import Payment, PaymentState, state_of


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


class StateReason(StrEnum):
    """Why an invoice will not be validated."""

    NO_RULESET_APPLIES = "no_ruleset_applies"


class CreationMethod(StrEnum):
    """How an invoice came into the system."""

    UPLOAD = "upload"
    GUI = "gui"


class OnDuplicate(StrEnum):
    """What becomes of an invoice that the company has already, in another file: the person who adds it decides."""

    FLAG = "flag"
    REJECT = "reject"
    ALLOW = "allow"


class DuplicateReason(StrEnum):
    """By what an invoice is known to be another once more: its supplier and this."""

    SAME_NUMBER = "same_number"
    SAME_TOTAL_AND_DATE = "same_total_and_date"


CREDIT_NOTE = "credit_note"  # the document type that asks for no money
SOURCE_MISSING = "source_missing"  # the failure of an invoice whose file is not there
LOCKED_AWAY = ("malware_found", "not_scanned")  # the failures of files that must not be read
WITHOUT_SOURCE = (SOURCE_MISSING, *LOCKED_AWAY)
UNFINISHED = (Status.AWAITING_UPLOAD, Status.QUEUED, Status.PROCESSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """The record of an invoice: who added it, where it stands, and what was read.

    `fingerprint` is the SHA-256 of the source's bytes, set where this invoice holds the company's claim on them.
    `expires_at` is set only while the file is still awaited. `version` grows with every change. `files` names the
    object of each kind of file that was made from the source: a new name with each making, so that the loser of a race
    never overwrites the winner's. `ruleset`, `validated_at` and the numbers of findings are the last validation's: the
    fatal ones are `missing_findings`, which ask for a value, and `wrong_findings`, which contradict one.
    `received_syntax` is that of the e-invoice which came: `ubl`, `cii`, or the id of a national format.
    `language` is that of the page which is laid out for an invoice made in the form. `claims` are those that it holds
    on being the only one of its kind, shortened; `duplicate_of` is the invoice that holds one which this should hold,
    or the same bytes, and `duplicate_uploaded_by` who added that one. `bank_accounts` are those it asks to pay into.
    Of an upload that held several invoices the first has their number in `parts`, the others its id in `part_of`;
    `batch` says with what it arrived: the batch's `id` and `kind`, of a mail the `sender` and `subject`.
    `part_pages` is how many pages of the source, from the first, are the invoice's own.
    `number_is_certain` where it was read with hardly a doubt, or a person said it.
    `direction` is decided when it is read or issued, and by a person where it is `direction_corrected`; older records
    have none, and `money_goes` says what it is for them.
    `payable_amount` is what the document asks for (BT-115); older records have none, and ask for their total.
    `credit_state` and `credited_total` say what credit notes have taken of an issued invoice, `credited` of which of
    its amounts while something is left; `credit_notes` are their ids, and `credit_of` is what a credit note is of.
    `tags` are the company's own words for it.
    `reminder_level` is that of the last reminder, and `reminded_on` the company's day on which it was sent.
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
    supplier_tax_id: str | None = None
    customer: str | None = None
    invoice_number: str | None = None
    number_is_certain: bool = False
    issue_date: date | None = None
    due_date: date | None = None
    currency: str | None = None
    net_total: Decimal | None = None
    tax_total: Decimal | None = None
    total: Decimal | None = None
    warnings: tuple[str, ...] = ()
    sent_at: datetime | None = None
    on_duplicate: OnDuplicate = OnDuplicate.FLAG
    duplicate_of: str | None = None
    duplicate_reason: DuplicateReason | None = None
    duplicate_uploaded_by: str | None = None
    claims: tuple[str, ...] = ()
    bank_accounts: tuple[str, ...] = ()
    language: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    ruleset: str | None = None
    validated_at: datetime | None = None
    received_syntax: str | None = None
    corrected_at: datetime | None = None
    state_reason: StateReason | None = None
    fatal_findings: int | None = None
    missing_findings: int | None = None
    wrong_findings: int | None = None
    warning_findings: int | None = None
    batch: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None
    parts: int | None = None
    part_pages: int | None = None
    direction: InvoiceDirection | None = None
    direction_corrected: bool = False
    credit_of: str | None = None
    credit_state: CreditState | None = None
    credited_total: Decimal | None = None
    payable_amount: Decimal | None = None
    credited: Mapping[str, str] = field(default_factory=dict)
    credit_notes: tuple[str, ...] = ()
    approval: Approval = Approval.OPEN
    decisions: tuple[Decision, ...] = ()
    payments: tuple[Payment, ...] = ()
    tags: tuple[str, ...] = ()
    reminder_level: int = 0
    reminded_on: date | None = None
    expires_at: datetime | None = None
    version: int = 0

    @property
    def is_issued(self) -> bool:
        """Whether it was issued here, so that what it says is final."""
        return self.creation_method is CreationMethod.GUI

    @property
    def money_goes(self) -> InvoiceDirection:
        """Whether the company pays it or is paid."""
        return self.direction or (InvoiceDirection.RECEIVABLE if self.is_issued else InvoiceDirection.PAYABLE)

    @property
    def amount_due(self) -> Decimal | None:
        """What is to be paid of it, whichever way, less what was credited; None where its total is not known.

        An invoice that says what is still due (BT-115) asks for that: the rest was paid before.
        """
        asked = self.total if self.payable_amount is None else self.payable_amount
        if self.total is None or asked is None:
            return None
        with exactly():
            return max(abs(asked) - abs(self.credited_total or Decimal(0)), Decimal(0))

    @property
    def payment(self) -> PaymentState:
        """How much of it is paid."""
        return state_of(self.payments, self.amount_due)

    @property
    def is_owed(self) -> bool:
        """Whether some of it is still to be paid: never of a credit note, a duplicate, what is credited wholly."""
        asks = self.document_type != CREDIT_NOTE and not self.duplicate_of and bool(self.amount_due)
        is_settled = self.payment is PaymentState.PAID or self.credit_state in CREDITED_WHOLLY
        return asks and not is_settled

    def is_overdue(self, today: date) -> bool:
        """Tell whether its due date is past and some of it is not paid."""
        is_late = self.due_date is not None and self.due_date < today and self.status is Status.READY
        return is_late and self.is_owed

    @property
    def has_source(self) -> bool:
        """Whether the uploaded file is there."""
        return self.status is not Status.AWAITING_UPLOAD and self.failure_code not in WITHOUT_SOURCE
