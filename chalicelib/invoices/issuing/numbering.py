"""Finding the next number of a series, for invoices, credit notes and quotes; it is taken with what bears it."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.errors import Conflict
from chalicelib.records.sales.number_format import Series
from chalicelib.storage.companies.sequences import move_on, next_number, number_is_taken
from chalicelib.storage.invoices.issuing import NotIssued, Step

MAX_TRIES = 500  # of finding the series' next number; each failure means that it is somebody's already
TOGETHER = 20  # numbers that were given by hand, before the series is moved past them

_Numbered = TypeVar("_Numbered")


def issue_with_next_number(
    company_id: str, series: Series, attempt: Callable[[str, Step], _Numbered], refuse_if_changed: Callable[[], None]
) -> _Numbered:
    """Issue with the series' next number, past those that were given by hand.

    `refuse_if_changed` raises where an attempt failed for another reason than its number.

    Raises:
        Conflict: others take all numbers.

    """
    seen = candidate = next_number(company_id, series.name)
    for _ in range(MAX_TRIES):
        number = series.number(candidate)
        try:
            return attempt(number, Step(series.name, seen, candidate + 1))
        except NotIssued:
            refuse_if_changed()
            latest = next_number(company_id, series.name)
            by_hand = latest == seen and number_is_taken(company_id, number)
            seen, candidate = latest, candidate + 1 if by_hand else latest
        if candidate - seen >= TOGETHER and move_on(company_id, series.name, seen=seen, following=candidate):
            seen = candidate
    raise Conflict
