"""The amounts that labels propose for each role of the totals, and those that stand on the pages without a label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.payment_terms import net_days

SUM_OF_RATES = 0.8  # taxes of several rates added up
SUM_ROW = 0.8  # net, tax and total side by side in a row that is called total; without a label, half of it
ONE_RATE = 0.5  # of an amount's strength where it is one rate's of several
INTEGER = 0.6  # amounts usually have decimals; "Total 3" is a count
UNLABELLED_LIMIT = 0.6  # of a label's strength, from which its amount is known to be something else
LOWEST_TAX = Decimal("0.02")  # of the net amount: the lowest rate of any country's VAT is 2.1 %
MOST_RATES = 6  # rows of a tax breakdown
OTHER_ROLES = ("charge", "discount", "rounding", "prepaid", "previous_balance", "other")
EXACT = ("total", "amount_due")
TOLERANCE = Decimal("0.02")
MOST_OPTIONS = 8  # per role: more are never needed and cost time by their product


@dataclass(frozen=True, slots=True)
class Option:
    """An amount that may play a role."""

    amount: Decimal
    strength: float
    value: Value | None
    method: Method = Method.LABEL


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


def is_money(claim: Claim, table_rows: frozenset[int]) -> bool:
    """Whether a claim's number can be an amount at all: no percentage, no measure, nothing of the table of lines."""
    number = claim.value.number
    if number is None or number.percent or number.unit or claim.value.segment.row in table_rows:
        return False
    following = claim.label.segment.words[claim.label.end : claim.label.end + 1]
    return not (claim.below and following and following[0].text.strip("()[]") == "%")


def options_of(claims: list[Claim], name: str, factor: float = 1.0) -> list[Option]:
    """The amounts that labels of a name claim."""
    return [
        Option(claim.value.amount, claim.strength * factor * looks_like_money(claim.value), claim.value)
        for claim in claims
        if claim.name == name
    ]


def exact_options(claims: list[Claim], name: str) -> list[Option]:
    """As `options_of`; no whole number amid words, or of days, where totals have decimals: "Net 14", "Art. 293 B"."""
    options = options_of(claims, name)
    exact = any(c.name in EXACT and c.value.number and c.value.number.decimals for c in claims)
    return [o for o in options if o.value is None or not (exact and _counts_something(o.value))]


def _counts_something(value: Value) -> bool:
    """Whether a whole number is a section's or a count of days: words follow it, or they make terms of payment."""
    words = value.segment.words
    amid = value.end < len(words) or net_days(value.segment.text, named=True) is not None
    return looks_like_money(value) < 1 and amid


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
    rows: dict[int, Claim] = {}
    for claim in claims:
        if claim.name == "tax_total" and not claim.below and looks_like_money(claim.value) == 1:
            kept = rows.get(claim.value.segment.row)
            if kept is None or kept.strength < claim.strength:
                rows[claim.value.segment.row] = claim
    return [*_added(list(rows.values())), *_added(_columns_of_rates(claims))]


def _added(taxes: list[Claim]) -> list[Option]:
    if len(taxes) < 2:  # noqa: PLR2004 - one is no sum
        return []
    strength = min(claim.strength for claim in taxes) * SUM_OF_RATES
    return [Option(sum((claim.value.amount for claim in taxes), Decimal(0)), strength, None, Method.ARITHMETIC)]


def _columns_of_rates(claims: list[Claim]) -> list[Claim]:
    """The taxes in one row that each stand under a heading with a rate: "VAT 9 % | ... | VAT 21 %"."""
    best: dict[tuple[int, int, int], Claim] = {}
    for claim in claims:
        if claim.name == "tax_total" and claim.below and looks_like_money(claim.value) == 1 and _names_rate(claim):
            kept = best.get(claim.value.key)
            best[claim.value.key] = claim if kept is None or kept.strength < claim.strength else kept
    rows = {(claim.label.segment.row, claim.value.segment.row) for claim in best.values()}
    return list(best.values()) if len(rows) == 1 else []


def _names_rate(claim: Claim) -> bool:
    return claim.label.segment.text.rstrip(" )").endswith("%")


def best_options(options: list[Option]) -> list[Option | None]:
    """The strongest options of a role, each amount once, and the possibility that it isn't there."""
    best: dict[Decimal, Option] = {}
    for option in options:
        row = option.value.segment.row if option.value else 0
        kept = best.get(option.amount)
        if kept is None or option.strength > kept.strength or (option.strength == kept.strength and row):
            best[option.amount] = option
    ranked = sorted(best.values(), key=lambda o: (-round(o.strength, 2), -(o.value.segment.row if o.value else 0)))
    return [None, *ranked[:MOST_OPTIONS]]


def printed_rates(evidence: Evidence) -> set[Decimal]:
    """The percentages that the pages print."""
    return {v.amount for v in evidence.all_values(Kind.NUMBER) if v.number and v.number.percent and v.amount > 0}


def unclaimed(evidence: Evidence, claims: list[Claim], table_rows: frozenset[int]) -> dict[Decimal, Value]:
    """The amounts outside the table that no label calls something else, by their size."""
    named = {c.value.key for c in claims if c.name in OTHER_ROLES and c.strength > UNLABELLED_LIMIT and leads(c)}
    return {
        abs(value.amount): value
        for value in evidence.all_values(Kind.NUMBER)
        if value.number
        and not value.number.percent
        and value.number.decimals
        and value.segment.row not in table_rows
        and value.key not in named
    }


def leads(claim: Claim) -> bool:
    """Whether the label is no word at the end of a text that happens to stand beside the amount."""
    return claim.label.start == 0 or claim.value.segment is claim.label.segment


def decimals_of(evidence: Evidence, row: Sequence[Segment]) -> list[Value]:
    """The numbers of a row that have decimals and are no rates."""
    return [v for s in row for v in evidence.values[s] if v.number and v.number.decimals and not v.number.percent]


def _adds_rows_above(evidence: Evidence, row: Sequence[Segment], sums: Sequence[Value]) -> bool:
    """Whether the last three amounts of the rows right above, two at least, add up to a row's."""
    added = [Decimal(0)] * len(sums)
    for count, number in enumerate(range(row[0].row - 1, row[0].row - MOST_RATES - 1, -1), 1):
        above = decimals_of(evidence, evidence.rows.get(number, ()))[-len(sums) :]
        if len(above) < len(sums):
            return False
        added = [total + value.amount for total, value in zip(added, above, strict=True)]
        if count > 1 and added == [value.amount for value in sums]:
            return True
    return False


def sum_rows(evidence: Evidence, claims: list[Claim], table_rows: frozenset[int]) -> Iterator[tuple[Option, ...]]:
    """Rows that hold net, tax and total side by side, as the last row of a tax breakdown does: a + b = c."""
    labelled = {claim.value.segment.row for claim in claims if claim.name in ("total", "subtotal")}
    for number, row in evidence.rows.items():
        if number in table_rows:
            continue
        values = decimals_of(evidence, row)
        for net, tax, total in zip(values, values[1:], values[2:], strict=False):
            if _may_be_tax(tax.amount, net.amount) and net.amount + tax.amount == total.amount:
                sure = number in labelled or _adds_rows_above(evidence, row, (net, tax, total))
                strength = SUM_ROW if sure else SUM_ROW / 2
                yield tuple(Option(value.amount, strength, value) for value in (net, tax, total))


def _may_be_tax(tax: Decimal, net: Decimal) -> bool:
    return tax * net > 0 and abs(net) > abs(tax) >= abs(net) * LOWEST_TAX


def with_sum_rows(roles: Sequence[list[Option]], rows: Sequence[tuple[Option, ...]]) -> list[list[Option]]:
    """The options of net, tax and total with those of the sum rows added.

    Where the rows only make a total together that is printed elsewhere, each is one rate's, and their sums are meant.
    """
    sums = [sum((option.amount for option in column), Decimal(0)) for column in zip(*rows, strict=True)]
    together = len(rows) > 1 and any(near(option.amount, sums[-1]) for option in roles[-1])
    if not together:
        return [[*options, *(row[role] for row in rows)] for role, options in enumerate(roles)]
    parts = {row[0].value.segment.row for row in rows if row[0].value}
    return [
        [
            *(weaker(o, ONE_RATE) if o.value and o.value.segment.row in parts else o for o in options),
            Option(added, SUM_ROW, None, Method.ARITHMETIC),
        ]
        for options, added in zip(roles, sums, strict=True)
    ]


def charges_and_allowances(claims: list[Claim]) -> frozenset[Decimal]:
    """What charges and allowances may add to the net amount: each alone, and all together."""
    best: dict[tuple[int, int, int], Decimal] = {}
    for claim in claims:
        beside = not claim.below or claim.label.fills_segment
        if not beside or claim.strength < UNLABELLED_LIMIT or looks_like_money(claim.value) < 1:
            continue
        if claim.name in ("charge", "discount", "rounding"):
            sign = -1 if claim.name == "discount" and claim.value.amount > 0 else 1
            best[claim.value.key] = sign * claim.value.amount
    amounts = [amount for amount in best.values() if amount]
    return frozenset([*amounts, sum(amounts, Decimal(0))] if amounts else [])
