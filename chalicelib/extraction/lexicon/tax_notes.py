"""How invoices word it that no tax is charged: the phrases by tax category (UNTDID 5305), from `tax_notes.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from chalicelib.extraction.lexicon.folding import fold

FILE = Path(__file__).parent / "tax_notes.toml"


def notes_in(text: str) -> list[str]:
    """The categories that a text names.

    >>> notes_in("Steuerschuldnerschaft des Leistungsempfängers"), notes_in("Total 12.00")
    (['AE'], [])
    """
    folded = fold(text)
    return [category for category, texts in phrases().items() if any(phrase in folded for phrase in texts)]


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """The folded phrases of each category."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {category: tuple(map(fold, texts)) for category, texts in table.items()}
