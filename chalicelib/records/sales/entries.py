"""The customers and items that a company keeps, and the words by which they are found.

An entry is found by the beginning of any of its first words and of its number, as people type them: without difference
of case, accents, spaces and punctuation.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.json_data import JsonObject
from chalicelib.records.lifecycle.names import compact

MAX_ENTRIES = 10_000  # of each kind in a company
MAX_WORDS = 6  # of a name, by which it is found
MAX_TERM = 60  # characters of what is compared; the rest of a long name makes no difference


class EntryKind(StrEnum):
    """What a company keeps."""

    CUSTOMER = "customer"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A customer or an item; `content` is what a form copies from it, as JSON. `version` grows with every change."""

    company_id: str
    kind: EntryKind
    entry_id: str
    name: str
    number: str | None
    content: JsonObject
    created_by: str
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def sorted_by(self) -> str:
        """Where it stands in the list."""
        return as_compared(self.name)

    @property
    def terms(self) -> frozenset[str]:
        """What it is found by."""
        return search_terms(self.name, self.number)


def as_compared(text: str) -> str:
    """Return the beginning of a text as it is compared.

    >>> as_compared("Café Nord, S.A.")
    'cafenordsa'
    """
    return compact(text)[:MAX_TERM]


def search_terms(name: str, number: str | None) -> frozenset[str]:
    """Return what a name and a number are found by: what follows from each of the first words, and the number.

    >>> sorted(search_terms("Harbour Books Ltd", "C-17"))
    ['booksltd', 'c17', 'harbourbooksltd', 'ltd']
    """
    words = name.split()
    rests = (" ".join(words[first:]) for first in range(min(len(words), MAX_WORDS)))
    return frozenset(filter(None, map(as_compared, (*rests, number or ""))))


def claimed_number(number: str) -> str:
    """Return a number as it is unique: two that differ in case alone are one.

    >>> claimed_number("C-17a")
    'c-17a'
    """
    return number.casefold()
