"""Charges and allowances of the whole document (BG-20, BG-21): printed rows between the lines and the net total."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, filterfalse, islice, product

from chalicelib.extraction.deriving.draft import ZERO, Charge, Draft, cents, taxed_at
from chalicelib.extraction.facts import Extra
from chalicelib.extraction.result import FieldName

MAX_EXTRAS = 10  # what more of them could come to takes too long to try
MAX_CHOICES = 1_000  # that come to the amount: where there are so many, the page leaves the choice open


def derive_charges(draft: Draft) -> None:
    """Put in those that lead from the sum of the lines to the net total."""
    lines, net = draft.sum_of_lines(), draft.amount(FieldName.NET_TOTAL)
    if lines is None or net is None or lines == net or draft.charges:
        return
    rest = net - lines - draft.added_outside()
    inside = choose_charges(draft, rest) if rest else ()
    if inside is not None:
        draft.charges = [*inside, *draft.outside]


def only_choice(draft: Draft, wanted: Decimal) -> Sequence[Charge] | None:
    """The printed ones that come to an amount, whatever their rates; None where no choice does, or more than one."""
    choices = list(islice(_choices(draft, wanted, frozenset()), MAX_CHOICES))
    return choices[0] if len(set(map(_amounts, choices))) == 1 else None


def choose_charges(draft: Draft, wanted: Decimal) -> Sequence[Charge] | None:
    """The printed ones that come to an amount; None where no choice does, or more than one.

    Their rates stand beside them; where these lead nowhere, they may be any of a printed breakdown.
    """
    rates = _rates(draft)
    for others in (frozenset[Decimal](), draft.rates_of_rows()):
        tried = list(islice(_choices(draft, wanted, rates, others), MAX_CHOICES + 1))
        if len(tried) > MAX_CHOICES:
            return None
        choices = [each for each in tried if _fits_rates(draft, each, rates)]
        if choices:
            return choices[0] if len(set(map(_amounts, choices))) == 1 else None
    return None


def _amounts(charges: Sequence[Charge]) -> tuple[tuple[Decimal, Decimal], ...]:
    """What tells one choice from another: its amounts, each with its rate."""
    return tuple(sorted([(charge.amount, charge.rate or ZERO) for charge in charges]))


def _rates(draft: Draft) -> frozenset[Decimal]:
    """The rates of the printed breakdown or, without one, of the lines."""
    return draft.rates_of_rows() or frozenset([line.rate for line in draft.lines if line.rate is not None])


def _choices(
    draft: Draft, wanted: Decimal, rates: frozenset[Decimal], others: frozenset[Decimal] = frozenset()
) -> Iterator[Sequence[Charge]]:
    """The sets of charges that come to an amount, each with one of the rates beside it, or else of others, or none."""
    known = _without_sums(_known(draft, rates))
    for count in range(1, len(known) + 1):
        for chosen in combinations(known, count):
            if sum([charge.amount for charge, _ in chosen], ZERO) == wanted:
                yield from _with_rates(chosen, rates, others)


def _known(draft: Draft, rates: frozenset[Decimal]) -> list[tuple[Charge, Extra]]:
    """The printed charges and allowances, each with the row that prints it; a rounding is neither."""
    extras = [extra for extra in draft.facts.extras if extra.kind != "rounding"]
    return [(Charge(extra.label, _amount(extra, draft, rates)), extra) for extra in extras]


def _with_rates(
    chosen: Sequence[tuple[Charge, Extra]], rates: frozenset[Decimal], others: frozenset[Decimal]
) -> Iterator[Sequence[Charge]]:
    """Charges with every choice of the rates that stand beside each, or of others where none does."""
    open_to: list[list[Decimal | None]] = [[*sorted(extra.rates & rates or others), None] for _, extra in chosen]
    for each in product(*open_to):
        yield [replace(charge, rate=rate) for (charge, _), rate in zip(chosen, each, strict=True)]


def _amount(extra: Extra, draft: Draft, rates: frozenset[Decimal]) -> Decimal:
    """The last amount of its row that is no rate; what is granted is negative, however it is printed."""
    amount = next(filterfalse(rates.__contains__, extra.amounts), extra.amounts[0])
    return -abs(amount) if extra.kind == "discount" else amount * draft.sign


def _without_sums(known: Sequence[tuple[Charge, Extra]]) -> Sequence[tuple[Charge, Extra]]:
    """Those that are no sum of all others of their kind: "Total of allowances"."""
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    counts: Counter[str] = Counter()
    for charge, extra in known:
        sums[extra.kind] += charge.amount
        counts[extra.kind] += 1
    kept: list[tuple[Charge, Extra]] = []
    for charge, extra in known:
        adds_others = counts[extra.kind] > 2 and sums[extra.kind] == 2 * charge.amount  # noqa: PLR2004 - two others
        if charge.amount and not adds_others:
            kept.append((charge, extra))
    return kept[:MAX_EXTRAS]


def _fits_rates(draft: Draft, charges: Sequence[Charge], rates: frozenset[Decimal]) -> bool:
    """Whether the charges complete each rate's row, or the tax; one rate, or none, is no question."""
    rated = [charge.rate is not None for charge in charges]
    if len(rates) <= 1:
        return not any(rated)
    if not all(rated):
        return False
    if draft.rows:
        return all(taxed_at(row.rate, draft.lines, charges) == row.taxable for row in draft.rows)
    taxes = [cents(taxed_at(rate, draft.lines, charges) * rate / 100) for rate in rates]
    return sum(taxes, ZERO) == draft.amount(FieldName.TAX_TOTAL)
