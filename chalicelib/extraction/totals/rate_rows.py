"""Rows of a tax breakdown: a rate, a taxable amount, and a tax that is the rate of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, zip_longest

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import near

HIGHEST_RATE = 30  # percent; the highest VAT rate in the world is Hungary's 27
SURCHARGES = {Decimal(21): Decimal("5.2"), Decimal(10): Decimal("1.4"), Decimal(4): Decimal("0.5")}
"""Spain's recargo de equivalencia by the rate that it is added to: a part of the tax, by Ley 37/1992, art. 161."""
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
    return list(rows.values()) or _over_their_taxes(evidence, table_rows)


def _over_their_taxes(evidence: Evidence, table_rows: frozenset[int]) -> list[RateRow]:
    """Taxes whose base stands in the row above, with the same rate: "taxable 20 % 780.15", "20 % VAT 156.03"."""
    found: dict[Decimal, RateRow] = {}
    for number, row in evidence.rows.items():
        above = _only_rated(evidence.rows.get(number - 1, ()), evidence)
        below = _only_rated(row, evidence)
        if number in table_rows or above is None or below is None or above[0] != below[0]:
            continue
        if below[1] and near(above[1] * above[0] / 100, below[1]):
            found.setdefault(above[0], RateRow(number, above[0], above[1], below[1]))
    return list(found.values())


def _only_rated(row: Sequence[Segment], evidence: Evidence) -> tuple[Decimal, Decimal] | None:
    """The rate and the amount of a row that has one of each."""
    numbers = [v for segment in row for v in evidence.values[segment] if v.number]
    rates = [v.amount for v in numbers if v.number and v.number.percent and 0 < v.amount <= HIGHEST_RATE]
    amounts = [v.amount for v in numbers if v.number and v.number.decimals and not v.number.percent]
    return (rates[0], amounts[0]) if len(rates) == len(amounts) == 1 else None


def sums_of_rate_rows(rows: Sequence[RateRow]) -> tuple[Decimal, Decimal] | None:
    """Net amount and tax of all rates together, where two or more stand in one small table."""
    together = all(b.row - a.row <= NEXT for a, b in pairwise(rows))
    if len(rows) < 2 or not together:  # noqa: PLR2004 - one is no sum
        return None
    return sum((row.net for row in rows), Decimal(0)), sum((row.tax for row in rows), Decimal(0))


def _rates_of_row(evidence: Evidence, number: int, row: Sequence[Segment]) -> list[RateRow]:
    """The rate of a row or, where several stand in one line each with its amounts behind it, all of them."""
    numbers = [v for segment in row for v in evidence.values[segment] if v.kind is Kind.NUMBER]
    starts = [index for index, value in enumerate(numbers) if value.number and value.number.percent]
    parts = [numbers[start:end] for start, end in zip_longest(starts, starts[1:])]
    several = [_rate_row(number, part) for part in parts]
    if len(several) > 1 and all(several):
        return [found for found in several if found]
    found = _rate_row(number, numbers)
    return [found] if found else []


def _rate_row(number: int, numbers: Sequence[Value]) -> RateRow | None:
    for rate in (value for value in numbers if _is_rate(value)):
        others = [v for v in numbers if v is not rate and v.number and not v.number.percent]
        amounts = [v.amount for v in others if rate.amount or _is_money(v)]
        fitting = [
            RateRow(number, abs(rate.amount), net, tax)
            for net, tax in _pairs(amounts)
            if net and near(net * abs(rate.amount) / 100, tax) and (tax or rate.amount == 0)
        ]
        if fitting:  # small amounts fit by accident: the pair whose sum is printed as well comes first
            return _with_surcharge(next((row for row in fitting if row.net + row.tax in amounts), fitting[0]), amounts)
    return None


def _with_surcharge(row: RateRow, amounts: Sequence[Decimal]) -> RateRow:
    """The row with Spain's surcharge for retailers, where its rate and its amount stand in the row as well."""
    rate = SURCHARGES.get(row.rate)
    tax = next((each for each in amounts if rate and each and near(row.net * rate / 100, each)), None)
    if rate is None or tax is None or rate not in amounts or tax in (rate, row.tax):
        return row
    return RateRow(row.row, row.rate + rate, row.net, row.tax + tax)


def _pairs(amounts: Sequence[Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    return ((a, b) for a in amounts for b in amounts)


def _is_money(value: Value) -> bool:
    """Whether a number has decimals or a currency: "0.00 ... 30 days" is no row of a rate of nought."""
    return value.number is not None and bool(value.number.decimals or value.number.currency)


def _is_rate(value: Value) -> bool:
    """Whether a number may be a rate; in brackets, it is no negative one: "VAT (6.00)"."""
    number = value.number
    if number is None or (number.currency is not None and not number.percent):
        return False
    return 0 <= (abs(value.amount) if number.bracketed else value.amount) <= HIGHEST_RATE
