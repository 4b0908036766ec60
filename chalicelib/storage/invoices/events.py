"""An invoice's timeline: what happened to it, when, and through whom. Events are added and never changed.

They are in the invoices table, a partition an invoice, so that an event is written in the transaction of the change
that it tells of, and lists of invoices never read past them.

The last event of a change says what the invoice became, and stands in the index `by_creator` as well: in a partition of
the company's own, which is no creator's. So all that changed in a company since an event is one query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.json_data import JsonObject
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice, Status
from chalicelib.storage.aws.dictionaries import OF_EVENTS
from chalicelib.storage.aws.packed_items import pack, unpack
from chalicelib.storage.aws.table import StoredItem, TableMeta

_TIMELINE = "#timeline#"
_ASKED_FOR = frozenset({"company_id", "invoice_id", "creator_key", "status", "uploaded_by"})


class _ByChange(GlobalSecondaryIndex["EventItem"]):
    """A company's changes of invoices, by time."""

    class Meta:
        index_name = "by_creator"
        projection = AllProjection()

    changes_key = UnicodeAttribute(hash_key=True, attr_name="creator_key")
    event_id = UnicodeAttribute(range_key=True, attr_name="invoice_id")


class EventItem(StoredItem):
    """An event."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "invoices_table"

    timeline = UnicodeAttribute(hash_key=True, attr_name="company_id")
    event_id = UnicodeAttribute(range_key=True, attr_name="invoice_id")
    kind = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    actor = UnicodeAttribute(null=True)
    data = JSONAttribute()
    changes_key = UnicodeAttribute(null=True, attr_name="creator_key")
    status = UnicodeAttribute(null=True)
    uploaded_by = UnicodeAttribute(null=True)
    by_change = _ByChange()

    def serialize(self, null_check: bool = True) -> JsonObject:  # noqa: FBT001, FBT002 - PynamoDB's own
        """Return the item as it is kept: packed, but for what DynamoDB looks at."""
        return pack(super().serialize(null_check), _ASKED_FOR, OF_EVENTS)

    def deserialize(self, attribute_values: JsonObject) -> None:
        """Take on what is kept."""
        super().deserialize(unpack(attribute_values, OF_EVENTS))

    @classmethod
    def from_raw_data(cls, data: JsonObject) -> "EventItem":
        """Return the item of what is kept."""
        return super().from_raw_data(unpack(data, OF_EVENTS))


@dataclass(frozen=True, slots=True)
class Change:
    """That an invoice changed, and the status that it then had; `change_id` is the event's."""

    change_id: str
    invoice_id: str
    status: Status
    at: datetime


def put_change(transaction: TransactWrite, after: Invoice, events: Sequence[Event]) -> None:
    """Add the events of a change to its transaction; the last one is found among the company's changes as well."""
    for event in events:
        item = _item(after.company_id, after.invoice_id, event)
        if event is events[-1]:
            item.changes_key = changes_partition(after.company_id)
            item.status, item.uploaded_by = after.status, after.uploaded_by
        transaction.save(item)


def put_event(transaction: TransactWrite, company_id: str, invoice_id: str, event: Event) -> None:
    """Add an event that leaves the invoice's record as it is to the transaction of what it tells of."""
    transaction.save(_item(company_id, invoice_id, event))


def _item(company_id: str, invoice_id: str, event: Event) -> EventItem:
    return EventItem(
        timeline_partition(company_id, invoice_id),
        event.event_id,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        data=dict(event.data),
    )


def list_changes(
    company_id: str, *, after: str, creator: str | None = None, limit: int
) -> tuple[list[Change], str | None]:
    """Return a company's changes after an event's id, oldest first, in one query that reads at most `limit` of them.

    With a `creator`, only those of invoices that this person added. Also returns the id of the last one that was read,
    where there may be more. The index follows a change within a second or so.
    """
    own = EventItem.uploaded_by == creator if creator else None
    results = EventItem.by_change.query(
        changes_partition(company_id), EventItem.event_id > after, filter_condition=own, page_size=limit
    )
    page = next(results.page_iter)
    last = page.get("LastEvaluatedKey")
    changes = [_to_change(EventItem.from_raw_data(item)) for item in page["Items"]]
    return changes, last[EventItem.event_id.attr_name]["S"] if last else None


def list_events(company_id: str, invoice_id: str, *, after: str | None = None, limit: int) -> list[Event]:
    """Return events, oldest first, in one query; `after` is the last one's id of the page before."""
    later = EventItem.event_id > after if after else None
    items = EventItem.query(timeline_partition(company_id, invoice_id), later, consistent_read=True, limit=limit)
    return [_to_event(item) for item in items]


def latest_events(company_id: str, invoice_id: str, *, limit: int) -> list[Event]:
    """Return the last events, newest first, in one query."""
    partition = timeline_partition(company_id, invoice_id)
    items = EventItem.query(partition, scan_index_forward=False, consistent_read=True, limit=limit)
    return [_to_event(item) for item in items]


def delete_events(company_id: str, invoice_id: str) -> None:
    """Remove an invoice's timeline."""
    items = list(EventItem.query(timeline_partition(company_id, invoice_id), consistent_read=True))
    with EventItem.batch_write() as batch:
        for item in items:
            batch.delete(item)


def _to_event(item: EventItem) -> Event:
    return Event(EventKind(item.kind), item.actor, item.data, item.at, item.event_id)


def timeline_partition(company_id: str, invoice_id: str) -> str:
    """Return the partition of an invoice's events; no company's id has a number sign in it."""
    return f"{company_id}{_TIMELINE}{invoice_id}"


def changes_partition(company_id: str) -> str:
    """Return the partition of a company's changes in the index `by_creator`; no user's id is `changes`."""
    return f"{company_id}#changes"


def _to_change(item: EventItem) -> Change:
    return Change(item.event_id, item.timeline.rpartition(_TIMELINE)[2], Status(item.status), item.at)
