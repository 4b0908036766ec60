"""DynamoDB's capacity units, by its own rules for sizes.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Mapping[str, Any]]

WRITE_BYTES, READ_BYTES = 1024, 4096
TRANSACTION = 2  # what is written or read in a transaction counts twice
STORED_OVERHEAD = 100  # bytes an item, in the table and in each index


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index: its keys, and the attributes that it holds; None is all of them."""

    name: str
    partition: str
    keys: frozenset[str]
    projected: frozenset[str] | None

    def entry(self, item: Item | None) -> Item | None:
        """Return what the index holds of an item; None where it lacks a key of the index."""
        if item is None or not self.keys.issubset(item):
            return None
        if self.projected is None:
            return item
        return {name: value for name, value in item.items() if name in self.projected}

    def write_units(self, before: Item | None, after: Item | None) -> int:
        """Return the units of a change: one entry that is changed in place, or removed and made anew.

        >>> index = Index("by_state", "state", frozenset({"state"}), frozenset({"state", "id"}))
        >>> old, new = {"id": {"S": "1"}, "state": {"S": "a"}, "n": {"N": "1"}}, {"id": {"S": "1"}, "state": {"S": "b"}}
        >>> index.write_units(None, old), index.write_units(old, new), index.write_units(new, new)
        (1, 2, 0)
        >>> index.write_units(old, {"id": {"S": "1"}, "state": {"S": "a"}, "n": {"N": "2"}})
        0
        """
        old, new = self.entry(before), self.entry(after)
        if old == new:
            return 0
        if old is None or new is None:
            return write_units(size_of(old or new or {}))
        if any(old[key] != new[key] for key in self.keys):
            return write_units(size_of(old)) + write_units(size_of(new))
        return write_units(max(size_of(old), size_of(new)))


def write_units(size: int) -> int:
    """Return the units of writing an item of this size; an item that isn't there counts as the smallest.

    >>> write_units(0), write_units(1024), write_units(1025)
    (1, 1, 2)
    """
    return max(1, math.ceil(size / WRITE_BYTES))


def read_units(size: int, *, consistent: bool) -> float:
    """Return the units of reading so many bytes in one request.

    >>> read_units(0, consistent=True), read_units(5000, consistent=True), read_units(5000, consistent=False)
    (1.0, 2.0, 1.0)
    """
    return max(1, math.ceil(size / READ_BYTES)) * (1.0 if consistent else 0.5)


def size_of(item: Item) -> int:
    """Return an item's size in bytes.

    >>> size_of({"id": {"S": "abc"}, "n": {"N": "19.50"}, "tags": {"L": [{"S": "x"}, {"BOOL": True}]}})
    20
    """
    return sum(len(name.encode()) + _size_of_value(value) for name, value in item.items())


def _size_of_value(value: Mapping[str, Any]) -> int:
    kind, content = next(iter(value.items()))
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return _size_of_number(content)
        case "B":
            return len(content)
        case "L":
            return 3 + sum(1 + _size_of_value(inner) for inner in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _size_of_value(inner) for name, inner in content.items())
        case "SS" | "BS":
            return sum(len(inner) for inner in content)
        case "NS":
            return sum(_size_of_number(inner) for inner in content)
        case _:  # BOOL, NULL
            return 1


def _size_of_number(digits: str) -> int:
    significant = digits.lstrip("-").replace(".", "").strip("0")
    return math.ceil(len(significant) / 2) + 1
