"""A statement of the account under an invoice: what was due before, what was paid, this invoice, what is due in all.

    Balance of April         312.45
    Your payment of 29.04.  -200.00
    Invoice of May           297.87
    To be paid               410.32

The last amount and the payment are the account's; the invoice asks for its own total.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.totals.amounts import decimals_of, ends_with

MAX_ROWS = 16  # above the amount due, those of other columns among them
MAX_LEADING = 3.0  # line heights from one entry to the next


def rows_of_account(evidence: Evidence, due: Value, total: Value) -> frozenset[int]:
    """The rows over an amount due that add up to it: the invoice's total once more, and what is owed besides."""
    added, entries = Decimal(0), list[Value]()
    for value in _column_above(evidence, due):
        entries.append(value)
        added += value.amount
        if added == due.amount and _is_account(entries, total):
            return frozenset(entry.segment.row for entry in entries)
    return frozenset()


def _is_account(entries: Sequence[Value], total: Value) -> bool:
    """Whether the total, which stands elsewhere, is among some entries, and another that was to be paid."""
    others = [entry.amount for entry in entries]
    if total.amount not in others or any(entry.segment.row == total.segment.row for entry in entries):
        return False
    others.remove(total.amount)
    return any(amount > 0 for amount in others)


def _column_above(evidence: Evidence, due: Value) -> Iterator[Value]:
    """The amounts over one in its column, upwards, as long as they follow each other closely."""
    lower = due
    for number in range(due.segment.row - 1, max(-1, due.segment.row - MAX_ROWS), -1):
        for value in decimals_of(evidence, evidence.rows.get(number, ())):
            if not ends_with(value, due):
                continue
            if lower.box.top - value.box.top > MAX_LEADING * lower.segment.size:
                return
            yield value
            lower = value
