"""What moto works out at every call although it never changes, worked out once a process.

An answer of DynamoDB names each value's type by one of ten members, and moto looks for each member under every name
that it might have in a Python object. That, for lists of invoices, is most of what a call takes. It also adds up an
item's size again after each of its attributes, and sorts all items of a table to answer a query of one partition, which
with a thousand invoices takes a tenth of a second.
"""

import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from moto.core import responses
from moto.core.base_backend import BaseBackend
from moto.core.model import Shape, StructureShape
from moto.core.serialize import AttributePickerContext, JSONSerializer, XFormedAttributePicker
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.models.utilities import bytesize
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser  # type: ignore[attr-defined]

Member = tuple[str, Shape, tuple[str, ...]]
"""A member of a structure: its name, its shape, and the keys that a dictionary may have it under, the first first."""

MAX_ITEM_BYTES = 405_000
"""What moto takes for DynamoDB's limit of 400 KB, as it was measured."""

_query_all: Any = Table.query
_QUERY = inspect.signature(Table.query)
_serialize_any_structure: Any = JSONSerializer._serialize_type_structure  # noqa: SLF001


def work_out_once() -> None:
    """Let moto keep, from now on, what depends on its classes and on the services' models alone. Twice is as once."""
    if JSONSerializer._serialize_type_structure is _serialize_structure:  # noqa: SLF001
        return
    serializer: Any = JSONSerializer
    serializer._serialize_type_structure = _serialize_structure  # noqa: SLF001
    backend: Any = BaseBackend
    backend.urls = property(cache(backend.urls.fget))
    traverser: Any = DepthFirstTraverser
    traverser.nodes_to_be_processed = _kept_by_class(traverser.nodes_to_be_processed)
    table: Any = Table
    table.query = _query_partition
    item: Any = Item
    item.__init__ = _make_item
    answers: Any = responses
    answers.method_names_from_class = cache(answers.method_names_from_class)


def _query_partition(table: Table, *given: Any, **named: Any) -> Any:
    """Query as moto does, with only the items of the partition that is asked for: in their order, as it sorts all.

    Requests come one at a time (`atomic.py`), so the table is no other request's meanwhile.
    """
    asked = _QUERY.bind(table, *given, **named).arguments
    is_index = bool(asked.get("index_name"))
    items = _indexed(table, asked.get("hash_key_conditions")) if is_index else _partition(table, asked["hash_key"])
    table.all_items = lambda: items  # type: ignore[method-assign]
    try:
        return _query_all(table, *given, **named)
    finally:
        del table.all_items


def _partition(table: Any, hash_key: DynamoType | None) -> list[Item]:
    found = table.items.get(hash_key)
    if not found:
        return []
    return list(found.values()) if table.range_key_attr else [found]


def _indexed(table: Any, conditions: Iterable[tuple[str, DynamoType]] | None) -> list[Item]:
    """Return the items that have these keys, in the order in which moto has all."""
    wanted = list(conditions or ())
    sets = (each.values() if table.range_key_attr else [each] for each in table.items.values())
    items = [item for each in sets for item in each if all(_has(item, *condition) for condition in wanted)]
    return sorted(items, key=lambda item: (item.hash_key, item.range_key) if item.range_key else item.hash_key)


def _has(item: Item, name: str, key: DynamoType) -> bool:
    value = item.attrs.get(name)
    return value is not None and value == key


def _kept_by_class(method: Any) -> Any:
    """Return a method that is called once for each class of objects."""
    kept: dict[type, Any] = {}

    def called(thing: Any) -> Any:
        if type(thing) not in kept:
            kept[type(thing)] = method(thing)
        return kept[type(thing)]

    return called


def _make_item(item: Any, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]) -> None:
    """Make an item as moto does, but measure it once."""
    values = {name: DynamoType(value) for name, value in attrs.items()}
    if sum(bytesize(name) + value.size() for name, value in values.items()) > MAX_ITEM_BYTES:
        raise ItemSizeTooLarge
    item.hash_key, item.range_key, item.attrs = hash_key, range_key, LimitedSizeDict()
    dict.update(item.attrs, values)


def _serialize_structure(serializer: Any, serialized: Any, value: Any, shape: StructureShape, key: str) -> None:
    """Serialise as moto does; a dictionary's members are looked for under names that are known already."""
    if not _is_plain(serializer, value, shape):
        _serialize_any_structure(serializer, serialized, value, shape, key)
        return
    wrapper = serializer.MAP_TYPE() if key else serialized
    for name, member, keys in _members(shape, serializer.operation_model):
        found = next((value[known] for known in keys if known in value), None)
        if found is not None:
            serializer._serialize(wrapper, found, member, name)  # noqa: SLF001
    if key:
        serializer._default_serialize(serialized, wrapper, shape, key)  # noqa: SLF001


def _is_plain(serializer: Any, value: Any, shape: StructureShape) -> bool:
    """Whether only names decide where a structure's members are: no class and no rule of a service has a say."""
    picker = serializer._value_picker  # noqa: SLF001
    is_usual = type(picker) is XFormedAttributePicker and not picker.response_transformers
    return is_usual and type(value) is dict and not shape.is_document_type


@cache
def _members(shape: StructureShape, operation: Any) -> tuple[Member, ...]:
    return tuple(_each_member(shape, operation))


def _each_member(shape: StructureShape, operation: Any) -> Iterator[Member]:
    picker = XFormedAttributePicker()
    for name, member in shape.members.items():
        member.parent = shape  # type: ignore[attr-defined]
        context = AttributePickerContext({}, name, member, operation, operation.service_model, "")
        yield name, member, tuple(dict.fromkeys(picker.get_possible_keys(context)))
