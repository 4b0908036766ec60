"""The audit trail."""

from typing import Literal

from chalicelib.accounts.audit import trail
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.responses import Content, Reply
from chalicelib.api.models.audit import AuditPageOut, AuditPageQuery, AuditQuery, audit_page_out
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import BadCursor, NoCompany, RoleNeeded
from chalicelib.exports import audit_file

audit = Resource(__name__)

NEXT = "X-Next-Cursor"
END = "end"

Csv = Literal["text/csv; charset=utf-8"]


@audit.route("/audit", raises=(BadCursor, NoCompany, RoleNeeded))
def list_audit_events(caller: Caller, query: AuditPageQuery) -> AuditPageOut:
    """List what happened to accounts, roles, keys and company data, newest first (admins)."""
    return audit_page_out(trail.read_trail(caller, query.filters(), limit=query.limit, cursor=query.cursor))


@audit.route(
    "/audit/export", headers=("Content-Disposition", NEXT), heavy=True, raises=(BadCursor, NoCompany, RoleNeeded)
)
def export_audit_events(caller: Caller, query: AuditQuery) -> Reply[Content[Csv]]:
    """Give the audit trail as CSV, newest first (admins).

    A file has at most 1,000 events, as many as one request looks at. The header `X-Next-Cursor` is the `cursor` of the
    next file, or `end`.
    """
    page = trail.export_trail(caller, query.filters(), cursor=query.cursor)
    filename = f"audit-{now().date().isoformat()}.csv"
    text, fitting = audit_file.to_csv(page.items, page.people)
    resume = page.next_cursor if fitting == len(page.items) else page.items[fitting - 1].event_id
    file: Content[Csv] = Content(text, "text/csv; charset=utf-8", filename)
    return Reply(file, headers={NEXT: resume or END})
