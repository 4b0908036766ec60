"""Rows of a tax breakdown: a rate, a taxable amount, and a tax that is the rate of it."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product, zip_longest

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import amounts_of, decimals_of, near

HIGHEST_RATE = 30  # percent; the highest VAT rate in the world is Hungary's 27
SURCHARGES = {Decimal(21): Decimal("5.2"), Decimal(10): Decimal("1.4"), Decimal(4): Decimal("0.5")}
"""Spain's recargo de equivalencia by the rate that it is added to: a part of the tax, by Ley 37/1992, art. 161."""
STACKED = 3  # amounts under a rate: base, tax, and both together
MAX_BASES = 8  # rows of bases over those of their taxes: no country has more rates
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
    return list(rows.values()) or _over_their_taxes(evidence, table_rows) or _under_their_rates(evidence, table_rows)


def _under_their_rates(evidence: Evidence, table_rows: frozenset[int]) -> list[RateRow]:
    """Cells whose heads name the rate, over its amounts.

    They are side by side, "Base 21 % | VAT 21 % | Base 9 % | VAT 9 %", or one under the other: "VAT 9 % | VAT 21 %"
    over "Net 100.00 | Net 50.00" over "Tax 9.00 | Tax 10.50".
    """
    for number, deep in product(sorted(evidence.rows.keys() - table_rows), (1, STACKED)):
        amounts: defaultdict[Decimal, list[Decimal]] = defaultdict(list)
        for rate, under in _amounts_under_rates(evidence, number, deep):
            amounts[rate] += under
        if amounts and all(_begins_pair(pair, rate) for rate, pair in amounts.items()):
            return [RateRow(number, rate, *pair[:2]) for rate, pair in amounts.items()]
    return []


def _amounts_under_rates(evidence: Evidence, number: int, deep: int) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """The rate in each text of a row, and the amounts right under it in so many rows."""
    below: list[Value] = []
    for step in range(1, deep + 1):
        below += decimals_of(evidence, evidence.rows.get(number + step, ()))
    for segment in evidence.rows[number]:
        rate, under = _rate_in(evidence, segment), amounts_of(value for value in below if _is_under(value, segment))
        if rate is not None and len(under) == deep:
            yield rate, under


def _rate_in(evidence: Evidence, segment: Segment) -> Decimal | None:
    """The only rate in a text."""
    rates = [value.amount for value in evidence.numbers_of(segment) if value.is_rate]
    if len(rates) != 1:
        return None
    return rates[0] if 0 <= rates[0] <= HIGHEST_RATE else None


def _is_under(value: Value, segment: Segment) -> bool:
    return overlap_x(value.box, segment.box) > 0


def _begins_pair(amounts: Sequence[Decimal], rate: Decimal) -> bool:
    """Whether the first amounts are a base and its tax, and a third one both together."""
    if len(amounts) not in (2, STACKED) or not _fits(amounts[0], amounts[1], rate):
        return False
    return len(amounts) < STACKED or near(amounts[0] + amounts[1], amounts[2])


def _over_their_taxes(evidence: Evidence, table_rows: frozenset[int]) -> list[RateRow]:
    """Taxes whose base stands above with the same rate: "taxable 20 % 780.15", "20 % VAT 156.03".

    The bases of all rates may stand over all taxes: "net 24 %", "net 9 %", "VAT 24 %", "VAT 9 %".
    """
    found: dict[Decimal, RateRow] = {}
    bases: deque[tuple[Decimal, Decimal]] = deque(maxlen=MAX_BASES)  # of the rows right above, one under another
    for number in sorted(evidence.rows):
        below = None if number in table_rows else _rate_and_amount(evidence, number)
        if below is None:
            bases.clear()
            continue
        rate, tax = below
        nets = [net for same, net in bases if rate == same and near(net * rate / 100, tax)]
        if nets:
            found.setdefault(rate, RateRow(number, rate, nets[0], tax))
        bases.append(below)
    return list(found.values())


def _rate_and_amount(evidence: Evidence, number: int) -> tuple[Decimal, Decimal] | None:
    """The rate and the amount of a row that has one of each."""
    numbers = evidence.numbers_of(*evidence.rows.get(number, ()))
    rates = [value.amount for value in numbers if value.is_rate and 0 < value.amount <= HIGHEST_RATE]
    amounts = [value.amount for value in numbers if value.is_exact and value.amount]
    return (rates[0], amounts[0]) if len(rates) == len(amounts) == 1 else None


def sums_of_rate_rows(rows: Sequence[RateRow]) -> tuple[Decimal, Decimal] | None:
    """Net amount and tax of all rates together, where two or more stand in one small table."""
    if len(rows) < 2:  # noqa: PLR2004 - one is no sum
        return None
    if any(below.row - above.row > NEXT for above, below in pairwise(rows)):
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


def _amounts_beside(rate: Value, numbers: Sequence[Value]) -> list[Decimal]:
    """The numbers that are no rates; beside a rate of nothing only sums: "0.00 ... 30 days" is no row of it."""
    others = [value for value in numbers if value is not rate and not value.is_rate]
    return [value.amount for value in others if rate.amount or value.is_sum]


def _rate_row(number: int, numbers: Sequence[Value]) -> list[RateRow]:
    """The row that the first rate makes that has fitting amounts; empty where none has.

    Where a percentage stands in the row, no other number is its rate: "10 crates 4.00 20 % 40.00".
    """
    percentages = [value for value in numbers if value.is_rate]
    for rate in filter(_is_rate, percentages or numbers):
        amounts = _amounts_beside(rate, numbers)
        percent = abs(rate.amount)
        pairs = [(net, tax) for net, tax in product(amounts, repeat=2) if _fits(net, tax, percent)]
        if pairs:  # small amounts fit by accident: the pair whose sum is printed as well comes first
            pairs.sort(key=lambda pair: pair[0] + pair[1] not in amounts)
            return [_with_surcharge(RateRow(number, percent, *pairs[0]), amounts)]
    return []


def _with_surcharge(row: RateRow, amounts: Sequence[Decimal]) -> RateRow:
    """The row with Spain's surcharge for retailers, where its rate and its amount stand in the row as well."""
    rate = SURCHARGES.get(row.rate)
    if rate is None or rate not in amounts:
        return row
    taxes = [each for each in amounts if each not in (rate, row.tax) and _fits(row.net, each, rate)]
    return RateRow(row.row, row.rate + rate, row.net, row.tax + taxes[0]) if taxes else row


def _fits(net: Decimal, tax: Decimal, rate: Decimal) -> bool:
    """Whether a tax is the rate of a net amount, and nothing only where the rate is."""
    if not net or (rate and not tax):
        return False
    return near(net * rate / 100, tax)


def _is_rate(value: Value) -> bool:
    """Whether a number may be a rate; in brackets, it is no negative one: "VAT (6.00)"."""
    number = value.number
    if number is None:
        return False
    if number.currency is not None and not number.percent:
        return False
    return 0 <= (abs(value.amount) if number.bracketed else value.amount) <= HIGHEST_RATE
