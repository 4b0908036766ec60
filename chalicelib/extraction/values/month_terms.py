"""Days of payment that terms count from a month's end, as in New Zealand, Australia and Ireland (BT-9)."""

import datetime as dt
import re

_NEXT_MONTH = r"(?:the )?(?:month following|following month|next month)"
_DAY_OF_NEXT = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: day)? of {_NEXT_MONTH}", re.IGNORECASE)
_END_OF_NEXT = re.compile(rf"\b(?:end|last day) of {_NEXT_MONTH}", re.IGNORECASE)
_DAYS_FROM_END = re.compile(
    r"\b(\d{1,3}) days?(?: net)?(?: from| after)?(?: the)? (?:end of (?:the )?month|month[- ]end|EOM)\b", re.IGNORECASE
)


def due_in_month(text: str, issued: dt.date) -> dt.date | None:
    """The day on which terms that name a month make an invoice due.

    >>> issued = dt.date(2025, 12, 5)
    >>> str(due_in_month("Please pay by the 20th of the month following", issued))
    '2026-01-20'
    >>> str(due_in_month("30 days from end of month of invoice", issued)), due_in_month("30 days", issued)
    ('2026-01-30', None)
    >>> str(due_in_month("Due at the end of next month", issued))
    '2026-01-31'
    """
    following = (issued.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    last = following - dt.timedelta(days=1)
    if found := _DAY_OF_NEXT.search(text):
        return _day_of(following, int(found[1]))
    if _END_OF_NEXT.search(text):
        return (following + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    found = _DAYS_FROM_END.search(text)
    return last + dt.timedelta(days=int(found[1])) if found else None


def _day_of(month: dt.date, day: int) -> dt.date | None:
    """A day of a month; None where the month has no such day."""
    try:
        return month.replace(day=day)
    except ValueError:
        return None
