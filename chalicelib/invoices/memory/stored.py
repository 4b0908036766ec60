"""Memories as they are stored and as the reader uses them, and which of them is a document's supplier's."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.keys import Values, choose
from chalicelib.extraction.memory.model import Memory, fields_of_plain
from chalicelib.storage.memory import suppliers as store
from chalicelib.storage.memory.suppliers import StoredMemory


@dataclass(frozen=True, slots=True)
class Found:
    """A supplier's memory, both ways."""

    stored: StoredMemory
    memory: Memory


class SeveralSuppliers(Exception):
    """Several of the remembered suppliers could be the document's."""


def find_supplier(company_id: str, keys: Iterable[str], values: Values, layout: Layout) -> Found | None:
    """Return what a company remembers of a document's supplier, looked up by keys; None for a supplier not known yet.

    Raises:
        SeveralSuppliers: it is not clear which of them it is.

    """
    found = [Found(each, memory_of(each)) for each in store.find_memories(company_id, keys)]
    known = choose([each.memory for each in found], values, layout)
    if known.unclear:
        raise SeveralSuppliers
    return next((each for each in found if each.memory is known.memory), None)


def memory_of(stored: StoredMemory) -> Memory:
    """Return what the reader uses of a stored memory."""
    return Memory(stored.name, stored.keys, fields_of_plain(stored.fields))
