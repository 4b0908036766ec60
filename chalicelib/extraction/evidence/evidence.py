"""What is known about a document before any field is chosen: its labels, its values, its language and conventions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from operator import is_
from typing import TYPE_CHECKING

from chalicelib.extraction.evidence.date_order import order_by_terms
from chalicelib.extraction.evidence.dollars import dollar_of
from chalicelib.extraction.evidence.glued_labels import split_glued
from chalicelib.extraction.evidence.page_values import Kind, Value, broken_date, find_values, text_runs
from chalicelib.extraction.evidence.torn_words import close_up_torn_words
from chalicelib.extraction.letters import has_digit, overlap, texts_of
from chalicelib.extraction.lexicon.bilingual_labels import joined
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.language import rank_languages
from chalicelib.extraction.lexicon.spaced_labels import SideLabel, closed_up, side_labels
from chalicelib.extraction.lexicon.vocabulary import Hit, by_language, hits, vocabulary
from chalicelib.extraction.pages.page import Page, Segment, same_left, segments_of, stacked, words_of
from chalicelib.extraction.values.dates import day_comes_first
from chalicelib.extraction.values.numbers import Number, decimal_mark, mark_before_thousandths, parse_digits

if TYPE_CHECKING:
    from chalicelib.extraction.evidence.label_matches import Claim


SAME_EDGE = 1.0  # points
AFTER_TAX = 2  # words at least before what a tax is of: its name, and "on"
LONG_TITLE = 3  # words: a title so long is no accident, and labels begin behind it
PARTIES, SHORT_PARTY = frozenset({"customer", "supplier", "delivery"}), 4  # letters of "from", "para", "aan"
# Countries that write the month first write US English; everyone else, English-speaking or not, the day.
MONTH_FIRST_CURRENCIES = {"$", "US$", "USD"}
MONTH_FIRST_DOLLARS = {"USD", "CAD"}  # of the countries whose "$" stands bare


@dataclass
class Evidence:
    """The pages, and everything found on them."""

    pages: Sequence[Page]
    languages: list[str]
    labels: list[Hit] = field(default_factory=list)
    titles: list[Hit] = field(default_factory=list)
    covered_titles: list[Hit] = field(default_factory=list)  # those that begin a label: "Quote" in "Quote No."
    sides: list[SideLabel] = field(default_factory=list)  # labels written down the side of what they name
    values: dict[Segment, list[Value]] = field(default_factory=dict)
    decimal_mark: str | None = None
    day_first: bool = True
    claims: dict[Kind, list["Claim"]] = field(default_factory=dict)  # kept by `make_claims`, once all else is found

    @property
    def language(self) -> str | None:
        """The language that the pages show most."""
        return self.languages[0] if self.languages else None

    @cached_property
    def labels_by_segment(self) -> dict[Segment, list[Hit]]:
        """The labels of each segment, from the left."""
        found: dict[Segment, list[Hit]] = {}
        for hit in self.labels:
            found.setdefault(hit.segment, []).append(hit)
        return found

    def starts_with_label(self, segment: Segment) -> bool:
        """Whether a label begins a segment."""
        return any(hit.start == 0 for hit in self.labels_of(segment))

    def labels_of(self, *segments: Segment) -> list[Hit]:
        """The labels of some segments, as of a row, from the left."""
        found: list[Hit] = []
        for segment in segments:
            found += self.labels_by_segment.get(segment, ())
        return found

    def labels_before(self, segment: Segment) -> list[Hit]:
        """The labels of the text to the left of another in its row."""
        row = self.rows[segment.row]
        return self.labels_of(*row[: row.index(segment)][-1:])

    def has_label(self, name: str) -> bool:
        """Whether a label most likely means this."""
        return any(hit.name == name for hit in self.labels)

    @property
    def all_titles(self) -> tuple[Hit, ...]:
        """The titles, and after them those that begin a label."""
        return (*self.titles, *self.covered_titles)

    def values_of(self, *segments: Segment) -> list[Value]:
        """The values of some segments, as of a row."""
        found: list[Value] = []
        for segment in segments:
            found += self.values[segment]
        return found

    def numbers_of(self, *segments: Segment) -> list[Value]:
        """The numbers of some segments, as of a row."""
        return [value for value in self.values_of(*segments) if value.number]

    def column_names_in(self, *segments: Segment) -> list[Hit]:
        """The names of a table's columns in some segments."""
        found: list[Hit] = []
        for segment in segments:
            found += hits(segment, "columns", self.languages)
        return found

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Every segment of the pages, in reading order."""
        return tuple(segments_of(self.pages))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of every segment."""
        return tuple(texts_of(self.segments))

    @cached_property
    def width(self) -> float:
        """The width of the widest page."""
        return max([page.width for page in self.pages])

    @cached_property
    def usual_size(self) -> float:
        """The size of type that most words have."""
        sizes: Counter[float] = Counter()
        for segment in self.segments:
            sizes[round(segment.size, 1)] += len(segment.words)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def rows(self) -> dict[int, tuple[Segment, ...]]:
        """The segments of each row of the document."""
        found: dict[int, tuple[Segment, ...]] = {}
        for page in self.pages:
            found |= {row[0].row: row for row in page.rows}
        return found

    @cached_property
    def amount_rows(self) -> list[int]:
        """The rows that hold an amount with decimals."""
        return sorted({v.segment.row for v in self.all_values(Kind.NUMBER) if v.has_decimals})

    def above(self, segment: Segment) -> Segment | None:
        """The text in the row right above another that begins at the same edge."""
        row = self.rows.get(segment.row - 1, ())
        return next((other for other in row if same_left(other, segment, SAME_EDGE)), None)

    def all_values(self, kind: Kind) -> list[Value]:
        """Every value of a kind, in reading order."""
        return [value for value in chain.from_iterable(self.values.values()) if value.kind is kind]


def gather(pages: Sequence[Page]) -> Evidence:
    """Look at every segment once and settle the document's conventions."""
    pages, languages = _with_labels_split(list(map(closed_up, pages)))
    evidence = Evidence(pages, languages)
    for segment in segments_of(pages):
        _look_at(segment, evidence)
    for page in pages:
        for upper, lower in stacked(page):
            _join(upper, lower, evidence)
            _join_date(upper, lower, evidence)
        evidence.sides += side_labels(page, languages)
    evidence.labels += [side.hit for side in evidence.sides]
    _settle_numbers(evidence)
    _settle_dates(evidence)
    return evidence


def _with_labels_split(pages: list[Page]) -> tuple[list[Page], list[str]]:
    """The pages with labels split from the values they are glued to, and their languages, likeliest first."""
    languages = rank_languages(pages)
    changed = [split_glued(page, languages) for page in close_up_torn_words(pages)]
    same = all(map(is_, pages, changed))
    return changed, languages if same else rank_languages(changed)


def _look_at(segment: Segment, evidence: Evidence) -> None:
    """Note the titles, labels and values of a segment; where a title and a label meet, one of them is meant."""
    titles = list(hits(segment, "title", evidence.languages))
    labels = [label for label in joined(hits(segment, "labels", evidence.languages)) if _stands(label, titles)]
    end = _first_end(titles)
    if end >= LONG_TITLE and _first_end(labels) < end:
        labels = list(hits(segment, "labels", evidence.languages, end))
    free: list[Hit] = []
    for title in titles:
        if not _meets(title, labels):
            free.append(title)
        elif title.start == 0:
            evidence.covered_titles.append(title)
    evidence.titles += free
    labels += free
    labels.sort(key=lambda hit: hit.start)
    evidence.labels += labels
    evidence.values[segment] = [*find_values(segment, evidence.languages), *text_runs(segment, labels)]


def _first_end(found: Iterable[Hit]) -> int:
    """Where the one ends that a segment begins with; 0 where it begins with none."""
    return max([hit.end for hit in found if hit.start == 0], default=0)


def _stands(label: Hit, titles: Sequence[Hit]) -> bool:
    """Whether a label is one: no end of a sentence, no word of a title, no word amid others."""
    within = any(_within(label, title) for title in titles)
    return not (within or label.ends_sentence or _is_preposition(label) or _is_base(label))


def _is_base(label: Hit) -> bool:
    """Whether a label at a text's end only says what its tax is of: "VAT 22% on taxable amount"."""
    words = label.segment.words
    if label.start < AFTER_TAX or label.end < len(words) or not label.is_named("net_total"):
        return False
    return vocabulary().means(words[label.start - 1].text, "base_of")


def _meets(title: Hit, labels: Sequence[Hit]) -> bool:
    return any(overlap(title, label) for label in labels)


def _is_preposition(label: Hit) -> bool:
    """Whether a party's short label is only a word amid others: "of", "for", "von", "de"."""
    short = label.start > 0 and len(fold(label.text)) <= SHORT_PARTY and not label.text.endswith((":", "："))
    return short and PARTIES.issuperset(label.names())


def _join(upper: Segment, lower: Segment, evidence: Evidence) -> None:
    """A label broken into two lines, as in a narrow cell, is one; it stands where it ends, or beside its value."""
    meanings = vocabulary().lookup(fold(upper.text) + fold(lower.text), "labels")
    if not meanings:
        return
    row = evidence.rows[upper.row]
    valued = has_digit("".join(texts_of(row[row.index(upper) + 1 :][:1])))
    if valued and any(hit.segment is upper for hit in evidence.labels):
        return
    evidence.labels = [hit for hit in evidence.labels if hit.segment not in (upper, lower)]
    stands = upper if valued else lower
    evidence.labels.append(Hit(stands, 0, len(stands.words), by_language(meanings, evidence.languages)))
    for segment in (upper, lower):
        evidence.values[segment] = [value for value in evidence.values[segment] if value.kind is not Kind.TEXT]


def _join_date(upper: Segment, lower: Segment, evidence: Evidence) -> None:
    """A date broken into two lines stands where it begins; its year is no number."""
    date = broken_date(upper, lower, evidence.languages)
    if date:
        before = [value for value in evidence.values[upper] if value.kind is not Kind.NUMBER]
        evidence.values[upper] = [*before, date]
        evidence.values[lower] = []


def _within(label: Hit, title: Hit) -> bool:
    """Whether a label is only a word of a title: "Tax" in "Tax Invoice"."""
    return title.start <= label.start and label.end <= title.end and title.end - title.start > label.end - label.start


def _numbers(evidence: Evidence) -> list[Number]:
    """The numbers as they are printed, in reading order."""
    return [value.number for value in evidence.all_values(Kind.NUMBER) if value.number]


def _settle_numbers(evidence: Evidence) -> None:
    numbers = _numbers(evidence)
    mark = decimal_mark(numbers) or mark_before_thousandths(numbers, texts_of(evidence.values))
    evidence.decimal_mark = mark
    for values in evidence.values.values():
        values[:] = [_with_amount(value, mark) for value in values]


def _with_amount(value: Value, mark: str | None) -> Value:
    if value.number is None:
        return value
    return replace(value, amount=signed(value.number, mark))


def signed(number: Number, mark: str | None) -> Decimal:
    """A number's value with its sign."""
    amount = parse_digits(number.digits, mark)
    return -amount if number.negative else amount


def _settle_dates(evidence: Evidence) -> None:
    dates = [value.date for value in evidence.all_values(Kind.DATE) if value.date]
    by_terms = order_by_terms(dates, texts_of(evidence.values), evidence.languages)
    default = not _is_american(evidence) if by_terms is None else by_terms
    evidence.day_first = day_comes_first(dates, default=default)


def _is_american(evidence: Evidence) -> bool:
    """Whether the language may be English and the currency is that of a country that writes the month first."""
    currencies = _currencies(evidence)
    if evidence.language not in (None, "en") or MONTH_FIRST_CURRENCIES.isdisjoint(currencies):
        return False
    return not {"US$", "USD"}.isdisjoint(currencies) or dollar_of(texts_of(evidence.values)) in MONTH_FIRST_DOLLARS


def _currencies(evidence: Evidence) -> set[str]:
    """The currencies beside amounts, or else every word: a code somewhere on the page says it."""
    beside = {number.currency for number in _numbers(evidence) if number.currency}
    return beside or {word.text.strip("():") for word in words_of(evidence.pages)} - {"$"}
