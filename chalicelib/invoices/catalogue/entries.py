"""Customers and items: kept, found by what somebody begins to type, changed, removed.

They are the whole company's: every member sees and changes them, an admin removes them. No invoice refers to them, so
removing one changes none.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from chalicelib.authorization import Caller, Role, check_version, needs
from chalicelib.clock import now
from chalicelib.errors import (
    BadCursor,
    CustomerNotFound,
    EntryNumberTaken,
    ItemNotFound,
    TooManyEntries,
    VersionMismatch,
)
from chalicelib.ids import Intended, is_id
from chalicelib.json_data import JsonObject
from chalicelib.records.sales.entries import MAX_ENTRIES, Entry, EntryKind, as_compared
from chalicelib.storage.companies import entries as store

NOT_FOUND = {EntryKind.CUSTOMER: CustomerNotFound, EntryKind.ITEM: ItemNotFound}
MAX_CURSOR = 600  # characters


@dataclass(frozen=True, slots=True)
class EntryValues:
    """What somebody says of an entry."""

    name: str
    number: str | None
    content: JsonObject


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, and where the next page begins; without a cursor it is the last."""

    items: tuple[Entry, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def add_entry(caller: Caller, kind: EntryKind, values: EntryValues, intended: Intended) -> Entry:
    """Keep a customer or an item, once.

    Raises:
        EntryNumberTaken: another of the company's bears the number.
        TooManyEntries: the company has as many as it can have.

    """
    earlier = store.find_entry(caller.company_id, kind, intended.id) if intended.again else None
    if earlier:
        return earlier
    instant = now()
    entry = Entry(
        company_id=caller.company_id,
        kind=kind,
        entry_id=intended.id,
        name=values.name,
        number=values.number,
        content=values.content,
        created_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
    )
    with _refusals(kind, values.number):
        store.add_entry(entry)
    return entry


@needs(Role.MEMBER)
def fetch_entry(caller: Caller, kind: EntryKind, entry_id: str) -> Entry:
    """Return one of the company's customers or items.

    Raises:
        CustomerNotFound, ItemNotFound: there is none with this id; another company's is no different from none.

    """
    entry = store.find_entry(caller.company_id, kind, entry_id) if is_id(entry_id) else None
    if entry is None:
        raise NOT_FOUND[kind]
    return entry


@needs(Role.MEMBER)
def list_entries(caller: Caller, kind: EntryKind, *, search: str, limit: int, cursor: str | None) -> EntryPage:
    """Return a page of a company's customers or items by name, or of those that are found by what was typed.

    One that is found by several of its words stands on a page once.

    Raises:
        BadCursor: the cursor is not one of this list's.

    """
    prefix = f"{store.FOUND}{as_compared(search)}" if as_compared(search) else store.LISTED
    after = _decode(cursor, prefix) if cursor is not None else None
    places = store.list_entries(caller.company_id, kind, prefix, after=after, limit=limit)
    return EntryPage(places.entries, _encode(places.last) if places.last else None)


@needs(Role.MEMBER)
def change_entry(caller: Caller, kind: EntryKind, entry_id: str, values: EntryValues, expected: int | None) -> Entry:
    """Keep other values of a customer or an item; invoices that were issued stay as they are.

    Raises:
        CustomerNotFound, ItemNotFound: there is none with this id.
        VersionMismatch: it is no longer the version that the caller has seen.
        EntryNumberTaken: another of the company's bears the number.

    """
    before = _as_seen(caller, kind, entry_id, expected)
    after = replace(
        before,
        name=values.name,
        number=values.number,
        content=values.content,
        updated_at=now(),
        version=before.version + 1,
    )
    with _refusals(kind, values.number):
        store.change_entry(before, after)
    return after


@needs(Role.ADMIN)
def delete_entry(caller: Caller, kind: EntryKind, entry_id: str, expected: int | None) -> None:
    """Remove a customer or an item; drafts that name it say so.

    Raises:
        CustomerNotFound, ItemNotFound: there is none with this id.
        VersionMismatch: it is no longer the version that the caller has seen.

    """
    with _refusals(kind, None):
        store.remove_entry(_as_seen(caller, kind, entry_id, expected))


def _as_seen(caller: Caller, kind: EntryKind, entry_id: str, expected: int | None) -> Entry:
    entry = fetch_entry(caller, kind, entry_id)
    check_version(entry.version, expected)
    return entry


@contextmanager
def _refusals(kind: EntryKind, number: str | None) -> Iterator[None]:
    try:
        yield
    except store.NumberHeld as error:
        raise EntryNumberTaken(kind, number or "") from error
    except store.NoRoom as error:
        raise TooManyEntries(kind, MAX_ENTRIES) from error
    except store.EntryChanged as error:
        raise VersionMismatch from error


def _encode(place: str) -> str:
    return urlsafe_b64encode(place.encode()).decode()


def _decode(cursor: str, prefix: str) -> str:
    try:
        place = urlsafe_b64decode(cursor[:MAX_CURSOR].encode("ascii")).decode()
    except ValueError as error:
        raise BadCursor from error
    if not place.startswith(prefix) or place >= f"{prefix}{store.LAST}":
        raise BadCursor
    return place
