"""Rows of a tax breakdown: a rate, a taxable amount, and a tax that is the rate of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product, zip_longest

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import near

HIGHEST_RATE = 30  # percent; the highest VAT rate in the world is Hungary's 27
NEXT = 2  # rows from one rate to the next in one breakdown


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate's row."""

    row: int
    rate: Decimal
    net: Decimal
    tax: Decimal


def rate_rows(evidence: Evidence, table_rows: frozenset[int]) -> list[RateRow]:
    """The first row of each rate, outside of the table of lines."""
    rows: dict[Decimal, RateRow] = {}
    for number, row in evidence.rows.items():
        if number not in table_rows:
            for found in _rates_of_row(evidence, number, row):
                rows.setdefault(found.rate.normalize(), found)
    return list(rows.values())


def sums_of_rate_rows(rows: Sequence[RateRow]) -> tuple[Decimal, Decimal] | None:
    """Net amount and tax of all rates together, where two or more stand in one small table."""
    together = all(b.row - a.row <= NEXT for a, b in pairwise(rows))
    if len(rows) < 2 or not together:  # noqa: PLR2004 - one is no sum
        return None
    net = tax = Decimal(0)
    for row in rows:
        net, tax = net + row.net, tax + row.tax
    return net, tax


def _rates_of_row(evidence: Evidence, number: int, row: Sequence[Segment]) -> list[RateRow]:
    """The rate of a row or, where several stand in one line each with its amounts behind it, all of them."""
    numbers = evidence.numbers_of(*row)
    starts = [index for index, value in enumerate(numbers) if value.is_rate]
    several: list[RateRow] = []
    for start, end in zip_longest(starts, starts[1:]):
        several += _rate_row(number, numbers[start:end])
    return several if 1 < len(starts) == len(several) else _rate_row(number, numbers)


def _rate_row(number: int, numbers: Sequence[Value]) -> list[RateRow]:
    """The row that the first rate makes that has fitting amounts; empty where none has."""
    for rate in filter(_is_rate, numbers):
        amounts = [value.amount for value in numbers if value is not rate and not value.is_rate]
        pairs = [(net, tax) for net, tax in product(amounts, repeat=2) if _fits(net, tax, rate.amount)]
        if pairs:  # small amounts fit by accident: the pair whose sum is printed as well comes first
            pairs.sort(key=lambda pair: pair[0] + pair[1] not in amounts)
            return [RateRow(number, rate.amount, *pairs[0])]
    return []


def _fits(net: Decimal, tax: Decimal, rate: Decimal) -> bool:
    """Whether a tax is the rate of a net amount, and nothing only where the rate is."""
    return bool(net) and near(net * rate / 100, tax) and bool(tax or not rate)


def _is_rate(value: Value) -> bool:
    number = value.number
    return number is not None and 0 <= value.amount <= HIGHEST_RATE and (number.percent or number.currency is None)
