"""Whether 11/08 is August or November, where no date says it: by the days that the terms of payment count.

"11/08/2022, 30 days, due 12/08/2022": from 8 November to 8 December there are thirty days, from 11 to 12 August one.
"""

from collections.abc import Iterable, Sequence
from itertools import permutations

from chalicelib.extraction.values.dates import PrintedDate
from chalicelib.extraction.values.payment_terms import clauses

MAX_DATES = 8  # different ones: with more, some pair fits by accident


def order_by_terms(dates: Iterable[PrintedDate], texts: Iterable[str], languages: Sequence[str]) -> bool | None:
    """True for day first, False for month first, None where the terms fit neither order or both.

    >>> from chalicelib.extraction.values.dates import find_dates
    >>> dates = find_dates("11/08/2022 12/08/2022")
    >>> [order_by_terms(dates, [terms], ["en"]) for terms in ("2 % 30 Days", "1 day", "Net 14 days")]
    [False, True, None]
    """
    ambiguous = {date.day_first: date for date in dates if date.ambiguous}
    if not 2 <= len(ambiguous) <= MAX_DATES:  # noqa: PLR2004 - an issue date and a due date
        return None
    days = _days_of(texts, languages)
    day_first, month_first = (
        bool(days) and _fits(ambiguous.values(), days, day_first=order) for order in (True, False)
    )
    return None if day_first == month_first else day_first


def _days_of(texts: Iterable[str], languages: Sequence[str]) -> set[int]:
    """The days that terms of payment count."""
    found: set[int] = set()
    for text in texts:
        for clause in clauses(text.split(), languages):
            found.update(clause.days)
    return found


def _fits(dates: Iterable[PrintedDate], days: set[int], *, day_first: bool) -> bool:
    read = [date.read(day_first=day_first) for date in dates]
    return any((later - earlier).days in days for earlier, later in permutations(read, 2))
