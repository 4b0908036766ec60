"""Charges and allowances of the whole document (BG-20, BG-21): printed rows that lead from the lines to the net total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from chalicelib.extraction.deriving.draft import ZERO, Charge, Draft, added
from chalicelib.extraction.deriving.facts import Extra
from chalicelib.extraction.result import FieldName

MOST_EXTRAS = 6


def derive_charges(draft: Draft) -> None:
    """Put them in where one choice of the printed ones, and no other, makes the sums agree."""
    lines, net = added(line.net for line in draft.lines), draft.amount(FieldName.NET_TOTAL)
    if lines is None or net is None or lines == net:
        return
    choices = [choice for choice in _choices(draft.facts.extras, net - lines, draft.sign) if _fits_rates(draft, choice)]
    amounts = {tuple(sorted((charge.amount, charge.rate or ZERO) for charge in choice)) for choice in choices}
    if len(amounts) == 1:
        draft.charges = list(choices[0])


def _choices(extras: Sequence[Extra], wanted: Decimal, sign: int) -> Iterator[Sequence[Charge]]:
    """The sets of charges that come to an amount, each with one of the percentages beside it or none."""
    known = [extra for extra in extras if extra.kind != "rounding"][:MOST_EXTRAS]
    for count in range(1, len(known) + 1):
        for chosen in combinations(known, count):
            amounts = [_signed(extra) * sign for extra in chosen]
            if sum(amounts, ZERO) == wanted:
                for rates in product(*((*sorted(extra.percentages), None) for extra in chosen)):
                    yield [
                        Charge(extra.label, amount, rate)
                        for extra, amount, rate in zip(chosen, amounts, rates, strict=True)
                    ]


def _signed(extra: Extra) -> Decimal:
    return -abs(extra.amount) if extra.kind == "discount" else extra.amount


def _fits_rates(draft: Draft, charges: Sequence[Charge]) -> bool:
    """Whether the charges' rates complete the printed breakdown; without one, only charges that name no rate do."""
    rates = {row.rate.normalize() for row in draft.rows}
    if len(rates) <= 1:
        return all(charge.rate is None for charge in charges)
    if any(charge.rate is None or charge.rate.normalize() not in rates for charge in charges):
        return False
    return all(_taxable(draft, charges, row.rate) == row.taxable for row in draft.rows)


def _taxable(draft: Draft, charges: Sequence[Charge], rate: Decimal) -> Decimal:
    lines = sum((line.net or ZERO for line in draft.lines if line.rate == rate), ZERO)
    return lines + sum((charge.amount for charge in charges if charge.rate == rate), ZERO)
