"""Finding the next number of a series, for invoices and for credit notes; it is taken with what bears it."""

from collections.abc import Callable

from chalicelib.errors import Conflict
from chalicelib.records.invoices import Invoice
from chalicelib.storage.companies.sequences import move_on, next_number, number_is_taken
from chalicelib.storage.invoices.issuing import NotIssued, Step

MAX_TRIES = 500  # of finding the series' next number; each failure means that it is somebody's already
TOGETHER = 20  # numbers that were given by hand, before the series is moved past them

Attempt = Callable[[str, Step | None], Invoice]


def issue_with_next_number(
    company_id: str, prefix: str, year: int, attempt: Attempt, refuse_if_changed: Callable[[], None]
) -> Invoice:
    """Issue with the series' next number, past those that were given by hand.

    `refuse_if_changed` raises where an attempt failed for another reason than its number.

    Raises:
        Conflict: others take all numbers.

    """
    series = f"{prefix}{year}"
    seen = candidate = next_number(company_id, series)
    for _ in range(MAX_TRIES):
        number = number_of(prefix, year, candidate)
        try:
            return attempt(number, Step(series, seen, candidate + 1))
        except NotIssued:
            refuse_if_changed()
            latest = next_number(company_id, series)
            by_hand = latest == seen and number_is_taken(company_id, number)
            seen, candidate = latest, candidate + 1 if by_hand else latest
        if candidate - seen >= TOGETHER and move_on(company_id, series, seen=seen, following=candidate):
            seen = candidate
    raise Conflict


def number_of(prefix: str, year: int, number: int) -> str:
    """Return an invoice number of a series.

    >>> number_of("INV-", 2026, 7)
    'INV-2026-0007'
    """
    return f"{prefix}{year}-{number:04}"
