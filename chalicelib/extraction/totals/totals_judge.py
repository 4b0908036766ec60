"""What a choice of net total, tax total and total is worth: the strength of its labels and what its arithmetic says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.result import FieldName
from chalicelib.extraction.totals.amounts import TOLERANCE, Option, is_any_rate, money, near, near_any
from chalicelib.extraction.values.rates import USUAL_RATES

SUMMANDS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL)
TO_THE_CENT = 0.05  # more, where they add up without a rounding
BALANCED = 1.2  # net + tax = total
BALANCED_WITH_EXTRAS = 0.4  # the same with charges or allowances that stand beside
EQUAL_WITHOUT_TAX = 0.4  # net = total and no tax on the page
RATE_FITS = 0.5  # tax = net x a rate that the page prints
LINES_FIT = 0.8  # the lines add up to the net total (or to the total, where prices include tax)
TOTAL_FOUND = 1.0  # an invoice has a total
ABSURD, HIGHEST_TAX = -4.0, Decimal("0.5")  # a tax of another sign than its net amount, or of more than half of it
TAX_LEFT_OUT = -1.0  # one printed amount as net and total, with a tax of 0.00, where another tax is named as well
RATE_EXPLAINS = 0.9  # net and total differ by a printed rate, and the tax is not printed
USUAL_RATE_EXPLAINS = 0.5  # the same with a rate that is not printed but usual
TELLING = 20  # a net amount from which a percentage is not met by accident
DUE_AGREES = 0.3  # the total is called due as well, elsewhere
UNBALANCED = -2.0  # all three are there and don't add up
UNEQUAL = -0.5  # net and total differ and nothing says why
DUE_LABELLED = 0.8  # of an amount due that confirms a total
LAST_OF_EQUALS = 0.02  # of two equally good totals the later one: totals stand at the end


@dataclass(slots=True)
class Totals:
    """The chosen reading."""

    options: dict[FieldName, Option] = field(default_factory=dict)
    balanced: bool = False
    disagree: bool = False
    rate_fits: bool = False
    lines_fit: bool = False

    def amount(self, name: FieldName) -> Decimal | None:
        """The amount of a role, if it was found."""
        option = self.options.get(name)
        return option.amount if option else None

    @property
    def is_taxed(self) -> bool:
        """Whether net and tax make the total, and the tax is a rate that the pages print."""
        return self.balanced and self.rate_fits and bool(self.amount(FieldName.TAX_TOTAL))

    def completes(self, other: "Totals") -> bool:
        """Whether it has the other's total, and a tax."""
        total = other.amount(FieldName.TOTAL)
        return total is not None and total == self.amount(FieldName.TOTAL) and FieldName.TAX_TOTAL in self.options

    def signs(self) -> frozenset[str]:
        """The currency printed beside the total, or else beside the amounts that it is made of."""
        total = self.options.get(FieldName.TOTAL)
        options = [total] if total and total.value else [self.options.get(name) for name in SUMMANDS]
        values = [option.value for option in options if option]
        return frozenset(filter(None, [value.currency for value in values if value]))

    def candidates(self) -> Iterator[tuple[FieldName, Candidate]]:
        """The roles as candidates, in canonical text."""
        for name, option in self.options.items():
            value = option.value
            page, box = (value.segment.page, value.box) if value else (None, None)
            yield name, Candidate(money(option.amount), option.strength, option.method, page, box)


class Choice(NamedTuple):
    """The amounts that may be net total, tax total and total; each may be missing."""

    net: Option | None
    tax: Option | None
    total: Option | None

    def as_reading(self) -> Totals:
        """The amounts that there are, by their fields."""
        named = zip((*SUMMANDS, FieldName.TOTAL), self, strict=True)
        return Totals({name: option for name, option in named if option})


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores a choice of net total, tax total and total."""

    rates: set[Decimal]
    line_sums: Sequence[Decimal]
    extras: frozenset[Decimal]
    dues: Sequence[Option] = ()
    tax_named: bool = False
    is_taxed: bool = False  # a good label names a tax of more than nothing

    def read(self, choice: Choice) -> tuple[float, Totals]:
        """The score of a choice, and the choice as a reading."""
        net, tax, total = choice
        reading = choice.as_reading()
        score = sum([option.strength for option in reading.options.values()]) + _lateness(total)
        with_extras = False
        if net and total:
            worth, with_extras = self._balance(reading, net, tax, total)
            score += worth
        reading.rate_fits = self._fits_rate(net, tax, total)
        reading.lines_fit = not with_extras and any(map(self._is_line_sum, (net, total)))
        for holds, worth in (
            (total is not None, TOTAL_FOUND),
            (self._is_due(total), DUE_AGREES),
            (_is_absurd(net, tax), ABSURD),
            (self.is_taxed and _leaves_tax_out(choice), TAX_LEFT_OUT),
            (reading.rate_fits, RATE_FITS),
            (reading.lines_fit, LINES_FIT),
        ):
            score += worth if holds else 0.0
        return score, reading

    def _balance(self, reading: Totals, net: Option, tax: Option | None, total: Option) -> tuple[float, bool]:
        """What it is worth how net, tax and total add up, and whether charges or allowances were needed for that."""
        difference = total.amount - net.amount
        if tax or self._explained(difference):
            return self._sum(reading, difference - (tax.amount if tax else 0))
        if near(net.amount, total.amount):
            return EQUAL_WITHOUT_TAX, False
        explained = self._by_rate(net, total)
        reading.disagree = not explained
        return explained or UNEQUAL, False

    def _sum(self, reading: Totals, rest: Decimal) -> tuple[float, bool]:
        """The same by what remains of the total without net and tax."""
        reading.balanced = near(rest, Decimal(0)) or self._explained(rest)
        reading.disagree = not reading.balanced
        if not reading.balanced:
            return UNBALANCED, False
        exactly = near(rest, Decimal(0))
        return (BALANCED + TO_THE_CENT * (not rest) if exactly else BALANCED_WITH_EXTRAS), not exactly

    def _fits_rate(self, net: Option | None, tax: Option | None, total: Option | None) -> bool:
        """Whether the tax is a printed rate of the net amount or, where prices include it, contained in the total."""
        if tax is None:
            return False
        if net:
            return is_any_rate(tax.amount, net.amount, self.rates)
        if total:
            return any(near(total.amount * rate / (100 + rate), tax.amount) for rate in self.rates)
        return False

    def _by_rate(self, net: Option, total: Option) -> float:
        """What it is worth that net and total differ by a rate, where the pages name no amount of tax."""
        if self.tax_named:
            return 0.0
        if _differ_by_rate(net, total, self.rates):
            return RATE_EXPLAINS
        usual = abs(net.amount) >= TELLING and _differ_by_rate(net, total, USUAL_RATES)
        return USUAL_RATE_EXPLAINS if usual else 0.0

    def _explained(self, rest: Decimal) -> bool:
        """Whether charges or allowances on the page make the difference."""
        return near_any(rest, self.extras)

    def _is_due(self, total: Option | None) -> bool:
        """Whether a good label of its own calls the same amount due elsewhere."""
        if total is None:
            return False
        same = [due for due in self.dues if due.amount == total.amount != 0]
        return any(due.strength >= DUE_LABELLED and _apart(due, total) for due in same)

    def _is_line_sum(self, option: Option | None) -> bool:
        return option is not None and near_any(option.amount, self.line_sums)


def _differ_by_rate(net: Option, total: Option, rates: Iterable[Decimal]) -> bool:
    return any(near(net.amount * (100 + rate) / 100, total.amount) for rate in rates)


def _apart(one: Option, other: Option) -> bool:
    """Whether two amounts are printed in two places."""
    return len({one.key, other.key} - {None}) > 1


def _leaves_tax_out(choice: Choice) -> bool:
    """Whether one printed amount is net and total, since one rate of several comes to nothing."""
    net, tax, total = choice
    if net is None or tax is None or total is None or tax.amount:
        return False
    return net.key is not None and net.key == total.key


def _is_absurd(net: Option | None, tax: Option | None) -> bool:
    """Whether an amount is called the tax that can't be one of the net amount."""
    if net is None or tax is None:
        return False
    return not _is_tax_of(tax.amount, net.amount)


def _is_tax_of(tax: Decimal, net: Decimal) -> bool:
    """Whether an amount can be the tax on another: of the same sign, and a part of it."""
    return tax * net >= 0 and abs(tax) <= abs(net) * HIGHEST_TAX + TOLERANCE


def _lateness(total: Option | None) -> float:
    return LAST_OF_EQUALS * min(total.value.segment.row, 500) / 500 if total and total.value else 0.0
