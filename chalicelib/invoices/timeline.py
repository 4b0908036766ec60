"""What happened to an invoice, in pages, oldest first; and which of a company's invoices changed lately.

Who asks for changes again and again gets each that was made, but perhaps more than once. An event's id tells when its
transaction began: one that took longer is found behind others that are newer. So the last seconds are always read anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.ids import first_id
from chalicelib.paging import check_cursor, cut
from chalicelib.records.accounts import User
from chalicelib.records.events import Event
from chalicelib.records.invoices import Invoice
from chalicelib.storage.accounts.users import find_users
from chalicelib.storage.invoices.events import Change, list_changes, list_events

PAGE = 50
MAX_CHANGES = 100  # that are read at once
OVERLAP = timedelta(seconds=30)
"""What is read anew: longer than a transaction with all its tries, and the index that follows it."""


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

    The person who added the invoice is among the people, acting on this page or not.

    Raises:
        BadCursor: it is no event's id.

    """
    check_cursor(cursor)
    found = list_events(invoice.company_id, invoice.invoice_id, after=cursor, limit=PAGE + 1)
    shown, following = cut(found, PAGE, lambda event: event.event_id)
    people = find_users({invoice.uploaded_by, *(event.actor for event in shown if event.actor)})
    return EventsPage(shown, following, people)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Some changes, oldest first, where to go on, and whether there are more already."""

    items: tuple[Change, ...]
    next_cursor: str
    has_more: bool


@needs(Role.MEMBER)
def read_changes(caller: Caller, since: str | None) -> ChangesPage:
    """Return which invoices that the caller may see changed since a cursor, in one read; without one, none.

    Raises:
        BadCursor: it is no cursor of changes.

    """
    check_cursor(since)
    settled = first_id(now() - OVERLAP)
    if since is None:
        return ChangesPage((), settled, has_more=False)
    creator = None if caller.sees_all else caller.user_id
    changes, last = list_changes(caller.company_id, after=since, creator=creator, limit=MAX_CHANGES)
    return ChangesPage(tuple(changes), last or max(since, settled), has_more=last is not None)
