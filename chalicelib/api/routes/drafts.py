"""Documents that are not issued yet."""

from pydantic import Field

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Reply
from chalicelib.api.http.schema import Instant, Output
from chalicelib.api.models.documents import FormDocument
from chalicelib.api.models.invoices import InvoiceOut, LanguageQuery
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    BadCursor,
    Conflict,
    DraftNotFound,
    InvalidInput,
    NoCompany,
    NotYours,
    NumberTaken,
    VersionMismatch,
)
from chalicelib.ids import Intended
from chalicelib.invoices.building.content import shortened
from chalicelib.invoices.issuing import drafts as use_cases
from chalicelib.invoices.issuing.drafts import ExaminedDraft, form_of
from chalicelib.json_data import JsonObject
from chalicelib.records.drafts import Draft

drafts = Resource(__name__)


class DraftSummary(Output):
    """A draft in a list."""

    id: str
    customer: str | None
    invoice_number: str | None
    progress: int | None = Field(
        description="How much of what is needed is there, in percent; null if it was last changed before that was kept"
    )
    created_by: str
    created_at: Instant
    updated_at: Instant
    version: int


class DraftProblem(Output):
    """One thing that keeps a draft from being issued."""

    field: str
    message: str


class DraftOut(DraftSummary):
    """A draft with its document, and what keeps it from being issued.

    That is asked of the rules that will judge the invoice: at 100 percent the draft can be issued, and passes them.
    """

    missing: tuple[str, ...] = Field(description="The fields that are needed still, or not right")
    problems: tuple[DraftProblem, ...] = Field(description="What is the matter with each of these fields")
    document: JsonObject


class DraftPageOut(Output):
    """One page of drafts, newest first."""

    items: tuple[DraftSummary, ...]
    next_cursor: str | None
    has_more: bool


@drafts.route("/drafts", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_drafts(caller: Caller, query: PageQuery) -> DraftPageOut:
    """List the company's drafts, newest first."""
    page = use_cases.list_drafts(caller, limit=query.limit, cursor=query.cursor)
    items = tuple(DraftSummary(**_summary(draft), progress=draft.progress) for draft in page.items)
    return DraftPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@drafts.route(
    "/drafts",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location", "ETag"),
    raises=(InvalidInput, NoCompany),
)
def add_draft(caller: Caller, body: FormDocument, intended: Intended) -> Reply[DraftOut]:
    """Keep an unfinished document."""
    made = use_cases.add_draft(caller, body, intended)
    return Reply(_out(made), headers={"Location": f"/drafts/{made.draft.draft_id}", **etag(made.draft.version)})


@drafts.route("/drafts/{draft_id}", scope=Scope.READ, heavy=True, headers=("ETag",), raises=(DraftNotFound, NoCompany))
def get_draft(caller: Caller, draft_id: str) -> Reply[DraftOut]:
    """Fetch a draft; its `ETag` is for changing it."""
    found = use_cases.examine_draft(caller, draft_id)
    return Reply(_out(found), headers=etag(found.draft.version))


@drafts.route(
    "/drafts/{draft_id}",
    scope=Scope.WRITE,
    method="PUT",
    heavy=True,
    headers=("ETag",),
    raises=(DraftNotFound, InvalidInput, NoCompany, NotYours, VersionMismatch),
)
def change_draft(caller: Caller, draft_id: str, body: FormDocument, if_match: int | None) -> Reply[DraftOut]:
    """Replace a draft's document; with `If-Match`, only if it has not changed meanwhile."""
    changed = use_cases.change_draft(caller, draft_id, body, if_match)
    return Reply(_out(changed), headers=etag(changed.draft.version))


@drafts.route("/drafts/{draft_id}", scope=Scope.WRITE, method="DELETE", status=204, raises=(DraftNotFound, NoCompany))
def delete_draft(caller: Caller, draft_id: str) -> None:
    """Throw a draft away."""
    use_cases.delete_draft(caller, draft_id)


@drafts.route(
    "/drafts/{draft_id}/issue",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    headers=("Location",),
    raises=(Conflict, DraftNotFound, InvalidInput, NoCompany, NotYours, NumberTaken, VersionMismatch),
)
def issue_draft(
    caller: Caller, draft_id: str, query: LanguageQuery, if_match: int | None, intended: Intended
) -> Reply[InvoiceOut]:
    """Make a draft an invoice, with the company's next number unless it has its own; the draft is used up."""
    issued = use_cases.issue_draft(caller, draft_id, intended, language=query.language, expected=if_match)
    return accepted(issued, caller)


def _out(examined: ExaminedDraft) -> DraftOut:
    readiness = examined.readiness
    problems = tuple(DraftProblem(field=each.field, message=each.message) for each in readiness.problems)
    return DraftOut(
        **_summary(examined.draft),
        progress=readiness.progress,
        missing=readiness.missing,
        problems=problems,
        document=examined.draft.document,
    )


def _summary(draft: Draft) -> JsonObject:
    document = form_of(draft)
    name = document.customer.name if document.customer else None
    return {
        "id": draft.draft_id,
        "customer": shortened(name or draft.customer),
        "invoice_number": shortened(document.invoice_number),
        "created_by": draft.created_by,
        "created_at": draft.created_at,
        "updated_at": draft.updated_at,
        "version": draft.version,
    }
