"""Lines whose amounts include tax, as shops print them: EN 16931 wants them without (BT-131, BT-146).

Their sum shows that they include it: it comes to the total with tax, and not to the net total. Each amount is
rounded by itself; what the roundings leave, at most a cent a line, is taken from the largest.
"""

from collections.abc import Sequence
from decimal import Decimal

from chalicelib.extraction.deriving.charges import choose_charges
from chalicelib.extraction.deriving.draft import CENT, ZERO, Charge, Draft, DraftLine, cents
from chalicelib.extraction.deriving.outside import fitting, fitting_rates
from chalicelib.extraction.result import FieldName, Method

PRICE_PLACES = Decimal("0.000001")


def take_tax_out(draft: Draft) -> None:
    """Make the amounts of lines and charges net."""
    net, total, lines = draft.amount(FieldName.NET_TOTAL), draft.amount(FieldName.TOTAL), draft.sum_of_lines()
    if net is None or total is None or lines is None:
        return
    if net in (total, lines):
        return
    charges = choose_charges(draft, total - lines) if lines != total else []
    if charges is not None:
        _make_all_net(draft, charges, net)


def _make_all_net(draft: Draft, charges: Sequence[Charge], net: Decimal) -> None:
    """Take the tax out of each line and charge, where all rates are known and what is left comes to the net total."""
    rates = _rates(draft, charges)
    amounts = _net_amounts(draft, charges, rates, net) if rates else None
    if not rates or not amounts:
        return
    for line, amount, rate in zip(draft.lines, amounts, rates, strict=False):
        _make_net(draft, line, amount, rate)
    for charge, amount in zip(charges, amounts[len(draft.lines) :], strict=True):
        charge.amount = amount
    draft.charges = list(charges)


def _net_amounts(
    draft: Draft, charges: Sequence[Charge], rates: Sequence[Decimal], net: Decimal
) -> list[Decimal] | None:
    """The amounts of lines and charges without their tax; None where they do not come to the net total."""
    gross = [line.worth for line in draft.lines] + [charge.amount for charge in charges]
    amounts = [cents(amount * 100 / (100 + rate)) for amount, rate in zip(gross, rates, strict=True)]
    rest = net - sum(amounts, ZERO)
    if abs(rest) > CENT * len(amounts):
        return None
    amounts[amounts.index(max(amounts, key=abs))] += rest
    return amounts


def _rates(draft: Draft, charges: Sequence[Charge]) -> list[Decimal] | None:
    """The rate of each line and charge; None where one's is not known."""
    only = _only_rate(draft)
    known: list[Decimal] = []
    for printed in [line.rate for line in draft.lines] + [charge.rate for charge in charges]:
        rate = only if printed is None else printed
        if rate is None:
            return None
        known.append(rate)
    return known


def _only_rate(draft: Draft) -> Decimal | None:
    """The rate of the whole document: a printed one that the tax is of the net total or, without one, the country's."""
    net, tax = draft.amount(FieldName.NET_TOTAL), draft.amount(FieldName.TAX_TOTAL)
    if net is None or not tax:
        return None
    printed = fitting(draft.facts.rates | draft.rates_of_rows(), net, tax)
    rates = printed or fitting_rates(draft, net, tax)
    return rates[0] if len(rates) == 1 else None


def _make_net(draft: Draft, line: DraftLine, amount: Decimal, rate: Decimal) -> None:
    line.net = amount
    draft.put(f"{line.place}.net_amount", amount, "net_amount, tax_rate", Method.ARITHMETIC)
    if line.rate is None:
        line.rate = rate
        draft.put(f"{line.place}.tax_rate", rate, "net_total, tax_total")
    if line.price is not None or line.quantity:
        line.price = (abs(amount) / abs(line.quantity or Decimal(1))).quantize(PRICE_PLACES).normalize()
        draft.put(f"{line.place}.price.net", line.price, "net_amount, quantity", Method.ARITHMETIC)
