"""Labels claim values: every label says of the values beside and below it what they are, more or less strongly.

The strength of a claim is the product of two numbers between 0 and 1, both defined here and nowhere else:

- *place*: how surely a value in that place belongs to the label. In the same segment it can hardly be anything else;
  to the right it is nearly as sure; below it is what tables and forms do, but a label's line may also just be followed
  by other text.
- *wording*: a label that names the thing (`Invoice number`) counts in full, one that may name anything (`No.`) less.

A value has one meaning: where several labels claim it, the strongest claim stands and the others are weakened.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words, texts_of
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
WIDER_CELL = 2.0  # times the widest of the others
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

    @property
    def row(self) -> int:
        """The row that its value stands in."""
        return self.value.segment.row


def make_claims(evidence: Evidence, kind: Kind) -> list[Claim]:
    """All claims on values of a kind, with the outbid ones weakened; worked out once, for many rooms ask."""
    if kind not in evidence.claims:
        claims: list[Claim] = []
        for hit in evidence.labels:
            claims += _claims_of(evidence, hit, kind)
        evidence.claims[kind] = _weaken_outbid(claims)
    return evidence.claims[kind]


def _claims_of(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[Claim]:
    under = () if _is_stamp(hit) else below(evidence, hit, kind)
    found = [(False, *each) for each in _beside(evidence, hit, kind)] + [(True, *each) for each in under]
    for name, wording in _wordings(evidence, hit):
        for is_below, value, place in found:
            yield Claim(name, value, place * wording, hit, is_below)


def _is_stamp(hit: Hit) -> bool:
    """Whether a text in brackets only says which copy it is: "(Original for recipient)"; nothing under it is its."""
    return hit.text[0] + hit.text[-1] == "()" and hit.fills_segment and hit.name == "other"


def _wordings(evidence: Evidence, hit: Hit) -> Iterator[tuple[str, float]]:
    """The names a label stands for with the strength of its wording; a word's likeliest language comes first."""
    known: set[str] = set()
    trusted = (hit.meanings[0].language, *evidence.languages[:TRUSTED_LANGUAGES])
    for meaning in hit.meanings:
        name = meaning.name.removesuffix("_weak")
        if name in known:
            continue
        known.add(name)
        wording = WEAK_WORDING if meaning.name.endswith("_weak") else 1.0
        yield name, wording * (1.0 if meaning.language in trusted else OTHER_LANGUAGE)


def _weaken_outbid(claims: list[Claim]) -> list[Claim]:
    best: dict[tuple[int, int, int], float] = {}
    for claim in claims:
        best[claim.value.key] = max(best.get(claim.value.key, 0.0), claim.strength)
    for index, claim in enumerate(claims):
        if claim.strength < best[claim.value.key]:
            claims[index] = replace(claim, strength=claim.strength * OUTBID)
    return claims


def _beside(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[tuple[Value, float]]:
    """The values of a kind to the right of a label, up to the next one; the last amount is meant, or else the first."""
    behind = [v for v in evidence.values_of(*_following(evidence, hit)) if v.kind is kind and _after(v, hit)]
    values = [value for value in behind if not _label_between(evidence, hit, value)]
    meant = values[-1:] if kind is Kind.NUMBER else values[:1]
    for value in values:
        place = SAME_SEGMENT if value.segment is hit.segment else TO_THE_RIGHT
        place -= FAR_RIGHT * (max(0.0, value.box.left - hit.box.right) / evidence.width)
        yield value, place if value in meant else _less_meant(value, place)


def _less_meant(value: Value, place: float) -> float:
    """What remains of a value's place that is not the one that a label means."""
    place -= SECOND_VALUE
    return place - A_BASE if _is_base(value) else place


def _following(evidence: Evidence, hit: Hit) -> Sequence[Segment]:
    """The texts to the right of a label, its own among them."""
    row = evidence.rows[hit.segment.row]
    if row[-1] is hit.segment and hit.fills_segment:
        return _shifted(evidence, hit)
    return row[row.index(hit.segment) :]


def _is_base(value: Value) -> bool:
    """Whether "on", "over" or "von" stands before an amount, perhaps with a currency between."""
    return value.kind is Kind.NUMBER and vocabulary().means_any(texts_of(value.words_before[-2:]), "base_of")


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
        hit.box.left < other.box.left and other.box.right <= value.box.left + 1 and not _is_of_label(other, hit, value)
        for other in evidence.labels_of(*row)
    )


def _is_of_label(other: Hit, hit: Hit, value: Value) -> bool:
    """Whether a label is but a word of another: "of" before a date, or "net value *this invoice*" before an amount.

    So is one in brackets behind it: "Advances (4 × 140.00 incl. *VAT*)".
    """
    if _leads_to_date(other) or (other.segment is hit.segment and _is_in_brackets(other)):
        return True
    behind = value.segment is not hit.segment and value.kind is Kind.NUMBER
    return behind and other.segment is hit.segment and _is_title(other)


def _is_in_brackets(label: Hit) -> bool:
    before = text_of_words(label.segment.words[: label.start + 1])
    return before.count("(") > before.count(")") and not label.text.startswith("(")


def _leads_to_date(label: Hit) -> bool:
    """Whether a label is but a small word that leads to a date: "FT 029 *of* 3 May"."""
    return label.start > 0 and len(label.text) <= PREPOSITION and label.name == "issue_date_weak"


def below(evidence: Evidence, hit: Hit, kind: Kind) -> Iterator[tuple[Value, float]]:
    """The values of a kind in the first lines under a label, where a form or a table puts them."""
    for distance, segment in lines_below(evidence, hit):
        labelled = evidence.starts_with_label(segment)
        if labelled and not _is_title(hit):
            return  # what follows there is that label's
        values = _values_under(evidence, segment, hit, kind)
        for value in values:
            yield value, BELOW - ROW_BELOW * distance
        if values or labelled:
            return


def _values_under(evidence: Evidence, segment: Segment, hit: Hit, kind: Kind) -> list[Value]:
    """The values of a kind in one of the next lines that are a label's."""
    return [v for v in evidence.values[segment] if v.kind is kind and _stands_under(evidence, v, hit)]


def _stands_under(evidence: Evidence, value: Value, hit: Hit) -> bool:
    """Whether a value of one of the next lines is a label's."""
    return _in_cell(evidence, value.segment, hit) or aligned(value, hit) or _under_last(evidence, value, hit)


def _is_title(hit: Hit) -> bool:
    return hit.name.startswith("title_")


def lines_below(evidence: Evidence, hit: Hit) -> Iterator[tuple[float, Segment]]:
    """The segments under a label within reach, nearest first, with their distance in line heights."""
    index = hit.segment.row + 1
    while index in evidence.rows and evidence.rows[index][0].page == hit.segment.page:
        row = evidence.rows[index]
        distance = (min([segment.box.top for segment in row]) - hit.box.bottom) / hit.segment.size
        if distance > MAX_DISTANCE:
            return
        for segment in row:
            if _is_beneath(evidence, segment, hit):
                yield max(0.0, distance), segment
        index += 1


def _is_beneath(evidence: Evidence, segment: Segment, hit: Hit) -> bool:
    """Whether a text of a row below a label stands under it, at its edge or in its cell."""
    if overlap_x(segment.box, hit.box) > 0 or abs(segment.box.left - hit.box.left) < ALIGNED:
        return True
    return _in_cell(evidence, segment, hit) or _is_last_cell(evidence, segment, hit)


def _in_cell(evidence: Evidence, segment: Segment, hit: Hit) -> bool:
    """Whether a text lies between a label and the next one in a row of labels: set right in a cell that is set left."""
    row = evidence.rows[hit.segment.row]
    labelled = sum(map(evidence.starts_with_label, row))
    if labelled < ROW_OF_LABELS or len(row) <= ROW_OF_LABELS or not hit.fills_segment:
        return False
    end = next((other.box.left for other in row if other.box.left > hit.box.right), _end_of_last(evidence, row))
    return hit.box.left - ALIGNED < segment.box.left and segment.box.right < end


def _end_of_last(evidence: Evidence, row: Sequence[Segment]) -> float:
    """Where the last cell of a row of labels may end: no cell is much wider than the widest between two of them."""
    widest = max([right.box.left - left.box.left for left, right in pairwise(row)])
    return min(evidence.width, row[-1].box.left + WIDER_CELL * widest)


def _is_last_cell(evidence: Evidence, segment: Segment, hit: Hit) -> bool:
    """Whether a text begins right under the end of the label that ends its row, as amounts stand in the last cell."""
    row, size = evidence.rows[hit.segment.row], hit.segment.size
    if len(row) == 1 or row[-1] is not hit.segment or hit.words_behind:
        return False
    near = segment.box.top - hit.box.bottom < size and segment.box.left - hit.box.right < LAST_CELL * size
    return near and hit.box.left < segment.box.left


def _under_last(evidence: Evidence, value: Value, hit: Hit) -> bool:
    """Whether an amount that is alone stands under the label that ends its row."""
    if value.number is None or value.number.decimals != CENTS:
        return False
    if value.segment.words != value.segment.words[value.start : value.end]:
        return False
    return _is_last_cell(evidence, value.segment, hit)


def aligned(value: Value, hit: Hit) -> bool:
    """Whether a value stands under the label, or where its edges do."""
    if overlap_x(value.box, hit.box) > BENEATH * min(width(value.box), width(hit.box)):
        return True
    return min(abs(value.box.left - hit.box.left), abs(value.box.right - hit.box.right)) < ALIGNED


def strongest(claims: Iterable[Claim], name: str) -> list[Claim]:
    """The claims of a name, the strongest first; equal ones in reading order."""
    return sorted(claims_named(claims, name), key=lambda claim: (-round(claim.strength / A_LITTLE), claim.row))


def claims_named(claims: Iterable[Claim], *names: str) -> list[Claim]:
    """The claims of some names."""
    return [claim for claim in claims if claim.name in names]
