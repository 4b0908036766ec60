"""Charges and allowances that the printed net total leaves out: carriage under it, fees that bear no tax.

Net total and tax then come to less than the total, and EN 16931 counts what lies between to the net total (BT-109). It
goes in where one choice of printed rows makes just this difference, and the tax says whether they are taxed: it is a
rate of the net total with them, or of the net total without. What is not taxed must say so in its row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from chalicelib.extraction.deriving.charges import only_choice
from chalicelib.extraction.deriving.clues.notes import zero_category
from chalicelib.extraction.deriving.draft import CENT, ZERO, Charge, Draft, added
from chalicelib.extraction.facts import UNTAXED
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.values.rates import LEGAL_RATES


def derive_outside(draft: Draft) -> None:
    """Add them to the net total."""
    net, tax, total = draft.totals()
    if tax is None and bears_no_tax(draft):
        tax = ZERO
    if net is None or total is None or tax is None:
        return
    for rest in _differences(draft, total - net - tax):
        charges = _charges(draft, rest, net, tax)
        if charges:
            draft.outside = list(charges)
            draft.put("totals.net_total", net + rest, "net_total, page", Method.ARITHMETIC)
            return


def _charges(draft: Draft, rest: Decimal, net: Decimal, tax: Decimal) -> Sequence[Charge] | None:
    """The only printed rows that come to what is missing; those without tax have to say so, or the whole page has."""
    charges = only_choice(draft, rest)
    if not charges or bears_no_tax(draft):
        return charges and _as_untaxed(charges)
    if _is_taxed(draft, net + rest, net, tax):
        return charges
    return _as_untaxed(charges) if _say_untaxed(draft, charges, net, tax) else None


def bears_no_tax(draft: Draft) -> bool:
    """Whether the page says why there is no tax, and names neither a tax nor a rate of one.

    What a single line or outlay says of itself is not said of the others.
    """
    if draft.amount(FieldName.TAX_TOTAL) or draft.rows or zero_category(draft.facts.notes) is None:
        return False
    rates = {line.rate for line in draft.lines}
    of_outlays = any(extra.kind == UNTAXED for extra in draft.facts.extras)
    return not of_outlays and (rates <= {None} or rates <= {ZERO})


def base_of_tax(draft: Draft, net: Decimal) -> Decimal:
    """The part of a net total that is taxed, where lines or rows outside of them say that they are not."""
    untaxed = [charge.amount for charge in draft.outside if charge.rate == ZERO]
    untaxed += [line.worth for line in draft.lines if line.rate == ZERO]
    return net - sum(untaxed, ZERO)


def fitting_rates(draft: Draft, net: Decimal, tax: Decimal) -> list[Decimal]:
    """The rates at which this tax could have been charged on the amount: printed ones, else the country's."""
    legal = LEGAL_RATES.get(draft.countries.get("supplier", ""), ())
    return fitting(draft.facts.rates, net, tax) or fitting(legal, net, tax)


def fitting(rates: Iterable[Decimal], net: Decimal, tax: Decimal) -> list[Decimal]:
    """Those of some rates at which this tax, to the cent, could have been charged on the amount."""
    return [rate for rate in rates if rate > 0 and abs(net * rate / 100 - tax) <= CENT]


def _differences(draft: Draft, rest: Decimal) -> Iterator[Decimal]:
    """What is between net total with tax and total; a printed rounding, or tax kept back, may be a part of it."""
    if not rest or -rest in draft.facts.withheld:
        return
    yield rest
    for extra in draft.facts.extras:
        if extra.kind == "rounding":
            yield from (rest - sign * amount for amount in extra.amounts for sign in (1, -1) if amount)


def _is_taxed(draft: Draft, whole: Decimal, net: Decimal, tax: Decimal) -> bool:
    """Whether the tax is on all of it: the printed breakdown says so, or a rate that does not fit the net total."""
    if draft.rows and added(row.tax for row in draft.rows) == tax:
        return added(row.taxable for row in draft.rows) == whole
    return len(fitting_rates(draft, whole, tax)) == 1 and not fitting_rates(draft, net, tax)


def _say_untaxed(draft: Draft, charges: Sequence[Charge], net: Decimal, tax: Decimal) -> bool:
    """Whether the rows of all the charges say that they are not taxed, and the tax is on the rest."""
    said = {extra.label for extra in draft.facts.extras if extra.kind == UNTAXED}
    if not all(charge.label in said for charge in charges):
        return False
    covered = bool(draft.rows) and added(row.taxable for row in draft.rows if row.rate) == net
    return covered or bool(fitting_rates(draft, net, tax))


def _as_untaxed(charges: Iterable[Charge]) -> list[Charge]:
    return [replace(charge, rate=ZERO) for charge in charges]
