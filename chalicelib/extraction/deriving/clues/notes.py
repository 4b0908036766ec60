"""What pages say of tax that is not charged: reverse charge, supplies to other countries, exemptions, zero rates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.facts import Note
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.tax_notes import notes_in, phrases
from chalicelib.extraction.pages.page import Segment

MAX_REASON = 500
_CODE = re.compile(r"\((S|Z|E|AE|K|G|O)\)")
"""The category as some programs print it beside the tax: "Umsatzsteuer (K)"."""
REASON_CODES = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
"""The reasons of exemption that have a category of their own, by CEF's list."""
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
    wanted = {category for category, texts in phrases().items() if any(each in everything for each in texts)}
    for text in texts if wanted else ():
        for category in wanted & set(notes_in(text)):
            wanted.discard(category)
            yield Note(category, text[:MAX_REASON])


def _is_about_tax(evidence: Evidence, row: Sequence[Segment]) -> bool:
    hits = (hit for segment in row for hit in evidence.labels_by_segment.get(segment, ()))
    return any(name.startswith("tax_total") for hit in hits for name in hit.names())


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
