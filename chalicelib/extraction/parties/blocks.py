"""Blocks of lines that belong together, as an address does, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.letters import has_digit
from chalicelib.extraction.lexicon.names import has_postal_code
from chalicelib.extraction.pages.page import Segment, Word

BLOCK_LEADING = 2.15  # line heights between the lines of one block
MAX_BLOCK_LINES = 8
ADDRESS_LINES = slice(1, 6)  # of a block
INDENTED = 12.0  # points by which an address may begin beside the name that a label stands before
OF_DOCUMENT = ("invoice_number", "issue_date", "title_invoice", "title_credit_note")
NEAR_NAME = 3  # lines, from the name on
PREPOSITION = 3  # letters
SAME_EDGE = 3.0  # points by which right edges of one block may differ


@dataclass(frozen=True)
class Party:
    """A name that was chosen, how surely, where it stands, and the lines of its block."""

    name: str
    confidence: float
    segment: Segment
    lines: tuple[Segment, ...]
    labelled: bool = False


def block_below(evidence: Evidence, segment: Segment) -> tuple[Segment, ...]:
    """A segment and the lines under it that form one block: same left edge, close together.

    Behind a customer's label in its line the name begins further right, and its address may stand under it. A line
    with the document's number or day ends the block.
    """
    block = [segment]
    name = _first_word_behind_label(evidence, segment)
    for number in range(segment.row + 1, segment.row + MAX_BLOCK_LINES * 2):
        row = evidence.rows.get(number)
        if not row or row[0].page != segment.page or len(block) >= MAX_BLOCK_LINES:
            break
        if _is_far(row, block):
            break
        below = [other for other in row if _in_column(other, segment) or _under(other, name)][:1]
        if any(is_of_document(evidence, other) for other in below):
            break
        block += below
    return tuple(block)


def _is_far(row: Sequence[Segment], block: Sequence[Segment]) -> bool:
    """Whether a row stands too far below a block's last line to go on with it.

    A name's large type counts up to the second line under it.
    """
    leading = min([other.box.top for other in row]) - block[-1].box.top
    sizes = [line.size for line in (block[-1], *block[:1]) if line is block[-1] or len(block) < NEAR_NAME]
    return leading > BLOCK_LEADING * max(sizes)


def _first_word_behind_label(evidence: Evidence, segment: Segment) -> Word | None:
    """The first word of a name that a customer's label stands before: "To: Mill Ltd"."""
    for hit in evidence.labels_by_segment.get(segment, ())[:1]:
        if hit.words_behind and hit.begins_as("customer"):
            return hit.words_behind[0]
    return None


def goes_on_with_address(evidence: Evidence, segment: Segment) -> bool:
    """Whether a line stands under a name that a customer's label stands before, right under the name itself."""
    for number in range(segment.row - 1, segment.row - ADDRESS_LINES.stop, -1):
        for other in evidence.rows.get(number, ()):
            if _under(segment, _first_word_behind_label(evidence, other)) and segment in block_below(evidence, other):
                return True
    return False


def _under(other: Segment, word: Word | None) -> bool:
    return word is not None and abs(other.box.left - word.box.left) < INDENTED


def is_over_address(block: tuple[Segment, ...]) -> bool:
    """Whether a postal code follows in a block."""
    return any(has_postal_code(line.text) for line in block[ADDRESS_LINES])


def is_of_document(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text begins with the document's title, or a label of its number or day."""
    for first in evidence.labels_of(segment)[:1]:
        if first.begins_as(*OF_DOCUMENT):
            # "du" leads to a day, and to the second line of a name.
            return len(first.text) > PREPOSITION or has_digit(segment.text)
    return False


def _in_column(other: Segment, segment: Segment) -> bool:
    return abs(other.box.left - segment.box.left) < ALIGNED or _centred(other, segment)


def _centred(a: Segment, b: Segment) -> bool:
    if abs(a.box.right - b.box.right) < SAME_EDGE:
        return True
    return abs((a.box.left + a.box.right) - (b.box.left + b.box.right)) < ALIGNED
