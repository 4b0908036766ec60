"""Labels claim values: every label says of the values beside and below it what they are, more or less strongly.

The strength of a claim is the product of two numbers between 0 and 1, both defined here and nowhere else:

- *place*: how surely a value in that place belongs to the label. In the same segment it can hardly be anything else;
  to the right it is nearly as sure; below it is what tables and forms do, but a label's line may also just be followed
  by other text.
- *wording*: a label that names the thing (`Invoice number`) counts in full, one that may name anything (`No.`) less.

A value has one meaning: where several labels claim it, the strongest claim stands and the others are weakened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x, overlap_y, width
from chalicelib.extraction.pages.page import Segment

SAME_SEGMENT, TO_THE_RIGHT, BELOW = 1.0, 0.95, 0.85
FAR_RIGHT = 0.1  # lost over the width of a page
SECOND_VALUE = 0.1  # lost by values that are not the last (amounts) or first (others) beside the label
ROW_BELOW = 0.05  # lost for each line of distance below
WEAK_WORDING = 0.55
OTHER_LANGUAGE = 0.9  # words of a language that the document doesn't seem to be in
A_LITTLE = 0.03  # by which one claim may be stronger than another and the first on the page still wins
OUTBID = 0.5  # what remains of a claim on a value that another label claims more strongly
SHIFTED = 0.25  # of its height that a value set higher or lower must still share with its label
MAX_DISTANCE = 3.2  # line heights between a label and a value below it
BENEATH = 0.25  # of the narrower of two texts that one must share with the other to stand under it
PREPOSITION = 3  # letters of "of", "vom", "del", "du"
LAST_CELL = 2  # times the type's size by which an amount may begin behind the label over it
CENTS = 2
ALIGNED = 6.0  # points by which edges may differ and still be aligned
TRUSTED_LANGUAGES = 2
ROW_OF_LABELS = 2  # labels among three or more texts side by side: a table's header with its values below
A_BASE = 0.3  # lost by an amount that the row's tax is reckoned from: "21% VAT on 100.00"


@dataclass(frozen=True)
class Claim:
    """A label's word for what a value is."""

    name: str
    value: Value
    strength: float
    label: Hit
    below: bool = False


def make_claims(evidence: Evidence, kind: Kind) -> list[Claim]:
    """All claims on values of a kind, with the outbid ones weakened; worked out once, for many rooms ask."""
    if kind not in evidence.claims:
        claims = [claim for hit in evidence.labels for claim in _claims_of(evidence, hit, kind)]
        evidence.claims[kind] = _weaken_outbid(claims)
    return evidence.claims[kind]


def _claims_of(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[Claim]:
    found = [(value, place, False) for value, place in _beside(evidence, hit, kind)]
    if not _is_stamp(hit):
        found += [(value, place, True) for value, place in below(evidence, hit, kind)]
    for name, wording in _wordings(evidence, hit):
        for value, place, is_below in found:
            yield Claim(name, value, place * wording, hit, is_below)


def _is_stamp(hit: Hit) -> bool:
    """Whether a text in brackets only says which copy it is: "(Original for recipient)"; nothing under it is its."""
    return hit.fills_segment and hit.text.startswith("(") and hit.text.endswith(")") and hit.names()[0] == "other"


def _wordings(evidence: Evidence, hit: Hit) -> Iterator[tuple[str, float]]:
    """The names a label stands for with the strength of its wording; a word's likeliest language comes first."""
    known: set[str] = set()
    first_language = hit.meanings[0].language
    for meaning in hit.meanings:
        name = meaning.name.removesuffix("_weak")
        if name in known:
            continue
        known.add(name)
        wording = WEAK_WORDING if meaning.name.endswith("_weak") else 1.0
        same = meaning.language == first_language or meaning.language in evidence.languages[:TRUSTED_LANGUAGES]
        yield name, wording * (1.0 if same else OTHER_LANGUAGE)


def _weaken_outbid(claims: list[Claim]) -> list[Claim]:
    best: dict[tuple[int, int, int], float] = {}
    for claim in claims:
        best[claim.value.key] = max(best.get(claim.value.key, 0.0), claim.strength)
    return [
        claim if claim.strength >= best[claim.value.key] else replace(claim, strength=claim.strength * OUTBID)
        for claim in claims
    ]


def _beside(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[tuple[Value, float]]:
    row = evidence.rows[hit.segment.row]
    following = (
        row[row.index(hit.segment) :]
        if row[-1] is not hit.segment or not hit.fills_segment
        else _shifted(evidence, hit)
    )
    values = [
        (value, SAME_SEGMENT if value.segment is hit.segment else TO_THE_RIGHT)
        for segment in following
        for value in evidence.values[segment]
        if value.kind is kind and _after(value, hit) and not _label_between(evidence, hit, value)
    ]
    page_width = max(page.width for page in evidence.pages)
    for index, (value, place) in enumerate(values):
        wanted = index == len(values) - 1 if kind is Kind.NUMBER else index == 0
        distance = max(0.0, value.box.left - hit.box.right) / page_width
        base = A_BASE if not wanted and kind is Kind.NUMBER and _is_base(value) else 0
        yield value, place - FAR_RIGHT * distance - (0 if wanted else SECOND_VALUE) - base


def _is_base(value: Value) -> bool:
    """Whether "on", "over" or "von" stands before an amount, perhaps with a currency between."""
    before = texts_of(value.segment.words[max(0, value.start - 2) : value.start])
    return any(meaning.name == "base_of" for word in before for meaning in vocabulary().lookup(fold(word), "words"))


def _shifted(evidence: Evidence, hit: Hit) -> list[Segment]:
    """To the right of a label that ends its row: texts of the next rows that are set a little higher or lower."""
    near = [*evidence.rows.get(hit.segment.row - 1, ()), *evidence.rows.get(hit.segment.row + 1, ())]
    return [
        segment
        for segment in near
        if segment.page == hit.segment.page
        and segment.box.left >= hit.box.right
        and overlap_y(segment.box, hit.box) >= SHIFTED * hit.segment.size
    ]


def _after(value: Value, hit: Hit) -> bool:
    if value.segment is hit.segment:
        return value.start >= hit.end
    return value.box.left >= hit.box.right - ALIGNED


def _label_between(evidence: Evidence, hit: Hit, value: Value) -> bool:
    row = evidence.rows[hit.segment.row]
    if value.segment.row != hit.segment.row:  # set a little higher or lower, perhaps with a label of its own
        row = (*row, *evidence.rows[value.segment.row])
    return any(
        other is not hit
        and other.box.left > hit.box.left
        and other.box.right <= value.box.left + 1
        and not _leads_to_date(other)
        for segment in row
        for other in evidence.labels_by_segment.get(segment, ())
    )


def _leads_to_date(label: Hit) -> bool:
    """Whether a label is but a small word that leads to a date: "FT 029 *of* 3 May"."""
    return label.start > 0 and len(label.text) <= PREPOSITION and label.meanings[0].name == "issue_date_weak"


def below(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[tuple[Value, float]]:
    """The values of a kind in the first lines under a label, where a form or a table puts them."""
    for distance, segment in lines_below(evidence, hit):
        if not _is_title(hit) and evidence.starts_with_label(segment):
            return  # what follows there is that label's
        in_cell = _in_cell(evidence, segment, hit)
        values = [
            v
            for v in evidence.values[segment]
            if v.kind is kind and (in_cell or aligned(v, hit) or _under_last(evidence, v, hit))
        ]
        for value in values:
            yield value, BELOW - ROW_BELOW * distance
        if values or evidence.starts_with_label(segment):
            return


def _is_title(hit: Hit) -> bool:
    return hit.names()[0].startswith("title_")


def lines_below(evidence: Evidence, hit: Hit) -> Iterator[tuple[float, Segment]]:
    """The segments under a label within reach, nearest first, with their distance in line heights."""
    size = hit.segment.size
    index = hit.segment.row + 1
    while index in evidence.rows and evidence.rows[index][0].page == hit.segment.page:
        row = evidence.rows[index]
        distance = (min(segment.box.top for segment in row) - hit.box.bottom) / size
        if distance > MAX_DISTANCE:
            return
        for segment in row:
            beneath = overlap_x(segment.box, hit.box) > 0 or abs(segment.box.left - hit.box.left) < ALIGNED
            if beneath or _in_cell(evidence, segment, hit) or _is_last_cell(evidence, segment, hit):
                yield max(0.0, distance), segment
        index += 1


def _in_cell(evidence: Evidence, segment: Segment, hit: Hit) -> bool:
    """Whether a text lies between a label and the next one in a row of labels: set right in a cell that is set left."""
    row = evidence.rows[hit.segment.row]
    following = [other for other in row if other.box.left > hit.box.right]
    labelled = sum(map(evidence.starts_with_label, row))
    if labelled < ROW_OF_LABELS or len(row) <= ROW_OF_LABELS or not hit.fills_segment:
        return False
    end = following[0].box.left if following else max(page.width for page in evidence.pages)
    return hit.box.left - ALIGNED < segment.box.left and segment.box.right < end


def _is_last_cell(evidence: Evidence, segment: Segment, hit: Hit) -> bool:
    """Whether a text begins right under the end of the label that ends its row, as amounts stand in the last cell."""
    row, size = evidence.rows[hit.segment.row], hit.segment.size
    ends = row[-1] is hit.segment and hit.end == len(hit.segment.words) and len(row) > 1
    near = segment.box.top - hit.box.bottom < size and segment.box.left - hit.box.right < LAST_CELL * size
    return ends and near and hit.box.left < segment.box.left


def _under_last(evidence: Evidence, value: Value, hit: Hit) -> bool:
    amount = value.number is not None and value.number.decimals == CENTS
    return (
        amount
        and value.segment.words == value.segment.words[value.start : value.end]
        and _is_last_cell(evidence, value.segment, hit)
    )


def aligned(value: Value, hit: Hit) -> bool:
    """Whether a value stands under the label, or where its edges do."""
    edges = (value.box.left - hit.box.left, value.box.right - hit.box.right)
    shared = overlap_x(value.box, hit.box) / min(width(value.box), width(hit.box))
    return shared > BENEATH or min(map(abs, edges)) < ALIGNED


def strongest(claims: Iterable[Claim], name: str) -> list[Claim]:
    """The claims of a name, the strongest first; equal ones in reading order."""
    mine = [claim for claim in claims if claim.name == name]
    return sorted(mine, key=lambda claim: (-round(claim.strength / A_LITTLE), claim.value.segment.row))
