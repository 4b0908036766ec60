"""Net, tax and total that no label names: two printed amounts whose sum is the largest.

The one is a rate of the other, or the other is what the lines add up to.

Three amounts add up by accident now and then, and a small one is soon a percentage of another. All of it together, with
the largest amount that stands there, is hardly an accident: paper whose labels are unknown still has this.
"""

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.totals.amounts import LOWEST_TAX, is_any_rate, near_rates
from chalicelib.extraction.values.rates import USUAL_RATES

LEAST_NET = 20  # from which a usual rate is not met by accident, where the pages do not print it
HIGHEST_TAX = Decimal("0.3")  # of the net amount
MAX_AMOUNTS = 60  # that are tried in pairs: a page with more is a list


def taxed_sums(
    printed: Mapping[Decimal, Value], rates: Container[Decimal], line_sums: Container[Decimal] = ()
) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """The sums among printed amounts, as net, tax and total."""
    amounts = sorted(filter(None, printed), reverse=True)[:MAX_AMOUNTS]
    for total, net in combinations(amounts, 2):
        tax = total - net
        proved = net in line_sums or _is_rate(tax, net, rates)
        if proved and tax in printed and _may_be_tax(tax, net) and _is_largest(total, (net, tax), printed):
            yield net, tax, total


def _may_be_tax(tax: Decimal, net: Decimal) -> bool:
    return net * LOWEST_TAX <= tax <= net * HIGHEST_TAX


def _is_largest(total: Decimal, summands: tuple[Decimal, Decimal], printed: Mapping[Decimal, Value]) -> bool:
    """Whether no larger amount stands in the rows from the summands on: numbers of other things stand above."""
    first = min(printed[amount].segment.row for amount in (total, *summands))
    return not any(amount > total and value.segment.row >= first for amount, value in printed.items())


def _is_rate(tax: Decimal, net: Decimal, printed: Container[Decimal]) -> bool:
    """Whether a tax is a printed rate of a net amount, or a usual one of an amount that is large enough."""
    if is_any_rate(tax, net, near_rates(tax / net * 100, printed)):
        return True
    return net >= LEAST_NET and is_any_rate(tax, net, USUAL_RATES)
