"""The audit table: what happened in a company, in the order in which it happened. Events are added and never changed.

    company#<id>   <event id>    an event; ids sort by time
    user#<id>      <event id>    what somebody without a company did
    unknown        <event id>    what somebody did who is not known, in no company

No function may delete an item of this table or update one. Each write is on condition that there is no such event, so
none is replaced by ours. IAM can't demand that condition: somebody who takes a function over can put another item in
an event's place, and only the table's point-in-time recovery shows what was there. An event is written in the
transaction of the change that it tells of; where nothing is changed, as for a download, before the answer, so that
there is never the one without the other. Items go by themselves when their time is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from pynamodb.attributes import JSONAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.ids import EPOCH, first_id, id_before
from chalicelib.records.security.audit import AuditEvent, AuditFilters, AuditKind
from chalicelib.settings import settings
from chalicelib.storage.aws.table import StoredItem, TableMeta, save_if, to_attributes

MAX_READ = 1_000  # events that one page looks at, so that a rare kind takes no longer than a common one
_UNKNOWN = "unknown"
_LAST = "z" * 26


class AuditItem(StoredItem):
    """An event."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "audit_table"

    pk = UnicodeAttribute(hash_key=True)
    event_id = UnicodeAttribute(range_key=True, attr_name="sk")
    kind = UnicodeAttribute()
    company_id = UnicodeAttribute()
    actor = UnicodeAttribute(null=True)
    key = UnicodeAttribute(null=True)
    subject = UnicodeAttribute(null=True)
    before = JSONAttribute()
    after = JSONAttribute()
    source_ip = UnicodeAttribute()
    agent = UnicodeAttribute()
    request_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()


@dataclass(frozen=True, slots=True)
class FoundEvents:
    """Some events, newest first, and the id of the last one that was looked at; None at the end of the trail."""

    events: tuple[AuditEvent, ...]
    resume: str | None


def put_event(transaction: TransactWrite, event: AuditEvent) -> None:
    """Add an event to the transaction of the change that it tells of."""
    transaction.save(_item(event), condition=AuditItem.pk.does_not_exist())


def add_event(event: AuditEvent) -> None:
    """Write an event of what changes nothing; one that an earlier try of the same call has written stays as it is."""
    save_if(_item(event), AuditItem.pk.does_not_exist())


def list_events(company_id: str, filters: AuditFilters, *, before: str | None, limit: int) -> FoundEvents:
    """Return at most `limit` events, looking at `MAX_READ` at most; `before` is the `resume` of the page before."""
    found: list[AuditEvent] = []
    last: str | None = None
    for looked, (event_id, event) in enumerate(_read(company_id, filters, before), start=1):
        if looked > MAX_READ or (event and len(found) == limit):
            return FoundEvents(tuple(found), last)
        last = event_id
        found += [event] if event else []
    return FoundEvents(tuple(found), None)


def _read(company_id: str, filters: AuditFilters, before: str | None) -> Iterator[tuple[str, AuditEvent | None]]:
    """Yield the id of each event of the time that is asked for, and the event itself where it is wanted."""
    instant = now()
    oldest = instant - timedelta(seconds=settings().audit_seconds)
    low = first_id(max(filters.since or oldest, oldest))
    high = _upper_bound(filters, before)
    if low > high:
        return
    items = AuditItem.query(
        _partition(company_id, None),
        AuditItem.event_id.between(low, high),
        scan_index_forward=False,
        consistent_read=True,
        page_size=MAX_READ // 4,
    )
    for item in items:
        yield item.event_id, _to_event(item) if _is_wanted(item, filters, instant) else None


def _upper_bound(filters: AuditFilters, before: str | None) -> str:
    """Return the id after which nothing is looked at; empty, before all ids, for a time that no id can tell."""
    if before:
        return id_before(before)
    if filters.until is None:
        return _LAST
    return id_before(first_id(filters.until)) if filters.until > EPOCH else ""


def _is_wanted(item: AuditItem, filters: AuditFilters, instant: datetime) -> bool:
    named = {"actor": filters.actor, "subject": filters.subject}
    same = all(value is None or getattr(item, name) == value for name, value in named.items())
    fits = filters.kind is None or filters.kind in {item.kind, item.kind.partition(".")[0]}
    return same and fits and item.expires_at > instant


def _item(event: AuditEvent) -> AuditItem:
    ends = {"expires_at": event.at + timedelta(seconds=settings().audit_seconds)}
    values = to_attributes(event) | {"before": dict(event.before), "after": dict(event.after)} | ends
    return AuditItem(_partition(event.company_id, event.actor), **values)


def _to_event(item: AuditItem) -> AuditEvent:
    values = {field.name: getattr(item, field.name) for field in fields(AuditEvent)}
    return AuditEvent(**values | {"kind": AuditKind(item.kind)})


def _partition(company_id: str, actor: str | None) -> str:
    if company_id:
        return f"company#{company_id}"
    return f"user#{actor}" if actor else _UNKNOWN
