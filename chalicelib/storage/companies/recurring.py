"""A company's recurring invoices, in the companies table, and the worklist of the days that come.

recurring#<company>      <id>                   a recurring invoice, with its form compressed in it
recurring#<company>      count                  how many there are
recurring_due#<shard>    <day>#<company>#<id>   that it is to be made on that day

The worklist is of all companies, in several partitions, and changes in the transaction of the recurring invoice. Its
days are calendar days: whether one has come is a question of the company's time zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from pynamodb.attributes import BinaryAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.records.drafts import Draft
from chalicelib.records.sales.recurring import MAX_RECURRING, Recurring, RecurringMode, RecurringState
from chalicelib.records.sales.schedule import Rhythm, Schedule
from chalicelib.storage.aws.table import (
    ConditionFailed,
    DateAttribute,
    commit,
    commit_if,
    to_attributes,
    to_record,
)
from chalicelib.storage.companies.companies import CompanyTableItem, remove_all
from chalicelib.storage.companies.drafts import put_draft
from chalicelib.storage.companies.packing import pack, unpack

SHARDS = 4
_COUNT = "count"
_SEPARATOR = "#"


class NoRoom(Exception):
    """The company has as many recurring invoices as it can have."""


class RecurringItem(CompanyTableItem, discriminator="recurring"):
    """A recurring invoice."""

    company_id = UnicodeAttribute()
    recurring_id = UnicodeAttribute()
    name = UnicodeAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    form = BinaryAttribute(legacy_encoding=False)
    mode = UnicodeAttribute()
    schedule = JSONAttribute()
    language = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    next_on = DateAttribute(null=True)
    done_on = DateAttribute(null=True)
    made = NumberAttribute()
    last_id = UnicodeAttribute(null=True)
    last_kind = UnicodeAttribute(null=True)
    last_problem = UnicodeAttribute(null=True)
    version = NumberAttribute()


class _CountItem(CompanyTableItem, discriminator="recurring_count"):
    known = NumberAttribute()


class _DueItem(CompanyTableItem, discriminator="recurring_due"):
    pass


@dataclass(frozen=True, slots=True)
class Due:
    """A day of a company's recurring invoice."""

    day: date
    company_id: str
    recurring_id: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A recurring invoice as it was read, and as it is once its day was made: what is made changes with it."""

    before: Recurring
    after: Recurring

    def use(self, transaction: TransactWrite) -> None:
        """Add that the day was made; fails where the recurring invoice was changed since it was read."""
        _put_change(transaction, self.before, _grown(self.before, self.after))

    def is_as_seen(self) -> bool:
        """Tell whether the recurring invoice is as it was read."""
        current = find_recurring(self.before.company_id, self.before.recurring_id)
        return current is not None and current.version == self.before.version

    def told(self) -> JsonObject:
        """Return what the timeline says of it."""
        return {"recurring": self.before.recurring_id}


def add_recurring(recurring: Recurring) -> None:
    """Store a new recurring invoice.

    Raises:
        DocumentTooLarge: its form does not fit.
        NoRoom: there are too many.

    """
    item = _to_item(recurring)
    room = _CountItem.known.does_not_exist() | (_CountItem.known < MAX_RECURRING)

    def build(transaction: TransactWrite) -> None:
        transaction.save(item, condition=RecurringItem.pk.does_not_exist())
        _await(transaction, recurring)
        transaction.update(_count(recurring.company_id), actions=_counted(1), condition=room)

    try:
        commit(build)
    except ConditionFailed as failed:
        if failed.is_of_last:
            raise NoRoom from failed
        raise


def change_recurring(before: Recurring, after: Recurring) -> Recurring | None:
    """Put a recurring invoice in the place of another version; None where another change came first.

    Raises:
        DocumentTooLarge: its form does not fit.

    """
    grown = _grown(before, after)
    return grown if commit_if(lambda transaction: _put_change(transaction, before, grown)) else None


def remove_recurring(recurring: Recurring) -> bool:
    """Remove a recurring invoice; tell whether it still was the one that had been read."""

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_key(recurring), condition=RecurringItem.version == recurring.version)
        _await_no_more(transaction, recurring)
        transaction.update(_count(recurring.company_id), actions=_counted(-1))

    return commit_if(build)


def add_made_draft(occurrence: Occurrence, draft: Draft) -> bool:
    """Store the draft of a day, and that the day was made; tell whether no other run was first.

    Raises:
        DocumentTooLarge: the draft does not fit.

    """

    def build(transaction: TransactWrite) -> None:
        put_draft(transaction, draft)
        occurrence.use(transaction)

    return commit_if(build)


def find_recurring(company_id: str, recurring_id: str) -> Recurring | None:
    """Return a recurring invoice, strongly consistent."""
    try:
        return _to_recurring(RecurringItem.get(_partition(company_id), recurring_id, consistent_read=True))
    except RecurringItem.DoesNotExist:
        return None


def list_recurring(company_id: str, *, before: str | None, limit: int) -> list[Recurring]:
    """Return recurring invoices, newest first, in one query; `before` is the id of the last one of the page before."""
    older = RecurringItem.sk < (before or _COUNT)
    found = RecurringItem.query(
        _partition(company_id), older, consistent_read=True, scan_index_forward=False, limit=limit
    )
    return [_to_recurring(item) for item in found]


def list_due(latest: date) -> Iterator[Due]:
    """Yield the days up to the latest, of all companies; in each part of the worklist the earliest first."""
    for shard in range(SHARDS):
        until = _DueItem.sk < f"{latest.isoformat()}~"
        for item in _DueItem.query(f"recurring_due#{shard}", until, consistent_read=True):
            day, company_id, recurring_id = item.sk.split(_SEPARATOR)
            yield Due(date.fromisoformat(day), company_id, recurring_id)


def forget_due(due: Due) -> None:
    """Remove a day from the worklist, whose company is gone."""
    _DueItem(*_place(due.company_id, due.recurring_id, due.day)).delete()


def remove_all_recurring(company_id: str) -> None:
    """Remove the recurring invoices of a company that is gone; the worklist forgets them when their days come."""
    remove_all(_partition(company_id))


def _put_change(transaction: TransactWrite, before: Recurring, grown: Recurring) -> None:
    transaction.save(_to_item(grown), condition=RecurringItem.version == before.version)
    if before.awaited_on != grown.awaited_on:
        _await_no_more(transaction, before)
        _await(transaction, grown)


def _grown(before: Recurring, after: Recurring) -> Recurring:
    return replace(after, version=before.version + 1, updated_at=now())


def _await(transaction: TransactWrite, recurring: Recurring) -> None:
    if recurring.awaited_on:
        place = _place(recurring.company_id, recurring.recurring_id, recurring.awaited_on)
        transaction.save(_DueItem(*place))


def _await_no_more(transaction: TransactWrite, recurring: Recurring) -> None:
    if recurring.awaited_on:
        place = _place(recurring.company_id, recurring.recurring_id, recurring.awaited_on)
        transaction.delete(_DueItem(*place))


def _place(company_id: str, recurring_id: str, day: date) -> tuple[str, str]:
    shard = crc32(recurring_id.encode()) % SHARDS
    return f"recurring_due#{shard}", _SEPARATOR.join((day.isoformat(), company_id, recurring_id))


def _counted(change: int) -> list[Action]:
    return [_CountItem.known.add(change), _CountItem.kind.set(_CountItem)]


def _count(company_id: str) -> _CountItem:
    return _CountItem(_partition(company_id), _COUNT)


def _key(recurring: Recurring) -> RecurringItem:
    return RecurringItem(_partition(recurring.company_id), recurring.recurring_id)


def _to_item(recurring: Recurring) -> RecurringItem:
    schedule = recurring.schedule
    days = {
        "rhythm": schedule.rhythm,
        "every": schedule.every,
        "first_on": schedule.first_on.isoformat(),
        "last_on": schedule.last_on.isoformat() if schedule.last_on else None,
        "times": schedule.times,
    }
    plain = to_attributes(recurring) | {"form": pack(recurring.form), "schedule": days}
    return RecurringItem(_partition(recurring.company_id), recurring.recurring_id, **plain)


def _to_recurring(item: RecurringItem) -> Recurring:
    days = item.schedule
    schedule = Schedule(
        rhythm=Rhythm(days["rhythm"]),
        every=days["every"],
        first_on=date.fromisoformat(days["first_on"]),
        last_on=date.fromisoformat(days["last_on"]) if days["last_on"] else None,
        times=days["times"],
    )
    return to_record(
        Recurring,
        item,
        form=unpack(item.form),
        mode=RecurringMode(item.mode),
        schedule=schedule,
        state=RecurringState(item.state),
        last_kind=RecurringMode(item.last_kind) if item.last_kind else None,
        made=int(item.made),
        version=int(item.version),
    )


def _partition(company_id: str) -> str:
    return f"recurring#{company_id}"
