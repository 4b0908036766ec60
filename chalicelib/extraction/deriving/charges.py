"""Charges and allowances of the whole document (BG-20, BG-21): printed rows that lead from the lines to the net total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from chalicelib.extraction.deriving.draft import ZERO, Charge, Draft, added
from chalicelib.extraction.deriving.facts import Extra
from chalicelib.extraction.result import FieldName

MOST_EXTRAS = 8  # what more of them could come to is tried out too long


def derive_charges(draft: Draft) -> None:
    """Put in those that lead from the sum of the lines to the net total."""
    lines, net = added(line.net for line in draft.lines), draft.amount(FieldName.NET_TOTAL)
    if lines is not None and net is not None and lines != net and not draft.charges:
        draft.charges = list(choose_charges(draft, net - lines) or ())


def choose_charges(draft: Draft, wanted: Decimal) -> Sequence[Charge] | None:
    """The printed ones that come to an amount; None where no choice does, or more than one."""
    rates = frozenset(row.rate for row in draft.rows)
    choices = [each for each in _choices(draft, wanted, rates) if _fits_rates(draft, each, rates)]
    amounts = {tuple(sorted((charge.amount, charge.rate or ZERO) for charge in choice)) for choice in choices}
    return choices[0] if len(amounts) == 1 else None


def _choices(draft: Draft, wanted: Decimal, rates: frozenset[Decimal]) -> Iterator[Sequence[Charge]]:
    """The sets of charges that come to an amount, each with one of the rates beside it or none."""
    known = [each for each in draft.facts.extras if each.kind != "rounding" and _amount(each, draft, rates)][:MOST_EXTRAS]
    for count in range(1, len(known) + 1):
        for chosen in combinations(known, count):
            amounts = [_amount(extra, draft, rates) for extra in chosen]
            if sum(amounts, ZERO) == wanted:
                for each in product(*((*sorted(extra.rates & rates), None) for extra in chosen)):
                    yield [Charge(e.label, amount, rate) for e, amount, rate in zip(chosen, amounts, each, strict=True)]


def _amount(extra: Extra, draft: Draft, rates: frozenset[Decimal]) -> Decimal:
    """The last amount of its row that is no rate; what is granted is negative, however it is printed."""
    amount = next((each for each in extra.amounts if each not in rates), ZERO)
    return -abs(amount) if extra.kind == "discount" else amount * draft.sign


def _fits_rates(draft: Draft, charges: Sequence[Charge], rates: frozenset[Decimal]) -> bool:
    """Whether the charges complete each rate of the printed breakdown; one rate, or none, is no question."""
    if len(rates) <= 1:
        return all(charge.rate is None for charge in charges)
    if any(charge.rate is None for charge in charges):
        return False
    return all(_taxable(draft, charges, row.rate) == row.taxable for row in draft.rows)


def _taxable(draft: Draft, charges: Sequence[Charge], rate: Decimal) -> Decimal:
    lines = sum((line.net or ZERO for line in draft.lines if line.rate == rate), ZERO)
    return lines + sum((charge.amount for charge in charges if charge.rate == rate), ZERO)
