"""Everything on the pages that could be a field's value, by type, with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import Span, has_letter_or_digit, overlap, text_of_words, texts_of
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Segment, Word
from chalicelib.extraction.values.dates import PrintedDate, find_dates
from chalicelib.extraction.values.identifiers import Identifier, find_emails, find_ibans, find_vat_ids
from chalicelib.extraction.values.numbers import Number, find_numbers

_MASK = re.compile(r"(?:[*•]{2,}|[xX]{4,})[ -]?$")  # before the last digits of a card: "paid by card **** 4711"
_YEAR = re.compile(r"20\d{2}\.?")


class Kind(StrEnum):
    """The types of values."""

    DATE = "date"
    NUMBER = "number"
    IBAN = "iban"
    VAT_ID = "vat_id"
    EMAIL = "email"
    TEXT = "text"


@dataclass(frozen=True, eq=False)
class Value:
    """A typed piece of a segment, words `start` to `end` (exclusive)."""

    kind: Kind
    text: str
    segment: Segment
    start: int
    end: int
    date: PrintedDate | None = None
    number: Number | None = None
    amount: Decimal = Decimal(0)
    checked: bool | None = None

    @cached_property
    def box(self) -> Box:
        """The rectangle around its words."""
        return around(self.segment.words[self.start : self.end])

    @property
    def key(self) -> tuple[int, int, int]:
        """Where it stands: unique per value of a kind."""
        return (self.segment.row, int(self.segment.box.left), self.start)

    @property
    def words_before(self) -> tuple[Word, ...]:
        """The words of its segment that lead to it."""
        return self.segment.words[: self.start]

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.number is not None and self.number.percent

    @property
    def has_decimals(self) -> bool:
        """Whether it is a number with decimals."""
        return self.number is not None and bool(self.number.decimals)

    @property
    def currency(self) -> str | None:
        """The currency beside a number."""
        return self.number.currency if self.number else None

    @property
    def is_sum(self) -> bool:
        """Whether it is an amount of money for certain: it has decimals or a currency, and is no percentage."""
        return not self.is_rate and bool(self.has_decimals or self.currency)

    @property
    def is_exact(self) -> bool:
        """Whether it is written as amounts usually are: with decimals, and no percentage."""
        return self.has_decimals and not self.is_rate


def find_values(segment: Segment, languages: Sequence[str] = ()) -> Iterator[Value]:
    """The typed values of a segment. Numbers inside dates, IBANs and ids are not numbers of their own."""
    text = segment.text
    taken: list[Span] = []
    for kind, item in _identifiers(text):
        if not _overlaps(taken, item):
            taken.append(item)
            start, end = _words(segment, item.start, item.end)
            yield Value(kind, item.text, segment, start, end, checked=item.checked)
    for date in find_dates(text, languages):
        if not _overlaps(taken, date):
            taken.append(date)
            start, end = _words(segment, date.start, date.end)
            yield Value(Kind.DATE, text[date.start : date.end], segment, start, end, date=date)
    for number in find_numbers(text):
        if not _overlaps(taken, number) and not _MASK.search(text, 0, number.start):
            start, end = _words(segment, number.start, number.end)
            yield Value(Kind.NUMBER, number.digits, segment, start, end, number=number)


def broken_date(upper: Segment, lower: Segment, languages: Sequence[str]) -> Value | None:
    """The date whose year alone stands in the line under it, as in a narrow cell: "29 November", "2025"."""
    if not _YEAR.fullmatch(lower.text):
        return None
    whole = f"{upper.text} {lower.text}"
    for date in find_dates(whole, languages):
        if date.start < len(upper.text) < date.end:
            start, _ = _words(upper, date.start, len(upper.text))
            return Value(Kind.DATE, whole[date.start :], upper, start, len(upper.words), date=date)
    return None


def _identifiers(text: str) -> Iterator[tuple[Kind, Identifier]]:
    """The addresses, account numbers and tax ids of a text; some tax ids are as long as an account's number."""
    for email in find_emails(text):
        yield Kind.EMAIL, email
    vat_ids = find_vat_ids(text)
    vat_texts = set(texts_of(vat_ids))
    for iban in find_ibans(text):
        if iban.checked or iban.text not in vat_texts:  # "SE556677889901"
            yield Kind.IBAN, iban
    for vat_id in vat_ids:
        yield Kind.VAT_ID, vat_id


def text_runs(segment: Segment, labels: list[Hit]) -> Iterator[Value]:
    """What stands between the labels of a segment, as text."""
    start = 0
    for hit in [*labels, None]:
        end = hit.start if hit else len(segment.words)
        text = text_of_words(segment.words[start:end])
        if has_letter_or_digit(text):
            yield Value(Kind.TEXT, text, segment, start, end)
        start = hit.end if hit else end


def _overlaps(taken: Iterable[Span], found: Span) -> bool:
    return any(overlap(found, other) for other in taken)


def _words(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """The words that characters `start` to `end` of a segment's text lie in.

    A segment's text is its words with single spaces, so that positions can be counted.
    """
    inside: list[int] = []
    position = 0
    for index, word in enumerate(segment.words):
        if max(position, start) < min(end, position + len(word.text)):
            inside.append(index)
        position += len(word.text) + 1
    return min(inside, default=0), max(inside, default=0) + 1
