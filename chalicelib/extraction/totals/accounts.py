"""A statement of the account under an invoice: what was due before, what was paid, this invoice, what is due in all.

    Balance of April         312.45
    Your payment of 29.04.  -200.00
    Invoice of May           297.87
    To be paid               410.32

What it ends with is the account's, and so is the payment; the invoice asks for its own total.
"""

from collections.abc import Iterator
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value

SAME_EDGE = 2.0  # points between the right edges of one column's amounts
MAX_ENTRIES = 8
MAX_LEADING = 3.0  # line heights from one entry to the next


def rows_of_account(evidence: Evidence, due: Value, total: Decimal) -> frozenset[int]:
    """The rows over an amount due that add up to it: with the invoice's total, and with something owed besides."""
    added, entries = Decimal(0), list[Value]()
    for value in _column_above(evidence, due):
        entries.append(value)
        added += value.amount
        if added == due.amount and _is_account([entry.amount for entry in entries], total):
            return frozenset(entry.segment.row for entry in entries)
    return frozenset()


def _is_account(amounts: list[Decimal], total: Decimal) -> bool:
    """Whether the total is among some amounts, and another that was to be paid."""
    if total not in amounts:
        return False
    others = list(amounts)
    others.remove(total)
    return any(amount > 0 for amount in others)


def _column_above(evidence: Evidence, due: Value) -> Iterator[Value]:
    """The amounts over one in its column, upwards, as long as they follow each other closely."""
    numbers = [value for value in evidence.all_values(Kind.NUMBER) if value.has_decimals and _is_above(value, due)]
    lower = due
    for value in sorted(numbers, key=lambda value: value.box.top, reverse=True)[:MAX_ENTRIES]:
        if lower.box.top - value.box.top > MAX_LEADING * lower.segment.size:
            return
        yield value
        lower = value


def _is_above(value: Value, due: Value) -> bool:
    aligned = abs(value.box.right - due.box.right) < SAME_EDGE
    return value.segment.page == due.segment.page and aligned and value.box.bottom <= due.box.top
