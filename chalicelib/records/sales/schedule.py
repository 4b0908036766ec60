"""On which days something comes again: every so many days, weeks, months or years from a first day on.

A day that a month does not have is its last: from 31 January on, monthly is 28 February and 31 March. Days are calendar
days without a time, so a change of summer time moves none.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = 12
_WEEK = 7


class Rhythm(StrEnum):
    """What is counted between two days."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


_DAYS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: _WEEK}
_MONTHS_OF = {Rhythm.MONTHLY: 1, Rhythm.YEARLY: _MONTHS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days: from `first_on`, each `every` days, weeks, months or years; until `last_on`, or so many `times`."""

    rhythm: Rhythm
    first_on: date
    every: int = 1
    last_on: date | None = None
    times: int | None = None

    def day(self, position: int) -> date | None:
        """Return a day by its position, from 0; None behind the end.

        >>> monthly = Schedule(rhythm=Rhythm.MONTHLY, first_on=date(2026, 1, 31), times=3)
        >>> [str(monthly.day(position)) for position in range(4)]
        ['2026-01-31', '2026-02-28', '2026-03-31', 'None']
        """
        if self.times is not None and position >= self.times:
            return None
        try:
            day = self._day(position)
        except (OverflowError, ValueError):  # behind the year 9999
            return None
        return None if self.last_on and day > self.last_on else day

    def position_from(self, earliest: date) -> int:
        """Return the position of the first day that is not before another.

        >>> weekly = Schedule(rhythm=Rhythm.WEEKLY, first_on=date(2026, 3, 2))
        >>> [weekly.position_from(date(2026, 3, day)) for day in (1, 2, 3, 9, 10)]
        [0, 0, 1, 1, 2]
        """
        if earliest <= self.first_on:
            return 0
        if self.rhythm in _DAYS:
            step = _DAYS[self.rhythm] * self.every
            return -((self.first_on - earliest).days // step)
        months = (earliest.year - self.first_on.year) * _MONTHS + earliest.month - self.first_on.month
        position = months // (_MONTHS_OF[self.rhythm] * self.every)
        return position if self._day(position) >= earliest else position + 1

    def _day(self, position: int) -> date:
        if self.rhythm in _DAYS:
            return self.first_on + timedelta(days=_DAYS[self.rhythm] * self.every * position)
        months = self.first_on.month - 1 + _MONTHS_OF[self.rhythm] * self.every * position
        year, month = self.first_on.year + months // _MONTHS, months % _MONTHS + 1
        return date(year, month, min(self.first_on.day, monthrange(year, month)[1]))
