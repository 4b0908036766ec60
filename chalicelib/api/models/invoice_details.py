"""The shapes of one invoice with all that it says, and of its timeline, on the wire."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.http.response_limit import bounded
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.invoices import InvoiceOut, summary_of
from chalicelib.authorization import Caller
from chalicelib.invoices.invoice_files import available_files
from chalicelib.invoices.records import InvoiceDetail
from chalicelib.invoices.timeline import ChangesPage, EventsPage
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import User
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice, Status
from chalicelib.records.lifecycle.approval import ApprovalStep
from chalicelib.records.lifecycle.payments import Payment


class TimelineQuery(Input):
    """Where the page begins; without a cursor at the beginning."""

    cursor: str | None = None


class UploaderOut(Output):
    """The person who added an invoice; of a deleted account only the id is left."""

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


class ChangesQuery(Input):
    """Since when."""

    since: Annotated[
        str | None, Field(description="`next_cursor` of the answer before; without it, nothing is listed")
    ] = None


class ChangeOut(Output):
    """That an invoice changed; its `id` tells a change that is listed again from a new one."""

    id: Annotated[str, Field(description="The id of the change, which is that of the event in the invoice's timeline")]
    invoice_id: Annotated[str, Field(description="The id of the invoice")]
    status: Annotated[Status, Field(description="Where processing of the invoice stood then")]
    at: Instant


class ChangesOut(Output):
    """Which invoices changed; changes of the last 30 seconds come again. There is always a cursor to go on with."""

    items: Annotated[tuple[ChangeOut, ...], Field(description="The changes, oldest first")]
    next_cursor: Annotated[str, Field(description="`since` of the next request")]
    has_more: Annotated[bool, Field(description="Whether there are more already")]


class EventOut(Output):
    """Something that happened to an invoice; `actor` is a user's id, null for the system.

    `actor_name` is null for the system, and for people who have no account any more.
    """

    id: str
    kind: EventKind
    at: Instant
    actor: str | None
    actor_name: str | None
    data: JsonObject


class EventPage(Output):
    """One page of a timeline, oldest first."""

    items: tuple[EventOut, ...]
    next_cursor: str | None
    has_more: bool


class DecisionOut(Output):
    """Who decided what of the approval, when, and why; those before it was last reopened are in the timeline."""

    step: ApprovalStep
    by: str
    at: Instant
    comment: str


class PaymentOut(Output):
    """A payment on a day: made, or planned (`scheduled`)."""

    id: str
    date: date
    amount: Decimal
    scheduled: bool
    by: str
    reference: str


class InvoiceDetailOut(InvoiceOut):
    """An invoice with all that it says: each field with confidence, page and box in points, and the document.

    `derived` is what the document has beyond the printed values, by its place there: each with what it follows from.

    `left_out` names what is too long for an answer, and is empty for nearly every invoice: the files have it.
    """

    reminder_level: Annotated[int, Field(description="Level of the last reminder, from 1; 0 for none")]
    reminded_on: Annotated[date | None, Field(description="The day on which the last reminder was sent")]
    decisions: tuple[DecisionOut, ...]
    payments: tuple[PaymentOut, ...]
    content_type: str
    size: int | None
    pages: int | None
    version: int
    fields: JsonObject
    lines: list[JsonObject]
    tax_breakdown: list[JsonObject]
    derived: JsonObject
    language: str | None
    document: JsonObject
    left_out: tuple[Literal["attachments", "document", "derived", "lines", "tax_breakdown"], ...]
    links: dict[str, str]
    uploader: UploaderOut
    validation: ValidationOut | None
    timeline: EventPage


def detail_out(detail: InvoiceDetail, caller: Caller) -> InvoiceDetailOut:
    """Return an invoice with what it says for a caller who may see it."""
    invoice, uploader = detail.invoice, detail.uploader
    content, left_out = bounded(detail.content)
    return InvoiceDetailOut(
        **summary_of(invoice, caller),
        reminder_level=invoice.reminder_level,
        reminded_on=invoice.reminded_on,
        decisions=tuple(map(DecisionOut.model_validate, invoice.decisions)),
        payments=tuple(map(_payment_out, invoice.payments)),
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


def _payment_out(payment: Payment) -> PaymentOut:
    return PaymentOut(
        id=payment.payment_id,
        date=payment.day,
        amount=payment.amount,
        scheduled=not payment.is_made,
        by=payment.by,
        reference=payment.reference,
    )


def timeline_out(page: EventsPage) -> EventPage:
    """Return a page of a timeline."""
    items = tuple(_event(each, page.people.get(each.actor or "")) for each in page.items)
    return EventPage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def changes_out(page: ChangesPage) -> ChangesOut:
    """Return which invoices changed."""
    items = tuple(
        ChangeOut(id=each.change_id, invoice_id=each.invoice_id, status=each.status, at=each.at) for each in page.items
    )
    return ChangesOut(items=items, next_cursor=page.next_cursor, has_more=page.has_more)


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
