"""Assign each line its tax rate from the tax breakdown, when only one assignment fits the sums."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from chalicelib.extraction.deriving.draft import ZERO, Charge, DraftLine, Row, added, taxed_at

MOST_LINES, MOST_TRIALS = 14, 20_000


class _Undecided(Exception):
    """Two assignments fit, or the search takes too long."""


def share_lines(lines: Sequence[DraftLine], charges: Sequence[Charge], rows: Sequence[Row]) -> Mapping[int, Row]:
    """The row of each line without a rate, by the line's number; empty unless exactly one assignment fits."""
    open_lines = [line for line in lines if line.rate is None]
    if len(rows) < 2 or not open_lines or not _are_known(lines, charges):  # noqa: PLR2004 - one row is no question
        return {}
    left = [row.taxable - taxed_at(row.rate, lines, charges) for row in rows]
    found = _all_to_one(open_lines, left) or _search(open_lines, left)
    return {line.number: rows[index] for line, index in zip(open_lines, found, strict=bool(found))}


def _are_known(lines: Sequence[DraftLine], charges: Sequence[Charge]) -> bool:
    """Whether every line has an amount, and every charge a rate."""
    return None not in [line.net for line in lines] and None not in [charge.rate for charge in charges]


def _all_to_one(lines: Sequence[DraftLine], left: Sequence[Decimal]) -> Sequence[int]:
    """The one row for all lines, where only that row lacks an amount and they add up to it; else empty."""
    lacking = [index for index, amount in enumerate(left) if amount]
    fits = len(lacking) == 1 and sum(left, ZERO) == added([line.net for line in lines])
    return lacking * len(lines) if fits else ()


def _search(lines: Sequence[DraftLine], left: Sequence[Decimal]) -> Sequence[int]:
    """The only assignment of the lines to what the rows have left; empty where there is none or it takes too long."""
    if len(lines) > MOST_LINES:
        return ()
    try:
        return _Search([line.worth for line in lines], left).answer() or ()
    except _Undecided:
        return ()


class _Search:
    """Tries every assignment until a second one fits."""

    def __init__(self, amounts: Sequence[Decimal], left: Sequence[Decimal]) -> None:
        self._amounts = amounts
        self._left = list(left)
        self._answers: list[list[int]] = []
        self._trials = 0

    def answer(self) -> list[int] | None:
        """The only assignment that fits, if there is one."""
        self._try([])
        return self._answers[0] if self._answers else None

    def _try(self, chosen: list[int]) -> None:
        self._trials += 1
        if self._trials > MOST_TRIALS:
            raise _Undecided
        if len(chosen) == len(self._amounts):
            if not any(self._left):
                self._answers.append(list(chosen))
            if len(self._answers) > 1:
                raise _Undecided
            return
        amount = self._amounts[len(chosen)]
        for row in range(len(self._left)):
            self._left[row] -= amount
            self._try([*chosen, row])
            self._left[row] += amount
