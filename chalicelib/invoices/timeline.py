"""What happened to an invoice, in pages, oldest first."""

from dataclasses import dataclass

from chalicelib.errors import BadCursor
from chalicelib.ids import is_id
from chalicelib.storage.events import Event, list_events
from chalicelib.storage.invoice_records import Invoice

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Some events, and where the next page begins; without a cursor it is the last."""

    items: tuple[Event, ...]
    next_cursor: str | None


def read_timeline(invoice: Invoice, cursor: str | None = None) -> EventsPage:
    """Return a page of an invoice's timeline; the cursor is the id of the last event before it.

    Raises:
        BadCursor: it is no event's id.

    """
    if cursor is not None and not is_id(cursor):
        raise BadCursor
    found = list_events(invoice.company_id, invoice.invoice_id, after=cursor, limit=PAGE + 1)
    more = len(found) > PAGE
    return EventsPage(tuple(found[:PAGE]), found[PAGE - 1].event_id if more else None)
