"""Charges and allowances of the whole document (BG-20, BG-21): printed rows between the lines and the net total."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice, product

from chalicelib.extraction.deriving.draft import ZERO, Charge, Draft, added, cents
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.result import FieldName

MAX_EXTRAS = 10  # what more of them could come to takes too long to try
MAX_CHOICES = 1_000  # that come to the amount: where there are so many, the page leaves the choice open


def derive_charges(draft: Draft) -> None:
    """Put in those that lead from the sum of the lines to the net total."""
    lines, net = added(line.net for line in draft.lines), draft.amount(FieldName.NET_TOTAL)
    if lines is None or net is None or lines == net or draft.charges:
        return
    rest = net - lines - draft.added_outside()
    inside = choose_charges(draft, rest) if rest else ()
    if inside is not None:
        draft.charges = [*inside, *draft.outside]


def only_choice(draft: Draft, wanted: Decimal) -> Sequence[Charge] | None:
    """The printed ones that come to an amount, whatever their rates; None where no choice does, or more than one."""
    choices = list(islice(_choices(draft, wanted, frozenset()), MAX_CHOICES))
    amounts = {tuple(sorted(charge.amount for charge in choice)) for choice in choices}
    return choices[0] if len(amounts) == 1 else None


def choose_charges(draft: Draft, wanted: Decimal) -> Sequence[Charge] | None:
    """The printed ones that come to an amount; None where no choice does, or more than one."""
    rates = _rates(draft)
    tried = list(islice(_choices(draft, wanted, rates), MAX_CHOICES + 1))
    choices = [each for each in tried if _fits_rates(draft, each, rates)] if len(tried) <= MAX_CHOICES else []
    amounts = {tuple(sorted((charge.amount, charge.rate or ZERO) for charge in choice)) for choice in choices}
    return choices[0] if len(amounts) == 1 else None


def _rates(draft: Draft) -> frozenset[Decimal]:
    """The rates of the printed breakdown or, without one, of the lines."""
    return frozenset(row.rate for row in draft.rows) or frozenset(
        line.rate for line in draft.lines if line.rate is not None
    )


def _choices(draft: Draft, wanted: Decimal, rates: frozenset[Decimal]) -> Iterator[Sequence[Charge]]:
    """The sets of charges that come to an amount, each with one of the rates beside it or none."""
    known = _without_sums(
        [(each, _amount(each, draft, rates)) for each in draft.facts.extras if each.kind != "rounding"]
    )
    for count in range(1, len(known) + 1):
        for chosen in combinations(known, count):
            if sum((amount for _, amount in chosen), ZERO) == wanted:
                for each in product(*((*sorted(extra.rates & rates), None) for extra, _ in chosen)):
                    yield [Charge(e.label, amount, rate) for (e, amount), rate in zip(chosen, each, strict=True)]


def _amount(extra: Extra, draft: Draft, rates: frozenset[Decimal]) -> Decimal:
    """The last amount of its row that is no rate; what is granted is negative, however it is printed."""
    amount = next((each for each in extra.amounts if each not in rates), extra.amounts[0])
    return -abs(amount) if extra.kind == "discount" else amount * draft.sign


def _without_sums(extras: Sequence[tuple[Extra, Decimal]]) -> Sequence[tuple[Extra, Decimal]]:
    """Those that are no sum of all others of their kind: "Total of allowances"."""
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    counts = Counter(extra.kind for extra, _ in extras)
    for extra, amount in extras:
        sums[extra.kind] += amount
    kept = (
        (extra, amount)
        for extra, amount in extras
        if amount and not (counts[extra.kind] > 2 and sums[extra.kind] == 2 * amount)  # noqa: PLR2004 - two others
    )
    return list(islice(kept, MAX_EXTRAS))


def _fits_rates(draft: Draft, charges: Sequence[Charge], rates: frozenset[Decimal]) -> bool:
    """Whether the charges complete each rate's row, or the tax; one rate, or none, is no question."""
    if len(rates) <= 1:
        return all(charge.rate is None for charge in charges)
    if any(charge.rate is None for charge in charges):
        return False
    if draft.rows:
        return all(_taxable(draft, charges, row.rate) == row.taxable for row in draft.rows)
    tax = sum((cents(_taxable(draft, charges, rate) * rate / 100) for rate in rates), ZERO)
    return tax == draft.amount(FieldName.TAX_TOTAL)


def _taxable(draft: Draft, charges: Sequence[Charge], rate: Decimal) -> Decimal:
    lines = sum((line.net or ZERO for line in draft.lines if line.rate == rate), ZERO)
    return lines + sum((charge.amount for charge in charges if charge.rate == rate), ZERO)
