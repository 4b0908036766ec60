"""The totals: labels propose amounts for each role, arithmetic decides between the proposals.

A reading is a choice of net total, tax total and total. Its score is the sum of its amounts' label strengths plus
what its arithmetic is worth; the reading with the highest score wins. Arithmetic is worth more than one label
(`BALANCED`), because sums that agree by accident are rare, while labels are often ambiguous ("Total" stands over
columns, under pages and beside the grand total).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product

from chalicelib.extraction.amounts import (
    SUM_OF_RATES,
    TOLERANCE,
    UNLABELLED_LIMIT,
    USUAL_RATES,
    Option,
    best_options,
    charges_and_allowances,
    is_money,
    money,
    near,
    options_of,
    printed_rates,
    sum_rows,
    sums_of_rates,
    unclaimed,
    weaker,
    with_sum_rows,
)
from chalicelib.extraction.candidate import Candidate
from chalicelib.extraction.claims import make_claims
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.label_conflicts import (
    OF_A_LINE,
    contained_taxes,
    including_tax,
    nets_called_total,
    totals_of_lines,
)
from chalicelib.extraction.rate_rows import rate_rows, sums_of_rate_rows
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.values import Kind, Value

SUMMANDS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL)
BALANCED = 1.2  # net + tax = total
BALANCED_WITH_EXTRAS = 0.4  # the same with charges or allowances that stand beside
EQUAL_WITHOUT_TAX = 0.4  # net = total and no tax on the page
RATE_FITS = 0.5  # tax = net x a rate that the page prints
LINES_FIT = 0.8  # the lines add up to the net total (or to the total, where prices include tax)
PAYMENT_FITS = 0.5  # total - prepaid = amount due
TOTAL_FOUND = 1.0  # an invoice has a total
ABSURD, HIGHEST_TAX = -4.0, Decimal("0.5")  # a tax of another sign than its net amount, or of more than half of it
RATE_EXPLAINS = 0.9  # net and total differ by a printed rate, and the tax is not printed
USUAL_RATE_EXPLAINS = 0.5  # the same with a rate that is not printed but usual
TELLING = 20  # a net amount from which a percentage is not met by accident
DUE_AGREES = 0.3  # the total is called due as well, elsewhere
UNBALANCED = -2.0  # all three are there and don't add up
UNEQUAL = -0.5  # net and total differ and nothing says why
SUBTOTAL_AS_NET = 0.75  # a subtotal is the net total unless there are allowances and charges
DUE_AS_TOTAL = 0.7  # where nothing is called total, what is due is
NOTHING = 0.5  # a total of 0.00 is rather a balance or an empty row
UNLABELLED = 0.1  # a printed amount without a label, which may complete a sum
WELL_LABELLED = 0.9
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

    def completes(self, other: "Totals") -> bool:
        """Whether it has the other's total, and a tax."""
        total = other.amount(FieldName.TOTAL)
        return total is not None and total == self.amount(FieldName.TOTAL) and FieldName.TAX_TOTAL in self.options

    def signs(self) -> frozenset[str]:
        """The currency printed beside the total, or else beside the amounts that it is made of."""
        total = self.options.get(FieldName.TOTAL)
        options = [total] if total and total.value else [self.options.get(name) for name in SUMMANDS]
        numbers = (option.value.number for option in options if option and option.value)
        return frozenset(number.currency for number in numbers if number and number.currency)

    def candidates(self) -> Iterator[tuple[FieldName, Candidate]]:
        """The roles as candidates, in canonical text."""
        for name, option in self.options.items():
            value = option.value
            page, box = (value.segment.page, value.box) if value else (None, None)
            yield name, Candidate(money(option.amount), option.strength, option.method, page, box)


def read_totals(
    evidence: Evidence, line_sums: Sequence[Decimal] = (), table_rows: frozenset[int] = frozenset()
) -> Totals:
    """Choose the reading that fits best.

    `line_sums` are what the lines add up to; amounts in `table_rows` belong to lines and can't be totals.
    """
    claims = [claim for claim in make_claims(evidence, Kind.NUMBER) if is_money(claim, table_rows)]
    rates = rate_rows(evidence, table_rows)
    sums = sums_of_rate_rows(rates)
    rated = frozenset(row.row for row in rates) if sums else frozenset()
    # The header over several rates claims only the first of them.
    claims = [claim for claim in claims if not (claim.below and claim.value.segment.row in rated)]
    dues, prepaid = options_of(claims, "amount_due"), options_of(claims, "prepaid")
    nets = options_of(claims, "net_total") + options_of(claims, "subtotal", SUBTOTAL_AS_NET)
    taxes = options_of(claims, "tax_total") + sums_of_rates(claims)
    of_lines = totals_of_lines(evidence, claims)
    named = [weaker(o, OF_A_LINE) if o.value and o.value.key in of_lines else o for o in options_of(claims, "total")]
    totals = named + including_tax(evidence, claims) + [weaker(option, DUE_AS_TOTAL) for option in dues]
    taxes += contained_taxes(taxes)
    if sums:
        nets.append(Option(sums[0], SUM_OF_RATES, None, Method.ARITHMETIC))
        taxes.append(Option(sums[1], SUM_OF_RATES, None, Method.ARITHMETIC))
    totals = [option if option.amount else weaker(option, NOTHING) for option in totals]
    extras = charges_and_allowances(claims)
    rows = list(sum_rows(evidence, claims, table_rows | rated))
    nets, taxes, totals = with_sum_rows((nets, taxes, totals), rows)
    printed, percentages = unclaimed(evidence, claims, table_rows), printed_rates(evidence)
    nets += nets_called_total(named, taxes, percentages, printed)
    tax_named = any(option.strength > UNLABELLED_LIMIT for option in taxes)
    judge = _Judge(percentages, line_sums, extras, dues, tax_named)
    choices = (
        _completed(choice, printed, frozenset() if totals else extras)
        for choice in product(best_options(nets), best_options(taxes), best_options(totals))
    )
    best = max((judge.read(*choice) for choice in choices), key=lambda scored: scored[0])[1]
    if not best.balanced:
        best = _contradiction(best, nets, taxes, totals)
    net, tax = best.options.get(FieldName.NET_TOTAL), best.amount(FieldName.TAX_TOTAL)
    if net and tax == 0 and not totals and not extras:  # a tax of 0.00 is printed, a total is not: it is the net total
        best.options[FieldName.TOTAL] = Option(net.amount, net.strength, net.value, Method.ARITHMETIC)
    _add_payment(best, dues, prepaid)
    return best


def _contradiction(reading: Totals, nets: list[Option], taxes: list[Option], totals: list[Option]) -> Totals:
    """Where good labels name all three amounts and they don't add up, all three are given, and said to disagree."""
    roles = ((FieldName.NET_TOTAL, nets), (FieldName.TAX_TOTAL, taxes), (FieldName.TOTAL, totals))
    named = {name: max(options, key=lambda o: o.strength) for name, options in roles if options}
    if len(named) < len(roles) or min(option.strength for option in named.values()) < WELL_LABELLED:
        return reading
    return Totals(named | reading.options, disagree=True)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Scores a choice of net total, tax total and total."""

    rates: set[Decimal]
    line_sums: Sequence[Decimal]
    extras: frozenset[Decimal]
    dues: Sequence[Option] = ()
    tax_named: bool = False

    def read(self, net: Option | None, tax: Option | None, total: Option | None) -> tuple[float, Totals]:
        chosen = {FieldName.NET_TOTAL: net, FieldName.TAX_TOTAL: tax, FieldName.TOTAL: total}
        reading = Totals({name: option for name, option in chosen.items() if option})
        score = sum(option.strength for option in reading.options.values()) + _lateness(total)
        with_extras = False
        if net and total and (tax or self._explained(total.amount - net.amount)):
            rest = total.amount - net.amount - (tax.amount if tax else 0)
            reading.balanced = near(rest, Decimal(0)) or self._explained(rest)
            reading.disagree = not reading.balanced
            with_extras = reading.balanced and not near(rest, Decimal(0))
            score += BALANCED_WITH_EXTRAS if with_extras else BALANCED if reading.balanced else UNBALANCED
        elif net and total and near(net.amount, total.amount):
            score += EQUAL_WITHOUT_TAX
        elif net and total and (explained := self._by_rate(net, total)):
            score += explained
        elif net and total:
            reading.disagree = True
            score += UNEQUAL
        score += TOTAL_FOUND if total else 0.0
        score += DUE_AGREES if total and self._is_due(total) else 0.0
        score += ABSURD if net and tax and not _is_tax_of(tax.amount, net.amount) else 0.0
        if tax and self._fits_rate(net, tax, total):
            reading.rate_fits = True
            score += RATE_FITS
        if ((net and self._is_line_sum(net)) or (total and self._is_line_sum(total))) and not with_extras:
            reading.lines_fit = True
            score += LINES_FIT
        return score, reading

    def _fits_rate(self, net: Option | None, tax: Option, total: Option | None) -> bool:
        """Whether the tax is a printed rate of the net amount or, where prices include it, contained in the total."""
        if net:
            return any(near(net.amount * rate / 100, tax.amount) for rate in self.rates)
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
        return any(near(rest, extra) for extra in self.extras)

    def _is_due(self, total: Option) -> bool:
        """Whether a good label of its own calls the same amount due elsewhere."""
        return any(
            due.amount == total.amount != 0 and due.strength >= DUE_LABELLED and _apart(due.value, total.value)
            for due in self.dues
        )

    def _is_line_sum(self, option: Option) -> bool:
        return any(near(option.amount, line_sum) for line_sum in self.line_sums)


def _differ_by_rate(net: Option, total: Option, rates: Iterable[Decimal]) -> bool:
    return any(near(net.amount * (100 + rate) / 100, total.amount) for rate in rates)


def _apart(one: Value | None, other: Value | None) -> bool:
    return one is not None and other is not None and one.key != other.key


def _is_tax_of(tax: Decimal, net: Decimal) -> bool:
    """Whether an amount can be the tax on another: of the same sign, and a part of it."""
    return tax * net >= 0 and abs(tax) <= abs(net) * HIGHEST_TAX + TOLERANCE


def _lateness(total: Option | None) -> float:
    return LAST_OF_EQUALS * min(total.value.segment.row, 500) / 500 if total and total.value else 0.0


_Choice = tuple[Option | None, Option | None, Option | None]


def _completed(choice: _Choice, printed: dict[Decimal, Value], extras: frozenset[Decimal]) -> _Choice:
    """Add the one missing amount of a sum where the page prints it without a label that is known."""
    net, tax, total = choice
    if net and not total and extras:
        sums = [net.amount + (tax.amount if tax else 0) + extra for extra in extras]
        return net, tax, next((found for amount in sums if (found := _unlabelled(amount, printed))), None)
    if total and net and not tax and total.amount != net.amount:
        missing = total.amount - net.amount
        return net, _unlabelled(missing, printed) if abs(missing) < abs(net.amount) else None, total
    if net and tax and not total:
        return net, tax, _sum_of(net, tax, printed)
    if total and tax and not net:
        return _unlabelled(total.amount - tax.amount, printed), tax, total
    return choice


def _sum_of(net: Option, tax: Option, printed: dict[Decimal, Value]) -> Option | None:
    """A total whose label nobody knows: printed, and the largest amount from there on, for a rate has sums as well."""
    added = net.amount + tax.amount
    first = min((option.value.segment.row for option in (net, tax) if option.value), default=0)
    largest = max((amount for amount, value in printed.items() if value.segment.row >= first), default=Decimal(0))
    return _unlabelled(added, printed) if abs(added) >= largest else None


def _unlabelled(amount: Decimal, printed: dict[Decimal, Value]) -> Option | None:
    value = printed.get(abs(amount))
    return Option(amount, UNLABELLED, value, Method.ARITHMETIC) if value else None


def _add_payment(reading: Totals, dues: list[Option], prepaid: list[Option]) -> None:
    """Add amount due and prepaid amount, preferring the pair that fits the total."""
    total = reading.amount(FieldName.TOTAL)
    prepaid = [_as_paid(option, total) for option in prepaid]
    best: tuple[float, Option | None, Option | None] = (0.0, None, None)
    for due, paid in product(best_options(dues), best_options(prepaid)):
        score = (due.strength if due else 0.0) + (paid.strength if paid else 0.0)
        if due and total is not None:
            fits = near(total - (paid.amount if paid else 0), due.amount)
            score += PAYMENT_FITS if fits else 0.0
        if score > best[0]:
            best = (score, due, paid)
    for name, option in ((FieldName.AMOUNT_DUE, best[1]), (FieldName.PREPAID, best[2])):
        if option:
            reading.options[name] = option


def _as_paid(option: Option, total: Decimal | None) -> Option:
    """What was paid has the sign of what it was paid for, also where the page prints it as taken off: "-250.00"."""
    negative = total is not None and total < 0
    return replace(option, amount=-abs(option.amount) if negative else abs(option.amount))
