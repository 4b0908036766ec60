"""The arithmetic of an invoice: what its lines say it comes to, and whether the totals that it states agree.

The rules are EN 16931's: a line's net amount (BT-131), BR-CO-10 to BR-CO-18 for totals, BR-S-08 and its siblings for
the tax breakdown. What can't be computed because something lacks is left as it stands: nothing is made up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.model.document import AllowanceCharge, Document, Group, Line, Price, TaxSubtotal, Totals
from chalicelib.documents.model.money import exactly, minor_places, places, rounded

ZERO = Decimal(0)
PERCENT = Decimal(100)
TaxKey = tuple[str | None, Decimal | None, str | None]
Each = TypeVar("Each", bound=AllowanceCharge)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stated amount that isn't what the rest of the document comes to. `field` is its place: `totals.net_total`."""

    field: str
    given: Decimal
    computed: Decimal


class TotalsDisagree(DocumentError):
    """Amounts that were given contradict the lines."""

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        """Carry every difference."""
        self.differences = differences
        super().__init__("; ".join(f"{each.field}: {each.given}, computed {each.computed}" for each in differences))


def complete(document: Document) -> Document:
    """Fill in every amount that follows from the others; raise `TotalsDisagree` where given ones contradict them."""
    found = differences(document)
    if found:
        raise TotalsDisagree(found)
    return computed(document)


def computed(document: Document) -> Document:
    """The document with every amount that follows from the others, whatever it stated."""
    decimals = places(document.currency)
    changes = {
        "lines": tuple(_with_net(line, decimals) for line in document.lines),
        "allowances": tuple(_with_amount(each, decimals) for each in document.allowances),
        "charges": tuple(_with_amount(each, decimals) for each in document.charges),
    }
    return summed_up(document.model_copy(update=changes))


def summed_up(document: Document) -> Document:
    """The document with the tax breakdown and totals that its lines come to, each as it states its amount."""
    breakdown = _tax_breakdown(document, places(document.currency))
    totals = _totals(document, breakdown)
    if breakdown is None or totals is None:
        return document
    return document.model_copy(update={"tax_breakdown": breakdown, "totals": totals})


def differences(document: Document, tax_tolerance: Decimal = ZERO) -> tuple[Difference, ...]:
    """What the document states otherwise than computed.

    EN 16931's rules let the tax breakdown be off by less than one unit of currency, because some software rounds each
    line; that is for `tax_tolerance` to allow.
    """
    expected = computed(document)
    details = ("lines", "allowances", "charges")
    return tuple(chain(
        chain.from_iterable(_compare_each(name, getattr(document, name), getattr(expected, name)) for name in details),
        _compare_breakdown(document.tax_breakdown, expected.tax_breakdown, tax_tolerance),
        _compare("totals", document.totals, expected.totals),
    ))  # fmt: skip


def total_differences(document: Document, tax_tolerance: Decimal | None = None) -> tuple[Difference, ...]:
    """Differences in the document's own sums, taking each line's amount and each tax amount as stated.

    Amounts are compared as the currency has them, however many decimals they are stated with. Where the document states
    no tax breakdown, nothing is said of its total tax, and of what follows from that.
    """
    decimals = minor_places(document.currency)
    tolerance = _tax_tolerance(decimals) if tax_tolerance is None else tax_tolerance
    totals = _totals(document, document.tax_breakdown or None)
    if totals is not None and not document.tax_breakdown:
        totals = totals.model_copy(update=dict.fromkeys(("tax_total", "total", "amount_due")))
    return (
        *_compare_breakdown(document.tax_breakdown, _expected_breakdown(document, decimals), tolerance, decimals),
        *_compare("totals", document.totals, totals, decimals=decimals),
    )


def _tax_tolerance(decimals: int) -> Decimal:
    """From which difference a tax amount disagrees: some software rounds each line, some rounds down.

    EN 16931's rules let it be off by less than one unit of currency; where that is the smallest amount, by one.
    """
    return Decimal(1) if decimals else Decimal(2)


def _expected_breakdown(document: Document, decimals: int) -> tuple[TaxSubtotal, ...]:
    """The tax breakdown that the lines come to; as stated where they do not say which tax is theirs.

    UBL outside of EN 16931 leaves the category out of the lines. Where there is one row only, all lines are in it.
    """
    stated = document.tax_breakdown
    unnamed = [line for line in document.lines if line.tax_category is None and line.tax_rate is None]
    if not unnamed:
        return _tax_breakdown(document, decimals) or stated
    if len(stated) != 1 or len(unnamed) != len(document.lines):
        return stated
    tax = {"tax_category": stated[0].category, "tax_rate": stated[0].rate, "tax_scheme": stated[0].scheme}
    lines = tuple(line.model_copy(update=tax) for line in document.lines)
    return _tax_breakdown(document.model_copy(update={"lines": lines}), decimals) or stated


def with_amount_due(document: Document) -> Document:
    """The document with the amount due (BT-115) that follows from its total, where it has a total and states none.

    >>> with_amount_due(Document.model_validate({"totals": {"total": "120.00", "prepaid": "20.00"}})).totals.amount_due
    Decimal('100.00')
    """
    given = document.totals
    if given is None or given.total is None or given.amount_due is not None:
        return document
    with exactly():
        due = given.total - (given.prepaid or ZERO) + (given.rounding or ZERO)
    return document.model_copy(update={"totals": given.model_copy(update={"amount_due": due})})


def header_differences(document: Document) -> tuple[Difference, ...]:
    """Differences among the totals alone, whatever the lines say: BR-CO-15 and BR-CO-16."""
    given = document.totals or Totals()
    net, tax, total = given.net_total, given.tax_total, given.total
    expected = given
    with exactly():
        if net is not None and tax is not None and total is not None:
            expected = expected.model_copy(update={"total": net + tax})
        if total is not None and given.amount_due is not None:
            due = total - (given.prepaid or ZERO) + (given.rounding or ZERO)
            expected = expected.model_copy(update={"amount_due": due})
    return tuple(_compare("totals", given, expected))


def line_net(line: Line, decimals: int = 2) -> Decimal | None:
    """BT-131: quantity by price, with the line's charges, without its allowances; None where something lacks.

    >>> line_net(Line.model_validate({"quantity": "3", "price": {"net": "10", "base_quantity": "4"}}))
    Decimal('7.50')
    """
    price = net_price(line.price)
    base = line.price.base_quantity if line.price and line.price.base_quantity is not None else Decimal(1)
    extra = _sum(each.amount for each in line.charges)
    less = _sum(each.amount for each in line.allowances)
    if line.quantity is None or price is None or extra is None or less is None or not base:
        return None
    with exactly():
        return rounded(line.quantity * price / base + extra - less, decimals)


def net_price(price: Price | None) -> Decimal | None:
    """BT-146, from the gross price and the discount where it is not stated."""
    if price is None or price.net is not None:
        return price.net if price else None
    return None if price.gross is None else price.gross - (price.discount or ZERO)


def _with_net(line: Line, decimals: int) -> Line:
    changes: dict[str, object] = {
        "allowances": tuple(_with_amount(each, decimals) for each in line.allowances),
        "charges": tuple(_with_amount(each, decimals) for each in line.charges),
    }
    detailed = line.model_copy(update=changes)
    if line.price:
        detailed = detailed.model_copy(update={"price": line.price.model_copy(update={"net": net_price(line.price)})})
    net = line_net(detailed, decimals)
    return detailed if net is None else detailed.model_copy(update={"net_amount": net})


def _with_amount(each: Each, decimals: int) -> Each:
    if each.base_amount is None or each.percentage is None:
        return each
    with exactly():
        amount = rounded(each.base_amount * each.percentage / PERCENT, decimals)
    return each.model_copy(update={"amount": amount})


def _tax_breakdown(document: Document, decimals: int) -> tuple[TaxSubtotal, ...] | None:
    taxable: dict[TaxKey, Decimal] = {}
    with exactly():
        for key, amount in _taxed(document):
            if amount is None:
                return None
            taxable[key] = taxable.get(key, ZERO) + amount
    stated = {tax_key(row.category, row.rate, row.scheme): row for row in document.tax_breakdown}
    return tuple(_tax_row(key, amount, stated.get(key), decimals) for key, amount in taxable.items()) or None


def _taxed(document: Document) -> Iterator[tuple[TaxKey, Decimal | None]]:
    for line in document.lines:
        yield tax_key(line.tax_category, line.tax_rate, line.tax_scheme), line.net_amount
    for charge in document.charges:
        yield tax_key(charge.tax_category, charge.tax_rate, charge.tax_scheme), charge.amount
    for allowance in document.allowances:
        amount = None if allowance.amount is None else -allowance.amount
        yield tax_key(allowance.tax_category, allowance.tax_rate, allowance.tax_scheme), amount


def tax_key(category: str | None, rate: Decimal | None, scheme: str | None) -> TaxKey:
    """Category, rate and tax, equal numbers being the same rate; "not subject to tax" has none (BR-O-05)."""
    return category, None if category == "O" or rate is None else rate.normalize(), scheme


def _tax_row(key: TaxKey, taxable: Decimal, stated: TaxSubtotal | None, decimals: int) -> TaxSubtotal:
    category, rate, scheme = key
    with exactly():
        tax = rounded(taxable * (rate or ZERO) / PERCENT, decimals)
    plain_rate = None if rate is None else Decimal(f"{rate:f}")
    row = stated or TaxSubtotal(category=category, rate=plain_rate, scheme=scheme)
    return row.model_copy(update={"taxable_amount": taxable, "tax_amount": tax})


def _totals(document: Document, breakdown: tuple[TaxSubtotal, ...] | None) -> Totals | None:
    given = document.totals or Totals()
    sums = [
        _sum([line.net_amount for line in document.lines]),
        _sum([each.amount for each in document.allowances]),
        _sum([each.amount for each in document.charges]),
        _sum([row.tax_amount for row in breakdown or ()]),
    ]
    known = [each for each in sums if each is not None]
    if not document.lines or len(known) < len(sums):
        return None
    lines, allowances, charges, tax = known
    with exactly():
        net = lines - allowances + charges
        return given.model_copy(update={
            "lines_net": lines,
            "allowances": allowances if document.allowances else given.allowances,
            "charges": charges if document.charges else given.charges,
            "net_total": net,
            "tax_total": tax,
            "total": net + tax,
            "amount_due": net + tax - (given.prepaid or ZERO) + (given.rounding or ZERO),
        })  # fmt: skip


def _compare_each(field: str, given: Iterable[Group], expected: Iterable[Group]) -> Iterator[Difference]:
    for index, (one, other) in enumerate(zip(given, expected, strict=True)):
        yield from _compare(f"{field}.{index}", one, other)


def _compare_breakdown(
    given: tuple[TaxSubtotal, ...],
    expected: tuple[TaxSubtotal, ...],
    tolerance: Decimal,
    decimals: int | None = None,
) -> Iterator[Difference]:
    by_key = {tax_key(row.category, row.rate, row.scheme): row for row in expected}
    nothing = TaxSubtotal(taxable_amount=ZERO, tax_amount=ZERO)
    for index, row in enumerate(given):
        other = by_key.get(tax_key(row.category, row.rate, row.scheme), nothing)
        yield from _compare(f"tax_breakdown.{index}", row, other, tolerance, decimals)


def _compare(
    field: str, given: Group | None, expected: Group | None, tolerance: Decimal = ZERO, decimals: int | None = None
) -> Iterator[Difference]:
    """Where two groups' amounts differ by the tolerance or more, rounded to `decimals` where those are given."""
    if given is None or expected is None:
        return
    for name in type(given).model_fields:
        one, other = getattr(given, name), getattr(expected, name)
        if name == "rate" or not isinstance(one, Decimal) or not isinstance(other, Decimal):
            continue
        if decimals is not None:
            one, other = rounded(one, decimals), rounded(other, decimals)
        if one != other and abs(one - other) >= tolerance:
            yield Difference(f"{field}.{name}", one, other)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total = ZERO
    with exactly():
        for amount in amounts:
            if amount is None:
                return None
            total += amount
    return total
