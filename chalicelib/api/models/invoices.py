"""The shapes of invoices on the wire."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from chalicelib.api.http.response_limit import bounded
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.paging import PageQuery
from chalicelib.authorization import Caller
from chalicelib.documents.model.types import Day
from chalicelib.extraction.warning_codes import described
from chalicelib.invoices.listing import Scope
from chalicelib.invoices.records import InvoiceDetail, available_files
from chalicelib.invoices.timeline import EventsPage
from chalicelib.records.accounts import User
from chalicelib.records.duplicate_check import BANK_ACCOUNT_CHANGED
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import (
    CreationMethod,
    DuplicateReason,
    Invoice,
    OnDuplicate,
    State,
    StateReason,
    Status,
)
from chalicelib.records.selections import Filters, Sort

Language = Literal["en", "de", "fr", "nl", "es", "it", "zh"]

Text = Annotated[str, Field(min_length=1, max_length=100)]
_AMOUNT = r"^-?[0-9]{1,14}(\.[0-9]{1,6})?$"


def _plain(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(_AMOUNT, text):
        raise ValueError("write the amount with a dot and at most 6 decimals, such as 1190.00")
    return text


Total = Annotated[Decimal, BeforeValidator(_plain), WithJsonSchema({"type": "string", "pattern": _AMOUNT})]


_WARNINGS = f"""What the reading lacks or doubts; show it to who approves the invoice.

{described()}
- `{BANK_ACCOUNT_CHANGED}`: the account is not the one that the supplier's earlier invoices named"""


class SelectionQuery(Input):
    """Which invoices, in which order; totals are compared as numbers, whatever their currency."""

    scope: Scope = Scope.COMPANY
    state: State | None = None
    status: Status | None = None
    creation_method: CreationMethod | None = None
    supplier: Text | None = None
    issued_from: Annotated[Day | None, Field(alias="from")] = None
    issued_to: Annotated[Day | None, Field(alias="to")] = None
    min_total: Total | None = None
    max_total: Total | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    q: Text | None = None
    sort: Sort = Sort.NEWEST

    def filters(self) -> Filters:
        """Return the query's filters in the domain's words."""
        names = set(SelectionQuery.model_fields) - {"scope", "sort", "q"}
        return Filters(text=self.q, **{name: getattr(self, name) for name in names})


class ListQuery(PageQuery, SelectionQuery):
    """Which invoices, and how many at once."""


class LanguageQuery(Input):
    """The language of a page that is laid out."""

    language: Language | None = None


class CreateQuery(LanguageQuery):
    """What goes with a new invoice: the file's name where the body is the file itself, the page's language."""

    filename: str | None = None
    on_duplicate: OnDuplicate = OnDuplicate.FLAG


class Announcement(Input):
    """A file that is going to be sent straight to storage; `size` in bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=1000)]
    content_type: Literal[
        "application/pdf", "application/xml", "text/xml", "application/gzip", "application/pkcs7-mime",
        "application/json", "image/png", "image/jpeg",
    ]  # fmt: skip
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

    Of an upload that held several invoices, the first has their number in `parts`, the others its id in `part_of`.

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
    part_of: str | None
    parts: int | None


class TimelineQuery(Input):
    """Where the page begins; without a cursor at the beginning."""

    cursor: str | None = None


class InvoicePage(Output):
    """One page of a list, newest first."""

    items: tuple[InvoiceOut, ...]
    next_cursor: str | None
    has_more: bool


class UploaderOut(Output):
    """Who brought an invoice in; of a deleted account only the id is left."""

    id: str
    name: str
    deleted: bool


class ValidationOut(Output):
    """The last validation: its rule set, when it was, and how many findings; the report has them all.

    Each of the `fatal` ones is either `missing` or `wrong`.
    """

    ruleset: str | None
    validated_at: Instant
    fatal: int
    missing: int
    wrong: int
    warnings: int


class EventOut(Output):
    """Something that happened to an invoice; `actor` is a user's id, null for the system.

    `actor_name` is null for the system, and for people who have no account any more.
    """

    id: str
    kind: EventKind
    at: Instant
    actor: str | None
    actor_name: str | None
    data: dict[str, Any]


class EventPage(Output):
    """One page of a timeline, oldest first."""

    items: tuple[EventOut, ...]
    next_cursor: str | None
    has_more: bool


class InvoiceDetailOut(InvoiceOut):
    """An invoice with all that it says: each field with confidence, page and box in points, and the document.

    `derived` is what the document has beyond the printed values, by its place there: each with what it follows from.

    `left_out` names what is too long for an answer, and is empty for nearly every invoice: the files have it.
    """

    content_type: str
    size: int | None
    pages: int | None
    version: int
    fields: dict[str, Any]
    lines: list[dict[str, Any]]
    tax_breakdown: list[dict[str, Any]]
    derived: dict[str, Any]
    language: str | None
    document: dict[str, Any]
    left_out: tuple[Literal["attachments", "document", "derived", "lines", "tax_breakdown"], ...]
    links: dict[str, str]
    uploader: UploaderOut
    validation: ValidationOut | None
    timeline: EventPage


class UploadForm(Output):
    """A form to post to storage: the fields first, the file last and named `file` (Amazon S3's POST)."""

    url: str
    fields: dict[str, str]
    expires_in: int


class AnnouncedOut(Output):
    """An invoice whose file is awaited, and how to send it."""

    invoice: InvoiceOut
    upload: UploadForm


def invoice_out(invoice: Invoice, caller: Caller) -> InvoiceOut:
    """Return an invoice's summary for a caller who may see it."""
    return InvoiceOut(**_summary(invoice, caller))


def detail_out(detail: InvoiceDetail, caller: Caller) -> InvoiceDetailOut:
    """Return an invoice with what it says for a caller who may see it."""
    invoice, uploader = detail.invoice, detail.uploader
    content, left_out = bounded(detail.content)
    return InvoiceDetailOut(
        **_summary(invoice, caller),
        content_type=invoice.content_type,
        size=invoice.size,
        pages=invoice.pages,
        version=invoice.version,
        fields=content.get("fields", {}),
        lines=content.get("lines", []),
        tax_breakdown=content.get("tax_breakdown", []),
        derived=content.get("derived", {}),
        language=content.get("language"),
        document=content.get("document", {}),
        left_out=left_out,
        links={kind: f"/invoices/{invoice.invoice_id}/files/{kind}" for kind in available_files(invoice)},
        uploader=UploaderOut(id=invoice.uploaded_by, name=uploader.name if uploader else "", deleted=uploader is None),
        validation=_validation(invoice),
        timeline=timeline_out(detail.events),
    )


def timeline_out(page: EventsPage) -> EventPage:
    """Return a page of a timeline."""
    items = tuple(_event(each, page.people.get(each.actor or "")) for each in page.items)
    return EventPage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def _event(event: Event, actor: User | None) -> EventOut:
    return EventOut(
        id=event.event_id,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        actor_name=actor.name if actor else None,
        data=dict(event.data),
    )


def _validation(invoice: Invoice) -> ValidationOut | None:
    if invoice.validated_at is None:
        return None
    return ValidationOut(
        ruleset=invoice.ruleset,
        validated_at=invoice.validated_at,
        fatal=invoice.fatal_findings or 0,
        missing=invoice.missing_findings or 0,
        wrong=invoice.wrong_findings or 0,
        warnings=invoice.warning_findings or 0,
    )


def _summary(invoice: Invoice, caller: Caller) -> dict[str, Any]:
    names = set(InvoiceOut.model_fields) - {"id", "failure", "duplicate_of"}
    failed = invoice.failure_code is not None
    return {
        **{name: getattr(invoice, name) for name in names},
        "id": invoice.invoice_id,
        "duplicate_of": invoice.duplicate_of if caller.may_see(invoice.duplicate_uploaded_by or "") else None,
        "failure": Failure(code=invoice.failure_code or "", detail=invoice.failure_detail or "") if failed else None,
    }
