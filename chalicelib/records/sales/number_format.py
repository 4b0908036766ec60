"""How a company writes the numbers of its invoices, credit notes and quotes: `{year}-{number:04}` and its kin.

A format has letters, digits and `. _ / -`, and in braces `{number}` once, with at least as many digits as `{number:04}`
asks for, `{year}` or `{yy}`, and `{month}`. With a year the series begins anew every year, with a month every month;
without, it goes on. All but the number has a fixed length, so two dates or numbers never give the same text; and the
formats of two kinds must have no text in common, so that none takes a number of another's series.

>>> series = NumberFormat.parse("RE-{yy}/{month}-{number:03}").on(date(2026, 3, 1))
>>> series.number(7), series.number(1234), series.name
('RE-26/03-007', 'RE-26/03-1234', 'RE-26/03')
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from chalicelib.records.companies import Profile
from chalicelib.records.lifecycle.credits import credit_note_prefix

MAX_FORMAT = 40  # characters
QUOTE_MARK = "Q-"
_PART = re.compile(r"\{(?P<field>year|yy|month|number)\}|\{number:0(?P<digits>[1-9])\}|(?P<letter>[A-Za-z0-9._/-])")
_DIGITS = frozenset("0123456789")
_LENGTHS = {"year": 4, "yy": 2, "month": 2}
_ANY = "{}"


class NumberKind(StrEnum):
    """What has a series of numbers."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    QUOTE = "quote"


FORMAT_FIELDS: Mapping[NumberKind, str] = {
    NumberKind.INVOICE: "number_format",
    NumberKind.CREDIT_NOTE: "credit_note_format",
    NumberKind.QUOTE: "quote_format",
}
"""The entries of a company's profile that say it."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers: the name under which it is counted, and what stands around the number."""

    name: str
    before: str
    after: str
    digits: int

    def number(self, count: int) -> str:
        """Return the text of a number."""
        return f"{self.before}{count:0{self.digits}}{self.after}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Characters that can stand at a place, once or any number of times."""

    characters: frozenset[str]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format, as its parts: a letter, the name of a field, or `number`, whose digits are at least `digits`."""

    parts: tuple[str, ...]
    digits: int

    @classmethod
    def parse(cls, text: str) -> "NumberFormat":
        """Return a format.

        Raises:
            ValueError: says what is wrong with it.

        """
        found = list(_PART.finditer(text))
        if "".join(each[0] for each in found) != text or len(text) > MAX_FORMAT:
            message = (
                f"may have letters, digits, . _ / - and {{number}}, {{number:04}}, {{year}}, {{yy}}, {{month}}; "
                f"{MAX_FORMAT} characters at most"
            )
            raise ValueError(message)
        parts = tuple(each["letter"] or each["field"] or "number" for each in found)
        digits = next((int(each["digits"]) for each in found if each["digits"]), 1)
        if parts.count("number") != 1:
            raise ValueError("needs {number} once, such as {year}-{number:04}")
        if "month" in parts and not {"year", "yy"} & set(parts):
            raise ValueError("needs a {year} beside its {month}: its numbers would come again")
        return cls(parts, digits)

    def on(self, day: date) -> Series:
        """Return the series of a day.

        `PREFIX2026-{number:04}` is counted under `PREFIX2026`, however many digits it has, as all series once were.
        """
        filled = {"year": f"{day.year:04}", "yy": f"{day.year % 100:02}", "month": f"{day.month:02}", "number": _ANY}
        text = "".join(filled.get(part, part) for part in self.parts)
        before, _, after = text.partition(_ANY)
        return Series(text.removesuffix(f"-{_ANY}"), before, after, self.digits)

    def overlaps(self, other: "NumberFormat") -> bool:
        """Tell whether some text is a number of both formats.

        >>> invoices, notes = NumberFormat.parse("{year}-{number:04}"), NumberFormat.parse("CN-{year}-{number:04}")
        >>> invoices.overlaps(notes), invoices.overlaps(NumberFormat.parse("{number}-{year}"))
        (False, True)
        """
        mine, others = tuple(self.places()), tuple(other.places())
        seen: set[tuple[int, int]] = set()
        ahead = [(0, 0)]
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                ahead += _steps(mine, others, *at)
        return (len(mine), len(others)) in seen

    def places(self) -> Iterator[_Place]:
        """Yield what can stand at each place of a number, in order."""
        for part in self.parts:
            if part == "number":
                yield from (_Place(_DIGITS) for _ in range(self.digits))
                yield _Place(_DIGITS, repeats=True)
            elif part in _LENGTHS:
                yield from (_Place(_DIGITS) for _ in range(_LENGTHS[part]))
            else:
                yield _Place(frozenset(part))


def format_of(profile: Profile, kind: NumberKind) -> NumberFormat:
    """Return a company's format: the one that it has set, or its prefix, the year and four digits.

    >>> format_of({"number_prefix": "INV-"}, NumberKind.INVOICE).on(date(2026, 1, 1)).number(7)
    'INV-2026-0007'
    >>> format_of({}, NumberKind.QUOTE).on(date(2026, 1, 1)).number(7)
    'Q-2026-0007'
    """
    own = profile.get(FORMAT_FIELDS[kind])
    return NumberFormat.parse(str(own)) if own else _usual(_prefix(profile, kind))


def overlapping(profile: Profile) -> Iterator[tuple[NumberKind, NumberKind]]:
    """Yield the pairs of kinds whose formats have a number in common."""
    formats = {kind: format_of(profile, kind) for kind in NumberKind}
    yield from (pair for pair in combinations(NumberKind, 2) if formats[pair[0]].overlaps(formats[pair[1]]))


def _prefix(profile: Profile, kind: NumberKind) -> str:
    if kind is NumberKind.CREDIT_NOTE:
        return credit_note_prefix(profile)
    return f"{profile.get('number_prefix', '')}{QUOTE_MARK if kind is NumberKind.QUOTE else ''}"


def _usual(prefix: str) -> NumberFormat:
    """Return today's format; a prefix may be as long as it always might."""
    return NumberFormat((*prefix, "year", "-", "number"), 4)


def _steps(mine: tuple[_Place, ...], others: tuple[_Place, ...], i: int, j: int) -> Iterator[tuple[int, int]]:
    """Yield where a reader of both formats can be next: past what may be absent, or past one character of both."""
    ours, theirs = mine[i] if i < len(mine) else None, others[j] if j < len(others) else None
    if ours and ours.repeats:
        yield i + 1, j
    if theirs and theirs.repeats:
        yield i, j + 1
    if ours and theirs and ours.characters & theirs.characters:
        yield i + (not ours.repeats), j + (not theirs.repeats)
