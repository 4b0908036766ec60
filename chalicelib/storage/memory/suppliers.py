"""What a company's corrections taught about its suppliers, in the company's own partition: it goes with the company.

company#<id>   memory#<supplier>    what is remembered of one supplier
company#<id>   known_by#<sha256>    which supplier has this tax id, account, domain or name
company#<id>   memories             how many suppliers are remembered

A memory and the keys that it is found by change in one transaction, on condition of the version that was read: of two
corrections at once, one begins anew with what the other left.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action

from chalicelib.json_data import JsonObject
from chalicelib.storage.aws.table import (
    ConditionFailed,
    TransactWrite,
    commit,
    commit_if,
    to_attributes,
    to_record,
    update_if,
)
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, items_after

MAX_MEMORIES = 5_000  # suppliers of one company
_MEMORY, _KEY, _COUNT = "memory#", "known_by#", "memories"
_TAUGHT = ("name", "keys", "corrected_at", "fields", "version")  # what a correction changes of a memory


class TooManyMemories(Exception):
    """A company remembers as many suppliers as it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMemory:
    """What is remembered of a supplier: its keys, the fields as plain data, when it was last taught and last used."""

    company_id: str
    supplier_id: str
    name: str
    keys: tuple[str, ...]
    corrected_at: datetime
    used_at: datetime | None = None
    fields: JsonObject = field(default_factory=dict)
    version: int = 1


class _MemoryItem(CompanyTableItem, discriminator="supplier_memory"):
    company_id = UnicodeAttribute()
    supplier_id = UnicodeAttribute()
    name = UnicodeAttribute()
    keys = JSONAttribute()
    corrected_at = UTCDateTimeAttribute()
    used_at = UTCDateTimeAttribute(null=True)
    fields = JSONAttribute()
    version = NumberAttribute()


class _KeyItem(CompanyTableItem, discriminator="supplier_key"):
    supplier_id = UnicodeAttribute()


class _CountItem(CompanyTableItem, discriminator="supplier_memories"):
    known = NumberAttribute()


def has_memories(company_id: str) -> bool:
    """Tell whether a company remembers any supplier, strongly consistent: most lookups end here."""
    try:
        return bool(_CountItem.get(company_key(company_id), _COUNT, consistent_read=True).known)
    except _CountItem.DoesNotExist:
        return False


def find_memories(company_id: str, keys: Iterable[str]) -> list[StoredMemory]:
    """Return what is remembered of the suppliers that have one of some keys, strongly consistent."""
    pointers = _KeyItem.batch_get([_key_of(company_id, key) for key in dict.fromkeys(keys)], consistent_read=True)
    suppliers = sorted({pointer.supplier_id for pointer in pointers})
    found = _MemoryItem.batch_get([_place_of(company_id, each) for each in suppliers], consistent_read=True)
    return sorted(map(_memory, found), key=lambda memory: memory.supplier_id)


def find_memory(company_id: str, supplier_id: str) -> StoredMemory | None:
    """Return what is remembered of a supplier, strongly consistent."""
    try:
        return _memory(_MemoryItem.get(*_place_of(company_id, supplier_id), consistent_read=True))
    except _MemoryItem.DoesNotExist:
        return None


def list_memories(company_id: str, *, after: str | None, limit: int) -> list[StoredMemory]:
    """Return a company's remembered suppliers in the order of their ids; `after` is the last of the page before."""
    return list(map(_memory, items_after(_MemoryItem, company_id, _MEMORY, after, limit)))


def add_memory(memory: StoredMemory) -> bool:
    """Store a new memory; tell whether it could be: somebody else may have stored one under one of its keys.

    Raises:
        TooManyMemories: the company remembers as many suppliers as it may.

    """
    room = _CountItem.known.does_not_exist() | (_CountItem.known < MAX_MEMORIES)

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(memory), condition=_MemoryItem.pk.does_not_exist())
        _save_keys(transaction, memory, memory.keys)
        transaction.update(_count(memory.company_id), actions=_counted(1), condition=room)

    try:
        commit(build)
    except ConditionFailed as failed:
        if failed.is_of_last:
            raise TooManyMemories from failed
        return False
    return True


def change_memory(before: StoredMemory, after: StoredMemory) -> bool:
    """Store a changed memory with its new keys; tell whether it still was the one that had been read.

    When it was last used is left alone: another process may have noted that since.
    """
    place = _MemoryItem(*_place_of(after.company_id, after.supplier_id))
    values = _attributes(after)
    changes = [getattr(_MemoryItem, name).set(values[name]) for name in _TAUGHT]

    def build(transaction: TransactWrite) -> None:
        transaction.update(place, actions=changes, condition=_MemoryItem.version == before.version)
        _save_keys(transaction, after, set(after.keys) - set(before.keys))

    return commit_if(build)


def forget_memory(memory: StoredMemory) -> bool:
    """Remove a memory and its keys; tell whether it still was the one that had been read."""

    def build(transaction: TransactWrite) -> None:
        transaction.delete(_item(memory), condition=_MemoryItem.version == memory.version)
        for key in memory.keys:
            transaction.delete(_KeyItem(*_key_of(memory.company_id, key)))
        transaction.update(_count(memory.company_id), actions=_counted(-1))

    return commit_if(build)


def owners_of(company_id: str, keys: Iterable[str]) -> dict[str, str]:
    """Return which of some keys are a supplier's already, and whose (its id), strongly consistent."""
    places = {_key_of(company_id, key): key for key in keys}
    found = _KeyItem.batch_get(list(places), consistent_read=True)
    return {places[item.pk, item.sk]: item.supplier_id for item in found}


def note_use(memory: StoredMemory, at: datetime) -> None:
    """Note that a document was read with a memory, unless it was forgotten or used later."""
    item = _MemoryItem(*_place_of(memory.company_id, memory.supplier_id))
    earlier = _MemoryItem.used_at.does_not_exist() | (_MemoryItem.used_at < at)
    update_if(item, [_MemoryItem.used_at.set(at)], _MemoryItem.pk.exists() & earlier)


def _save_keys(transaction: TransactWrite, memory: StoredMemory, keys: Iterable[str]) -> None:
    free = _KeyItem.pk.does_not_exist() | (_KeyItem.supplier_id == memory.supplier_id)
    for key in keys:
        item = _KeyItem(*_key_of(memory.company_id, key), supplier_id=memory.supplier_id)
        transaction.save(item, condition=free)


def _counted(change: int) -> list[Action]:
    return [_CountItem.known.add(change), _CountItem.kind.set(_CountItem)]


def _count(company_id: str) -> _CountItem:
    return _CountItem(company_key(company_id), _COUNT)


def _place_of(company_id: str, supplier_id: str) -> tuple[str, str]:
    return company_key(company_id), f"{_MEMORY}{supplier_id}"


def _key_of(company_id: str, key: str) -> tuple[str, str]:
    return company_key(company_id), f"{_KEY}{hashlib.sha256(key.encode()).hexdigest()}"


def _item(memory: StoredMemory) -> _MemoryItem:
    return _MemoryItem(*_place_of(memory.company_id, memory.supplier_id), **_attributes(memory))


def _attributes(memory: StoredMemory) -> JsonObject:
    return to_attributes(memory) | {"keys": list(memory.keys), "fields": dict(memory.fields)}


def _memory(item: _MemoryItem) -> StoredMemory:
    return to_record(StoredMemory, item, keys=tuple(item.keys), version=int(item.version))
