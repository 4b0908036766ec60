"""DynamoDB's promise that each request is atomic, which moto keeps only while one thread calls it.

Moto undoes a refused transaction by putting back a copy of all tables, and with it whatever other threads wrote in the
meantime. One request at a time is what the real service looks like from outside.

It makes these copies before every transaction, of the whole table for each item in it: with a few hundred invoices that
takes seconds. Here it gets copies that share what the transaction does not touch.
"""

import copy
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

_LOCK = threading.RLock()
_call_action = DynamoHandler.call_action
_transact_write_items = DynamoDBBackend.transact_write_items

Operations = list[dict[str, Any]]


def make_requests_atomic() -> None:
    """Let moto answer one DynamoDB request at a time, in this process, from now on. Twice is as good as once."""
    DynamoHandler.call_action = _one_at_a_time  # type: ignore[method-assign]
    DynamoDBBackend.transact_write_items = _with_small_copies  # type: ignore[assignment, method-assign]


def _one_at_a_time(handler: DynamoHandler) -> Any:
    with _LOCK:
        return _call_action(handler)


def _with_small_copies(backend: DynamoDBBackend, transact_items: Operations) -> None:
    with _LOCK, _small_copies(transact_items):
        _transact_write_items(backend, transact_items)


@contextmanager
def _small_copies(operations: Operations) -> Iterator[None]:
    """Let `copy.deepcopy` of a table copy what these operations change, and share the rest.

    All copies are made before the first change, so those of one table are the same.
    """
    copies: dict[str, Table] = {}

    def small_copy(table: Table, _memo: dict[int, Any]) -> Table:
        if table.name not in copies:
            copies[table.name] = copy_of(table)
        return copies[table.name]

    def copy_of(table: Table) -> Table:
        copied = copy.copy(table)
        copied.items = copy.copy(table.items)
        for kind, key in _keys(table, operations):
            _copy_item(table, copied, key, with_values=kind == "Update")
        return copied

    Table.__deepcopy__ = small_copy  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del Table.__deepcopy__  # type: ignore[attr-defined]


def _keys(table: Table, operations: Operations) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for operation in operations:
        for kind, changed in operation.items():
            if changed.get("TableName") == table.name:
                yield kind, changed.get("Key") or changed.get("Item", {})


def _copy_item(table: Table, copied: Table, key: Mapping[str, Any], *, with_values: bool) -> None:
    """Give the copy a partition of its own, once, and an item; only an update changes an item itself."""
    partition = DynamoType(key[table.hash_key_attr])
    if partition not in table.items:
        return
    if not table.range_key_attr:
        if with_values:
            copied.items[partition] = copy.deepcopy(table.items[partition])
        return
    if copied.items[partition] is table.items[partition]:
        copied.items[partition] = dict(table.items[partition])
    item = DynamoType(key[table.range_key_attr])
    if with_values and item in table.items[partition]:
        copied.items[partition][item] = copy.deepcopy(table.items[partition][item])
