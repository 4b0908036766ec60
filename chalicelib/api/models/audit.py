"""The shapes of the audit trail on the wire."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chalicelib.accounts.audit.trail import TrailPage
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.paging import MAX_PAGE
from chalicelib.documents.model.types import Day
from chalicelib.json_data import JsonObject
from chalicelib.records.security.audit import AuditEvent, AuditFilters, AuditKind

_GROUPS = sorted({kind.partition(".")[0] for kind in AuditKind})
AuditChoice = StrEnum("AuditChoice", [(name, name) for name in (*_GROUPS, *AuditKind)])  # type: ignore[misc]
Id = Annotated[str, Field(max_length=320)]


class AuditQuery(Input):
    """Which events: of a kind or a whole group (the word before the point), by whom, to what, on which days."""

    kind: Annotated[AuditChoice | None, Field(description="A kind of event, or a group: the word before the point")] = (
        None
    )
    actor: Annotated[Id | None, Field(description="The id of the person who did it")] = None
    subject: Annotated[Id | None, Field(description="The id of what it was done to")] = None
    from_: Annotated[Day | None, Field(alias="from", description="The first day, in UTC")] = None
    to: Annotated[Day | None, Field(description="The last day, in UTC")] = None
    cursor: str | None = None

    def filters(self) -> AuditFilters:
        """Return what is asked for, as instants."""
        return AuditFilters(
            kind=self.kind,
            actor=self.actor,
            subject=self.subject,
            since=_start(self.from_),
            until=_start(self.to, days=1),
        )


class AuditPageQuery(AuditQuery):
    """Which events, and how many at once."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 25


class AuditEventOut(Output):
    """Something that happened: who did it, to what, from where, with the values before and after.

    `actor` is null for somebody who was not known, such as at a failed log-in.
    """

    id: str
    kind: AuditKind
    at: Instant
    actor: str | None = Field(description="The id of the person who did it; null for somebody who was not known")
    actor_email: str | None = Field(description="That person's address as it is now; null for an account that is gone")
    key: str | None = Field(description="The id of the API key that acted for the person; null for none")
    subject: str | None = Field(description="The id of what it was done to; an address for an invitation")
    before: JsonObject = Field(description="The values that were changed, as they were")
    after: JsonObject = Field(description="The values as they are since")
    source_ip: str = Field(description="The network address that the request came from")
    agent: str = Field(description="What the program called itself (User-Agent)")
    request_id: str = Field(description="The request's id, as in the logs")


class AuditPageOut(Output):
    """One page of the audit trail, newest first; it may be short although `has_more` says that there is more."""

    items: tuple[AuditEventOut, ...]
    next_cursor: str | None
    has_more: bool


def audit_page_out(page: TrailPage) -> AuditPageOut:
    """Return a page as its admins see it."""
    items = tuple(
        AuditEventOut(
            id=event.event_id,
            kind=event.kind,
            at=event.at,
            actor=event.actor,
            actor_email=_email(page, event),
            key=event.key,
            subject=event.subject,
            before={**event.before},
            after={**event.after},
            source_ip=event.source_ip,
            agent=event.agent,
            request_id=event.request_id,
        )
        for event in page.items
    )
    return AuditPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def _email(page: TrailPage, event: AuditEvent) -> str | None:
    person = page.people.get(event.actor or "")
    return person.email if person else None


def _start(day: date | None, *, days: int = 0) -> datetime | None:
    """Return when a day begins, or one so many days later; the end of time for the last days of the calendar."""
    if day is None:
        return None
    start = datetime.combine(day, time(), UTC)
    return min(start, _LATEST) + timedelta(days=days)


_LATEST = datetime(9000, 1, 1, tzinfo=UTC)
