"""How invoices word it that no tax is charged: the phrases by tax category (UNTDID 5305), from `tax_notes.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import has_phrase

FILE = Path(__file__).parent / "tax_notes.toml"
MAX_KEPT = 1_000  # texts: a page's are asked more than once
UNTAXED = frozenset({"E", "O"})
CELLS = "cells"  # the table of words that stand in a rate's place


def notes_in(text: str) -> tuple[str, ...]:
    """The categories that a text names.

    >>> notes_in("Steuerschuldnerschaft des Leistungsempfängers"), notes_in("Total 12.00")
    (('AE',), ())
    """
    return named_in(fold(text))


@lru_cache(MAX_KEPT)
def named_in(folded: str) -> tuple[str, ...]:
    """The categories that a folded text names."""
    return tuple([category for category, phrases in _phrases().items() if has_phrase(folded, phrases)])


def category_in_cell(text: str) -> str | None:
    """The category that a cell in a column of tax rates names in a rate's place.

    >>> category_in_cell("zw."), category_in_cell("Exempt"), category_in_cell("Express")
    ('E', 'E', None)
    """
    return _words_of_cells().get(fold(text))


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {category: tuple(map(fold, phrases)) for category, phrases in table.items() if category != CELLS}


@cache
def _words_of_cells() -> Mapping[str, str]:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))[CELLS]
    return {fold(word): category for category, words in table.items() for word in words}


def says_untaxed(text: str) -> bool:
    """Whether a text says of what it names that it is exempt from tax, or outside of its scope.

    >>> says_untaxed("Tourist tax (not subject to VAT)"), says_untaxed("VAT 20 %")
    (True, False)
    """
    return not UNTAXED.isdisjoint(notes_in(text))
