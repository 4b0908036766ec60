"""Numbers whose series stands in a cell of its own, as in Romania, Greece and the Baltic countries: "FRG", "00118".

There the law has an invoice numbered by series and number together.
"""

import re
from collections.abc import Iterator

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.vocabulary import Hit, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment

SERIES = re.compile(r"[^\W\d_]{1,5}(?:-[^\W\d_]{1,2})?")


def with_series(evidence: Evidence, number: str) -> str:
    """A number with the series that stands next to it or right over it, where it has one: "FRG 00118"."""
    for hit in evidence.labels if number.isdigit() else ():
        if vocabulary().means(hit.text, "series"):
            for series, segment in _series_of(evidence, hit):
                if number in (_number_beside(evidence, segment), _number_below(evidence, hit)):
                    return f"{series} {number}"
    return number


def _series_of(evidence: Evidence, hit: Hit) -> Iterator[tuple[str, Segment]]:
    """The letters of a series, and the text that ends with them."""
    behind = hit.words_behind
    if len(behind) == 1 and SERIES.fullmatch(behind[0].text):
        yield behind[0].text, hit.segment
    for segment in evidence.rows.get(hit.segment.row + 1, ()) if not behind else ():
        if overlap_x(segment.box, hit.box) > 0 and SERIES.fullmatch(segment.text) and segment.text.isupper():
            yield segment.text, segment


def _number_beside(evidence: Evidence, segment: Segment) -> str | None:
    """The digits in the next cell of a row."""
    row = evidence.rows[segment.row]
    following = row[row.index(segment) + 1 :][:1]
    return next((other.text for other in following if other.text.isdigit()), None)


def _number_below(evidence: Evidence, hit: Hit) -> str | None:
    """The digits behind the number's label in the line under the series's."""
    for segment in evidence.rows.get(hit.segment.row + 1, ()):
        first = next(iter(evidence.labels_of(segment)), None)
        if first and first.start == 0 and first.is_some("invoice_number") and len(first.words_behind) == 1:
            text = first.words_behind[0].text
            if text.isdigit() and overlap_x(segment.box, hit.segment.box) > 0:
                return text
    return None
