"""Reading the audit trail: admins only, newest first, filtered, in pages.

A page that is asked for a rare kind may be short, or empty, although there is more: it looks at a limited number of
events, and its cursor goes on from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import BadCursor
from chalicelib.ids import is_id
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditEvent, AuditFilters, AuditKind, happened
from chalicelib.storage.accounts.users import find_users
from chalicelib.storage.audit_trail import MAX_READ, add_event, list_events

MAX_EXPORTED = MAX_READ  # events in one file


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some events, newest first, and where the next page begins; without a cursor it is the last.

    `people` are those whose ids are in the events, as far as they still have an account.
    """

    items: tuple[AuditEvent, ...]
    next_cursor: str | None
    people: Mapping[str, User]


@needs(Role.ADMIN)
def read_trail(caller: Caller, filters: AuditFilters, *, limit: int, cursor: str | None) -> TrailPage:
    """Return a page of the company's audit trail.

    Raises:
        BadCursor: it is no event's id.

    """
    return _read(caller, filters, limit, cursor)


@needs(Role.ADMIN)
def export_trail(caller: Caller, filters: AuditFilters, *, cursor: str | None) -> TrailPage:
    """Return as many events as fit into one file, and write down that they were exported.

    Raises:
        BadCursor: it is no event's id.

    """
    page = _read(caller, filters, MAX_EXPORTED, cursor)
    add_event(happened(caller, AuditKind.EXPORT_AUDIT, after={"events": len(page.items)}))
    return page


def _read(caller: Caller, filters: AuditFilters, limit: int, cursor: str | None) -> TrailPage:
    if cursor is not None and not is_id(cursor):
        raise BadCursor
    found = list_events(caller.company_id, filters, before=cursor, limit=limit)
    people = find_users({event.actor for event in found.events if event.actor})
    return TrailPage(found.events, found.resume, people)
