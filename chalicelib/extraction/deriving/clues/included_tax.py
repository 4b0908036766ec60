"""Whether the page says that its prices include tax: then what the lines add up to is no net total."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE

_WITHOUT_RATE = str.maketrans("", "", "0123456789%")


def included_rates(evidence: Evidence) -> set[Decimal] | None:
    """The rates that lines such as "All prices include 20 % VAT" name; None where no line says so."""
    lines = list(_lines(evidence))
    if not lines:
        return None
    values = (value for line in lines for value in evidence.values[line] if value.number and value.number.percent)
    return {value.amount for value in values if 0 < value.amount <= HIGHEST_RATE}


def _lines(evidence: Evidence) -> Iterator[Segment]:
    for page in evidence.pages:
        for segment in page.segments:
            folded = fold(segment.text).translate(_WITHOUT_RATE)
            if any(phrase in folded for phrase in _phrases()):
                yield segment


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(map(fold, vocabulary().words["prices_include_tax"]))
