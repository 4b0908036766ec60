"""The amounts that labels propose for each role of the totals, and those that stand on the pages without a label."""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from operator import add, attrgetter
from typing import Protocol

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.numbers import Number
from chalicelib.extraction.values.payment_terms import net_days

SUM_OF_RATES = 0.8  # taxes of several rates added up
SUM_ROW = 0.8  # net, tax and total side by side in a row that is called total; without a label, half of it
SAME_EDGE = 2.0  # points between the right edges of one column's amounts
ONE_RATE = 0.5  # of an amount's strength where it is one rate's of several
INTEGER = 0.6  # amounts usually have decimals; "Total 3" is a count
UNLABELLED_LIMIT = 0.6  # of a label's strength, from which its amount is known to be something else
LOWEST_TAX = Decimal("0.02")  # of the net amount: the lowest rate of any country's VAT is 2.1 %
MOST_RATES = 6  # rows of a tax breakdown
OTHER_ROLES = ("charge", "discount", "rounding", "prepaid", "previous_balance", "other")
EXACT = ("total", "amount_due")
TOLERANCE = Decimal("0.02")
MOST_OPTIONS = 8  # per role: more are never needed and cost time by their product


class HasAmount(Protocol):
    """What is worth an amount: a printed value, or an option."""

    @property
    def amount(self) -> Decimal:
        """How much it is."""


@dataclass(frozen=True, slots=True)
class Option:
    """An amount that may play a role."""

    amount: Decimal
    strength: float
    value: Value | None
    method: Method = Method.LABEL

    @property
    def key(self) -> tuple[int, int, int] | None:
        """Where it is printed; None for one that is reckoned."""
        return self.value.key if self.value else None


def money(amount: Decimal) -> str:
    """An amount as canonical text, with at least two decimals.

    >>> money(Decimal("12.5")), money(Decimal("1000")), money(Decimal("0.052"))
    ('12.50', '1000.00', '0.052')
    """
    exponent = amount.as_tuple().exponent
    wanted = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{amount:.{wanted}f}"


def near(a: Decimal, b: Decimal) -> bool:
    """Whether two amounts are equal but for rounding."""
    return abs(a - b) <= TOLERANCE


def near_any(amount: Decimal, others: Iterable[Decimal]) -> bool:
    """Whether an amount is one of others but for rounding."""
    return any(near(amount, other) for other in others)


def near_rates(rate: Decimal, rates: Container[Decimal]) -> list[Decimal]:
    """The known rates that a reckoned one may be, which is not exact: whole, or with one or two decimals.

    >>> near_rates(Decimal("5.4999"), {Decimal("5.5"), Decimal("7")})
    [Decimal('5.5'), Decimal('5.50')]
    """
    rounded = [round(rate, digits) for digits in (0, 1, 2)]
    return [each for each in rounded if each in rates]


def is_any_rate(tax: Decimal, net: Decimal, rates: Iterable[Decimal]) -> bool:
    """Whether a tax is one of some rates of a net amount."""
    return any(near(net * rate / 100, tax) for rate in rates)


def is_money(claim: Claim, table_rows: frozenset[int]) -> bool:
    """Whether a claim's number can be an amount at all: no percentage, no measure, nothing of the table of lines."""
    number = claim.value.number
    if claim.row in table_rows or number is None:
        return False
    if number.percent or number.unit or _is_counted(number):
        return False
    return not claim.below or text_of_words(claim.label.words_behind[:1]).strip("()[]") != "%"


def _is_counted(number: Number) -> bool:
    """Whether a number is one of a series: it is whole and begins with a nought, as a cheque's does."""
    if number.decimals is not None or len(number.digits) == 1:
        return False
    return number.digits.startswith("0")


def options_of(claims: list[Claim], name: str, factor: float = 1.0) -> list[Option]:
    """The amounts that labels of a name claim."""
    return [option_of(claim, factor) for claim in claims_named(claims, name)]


def option_of(claim: Claim, factor: float = 1.0) -> Option:
    """The amount of a claim."""
    return Option(claim.value.amount, claim.strength * factor * looks_like_money(claim.value), claim.value)


def claimed_amounts(evidence: Evidence, *names: str) -> list[Decimal]:
    """The amounts that labels of some names claim."""
    return [claim.value.amount for claim in claims_named(make_claims(evidence, Kind.NUMBER), *names)]


def exact_options(claims: list[Claim], name: str) -> list[Option]:
    """As `options_of`; no whole number amid words, or of days, where totals have decimals: "Net 14", "Art. 293 B"."""
    named = claims_named(claims, name)
    if any(claim.value.has_decimals for claim in claims_named(claims, *EXACT)):
        named = [claim for claim in named if not _counts_something(claim.value)]
    return list(map(option_of, named))


def _counts_something(value: Value) -> bool:
    """Whether a whole number is a section's or a count of days: words follow it, or they make terms of payment."""
    if looks_like_money(value) == 1:
        return False
    if value.end < len(value.segment.words):
        return True
    return net_days(value.segment.text, named=True) is not None


def looks_like_money(value: Value) -> float:
    """1 for a number with decimals or a currency, less for a bare whole number."""
    number = value.number
    assert number  # noqa: S101 - a value of this kind has one
    return 1.0 if number.decimals or number.dashed or number.currency else INTEGER


def weaker(option: Option, factor: float) -> Option:
    """The option with a part of its strength."""
    return Option(option.amount, option.strength * factor, option.value, option.method)


def sums_of_rates(claims: list[Claim]) -> list[Option]:
    """The tax of all rates together, where each rate has a row of its own and no sum is printed."""
    taxes = [claim for claim in claims_named(claims, "tax_total") if looks_like_money(claim.value) == 1]
    rows = _strongest_by((claim for claim in taxes if not claim.below), attrgetter("row"))
    columns = (_columns(taxes, _is_under_rate), _columns(taxes, _is_under_tax))
    return [*_added(rows), *chain.from_iterable(map(_added, columns))]


def _strongest_by(claims: Iterable[Claim], place: Callable[[Claim], Hashable]) -> list[Claim]:
    """The strongest claim of each place, in the places' order; of equal ones, the first."""
    best: dict[Hashable, Claim] = {}
    for claim in claims:
        kept = best.setdefault(place(claim), claim)
        if kept.strength < claim.strength:
            best[place(claim)] = claim
    return list(best.values())


def _added(taxes: list[Claim]) -> list[Option]:
    """What several taxes come to."""
    if len(taxes) < 2:  # noqa: PLR2004 - one is no sum
        return []
    strength = min([claim.strength for claim in taxes]) * SUM_OF_RATES
    return [Option(sum_of(claim.value for claim in taxes), strength, None, Method.ARITHMETIC)]


def _columns(taxes: Iterable[Claim], is_one: Callable[[Claim], bool]) -> list[Claim]:
    """The taxes in one row that each stand under a heading of their own: "VAT 9 % | ... | VAT 21 %"."""
    best = _strongest_by(filter(is_one, taxes), attrgetter("value.key"))
    rows = {(claim.label.segment.row, claim.row) for claim in best}
    return best if len(rows) == 1 else []


def _is_under_rate(claim: Claim) -> bool:
    """Whether an amount stands under a label that ends with a rate."""
    return claim.below and claim.label.segment.text.rstrip(" )").endswith("%")


def _is_under_tax(claim: Claim) -> bool:
    """Whether an amount stands under a tax's label: "Cuota IVA | Cuota R.E.", a surcharge beside the tax."""
    return claim.below and claim.label.fills_segment and looks_like_money(claim.value) == 1


def ends_with(value: Value, other: Value) -> bool:
    """Whether an amount ends where another does, on the same page: in one column."""
    return value.segment.page == other.segment.page and abs(value.box.right - other.box.right) < SAME_EDGE


def best_options(options: list[Option]) -> list[Option | None]:
    """The strongest options of a role, each amount once, and the possibility that it isn't there."""
    best: dict[Decimal, Option] = {}
    for option in options:
        kept = best.get(option.amount)
        if kept is None or _outdoes(option, kept):
            best[option.amount] = option
    ranked = sorted(best.values(), key=lambda option: (-round(option.strength, 2), -_row(option)))
    return [None, *ranked[:MOST_OPTIONS]]


def _outdoes(option: Option, kept: Option) -> bool:
    """Whether an option is stronger than an earlier one of the same amount, or as strong and printed further down."""
    if option.strength == kept.strength:
        return _row(option) > 0
    return option.strength > kept.strength


def _row(option: Option) -> int:
    """The row that an option is printed in; 0 for one that is reckoned."""
    return option.value.segment.row if option.value else 0


def printed_rates(evidence: Evidence) -> set[Decimal]:
    """The percentages that the pages print."""
    return {value.amount for value in evidence.all_values(Kind.NUMBER) if value.is_rate and value.amount > 0}


def unclaimed(evidence: Evidence, claims: list[Claim], table_rows: frozenset[int]) -> dict[Decimal, Value]:
    """The amounts outside the table that no label calls something else, by their size."""
    named = {claim.value.key for claim in claims_named(claims, *OTHER_ROLES) if _is_something_else(claim)}
    outside = [row for number, row in evidence.rows.items() if number not in table_rows]
    found: dict[Decimal, Value] = {}
    for value in chain.from_iterable(decimals_of(evidence, row) for row in outside):
        if value.key not in named:
            found[abs(value.amount)] = value
    return found


def _is_something_else(claim: Claim) -> bool:
    """Whether a label names an amount well."""
    return leads(claim) and claim.strength > UNLABELLED_LIMIT


def leads(claim: Claim) -> bool:
    """Whether a label is no word at the end of a text that happens to stand beside the amount."""
    return claim.label.start == 0 or claim.value.segment is claim.label.segment


def decimals_of(evidence: Evidence, row: Sequence[Segment]) -> list[Value]:
    """The numbers of a row that have decimals and are no rates."""
    return [value for value in evidence.values_of(*row) if value.is_exact]


def _adds_rows_above(evidence: Evidence, row: Sequence[Segment], sums: Sequence[Value]) -> bool:
    """Whether the last three amounts of the rows right above, two at least, add up to a row's."""
    wanted = amounts_of(sums)
    added = [Decimal(0)] * len(sums)
    for count, number in enumerate(range(row[0].row - 1, row[0].row - MOST_RATES - 1, -1), 1):
        above = decimals_of(evidence, evidence.rows.get(number, ()))[-len(sums) :]
        if len(above) < len(sums):
            return False
        added = list(map(add, added, amounts_of(above)))
        if count > 1 and added == wanted:
            return True
    return False


def amounts_of(values: Iterable[HasAmount]) -> list[Decimal]:
    """The amount of each."""
    return [value.amount for value in values]


def sum_of(values: Iterable[HasAmount]) -> Decimal:
    """What amounts come to."""
    return sum(amounts_of(values), Decimal(0))


def sum_rows(evidence: Evidence, claims: list[Claim], table_rows: frozenset[int]) -> Iterator[tuple[Option, ...]]:
    """Rows that hold net, tax and total side by side, as the last row of a tax breakdown does: a + b = c."""
    labelled = {claim.row for claim in claims_named(claims, "total", "subtotal")}
    named = set(amounts_of(claim.value for claim in claims_named(claims, *EXACT)))
    yield from _net_beside_tax(evidence, labelled - table_rows, named)
    for number in sorted(evidence.rows.keys() - table_rows):
        row = evidence.rows[number]
        for found in _taxed_sums(decimals_of(evidence, row) or _whole_amounts(evidence, row, named)):
            is_named = number in labelled or found[-1].amount in named
            strength = SUM_ROW if is_named or _adds_rows_above(evidence, row, found) else SUM_ROW / 2
            yield tuple([Option(value.amount, strength, value) for value in found])


def _net_beside_tax(
    evidence: Evidence, labelled: Iterable[int], named: Container[Decimal]
) -> Iterator[tuple[Option, ...]]:
    """Rows called total with two amounts, whose sum is called total or due elsewhere: "Total 1,000.00 | 90.00"."""
    for number in sorted(labelled):
        values = decimals_of(evidence, evidence.rows[number])
        if len(values) != 2:  # noqa: PLR2004 - net and tax
            continue
        net, tax = (Option(value.amount, SUM_ROW, value) for value in values)
        added = net.amount + tax.amount
        if added in named and abs(tax.amount) < abs(net.amount):
            yield net, tax, Option(added, SUM_ROW, None, Method.ARITHMETIC)


def _taxed_sums(values: Sequence[Value]) -> Iterator[tuple[Value, Value, Value]]:
    """Every three amounts side by side of which the last is the sum of an amount and its tax."""
    return filter(_is_taxed_sum, zip(values, values[1:], values[2:], strict=False))


def _whole_amounts(evidence: Evidence, row: Sequence[Segment], named: Container[Decimal]) -> list[Value]:
    """The whole numbers of a row, as forint and yen are written, where one of them is a total that is named."""
    numbers = [value for value in evidence.numbers_of(*row) if not value.is_rate]
    return numbers if any(value.amount in named for value in numbers) else []


def _is_taxed_sum(found: tuple[Value, Value, Value]) -> bool:
    """Whether amounts can be a net amount, its tax and their sum."""
    net, tax, total = amounts_of(found)
    return net + tax == total and _may_be_tax(tax, net)


def _may_be_tax(tax: Decimal, net: Decimal) -> bool:
    return tax * net > 0 and abs(net) > abs(tax) >= abs(net) * LOWEST_TAX


def with_sum_rows(roles: Sequence[list[Option]], rows: Sequence[tuple[Option, ...]]) -> list[list[Option]]:
    """The options of net, tax and total with those of the sum rows added.

    Where the rows only make a total together that is printed elsewhere, each is one rate's, and their sums are meant.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(roles)
    sums = list(map(sum_of, columns))
    if len(rows) < 2 or not near_any(sums[-1], amounts_of(roles[-1])):  # noqa: PLR2004 - one is no sum
        return [[*options, *column] for options, column in zip(roles, columns, strict=True)]
    parts = set(map(_row, columns[0]))
    together: list[list[Option]] = []
    for options, added in zip(roles, sums, strict=True):
        together.append([*_of_one_rate(options, parts), Option(added, SUM_ROW, None, Method.ARITHMETIC)])
    return together


def _of_one_rate(options: Sequence[Option], rows: Container[int]) -> Iterator[Option]:
    """Options of which those that are printed in the rates' rows are weaker: they are one rate's of several."""
    for option in options:
        of_rate = option.value is not None and _row(option) in rows
        yield weaker(option, ONE_RATE) if of_rate else option


def charges_and_allowances(claims: list[Claim]) -> frozenset[Decimal]:
    """What charges and allowances may add to the net amount: each alone, and all together."""
    best: dict[tuple[int, int, int], Decimal] = {}
    for claim in filter(_is_extra, claims_named(claims, "charge", "discount", "rounding")):
        amount = claim.value.amount
        best[claim.value.key] = -abs(amount) if claim.name == "discount" else amount
    return alone_and_together(list(filter(None, best.values())))


def _is_extra(claim: Claim) -> bool:
    """Whether a good label names what looks like money, beside it or with nothing else in its cell."""
    if claim.strength < UNLABELLED_LIMIT or looks_like_money(claim.value) < 1:
        return False
    return not claim.below or claim.label.fills_segment


def alone_and_together(amounts: Sequence[Decimal]) -> frozenset[Decimal]:
    """Amounts, and what all of them come to; nothing where there are none."""
    return frozenset([*amounts, sum(amounts, Decimal(0))] if amounts else [])
