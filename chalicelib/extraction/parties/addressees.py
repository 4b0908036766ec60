"""Customers known by how letters are addressed: an honorific behind the name as in Japan, a salutation over it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.care_of import is_office
from chalicelib.extraction.lexicon.names import has_legal_form, is_address, is_name, name_part
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import block_below

ROWS_ABOVE = 3  # in which the line over a text may stand
UNDER_NAME = 2  # lines of a block that an office begins, from the one under the name on
MAX_GAP = 1.0  # line heights between a name and an honorific under it
GREETINGS = frozenset({"salutation", "confidential"})
HONORIFICS = (3, 2, 1)  # letters of the words that follow an addressee's name, with or without a space


def addressed(evidence: Evidence) -> Iterator[tuple[Segment, str]]:
    """Names with a word behind or under them that only the addressee gets: "株式会社青空 御中"."""
    above: Sequence[Segment] = ()
    for row in evidence.pages[0].rows:
        for left, segment in zip((_over(above, row[0]), *row), row, strict=False):
            before = _before_honorific(segment.text)
            named = segment if before else left
            name = name_part(before or (left.text if left else ""))
            if before is not None and named and is_name(name):
                yield named, name
        above = row


def greeted(evidence: Evidence) -> Iterator[Segment]:
    """The first page's lines under one that only addressees get: "Herrn", "Spett.le", "Private & Confidential".

    An office, such as "The Secretary", is one where it begins an address; else the address is its company's.
    """
    for segment in evidence.pages[0].segments:
        if _greets(segment) or _is_office(evidence, segment):
            below = block_below(evidence, segment)[1:2]
            yield from (line for line in below if not _greets(line))


def _is_office(evidence: Evidence, segment: Segment) -> bool:
    """Whether an office stands alone in its line, and begins an address with the name under it."""
    if not is_office(segment.text) or has_legal_form(segment.text) or not _is_first(evidence, segment):
        return False
    return any(map(is_address, texts_of(block_below(evidence, segment)[UNDER_NAME:])))


def _greets(segment: Segment) -> bool:
    return not GREETINGS.isdisjoint(vocabulary().names_of(segment.text))


def _is_first(evidence: Evidence, segment: Segment) -> bool:
    """Whether no line stands closely over a text, at its left edge; rows between may be of another column."""
    rows = [evidence.rows.get(segment.row - distance, ()) for distance in range(1, ROWS_ABOVE + 1)]
    return not any(segment in block_below(evidence, other)[1:2] for other in chain.from_iterable(rows))


def _over(above: Sequence[Segment], segment: Segment) -> Segment | None:
    """The last text of the row above that begins no further right, closely over it."""
    found = [other for other in above if other.box.left <= segment.box.right]
    close = found and segment.box.top - found[-1].box.bottom < MAX_GAP * segment.size
    return found[-1] if close else None


def _before_honorific(text: str) -> str | None:
    """What stands before an addressee's honorific; None where there is none, or it means everyone: "お客様"."""
    for length in HONORIFICS:
        names = vocabulary().names_of(text[-length:])
        if names & {"addressee", "everyone"}:
            return text[:-length] if "addressee" in names else None
    return None
