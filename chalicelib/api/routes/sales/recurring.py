"""Recurring invoices: a draft, or an issued invoice, on each day of a schedule, and never two for one day."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Reply
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.models.sales.recurring import (
    RecurringIn,
    RecurringOut,
    RecurringPageOut,
    recurring_out,
    recurring_page_out,
)
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    BadCursor,
    InvalidInput,
    NoCompany,
    NotYours,
    RecurringNotFound,
    TooManyRecurring,
    VersionMismatch,
    WrongStep,
)
from chalicelib.ids import Intended
from chalicelib.records.sales.recurring import Recurring, RecurringStep
from chalicelib.sales import recurring as use_cases

recurring = Resource(__name__)

_STEP_ERRORS = (NoCompany, NotYours, RecurringNotFound, VersionMismatch, WrongStep)


@recurring.route("/recurring", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_recurring(caller: Caller, query: PageQuery) -> RecurringPageOut:
    """List the company's recurring invoices, newest first."""
    return recurring_page_out(use_cases.list_recurring(caller, limit=query.limit, cursor=query.cursor))


@recurring.route(
    "/recurring",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location", "ETag"),
    raises=(InvalidInput, NoCompany, TooManyRecurring),
)
def add_recurring(caller: Caller, body: RecurringIn, intended: Intended) -> Reply[RecurringOut]:
    """Set up a recurring invoice; a form that is to be issued must be ready for it."""
    made = use_cases.add_recurring(caller, body.order(), intended)
    headers = {"Location": f"/recurring/{made.recurring_id}", **etag(made.version)}
    return Reply(recurring_out(made), headers=headers)


@recurring.route(
    "/recurring/{recurring_id}", scope=Scope.READ, headers=("ETag",), raises=(NoCompany, RecurringNotFound)
)
def get_recurring(caller: Caller, recurring_id: str) -> Reply[RecurringOut]:
    """Fetch a recurring invoice; its `ETag` is for changing it."""
    return _reply(use_cases.fetch_recurring(caller, recurring_id))


@recurring.route(
    "/recurring/{recurring_id}",
    scope=Scope.WRITE,
    method="PUT",
    heavy=True,
    headers=("ETag",),
    raises=(InvalidInput, NoCompany, NotYours, RecurringNotFound, VersionMismatch),
)
def change_recurring(caller: Caller, recurring_id: str, body: RecurringIn, if_match: int | None) -> Reply[RecurringOut]:
    """Set up a recurring invoice anew; days that were made or skipped do not come again."""
    return _reply(use_cases.change_recurring(caller, recurring_id, body.order(), if_match))


@recurring.route(
    "/recurring/{recurring_id}",
    scope=Scope.WRITE,
    method="DELETE",
    status=204,
    raises=(NoCompany, NotYours, RecurringNotFound, VersionMismatch),
)
def delete_recurring(caller: Caller, recurring_id: str, if_match: int | None) -> None:
    """Remove a recurring invoice; what it made stays."""
    use_cases.delete_recurring(caller, recurring_id, if_match)


@recurring.route(
    "/recurring/{recurring_id}/pause", scope=Scope.WRITE, method="POST", headers=("ETag",), raises=_STEP_ERRORS
)
def pause_recurring(caller: Caller, recurring_id: str, if_match: int | None) -> Reply[RecurringOut]:
    """Make nothing until it is resumed."""
    return _reply(use_cases.step_recurring(caller, recurring_id, RecurringStep.PAUSE, if_match))


@recurring.route(
    "/recurring/{recurring_id}/resume", scope=Scope.WRITE, method="POST", headers=("ETag",), raises=_STEP_ERRORS
)
def resume_recurring(caller: Caller, recurring_id: str, if_match: int | None) -> Reply[RecurringOut]:
    """Go on with the next day that is today or later; days that went by meanwhile make nothing."""
    return _reply(use_cases.step_recurring(caller, recurring_id, RecurringStep.RESUME, if_match))


@recurring.route(
    "/recurring/{recurring_id}/skip", scope=Scope.WRITE, method="POST", headers=("ETag",), raises=_STEP_ERRORS
)
def skip_recurring(caller: Caller, recurring_id: str, if_match: int | None) -> Reply[RecurringOut]:
    """Leave the next day out; `If-Match` keeps a repeat from leaving out another one."""
    return _reply(use_cases.step_recurring(caller, recurring_id, RecurringStep.SKIP, if_match))


def _reply(found: Recurring) -> Reply[RecurringOut]:
    return Reply(recurring_out(found), headers=etag(found.version))
