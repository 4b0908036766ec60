"""The places on the pages that could be an invoice's number, or one of its days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from chalicelib.extraction.box import Box
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import has_digit, text_of_words, texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.geometry import around, overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.values.document_numbers import id_in
from chalicelib.extraction.values.numbers import Number

MAX_SPOTS = 120  # of a document, from the top
MAX_LEAD = 5  # words of a text that leads to a value
MIN_SERIES_DIGITS = 6  # of a number that letters are glued to: amounts in whole units rarely have as many
NARROW_LEAD = 2
REACH = 2.5  # line heights up to the text above
FAR = 0.4  # of the page's width, to the text at the left
NOT_IDS = (Kind.DATE, Kind.IBAN, Kind.VAT_ID, Kind.EMAIL)


@dataclass(frozen=True, eq=False)
class Spot:
    """A possible value; what the rules found without saying in which text has no segment."""

    value: str
    rule: float = 0.0  # what the rules make of the value, 0 to 1
    is_rules_first: bool = False
    segment: Segment | None = None
    start: int = 0
    end: int = 0
    rules_own: Candidate | None = None  # as the rules found the value

    @property
    def key(self) -> str:
        """The value by which spots in several places are one."""
        return fold(self.value)

    @cached_property
    def box(self) -> Box | None:
        """The rectangle around it."""
        if self.segment is None:
            return None
        return around(self.segment.words[self.start : self.end])

    @property
    def page(self) -> int | None:
        """The number of its page."""
        return self.segment.page if self.segment else None


@dataclass(frozen=True, slots=True)
class RuleCandidates:
    """The candidates that the rules found for one field, the best first."""

    candidates: Sequence[Candidate]

    def best(self, value: str) -> Candidate | None:
        """The best candidate with a value."""
        mine = [candidate for candidate in self.candidates if fold(candidate.value) == fold(value)]
        return max(mine, key=lambda candidate: candidate.score, default=None)

    def is_first(self, value: str) -> bool:
        """Whether the rules would take the value."""
        return bool(self.candidates) and fold(self.candidates[0].value) == fold(value)

    def spot(self, value: str, segment: Segment, start: int, end: int) -> Spot:
        """A spot with what the rules say of its value."""
        own = self.best(value)
        return Spot(value, own.score if own else 0.0, self.is_first(value), segment, start, end, own)

    def without_place(self, spots: Sequence[Spot]) -> Iterator[Spot]:
        """The values that the rules found and no spot has: computed ones, and those put together."""
        known = {spot.key for spot in spots}
        for candidate in self.candidates:
            if fold(candidate.value) not in known:
                known.add(fold(candidate.value))
                first = self.is_first(candidate.value)
                yield Spot(candidate.value, candidate.score, first, rules_own=candidate)


def number_spots(scene: Scene, ruled: Sequence[Candidate]) -> list[Spot]:
    """Every text that could be a document's number."""
    rules = RuleCandidates(ruled)
    every = chain.from_iterable(_ids(scene, rules, segment) for segment in scene.evidence.segments)
    found = list(islice(every, MAX_SPOTS))
    return [*found, *rules.without_place(found)]


def _ids(scene: Scene, rules: RuleCandidates, segment: Segment) -> Iterator[Spot]:
    taken = _taken(scene, segment)
    known: set[str] = set()
    for start in range(len(segment.words)):
        if start in taken or not _begins(scene, segment, start):
            continue
        end = next((index for index in range(start + 1, len(segment.words)) if index in taken), len(segment.words))
        value = id_in(text_of_words(segment.words[start:end]))
        if value and not any(value in other for other in known):
            known.add(value)
            yield rules.spot(value, segment, start, min(end, start + len(value.split())))


def _taken(scene: Scene, segment: Segment) -> set[int]:
    """The words of a text that are another kind of value, or where an amount begins."""
    taken: set[int] = set()
    for value in scene.others_in(segment, NOT_IDS):
        taken.update(range(value.start, value.end))
    for value in scene.others_in(segment, (Kind.NUMBER,)):
        if value.number and _is_amount(value.number):
            taken.add(value.start)
    return taken


def _is_amount(number: Number) -> bool:
    return any((number.decimals, number.percent, number.currency and not _is_series(number), number.unit))


def _is_series(number: Number) -> bool:
    """Whether the letters before a number are a series' rather than a currency's: "R0028814471", but not "R 450"."""
    letters = str(number.currency).isalpha()
    return letters and number.digits.isdigit() and len(number.digits) >= MIN_SERIES_DIGITS


def _begins(scene: Scene, segment: Segment, index: int) -> bool:
    """Whether an identifier may begin at a word: it has a digit, or the next one has and it is a series' capitals."""
    text, *following = texts_of(segment.words[index : index + 2])
    if has_digit(text):
        return True
    series = text.isalpha() and text.isupper() and len(text) <= MAX_LEAD
    if not series or not has_digit("".join(following)):
        return False
    return not any(hit.start <= index < hit.end for hit in scene.evidence.labels_of(segment))


def date_spots(scene: Scene, ruled: Sequence[Candidate]) -> list[Spot]:
    """Every date on the pages."""
    rules = RuleCandidates(ruled)
    values = scene.evidence.all_values(Kind.DATE)[:MAX_SPOTS]
    found = [rules.spot(scene.dates[v.key].isoformat(), v.segment, v.start, v.end) for v in values if v.date]
    return [*found, *rules.without_place(found)]


def lead_beside(scene: Scene, spot: Spot) -> str:
    """The words before a value in its text, or else the text to its left."""
    segment = spot.segment
    if segment is None:
        return ""
    if spot.start:
        return text_of_words(segment.words[max(0, spot.start - MAX_LEAD) : spot.start])
    row = scene.evidence.rows[segment.row]
    before = [other for other in row if other.box.right <= segment.box.left]
    near = before and segment.box.left - before[-1].box.right < FAR * scene.page_of(segment).width
    return _last_words(before[-1]) if near else ""


def lead_above(scene: Scene, spot: Spot) -> str:
    """The text right above a value, as a form or a table's header has it."""
    segment, box = spot.segment, spot.box
    if segment is None or box is None:
        return ""
    for row in range(segment.row - 1, segment.row - 4, -1):
        for other in scene.evidence.rows.get(row, ()):
            above = other.page == segment.page and overlap_x(other.box, box) > 0
            if above and box.top - other.box.bottom < REACH * segment.size:
                return _last_words(other)
    return ""


def _last_words(segment: Segment) -> str:
    return text_of_words(segment.words[-MAX_LEAD:])


def likeness_to(scene: Scene, lead: str, groups: Sequence[str]) -> float:
    """How like a leading text is to labels of some groups: as a whole, or its last words."""
    words = lead.split()
    found = [0.0]
    for text in {lead, " ".join(words[-NARROW_LEAD:])} if words else ():
        likeness = scene.likeness.to(text)
        found += [likeness.get(group, 0.0) for group in groups]
    return max(found)


def has_title_word(scene: Scene, lead: str) -> bool:
    """Whether a leading text begins with what the document is called: "Rechnungskennung", "Faktura nr"."""
    words = list(map(fold, lead.split()))
    return not scene.title_words.isdisjoint(words) or any(word.startswith(scene.title_beginnings) for word in words)
