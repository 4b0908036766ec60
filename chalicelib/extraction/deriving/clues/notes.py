"""What pages say of tax that is not charged: reverse charge, supplies to other countries, exemptions, zero rates."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.facts import Note
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.tax_notes import category_in_cell, named_in, notes_in
from chalicelib.extraction.lexicon.vocabulary import denies
from chalicelib.extraction.lines.cells import TAX_RATE
from chalicelib.extraction.lines.line_record import Record
from chalicelib.extraction.pages.page import Segment

MAX_REASON = 500
_CODE = re.compile(r"\((S|Z|E|AE|K|G|O)\)")
"""The category as some programs print it beside the tax: "Umsatzsteuer (K)"."""
_SPECIFIC = ("AE", "K", "G")  # an exemption for a reason that has a category of its own
_REVERSED, _ACROSS = "AE", "K"
_OUTSIDE = "O"
_OF_SERVICES = ("196", "leistung", "servic", "dienst", "prestation", "prestaz", "tjanst", "ydelse", "uslug")
_GENERAL = "E"  # what texts about those name as well


def find_notes(evidence: Evidence) -> Iterator[Note]:
    """The notes in the pages' rows; a sentence may be broken into two."""
    texts = evidence.texts
    yield from _worded([*texts, *map(" ".join, pairwise(texts))], "".join(map(fold, texts)))
    for row in evidence.rows.values():
        if _is_about_tax(evidence, row):
            line = " ".join(texts_of(row))
            for code in _CODE.findall(line):
                yield Note(code, line[:MAX_REASON], coded=True)


def notes_in_cells(records: Iterable[Record]) -> Iterator[Note]:
    """The words that stand in the place of lines' rates; a sentence about the same, read later, says more."""
    for record in records:
        for segment in record.texts.get(TAX_RATE, ()):
            category = category_in_cell(segment.text)
            if category:
                yield Note(category, segment.text)


def _worded(texts: Iterable[str], everything: str) -> Iterator[Note]:
    """The first text of each category; most pages have none, which one look at everything tells."""
    wanted = set(named_in(everything))
    for text in texts if wanted else ():
        for category in notes_in(text):
            if category in wanted:
                wanted.discard(category)
                yield Note(category, text[:MAX_REASON])


def _is_about_tax(evidence: Evidence, row: Sequence[Segment]) -> bool:
    return any(hit.is_some("tax_total") for hit in evidence.labels_of(*row))


def zero_category(notes: Sequence[Note]) -> Note | None:
    """The category of what no tax is charged on, where the notes leave no other.

    >>> zero_category([Note("E", "VAT exempt"), Note("K", "intra-community supply")]).category
    'K'
    >>> zero_category([Note("AE", "reverse charge"), Note("K", "intra-community supply")]) is None
    True
    >>> zero_category([Note("AE", "reverse charge"), Note("Z", "zero rated")]) is None
    True

    One sentence may say both that goods go to another member state and who owes the tax there. What the recipient owes
    is not subject to tax at home.

    >>> both = "intra-Community supply, reverse charge"
    >>> zero_category([Note("AE", both), Note("K", both)]).category
    'K'
    >>> services = "intra-Community services, Article 196"
    >>> zero_category([Note("AE", services), Note("K", services)])
    >>> zero_category([Note("O", "n/a"), Note("AE", "reverse charge")]).category
    'AE'
    """
    worded = {note.category: note for note in notes if not note.coded}
    coded = {note.category: note for note in notes if note.coded and note.category != "S"}
    if coded:
        return _only_one(coded | {category: worded[category] for category in coded if category in worded})
    if not worded.keys().isdisjoint(_SPECIFIC):
        worded.pop(_GENERAL, None)
    if _REVERSED in worded:
        worded.pop(_OUTSIDE, None)
        if _is_one_sentence_about_goods(worded):
            worded.pop(_REVERSED)
    return _only_one(worded)


def _is_one_sentence_about_goods(worded: Mapping[str, Note]) -> bool:
    """Whether one text names a supply across the border and who owes its tax, and does not speak of services."""
    if _ACROSS not in worded or worded[_ACROSS].text != worded[_REVERSED].text:
        return False
    text = worded[_ACROSS].text
    return not denies(text) and not any(word in fold(text) for word in _OF_SERVICES)


def note_beside_taxed(notes: Sequence[Note]) -> Note | None:
    """The note on what bears no tax beside what does: exempt and outside of the scope of the tax are one there.

    What is not subject to tax may stand beside nothing that is (BR-O-11), and so counts as exempt.

    >>> note_beside_taxed([Note("O", "out of scope, art. 15"), Note("E", "exempt, art. 10")])
    Note(category='E', text='out of scope, art. 15; exempt, art. 10', coded=False)
    """
    worded = {note.category: note.text for note in notes if not note.coded}
    if worded.keys() != {_GENERAL, _OUTSIDE}:
        return zero_category(notes)
    return Note(_GENERAL, "; ".join(dict.fromkeys(worded.values()))[:MAX_REASON])


def _only_one(notes: Mapping[str, Note]) -> Note | None:
    return next(iter(notes.values())) if len(notes) == 1 else None
