"""The lines beside and under a party's name, where the reading took no whole address from them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from chalicelib.extraction.deriving.places.addresses import post_line
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import is_in_irish_county, name_part
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import block_below
from chalicelib.extraction.parties.sections import PARTY_LABELS
from chalicelib.extraction.result import Field

BELOW_NAME = 7  # lines under a name in which its address stands
FAR, WIDE = 3.0, 4.0  # line heights between two lines of one party's data, and between its texts side by side
NAME_LINES = (2, 3)
MIN_NAME = 4  # letters of a name that is looked for


def lines_beside(
    evidence: Evidence, name: Field | None, other: Field | None, table_rows: frozenset[int]
) -> Iterator[str]:
    """The lines behind and under a party's name wherever it stands, up to the other party's or to the goods."""
    wanted, end = fold(name.value) if name else "", fold(other.value) if other else ""
    if len(wanted) < MIN_NAME:
        return
    yield from _under_labelled_name(evidence, wanted)
    for segment in _ends_of_name(evidence, wanted):
        behind = [*_rest_of_segment(segment), *_rest_of_row(evidence, segment)]
        yield from behind
        if not any(map(post_line, behind)):
            for below in _over_goods(_below(evidence, segment, {wanted, end}), table_rows):
                yield below.text
                yield from filter(_names_town, _rest_of_row(evidence, below))


def _under_labelled_name(evidence: Evidence, wanted: str) -> Iterator[str]:
    """The lines under a name that its label stands before: "Sold to: Mill Ltd"."""
    for segment in evidence.segments:
        if fold(segment.text) != wanted and fold(segment.text).endswith(wanted) and evidence.starts_with_label(segment):
            yield from texts_of(block_below(evidence, segment)[1:])


def _names_town(text: str) -> bool:
    """Whether a text beside a street names its town or county."""
    return post_line(text) is not None or is_in_irish_county(text)


def _ends_of_name(evidence: Evidence, wanted: str) -> Iterator[Segment]:
    """The texts that are a name, and the last of the lines that make it together."""
    for segment in evidence.segments:
        if wanted in (fold(name_part(segment.text)), fold(segment.text)):
            yield segment
        elif len(segment.text) >= MIN_NAME and wanted.startswith(fold(segment.text)):
            yield from _last_line_of_name(block_below(evidence, segment), wanted)


def _last_line_of_name(block: Sequence[Segment], wanted: str) -> list[Segment]:
    """The line with which a name ends that a block begins with; none where it begins with no such name."""
    ends = [end for end in NAME_LINES if end <= len(block)]
    return [block[end - 1] for end in ends if fold("".join(texts_of(block[:end]))) == wanted]


def _over_goods(lines: Iterable[Segment], table_rows: frozenset[int]) -> Iterator[Segment]:
    return takewhile(lambda line: line.row not in table_rows, lines)


def _rest_of_segment(segment: Segment) -> list[str]:
    text = segment.text.replace("●", "·").replace("•", "·").replace("|", "·").replace(" - ", "·")
    return [part.strip(" ,") for part in text.split("·")][1:]


def _rest_of_row(evidence: Evidence, segment: Segment) -> Iterator[str]:
    """The texts closely behind it: a sender's line, set wide."""
    row, last = evidence.rows[segment.row], segment
    for other in row[row.index(segment) + 1 :]:
        if other.box.left - last.box.right > WIDE * segment.size:
            return
        last = other
        yield other.text.strip(" ,●•·|")


def _below(evidence: Evidence, segment: Segment, ends: set[str]) -> Iterator[Segment]:
    """The texts under a name at its left edge, up to the next party's label or name, or a gap."""
    last = segment
    for below in islice(_column(evidence, segment), BELOW_NAME):
        if below.box.top - last.box.bottom > FAR * segment.size or fold(name_part(below.text)) in ends:
            return
        last = below
        yield below


def _column(evidence: Evidence, segment: Segment) -> Iterator[Segment]:
    """The texts under a name at its left edge, up to a row in which a party's label begins."""
    for number in range(segment.row + 1, segment.row + 3 * BELOW_NAME):
        row = evidence.rows.get(number, ())
        if not row or row[0].page != segment.page or _has_party(evidence, row, segment):
            return
        yield from _aligned(row, segment)


def _has_party(evidence: Evidence, row: Sequence[Segment], segment: Segment) -> bool:
    """Whether a party's label begins in a row no further right than a name ends."""
    return any(other.box.left <= segment.box.right and _begins_party(evidence, other) for other in row)


def _aligned(row: Sequence[Segment], segment: Segment) -> list[Segment]:
    """The first text of a row that stands at a name's left edge, if one does."""
    return [other for other in row if abs(other.box.left - segment.box.left) < ALIGNED][:1]


def _begins_party(evidence: Evidence, segment: Segment) -> bool:
    return any(hit.fills_as(*PARTY_LABELS) for hit in evidence.labels_of(segment))
