"""Dates as invoices print them. Whether 03/04 is April or March is decided by the document's other evidence."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.extraction.letters import overlap
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.values.calendars import dates_of_other_calendars, gregorian_year, with_plain_digits

EARLIEST, LATEST = 1980, 2099  # an invoice's year: outside it is a number that looks like a date
CENTURY = 2000  # two-digit years: invoices are younger than the century

_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/]|[.,-]\d)")
_YEAR_FIRST = re.compile(r"(?<![\d.,/-])((?:19|20|25)\d{2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d|[.,/-]\d)")
_CJK = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_DAY_MONTH = re.compile(
    r"(?<![\d.,/])(\d{1,2})(?:\.|st|nd|rd|th|er|º|ª)?[\s-]*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?[\s-]*(?:de\s+|del\s+|B\.?E\.?\s*)?'?(\d{4}|\d{2})(?!\d|[.,]\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,12})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:\s?,\s?|[\s-]+)(\d{4})(?!\d)")
# 2024-Mar-15, Hungarian "2024. március 15.", Lithuanian "2024 m. kovo 15 d."
_YEAR_MONTH_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:\.|\s?m\.)?[\s-]?([^\W\d_]{3,12})\.?[\s-]?(\d{1,2})(?!\d|[.,]\d)"
)
# Latvian "2024. gada 15. marts"
_YEAR_DAY_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})\.?\s?(?:gada|g\.)\s?(\d{1,2})\.?\s?([^\W\d_]{3,12})")
_WORDED = (  # with the groups of day, month and year
    (_DAY_MONTH, (1, 2, 3)),
    (_MONTH_DAY, (2, 1, 3)),
    (_YEAR_MONTH_DAY, (3, 2, 1)),
    (_YEAR_DAY_MONTH, (2, 3, 1)),
)


def days_after(day: dt.date, days: int) -> dt.date | None:
    """The date so many days after another; None past the last date that there is, in the year 9999.

    >>> str(days_after(dt.date(2025, 12, 5), 30)), days_after(dt.date(9999, 12, 20), 30)
    ('2026-01-04', None)
    """
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text. Ambiguous ones have two readings, day first and month first."""

    start: int
    end: int
    day_first: dt.date | None
    month_first: dt.date | None

    @property
    def ambiguous(self) -> bool:
        """Whether it could be two different dates."""
        return bool(self.day_first and self.month_first and self.day_first != self.month_first)

    @property
    def order(self) -> int:
        """1 where the day must come first, -1 where the month must, 0 where the date does not say."""
        return (self.month_first is None) - (self.day_first is None)

    def read(self, *, day_first: bool) -> dt.date:
        """The date, by the document's order."""
        first, second = (self.day_first, self.month_first) if day_first else (self.month_first, self.day_first)
        date = first or second
        assert date  # noqa: S101 - one of them is set, or there would be no PrintedDate
        return date


def find_dates(text: str, languages: Sequence[str] = ()) -> list[PrintedDate]:
    """Every date in a text; `languages` decide between months of one name, the likeliest first.

    >>> [d.read(day_first=True).isoformat() for d in find_dates("24 Sep 2024, 2009-07-03, 7. Mai 2014 / March 5, 2024")]
    ['2009-07-03', '2024-09-24', '2014-05-07', '2024-03-05']
    >>> [d.read(day_first=True).isoformat() for d in find_dates("中華民國114年5月12日 / 令和 7 年 4 月 1 日")]
    ['2025-05-12', '2025-04-01']
    >>> [d.read(day_first=True).isoformat() for d in find_dates("06/05/2567, 2567-05-06, 6 May 2567, 6 May B.E. 2567")]
    ['2024-05-06', '2024-05-06', '2024-05-06', '2024-05-06']
    >>> find_dates("11/03/2017")[0].ambiguous, find_dates("11/17/2017")[0].ambiguous, find_dates("99.99.2017")
    (True, False, [])
    >>> [find_dates("15. listopada 2024", [language])[0].day_first.month for language in ("hr", "pl")]
    [10, 11]
    """
    found = [PrintedDate(start, end, date, date) for start, end, date in dates_of_other_calendars(text, languages)]
    text = with_plain_digits(text)
    for dates in (_year_first(text), _numeric(text), _worded(text, languages)):
        found += [date for date in dates if not any(overlap(date, other) for other in found)]
    return found


def day_comes_first(dates: Iterable[PrintedDate], *, default: bool) -> bool:
    """The order that the unambiguous numeric dates show.

    >>> day_comes_first(find_dates("11/03/2017 11/17/2017"), default=True)
    False
    """
    shown = sum([date.order for date in dates])
    return shown > 0 if shown else default


def _date(year: str, month: int, day: int) -> dt.date | None:
    number = gregorian_year(int(year) + (CENTURY if len(year) == 2 else 0))  # noqa: PLR2004 - two digits
    try:
        return dt.date(number, month, day) if EARLIEST <= number <= LATEST else None
    except ValueError:
        return None


def _printed(match: re.Match[str], day_first: dt.date | None, month_first: dt.date | None) -> list[PrintedDate]:
    if not day_first and not month_first:
        return []
    return [PrintedDate(match.start(), match.end(), day_first, month_first)]


def _year_first(text: str) -> list[PrintedDate]:
    found: list[PrintedDate] = []
    for match in [*_YEAR_FIRST.finditer(text), *_CJK.finditer(text)]:
        year, month, day = match[1], match[match.lastindex - 1 if match.lastindex else 2], match[match.lastindex or 3]
        date = _date(year, int(month), int(day))
        found += _printed(match, date, date)
    return found


def _numeric(text: str) -> list[PrintedDate]:
    found: list[PrintedDate] = []
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), match[4]
        month_first = _date(year, first, second) if match[2] != "." else None
        found += _printed(match, _date(year, second, first), month_first)
    return found


def _worded(text: str, languages: Sequence[str]) -> list[PrintedDate]:
    found: list[PrintedDate] = []
    for pattern, (day, month, year) in _WORDED:
        for match in pattern.finditer(text):
            number = vocabulary().month(match[month], languages)
            if number and (date := _date(match[year], number, int(match[day]))):
                found += _printed(match, date, date)
    return found
