"""The shapes of invoices on the wire."""

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from chalicelib.api.http.file_types import FileType
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.paging import PageQuery
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.documents.model.types import Day
from chalicelib.extraction.warning_codes import described
from chalicelib.invoices.listing import Scope
from chalicelib.json_data import JsonObject
from chalicelib.languages import PageLanguage
from chalicelib.records.duplicate_check import BANK_ACCOUNT_CHANGED
from chalicelib.records.invoices import (
    CreationMethod,
    DuplicateReason,
    Invoice,
    OnDuplicate,
    State,
    StateReason,
    Status,
)
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.credits import CreditState
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState, open_amount
from chalicelib.records.selections import Filters, Sort

Text = Annotated[str, Field(min_length=1, max_length=100)]
_AMOUNT = r"^-?[0-9]{1,14}(\.[0-9]{1,6})?$"


def _plain(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(_AMOUNT, text):
        raise ValueError("write the amount with a dot and at most 6 decimals, such as 1190.00")
    return text


Total = Annotated[Decimal, BeforeValidator(_plain), WithJsonSchema({"type": "string", "pattern": _AMOUNT})]


_WARNINGS = f"""What the reading lacks or doubts; show it to the person who approves the invoice.

{described()}
- `{BANK_ACCOUNT_CHANGED}`: the account is not the one that the supplier's earlier invoices named"""


class SelectionQuery(Input):
    """Which invoices, in which order; totals are compared as numbers, whatever their currency."""

    scope: Scope = Scope.COMPANY
    state: State | None = None
    status: Status | None = None
    creation_method: CreationMethod | None = None
    direction: InvoiceDirection | None = None
    approval: Approval | None = None
    payment: PaymentState | None = None
    overdue: bool | None = None
    tag: Text | None = None
    supplier: Text | None = None
    issued_from: Annotated[Day | None, Field(alias="from")] = None
    issued_to: Annotated[Day | None, Field(alias="to")] = None
    min_total: Total | None = None
    max_total: Total | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    q: Text | None = None
    sort: Sort = Sort.NEWEST

    def filters(self) -> Filters:
        """Return the query's filters in the domain's words: by the same names, except that `q` is its `text`."""
        names = set(SelectionQuery.model_fields) - {"scope", "sort", "q"}
        return Filters(text=self.q, **{name: getattr(self, name) for name in names})


class ListQuery(PageQuery, SelectionQuery):
    """Which invoices, and how many at once."""


class LanguageQuery(Input):
    """The language of a page that is laid out."""

    language: PageLanguage | None = None


class CreateQuery(LanguageQuery):
    """What goes with a new invoice: the file's name where the body is the file itself, the page's language."""

    filename: str | None = None
    on_duplicate: OnDuplicate = OnDuplicate.FLAG


class Announcement(Input):
    """A file that is going to be sent straight to storage; `size` in bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=1000)]
    content_type: FileType | Literal["application/json"]
    size: Annotated[int, Field(ge=1)]
    on_duplicate: OnDuplicate = OnDuplicate.FLAG


class Failure(Output):
    """Why an invoice could not be read: a stable code and a sentence for a person."""

    code: str
    detail: str


class InvoiceOut(Output):
    """An invoice's summary; what was not read is null.

    `missing_findings` are the values that the last validation asks for, `wrong_findings` those that it contradicts. An
    invoice that no rule set is for stays `unvalidated`, with the `state_reason` `no_ruleset_applies`.

    `batch_id` is the batch that it arrived with: other files of one form, an archive or a mail.

    Of an upload that held several invoices, the first has their number in `parts`, the others its id in `part_of`.

    An issued invoice of which something was credited has a `credit_state`, and the sum in `credited_total`; a credit
    note of it has its id in `credit_of`.

    `direction` is `payable` (a supplier's invoice) or `receivable` (the company's own). `approval` is of
    payables alone; `open_amount` is what is neither paid nor planned, and `overdue` tells that the due date is past.

    A duplicate always has a `duplicate_reason`; `duplicate_of` is null where the first invoice is not the caller's to
    see.
    """

    id: str
    filename: str
    supplier: str | None
    customer: str | None
    invoice_number: str | None
    issue_date: date | None
    due_date: date | None
    currency: str | None
    net_total: Decimal | None
    tax_total: Decimal | None
    total: Decimal | None
    document_type: str | None
    status: Status
    state: State
    state_reason: StateReason | None
    missing_findings: int | None
    wrong_findings: int | None
    failure: Failure | None
    warnings: Annotated[tuple[str, ...], Field(description=_WARNINGS)]
    creation_method: CreationMethod
    created_at: Instant
    updated_at: Instant
    sent_at: Instant | None
    uploaded_by: str
    duplicate_of: str | None
    duplicate_reason: DuplicateReason | None
    batch_id: str | None
    part_of: str | None
    parts: int | None
    direction: InvoiceDirection
    approval: Approval
    payment: PaymentState
    open_amount: Decimal | None
    overdue: bool
    credit_of: str | None
    credit_state: CreditState | None
    credited_total: Decimal | None
    tags: tuple[str, ...]


class InvoicePage(Output):
    """One page of a list, newest first."""

    items: tuple[InvoiceOut, ...]
    next_cursor: str | None
    has_more: bool


class UploadForm(Output):
    """A form to post to storage: the fields first, the file last and named `file` (Amazon S3's POST)."""

    url: str
    fields: dict[str, str]
    expires_in: int


class AnnouncedOut(Output):
    """An invoice whose file is awaited, and how to send it."""

    invoice: InvoiceOut
    upload: UploadForm


_COPIED = frozenset(InvoiceOut.model_fields).intersection(each.name for each in fields(Invoice)) - {
    "duplicate_of", "direction",
}  # fmt: skip
"""What a summary has as the record has it."""


def invoice_out(invoice: Invoice, caller: Caller) -> InvoiceOut:
    """Return an invoice's summary for a caller who may see it."""
    return InvoiceOut(**summary_of(invoice, caller))


def summary_of(invoice: Invoice, caller: Caller) -> JsonObject:
    """Return the values of an invoice's summary for a caller who may see it."""
    due = invoice.amount_due
    failed = invoice.failure_code is not None
    return {
        **{name: getattr(invoice, name) for name in _COPIED},
        "id": invoice.invoice_id,
        "batch_id": invoice.batch.get("id"),
        "direction": invoice.money_goes,
        "payment": invoice.payment,
        "open_amount": None if due is None else open_amount(invoice.payments, due),
        "overdue": invoice.is_overdue(now().date()),
        "duplicate_of": invoice.duplicate_of if caller.may_see(invoice.duplicate_uploaded_by or "") else None,
        "failure": Failure(code=invoice.failure_code or "", detail=invoice.failure_detail or "") if failed else None,
    }
