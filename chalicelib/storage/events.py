"""An invoice's timeline: what happened to it, when, and through whom. Events are added and never changed.

They are in the invoices table, a partition an invoice, so that an event is written in the transaction of the change
that it tells of, and lists of invoices never read past them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.storage.table import TableMeta


class EventKind(StrEnum):
    """What can happen to an invoice."""

    CREATED = "created"
    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"
    PARTED = "parted"
    REPROCESSED = "reprocessed"
    CORRECTED = "corrected"
    VALIDATED = "validated"
    BANK_ACCOUNT_ACCEPTED = "bank_account_accepted"
    SEND_QUEUED = "send_queued"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SEND_FAILED = "send_failed"
    SEND_UNCERTAIN = "send_uncertain"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `actor` is a user's id, or None for the system; `data` says more, by kind."""

    kind: EventKind
    actor: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = field(default_factory=now)
    event_id: str = field(default_factory=new_id)


class EventItem(Model):
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


def put_event(transaction: TransactWrite, company_id: str, invoice_id: str, event: Event) -> None:
    """Add an event to the transaction of the change that it tells of."""
    item = EventItem(
        timeline_partition(company_id, invoice_id),
        event.event_id,
        kind=event.kind,
        at=event.at,
        actor=event.actor,
        data=dict(event.data),
    )
    transaction.save(item)


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
    return f"{company_id}#timeline#{invoice_id}"
