"""What pages say of tax that is not charged: reverse charge, supplies to other countries, exemptions, zero rates."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.facts import Note
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.page import Segment

FILE = Path(__file__).parent / "notes.toml"
MAX_REASON = 500
_CODE = re.compile(r"\((S|Z|E|AE|K|G|O)\)")
"""The category as some programs print it beside the tax: "Umsatzsteuer (K)"."""
_SPECIFIC = ("AE", "K", "G")  # an exemption for a reason that has a category of its own
_GENERAL = "E"  # what texts about those name as well


def find_notes(evidence: Evidence) -> Iterator[Note]:
    """The notes in the pages' rows; a sentence may be broken into two."""
    rows = list(evidence.rows.values())
    texts = [segment.text for row in rows for segment in row]
    yield from _worded([*texts, *(f"{first} {second}" for first, second in pairwise(texts))], "".join(map(fold, texts)))
    for row in rows:
        line = " ".join(segment.text for segment in row)
        if _is_about_tax(evidence, row):
            yield from (Note(code, line[:MAX_REASON], coded=True) for code in _CODE.findall(line))


def _worded(texts: Iterable[str], everything: str) -> Iterator[Note]:
    """The first text of each category; most pages have none, which one look at everything tells."""
    wanted = {category for category, phrases in _phrases().items() if any(each in everything for each in phrases)}
    for text in texts if wanted else ():
        for category in wanted & set(notes_in(text)):
            wanted.discard(category)
            yield Note(category, text[:MAX_REASON])


def _is_about_tax(evidence: Evidence, row: Sequence[Segment]) -> bool:
    hits = (hit for segment in row for hit in evidence.labels_by_segment.get(segment, ()))
    return any(name.startswith("tax_total") for hit in hits for name in hit.names())


def notes_in(text: str) -> list[str]:
    """The categories that a text names.

    >>> notes_in("Steuerschuldnerschaft des Leistungsempfängers"), notes_in("Total 12.00")
    (['AE'], [])
    """
    folded = fold(text)
    return [category for category, phrases in _phrases().items() if any(phrase in folded for phrase in phrases)]


def zero_category(notes: Sequence[Note]) -> Note | None:
    """The category of what no tax is charged on, where the notes leave no other.

    >>> zero_category([Note("E", "VAT exempt"), Note("K", "intra-community supply")]).category
    'K'
    >>> zero_category([Note("AE", "reverse charge"), Note("K", "intra-community supply")]) is None
    True
    >>> zero_category([Note("AE", "reverse charge"), Note("Z", "zero rated")]) is None
    True
    """
    coded = {note.category: note for note in notes if note.coded and note.category != "S"}
    if len(coded) == 1:
        category, found = next(iter(coded.items()))
        return next((note for note in notes if note.category == category and not note.coded), found)
    worded = {note.category: note for note in notes if not note.coded}
    if any(category in worded for category in _SPECIFIC):
        worded.pop(_GENERAL, None)
    return next(iter(worded.values())) if len(worded) == 1 and not coded else None


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {category: tuple(map(fold, phrases)) for category, phrases in table.items()}
