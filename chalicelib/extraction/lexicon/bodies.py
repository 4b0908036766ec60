"""Names of bodies without a legal form: communities of owners, public bodies, schools, associations (`bodies.toml`).

They may hold a street and numbers ("WEG Lindenstraße 14", "Body Corporate 4711") and are names for all that.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "bodies.toml"
MAX_WORDS = 9
MAX_PHRASE = 4  # words


class _Phrases(NamedTuple):
    begins: frozenset[str]
    ends: frozenset[str]


def names_body(text: str) -> bool:
    """Whether a text is such a name: the word for the body, and which one it is.

    >>> [names_body(t) for t in ("Comune di Feld", "WEG Lindenstraße 14", "Hill Parish Council", "Strata Plan 4711")]
    [True, True, True, True]
    >>> [names_body(t) for t in ("VILLE D'ARLES", "Hill Body Corporate No. 4711")]
    [True, True]
    >>> [names_body(t) for t in ("Gemeinde", "Gemeinde: Feld", "Weg 14", "Stadtbäckerei Feld", "the council")]
    [False, False, False, False, False]
    """
    words = text.replace("d'", "d' ").replace("D'", "D' ").split()
    if ":" in text or not 1 < len(words) <= MAX_WORDS:
        return False
    return _begins_so(words) or _ends_so(words)


def _begins_so(words: Sequence[str]) -> bool:
    begins = _phrases().begins
    return any(" ".join(words[:count]) in begins for count in range(1, min(len(words), MAX_PHRASE + 1)))


def _ends_so(words: Sequence[str]) -> bool:
    """Whether the word for the body ends a name, perhaps with the body's number behind it."""
    named = list(words)
    while len(named) > 1 and (named[-1].isdigit() or named[-1] in ("No.", "No")):
        named.pop()
    ends = _phrases().ends
    return named[0][0].isupper() and any(" ".join(named[-count:]) in ends for count in range(1, len(named)))


@cache
def _phrases() -> _Phrases:
    """The phrases, also in capitals throughout."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return _Phrases(*(frozenset([*table[name], *map(str.upper, table[name])]) for name in _Phrases._fields))
