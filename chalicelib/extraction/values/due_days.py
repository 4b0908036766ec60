"""The day that terms of payment make an invoice due (BT-9): by days from its issue date, or by a month.

Terms that name a month are usual in New Zealand, Australia and Ireland.
"""

import datetime as dt
import re
from collections.abc import Sequence

from chalicelib.extraction.values.dates import days_after
from chalicelib.extraction.values.payment_terms import clauses, net_days

_NEXT_MONTH = r"(?:the )?(?:month following|following month|next month)"
_DAY_OF_NEXT = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: day)? of {_NEXT_MONTH}", re.IGNORECASE)
_END_OF_NEXT = re.compile(rf"\b(?:end|last day) of {_NEXT_MONTH}", re.IGNORECASE)
_DAYS_FROM_END = re.compile(
    r"\b(\d{1,3}) days?(?: net)?(?: from| after)?(?: the)? (?:end of (?:the )?month|month[- ]end|EOM)\b", re.IGNORECASE
)


def due_date_of(text: str, issued: dt.date, languages: Sequence[str] = (), *, named: bool = False) -> dt.date | None:
    """The day on which terms make an invoice due; None where they say none, or one that the calendar lacks.

    >>> due_date_of("30 days", dt.date(2025, 12, 5), named=True), due_date_of("30 days", dt.date.max, named=True)
    (datetime.date(2026, 1, 4), None)
    """
    days = net_days(text, languages, named=named)
    if days is None:
        return due_in_month(text, issued, languages, named=named)
    return days_after(issued, days)


def due_in_month(text: str, issued: dt.date, languages: Sequence[str] = (), *, named: bool = False) -> dt.date | None:
    """The latest day on which a clause that asks for payment, and offers no discount, makes an invoice due by a month.

    `named` says that a label has called the text terms of payment; else a clause must speak of paying.

    >>> issued = dt.date(2025, 12, 5)
    >>> str(due_in_month("Please pay by the 20th of the month following", issued))
    '2026-01-20'
    >>> str(due_in_month("30 days from end of month", issued, named=True)), due_in_month("30 days", issued, named=True)
    ('2026-01-30', None)
    >>> str(due_in_month("Payment is due at the end of next month", issued))
    '2026-01-31'
    >>> due_in_month("Our office moves at the end of next month", issued)
    >>> due_in_month("Interest of 2% accrues from the 1st of next month", issued)
    >>> str(due_in_month("2% discount by the 10th of next month, otherwise pay by the 28th of next month", issued))
    '2026-01-28'
    """
    days: list[dt.date] = []
    for clause in clauses(text.split(), languages):
        day = _day_in(" ".join(clause.words), issued)
        if day and not clause.is_discount and (named or clause.asks_for_payment):
            days.append(day)
    return max(days, default=None)


def _day_in(text: str, issued: dt.date) -> dt.date | None:
    """The day that a clause names; None where it names none, or one that the calendar lacks."""
    try:
        return _named_day(text, issued)
    except (ValueError, OverflowError):
        return None


def _named_day(text: str, issued: dt.date) -> dt.date | None:
    following = _month_after(issued)
    if found := _DAY_OF_NEXT.search(text):
        return following.replace(day=int(found[1]))
    if _END_OF_NEXT.search(text):
        return _month_after(following) - dt.timedelta(days=1)
    found = _DAYS_FROM_END.search(text)
    return following + dt.timedelta(days=int(found[1]) - 1) if found else None


def _month_after(day: dt.date) -> dt.date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
