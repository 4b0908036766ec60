"""A card terminal's slip under a receipt's amounts, which has numbers, days and words of its own."""

import math

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import phrases_of


def begin_of_slip(evidence: Evidence) -> float:
    """The first row of the slip; infinity where there is none, as on papers of several pages."""
    if len(evidence.pages) > 1:
        return math.inf
    first = min(evidence.amount_rows, default=0)
    slips = (segment.row for segment in evidence.segments if segment.row > first and _begins_slip(segment.text))
    return min(slips, default=math.inf)


def _begins_slip(text: str) -> bool:
    return fold(text).startswith(phrases_of("card_slip"))
