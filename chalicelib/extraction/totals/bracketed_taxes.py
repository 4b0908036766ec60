"""Taxes that brackets behind a total name: "104.00 (incl. GST of 9.45)", "(incl. 9.44 VAT 21 %, 3.19 VAT 9 %)"."""

from collections.abc import Iterator, Sequence

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment

Place = tuple[Segment, int]


def bracketed_taxes(evidence: Evidence) -> Iterator[list[Value]]:
    """The amounts of each such bracket, which may end in the line below."""
    for row in evidence.rows.values():
        for segment in row:
            words = _words_in_brackets(evidence, segment)
            if _names_included_tax(words):
                amounts = [value for value in _values_at(evidence, words) if _is_amount(value)]
                yield from [amounts] if amounts else []


def _words_in_brackets(evidence: Evidence, segment: Segment) -> list[Place]:
    opening = (index for index, word in enumerate(segment.words) if word.text.startswith("("))
    start = next(opening, None)
    if start is None:
        return []
    places = [(segment, index) for index in range(start, len(segment.words))]
    if not any(map(_closes, places)):
        places += _words_below(evidence, segment)
    closing = (number for number, place in enumerate(places) if _closes(place))
    end = next(closing, None)
    return [] if end is None else places[: end + 1]


def _closes(place: Place) -> bool:
    segment, index = place
    return ")" in segment.words[index].text


def _words_below(evidence: Evidence, segment: Segment) -> list[Place]:
    """The words of the text under a segment, in which its brackets may end."""
    for other in evidence.rows.get(segment.row + 1, ()):
        if overlap_x(other.box, segment.box) > 0:
            return [(other, index) for index in range(len(other.words))]
    return []


def _names_included_tax(places: Sequence[Place]) -> bool:
    words = [segment.words[index].text.strip("().,:;") for segment, index in places]
    return any(vocabulary().means(word, "including") for word in words[:1]) and any(map(_is_tax, words))


def _is_tax(word: str) -> bool:
    return any(meaning.name.startswith("tax_total") for meaning in vocabulary().lookup(fold(word), "labels"))


def _values_at(evidence: Evidence, places: Sequence[Place]) -> list[Value]:
    wanted = {(segment.row, segment.box.left, index) for segment, index in places}
    segments = {segment.box: segment for segment, _ in places}.values()
    return [v for s in segments for v in evidence.values[s] if (s.row, s.box.left, v.start) in wanted]


def _is_amount(value: Value) -> bool:
    return value.number is not None and bool(value.number.decimals) and not value.number.percent
