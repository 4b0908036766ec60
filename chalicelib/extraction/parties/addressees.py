"""Customers known by the honorific behind their name, as letters in Japan are addressed."""

from collections.abc import Iterator
from itertools import pairwise

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import is_name, name_part
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment

HONORIFICS = (3, 2, 1)  # letters of the words that follow an addressee's name, with or without a space


def addressed(evidence: Evidence) -> Iterator[tuple[Segment, str]]:
    """Names with a word behind them that only the addressee gets: "株式会社青空 御中"."""
    for row in evidence.pages[0].rows:
        for left, segment in pairwise((row[0], *row)):
            before = _before_honorific(segment.text)
            named = segment if before else left
            name = name_part(before or left.text)
            if before is not None and is_name(name) and (before or left is not segment):
                yield named, name


def _before_honorific(text: str) -> str | None:
    """What stands before an addressee's honorific; None where there is none, or it means everyone: "お客様"."""
    for length in HONORIFICS:
        names = {meaning.name for meaning in vocabulary().lookup(fold(text[-length:]), "words")}
        if names & {"addressee", "everyone"}:
            return text[:-length] if "addressee" in names else None
    return None
