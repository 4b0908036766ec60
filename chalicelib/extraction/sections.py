"""Parts of a page: the blocks of lines that belong together, and what a party's label ("Bill to") governs."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.extraction.claims import ALIGNED
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold, is_ideographic
from chalicelib.extraction.geometry import height, overlap_x
from chalicelib.extraction.names import LEGAL_FORMS, has_legal_form, is_address, is_legal_form, is_name, name_part
from chalicelib.extraction.page import Segment
from chalicelib.extraction.values import Kind
from chalicelib.extraction.vocabulary import Hit

PARTY_LABELS = {"customer", "supplier", "delivery"}
SHORT_LABEL = 5  # letters: "from", "to", "an", "aan", "client" are also common words
SECTION_REACH = 14.0  # line heights that a party's label governs
INDENTED = 200.0  # points to the right of a label that stands alone in its row
CENTRED = 0.05  # of the page's width between its middle and a centred label's
BLOCK_LEADING = 1.9  # line heights between the lines of one block
MAX_BLOCK_LINES = 8


@dataclass(frozen=True)
class Party:
    """A name found, the points for it, and the lines that follow it."""

    name: str
    points: float
    segment: Segment
    lines: tuple[Segment, ...]
    labelled: bool = False


def block_below(evidence: Evidence, segment: Segment) -> tuple[Segment, ...]:
    """A segment and the lines under it that form one block: same left edge, close together."""
    block = [segment]
    for number in range(segment.row + 1, segment.row + MAX_BLOCK_LINES * 2):
        row = evidence.rows.get(number)
        if not row or row[0].page != segment.page or len(block) >= MAX_BLOCK_LINES:
            break
        below = next((s for s in row if abs(s.box.left - segment.box.left) < ALIGNED or _centred(s, segment)), None)
        leading = min(s.box.top for s in row) - block[-1].box.top
        if leading > BLOCK_LEADING * max(block[-1].size, segment.size):
            break
        if below:
            block.append(below)
    return tuple(block)


def _is_centred(evidence: Evidence, hit: Hit) -> bool:
    """Whether a label stands in the middle of its page, over all that follows."""
    page = evidence.pages[hit.segment.page - 1]
    return abs((hit.segment.box.left + hit.segment.box.right) / 2 - page.width / 2) < CENTRED * page.width


def _centred(a: Segment, b: Segment) -> bool:
    return abs((a.box.left + a.box.right) - (b.box.left + b.box.right)) < ALIGNED or abs(a.box.right - b.box.right) < 1


def is_heading(hit: Hit) -> bool:
    """A party's label begins its segment; a short one like "To" must be set off, for it is also a common word.

    It may follow another's name and a stroke: "Shipper / Bill to".
    """
    if hit.start > 0 and not (hit.start > 1 and hit.segment.words[hit.start - 1].text == "/"):
        return False
    set_off = (
        hit.end == len(hit.segment.words)
        or hit.text.rstrip().endswith((":", "："))
        or hit.segment.words[hit.end].text == ":"
    )
    rest = " ".join(word.text for word in hit.segment.words[hit.end :])
    set_off = set_off or (rest.startswith("(") and rest.endswith(")"))  # "Cedente/prestatore (fornitore)"
    part_of_name = fold(rest) in LEGAL_FORMS  # "Supplier Ltd"
    letters = len(fold(hit.text))
    long_enough = letters > SHORT_LABEL or (letters >= SHORT_LABEL - 1 and has_legal_form(name_part(rest)))
    return set_off or (long_enough and is_name(name_part(rest)) and not part_of_name)


def heading_strength(hit: Hit) -> float:
    """How much a party's label counts: less where it may mean something else, is short, or stands on a later page."""
    names = hit.names_in_its_language()
    strength = 1.0 if names[0] in ("customer", "supplier") and "delivery" not in names else 0.6  # "Consignee" is both
    short = len(fold(hit.text)) <= 3 and not is_ideographic(hit.text)  # noqa: PLR2004
    return strength * (0.9 if short else 1.0) * (1.0 if hit.segment.page == 1 else 0.7)


def section_of(evidence: Evidence, segment: Segment) -> Hit | None:
    """The party's label that governs a place: the nearest above in the same column, within reach; amounts end it."""
    beside = [side for side in evidence.sides if side.stands_beside(segment)]
    if beside:
        return max(beside, key=lambda side: side.box.left).hit
    best: Hit | None = None
    for hit in evidence.labels:
        if not set(hit.names()) & PARTY_LABELS or not is_heading(hit):
            continue
        if hit.segment.page != segment.page or hit.segment.row > segment.row:
            continue
        aligned = abs(hit.box.left - segment.box.left) < ALIGNED * 3 or overlap_x(hit.box, segment.box) > 0
        alone = len(evidence.rows[hit.segment.row]) == 1
        indented = alone and (0 <= segment.box.left - hit.box.left < INDENTED or _is_centred(evidence, hit))
        in_reach = segment.box.top - hit.box.bottom <= SECTION_REACH * height(hit.box)
        over = bisect(evidence.amount_rows, hit.segment.row) != bisect(evidence.amount_rows, segment.row)
        if in_reach and not over and (aligned or indented) and (best is None or hit.segment.row >= best.segment.row):
            best = hit
    return best


def is_labelled(evidence: Evidence, segment: Segment) -> bool:
    """Whether a segment begins with a label; a title, or a party's label that is part of a name, is none."""
    found = evidence.labels_by_segment.get(segment, ())
    if not found or found[0].start > 0 or found[0].names()[0].startswith("title_"):
        return False
    return is_heading(found[0]) or not set(found[0].names()) & PARTY_LABELS


def has_own_data(evidence: Evidence, block: Sequence[Segment], *, mail: bool = True) -> bool:
    """Bank data, tax ids and web addresses are what a sender prints about himself; mail addresses less so."""
    own = ("tax_id", "company_id", "iban", "bic")
    labelled = any(hit.names()[0] in own for s in block for hit in evidence.labels_by_segment.get(s, ()))
    kinds = (Kind.IBAN, Kind.VAT_ID, *((Kind.EMAIL,) if mail else ()))
    return (
        labelled
        or any(v.kind in kinds for s in block for v in evidence.values[s])
        or any("www." in s.text for s in block)
    )


def first_name(evidence: Evidence, lines: Sequence[Segment]) -> Segment | None:
    """The name among a block's lines: the first, unless that is a person's and a company follows before the address."""
    first: Segment | None = None
    for segment in lines:
        if is_labelled(evidence, segment) or any(hit.segment is segment for hit in evidence.titles):
            continue
        name = name_part(segment.text)
        if first and (is_address(segment.text) or not is_name(name)):
            return first
        if has_legal_form(name) and not (first and is_legal_form(name)):
            return segment
        if is_name(name) and not is_address(segment.text):
            first = first or segment
    return first
