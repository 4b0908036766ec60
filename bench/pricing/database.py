"""What calls to DynamoDB consume: computed from the items before and after, which are looked up beside each call.

Moto says what was consumed too, but not by size, not by index and not for transactions.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.pricing.capacity import TRANSACTION, Index, Item, read_units, size_of, write_units

Look = Callable[[str, Item], Item | None]
Key = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's keys and indexes."""

    keys: tuple[str, ...]
    indexes: tuple[Index, ...]

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> "Table":
        """Read them from the template."""
        keys = tuple(key["AttributeName"] for key in properties["KeySchema"])
        declared = properties.get("GlobalSecondaryIndexes", ())
        return cls(keys, tuple(_index(index, keys) for index in declared))

    def key_of(self, item: Item) -> Key:
        """Return an item's key."""
        return {name: item[name] for name in self.keys}


def _index(declared: Mapping[str, Any], table_keys: tuple[str, ...]) -> Index:
    names = [key["AttributeName"] for key in declared["KeySchema"]]
    projection = declared["Projection"]
    known = {*names, *table_keys, *projection.get("NonKeyAttributes", ())}
    everything = projection["ProjectionType"] == "ALL"
    return Index(declared["IndexName"], names[0], frozenset(names), None if everything else frozenset(known))


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that a write is about; `factor` doubles what is in a transaction."""

    table: str
    key: Key
    factor: int
    before: Item | None = None


@dataclass
class Consumed:
    """Units so far. `heat` has the written ones by table or index, and partition."""

    reads: float = 0.0
    writes: int = 0
    index_writes: int = 0
    heat: Counter[tuple[str, str]] = field(default_factory=Counter)


class Database:
    """Adds up what calls consume."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Know the tables by name."""
        self.tables = tables
        self.consumed = Consumed()

    def before(self, operation: str, parameters: Mapping[str, Any], look: Look) -> list[Touched]:
        """Return what a call is going to write, as it is now."""
        return [
            Touched(name, key, factor, look(name, key)) for name, key, factor in self._writes(operation, parameters)
        ]

    def read(self, operation: str, parameters: Mapping[str, Any], answer: Any) -> None:
        """Add what a call read; `answer` is empty where it was refused."""
        consistent = bool(parameters.get("ConsistentRead", False))
        match operation:
            case "GetItem":
                self.consumed.reads += read_units(size_of(answer.get("Item", {})), consistent=consistent)
            case "Query" | "Scan":
                size = sum(size_of(item) for item in answer.get("Items", ()))
                self.consumed.reads += read_units(size, consistent=consistent)
            case "BatchGetItem":
                for name, asked in parameters["RequestItems"].items():
                    self._read_each(answer, name, asked)
            case "TransactGetItems":
                sizes = [size_of(each.get("Item", {})) for each in answer.get("Responses", ())]
                self.consumed.reads += TRANSACTION * sum(read_units(size, consistent=True) for size in sizes)

    def written(self, touched: list[Touched], look: Look) -> None:
        """Add what a call wrote, also where it was refused for a condition: looking at it costs the same."""
        for each in touched:
            after, table = look(each.table, each.key), self.tables[each.table]
            units = each.factor * write_units(max(size_of(each.before or {}), size_of(after or {})))
            self.consumed.writes += units
            self.consumed.heat[each.table, _text(each.key[table.keys[0]])] += units
            for index in table.indexes:
                self._written_index(each, index, after)

    def _written_index(self, each: Touched, index: Index, after: Item | None) -> None:
        units = index.write_units(each.before, after)
        if units:
            self.consumed.index_writes += units
            item = after if index.entry(after) else each.before
            self.consumed.heat[f"{each.table}.{index.name}", _text((item or {})[index.partition])] += units

    def _read_each(self, answer: Any, name: str, asked: Mapping[str, Any]) -> None:
        found = answer.get("Responses", {}).get(name, [])
        missing = len(asked["Keys"]) - len(found)
        consistent = bool(asked.get("ConsistentRead", False))
        sizes = [size_of(item) for item in found] + [0] * missing
        self.consumed.reads += sum(read_units(size, consistent=consistent) for size in sizes)

    def _writes(self, operation: str, parameters: Mapping[str, Any]) -> list[tuple[str, Key, int]]:
        match operation:
            case "PutItem":
                name = _name(parameters["TableName"])
                return [(name, self.tables[name].key_of(parameters["Item"]), 1)]
            case "UpdateItem" | "DeleteItem":
                return [(_name(parameters["TableName"]), parameters["Key"], 1)]
            case "TransactWriteItems":
                return [self._transacted(action) for each in parameters["TransactItems"] for action in each.values()]
            case "BatchWriteItem":
                requests = [(_name(name), each) for name, many in parameters["RequestItems"].items() for each in many]
                return [(name, self._requested(name, each), 1) for name, each in requests]
        return []

    def _transacted(self, action: Mapping[str, Any]) -> tuple[str, Key, int]:
        name = _name(action["TableName"])
        return name, action["Key"] if "Key" in action else self.tables[name].key_of(action["Item"]), TRANSACTION

    def _requested(self, name: str, request: Mapping[str, Any]) -> Key:
        if "DeleteRequest" in request:
            return dict(request["DeleteRequest"]["Key"])
        return self.tables[name].key_of(request["PutRequest"]["Item"])


def _name(table: str) -> str:
    """Return a table's name, also of its ARN."""
    return table.rpartition("/")[2]


def _text(value: Mapping[str, Any]) -> str:
    return str(next(iter(value.values())))
