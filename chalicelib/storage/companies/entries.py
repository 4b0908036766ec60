"""A company's customers and items, in the companies table: a partition of each kind.

customer#<company>   entry#<id>              the entry; items likewise, in item#<company>
customer#<company>   number#<number>         who bears a number
customer#<company>   name#<name>#<id>        where it stands in the list
customer#<company>   term#<beginning>#<id>   what it is found by
customer#<company>   count                   how many there are

An entry changes in one transaction with what it is found by, on condition of the version that was read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.records.sales.entries import MAX_ENTRIES, Entry, EntryKind, claimed_number
from chalicelib.storage.aws.table import ConditionFailed, commit, to_attributes
from chalicelib.storage.companies.companies import CompanyTableItem, remove_all

_ENTRY, _NUMBER, _COUNT = "entry#", "number#", "count"
LISTED, FOUND = "name#", "term#"
"""The places of a list of all, and of a search."""
LAST = "\U0010ffff"
"""What no place goes on with: it sorts behind all that do."""


class EntryChanged(Exception):
    """The entry is not any more what a change started from."""


class NumberHeld(Exception):
    """Another entry of the kind bears the number."""


class NoRoom(Exception):
    """The company has as many entries of the kind as it can have."""


@dataclass(frozen=True, slots=True)
class Places:
    """Some entries, and the sort key of the last place that was read, where there are more."""

    entries: tuple[Entry, ...]
    last: str | None


class EntryItem(CompanyTableItem, discriminator="entry"):
    """A customer or an item."""

    company_id = UnicodeAttribute()
    entry_kind = UnicodeAttribute()
    entry_id = UnicodeAttribute()
    name = UnicodeAttribute()
    number = UnicodeAttribute(null=True)
    content = JSONAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    version = NumberAttribute()


class _PlaceItem(CompanyTableItem, discriminator="entry_place"):
    entry_id = UnicodeAttribute()


class _NumberItem(CompanyTableItem, discriminator="entry_number"):
    entry_id = UnicodeAttribute()


class _CountItem(CompanyTableItem, discriminator="entry_count"):
    known = NumberAttribute()


def add_entry(entry: Entry) -> None:
    """Store a new entry.

    Raises:
        NumberHeld: another bears its number.
        NoRoom: there are too many.
        EntryChanged: it is there already.

    """

    def build(transaction: TransactWrite) -> None:
        transaction.save(_to_item(entry), condition=EntryItem.pk.does_not_exist())
        _claim_number(transaction, entry)
        _save_places(transaction, entry, _places(entry))
        room = _CountItem.known.does_not_exist() | (_CountItem.known < MAX_ENTRIES)
        _recount(transaction, entry, 1, room)

    try:
        commit(build)
    except ConditionFailed as failed:
        if failed.is_of_last:
            raise NoRoom from failed
        raise _met(failed) from failed


def change_entry(before: Entry, after: Entry) -> None:
    """Put an entry in the place of another version of it.

    Raises:
        NumberHeld: another bears its number.
        EntryChanged: it was changed or removed since it was read.

    """
    renumbered = _claim(before) != _claim(after)
    old, new = _places(before), _places(after)

    def build(transaction: TransactWrite) -> None:
        transaction.save(_to_item(after), condition=EntryItem.version == before.version)
        if renumbered:
            _release_number(transaction, before)
            _claim_number(transaction, after)
        _delete_places(transaction, before, old - new)
        _save_places(transaction, after, new - old)

    try:
        commit(build)
    except ConditionFailed as failed:
        raise _met(failed) from failed


def remove_entry(entry: Entry) -> None:
    """Remove an entry; raise `EntryChanged` where it was changed or removed since it was read."""

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_to_item(entry), condition=EntryItem.version == entry.version)
        _release_number(transaction, entry)
        _delete_places(transaction, entry, _places(entry))
        _recount(transaction, entry, -1)

    try:
        commit(build)
    except ConditionFailed as failed:
        raise EntryChanged from failed


def find_entry(company_id: str, kind: EntryKind, entry_id: str) -> Entry | None:
    """Return an entry, strongly consistent."""
    return next(iter(find_entries(company_id, kind, [entry_id])), None)


def find_entries(company_id: str, kind: EntryKind, entry_ids: Iterable[str]) -> list[Entry]:
    """Return those entries that are there, in any order, strongly consistent."""
    keys = [(_partition(company_id, kind), f"{_ENTRY}{entry_id}") for entry_id in dict.fromkeys(entry_ids)]
    return [_to_entry(item) for item in EntryItem.batch_get(keys, consistent_read=True)] if keys else []


def list_entries(company_id: str, kind: EntryKind, prefix: str, *, after: str | None, limit: int) -> Places:
    """Return at most `limit` entries whose places begin so, in their order; `after` is where the last page ended."""
    partition = _partition(company_id, kind)
    among = _PlaceItem.sk.between(f"{after}~", f"{prefix}{LAST}") if after else _PlaceItem.sk.startswith(prefix)
    found = list(_PlaceItem.query(partition, among, consistent_read=True, limit=limit + 1))
    shown = found[:limit]
    known = {entry.entry_id: entry for entry in find_entries(company_id, kind, [place.entry_id for place in shown])}
    ids = dict.fromkeys(place.entry_id for place in shown)
    last = shown[-1].sk if len(found) > limit else None
    return Places(tuple(known[entry_id] for entry_id in ids if entry_id in known), last)


def remove_entries(company_id: str) -> None:
    """Remove all customers and items of a company that is gone."""
    for kind in EntryKind:
        remove_all(_partition(company_id, kind))


def _claim_number(transaction: TransactWrite, entry: Entry) -> None:
    """Add that the entry bears its number; the claim in its way is asked for."""
    if entry.number:
        free: Condition = _NumberItem.pk.does_not_exist()
        claim = _NumberItem(_partition(entry.company_id, entry.kind), _claim(entry), entry_id=entry.entry_id)
        transaction.save(claim, condition=free, return_values="ALL_OLD")


def _release_number(transaction: TransactWrite, entry: Entry) -> None:
    if entry.number:
        transaction.delete(_NumberItem(_partition(entry.company_id, entry.kind), _claim(entry)))


def _claim(entry: Entry) -> str:
    return f"{_NUMBER}{claimed_number(entry.number or '')}"


def _places(entry: Entry) -> frozenset[str]:
    """Return the sort keys of all places at which the entry is listed or found."""
    found = (f"{FOUND}{term}#{entry.entry_id}" for term in entry.terms)
    return frozenset({f"{LISTED}{entry.sorted_by}#{entry.entry_id}", *found})


def _save_places(transaction: TransactWrite, entry: Entry, places: Iterable[str]) -> None:
    for place in sorted(places):
        transaction.save(_PlaceItem(_partition(entry.company_id, entry.kind), place, entry_id=entry.entry_id))


def _delete_places(transaction: TransactWrite, entry: Entry, places: Iterable[str]) -> None:
    for place in sorted(places):
        transaction.delete(_PlaceItem(_partition(entry.company_id, entry.kind), place))


def _recount(transaction: TransactWrite, entry: Entry, change: int, room: Condition | None = None) -> None:
    actions: list[Action] = [_CountItem.known.add(change), _CountItem.kind.set(_CountItem)]
    transaction.update(_CountItem(_partition(entry.company_id, entry.kind), _COUNT), actions=actions, condition=room)


def _met(failed: ConditionFailed) -> Exception:
    return NumberHeld() if failed.existing_items() else EntryChanged()


def _to_item(entry: Entry) -> EntryItem:
    attributes = to_attributes(entry)
    attributes["entry_kind"] = attributes.pop("kind")
    return EntryItem(_partition(entry.company_id, entry.kind), f"{_ENTRY}{entry.entry_id}", **attributes)


def _to_entry(item: EntryItem) -> Entry:
    return Entry(
        company_id=item.company_id,
        kind=EntryKind(item.entry_kind),
        entry_id=item.entry_id,
        name=item.name,
        number=item.number,
        content=item.content,
        created_by=item.created_by,
        created_at=item.created_at,
        updated_at=item.updated_at,
        version=int(item.version),
    )


def _partition(company_id: str, kind: EntryKind) -> str:
    return f"{kind}#{company_id}"
