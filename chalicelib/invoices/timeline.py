"""What happened to an invoice, in pages, oldest first."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.paging import check_cursor, cut
from chalicelib.records.accounts import User
from chalicelib.records.events import Event
from chalicelib.records.invoices import Invoice
from chalicelib.storage.accounts.users import find_users
from chalicelib.storage.invoices.events import list_events

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Some events, and where the next page begins; without a cursor it is the last.

    `people` are those whose ids are in the events, as far as they still have an account.
    """

    items: tuple[Event, ...]
    next_cursor: str | None
    people: Mapping[str, User]


def read_timeline(invoice: Invoice, cursor: str | None = None) -> EventsPage:
    """Return a page of an invoice's timeline; the cursor is the id of the last event before it.

    Who brought the invoice in is among the people, acting on this page or not.

    Raises:
        BadCursor: it is no event's id.

    """
    check_cursor(cursor)
    found = list_events(invoice.company_id, invoice.invoice_id, after=cursor, limit=PAGE + 1)
    shown, following = cut(found, PAGE, lambda event: event.event_id)
    people = find_users({invoice.uploaded_by, *(event.actor for event in shown if event.actor)})
    return EventsPage(shown, following, people)
