"""A memory as it is stored, and as the reader uses it."""

from chalicelib.extraction.memory.model import Memory, fields_of_plain
from chalicelib.storage.memory.suppliers import StoredMemory


def memory_of(stored: StoredMemory) -> Memory:
    """Return what the reader uses of a stored memory."""
    return Memory(stored.name, stored.keys, fields_of_plain(stored.fields))
