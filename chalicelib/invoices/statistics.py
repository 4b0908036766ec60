"""A company's invoices in numbers, read from counters: the same number of reads, however many invoices there are.

`overdue` and `due_soon` are of what is still to be paid of each invoice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.documents.model.money import exactly
from chalicelib.errors import InvalidInput, StatisticsHidden
from chalicelib.records.invoice_statistics import CREATED, MONTH, SALES, SENT, TOTALS, VALIDATED
from chalicelib.records.invoices import State, Status
from chalicelib.storage.statistics import counters
from chalicelib.storage.statistics.counters import SupplierSum

MAX_DAYS = 366
USUAL_DAYS = 30
DUE_SOON_DAYS = 7
MAX_SUPPLIERS = 10

_CURRENCY, _DUE = "currency#", "due#"
_INVOICES = "invoices"


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, of the invoices that are still there."""

    day: date
    created: int
    validated: int
    sent: int


@dataclass(frozen=True, slots=True)
class CurrencySums:
    """What the invoices in one currency come to."""

    currency: str
    invoices: int
    net_total: Decimal
    tax_total: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Due:
    """How many invoices are due, and what they come to by currency."""

    invoices: int
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Sales:
    """What the company's own invoices come to, and what is due of them."""

    amounts: Sequence[CurrencySums]
    overdue: Due
    due_soon: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """A company's invoices in numbers, its own (`sales`) apart.

    `suppliers` are the largest in `suppliers_currency`, largest first.
    """

    invoices: int
    duplicates: int
    by_state: Mapping[State, int]
    by_status: Mapping[Status, int]
    days: Sequence[Day]
    amounts: Sequence[CurrencySums]
    suppliers_currency: str | None
    suppliers: Sequence[SupplierSum]
    overdue: Due
    due_soon: Due
    sales: Sales


@needs(Role.MEMBER)
def read_statistics(caller: Caller, *, first: date | None, last: date | None, currency: str | None) -> Statistics:
    """Return the company's statistics, with the days from `first` to `last`; the last thirty unless named.

    The largest suppliers are those in `currency`, or in that which most invoices have.

    Raises:
        StatisticsHidden: the caller may not see all of the company's invoices.
        InvalidInput: the days are none, or too many.

    """
    if not caller.sees_all:
        raise StatisticsHidden
    today = now().date()
    days = _days(first, last, today)
    months = sorted({f"{MONTH}{day:%Y-%m}" for day in days})
    items = counters.read_items(caller.company_id, [TOTALS, *months])
    totals = items.get(TOTALS, {})
    bought, sold = _part(totals, sales=False), _part(totals, sales=True)
    amounts = _amounts(bought)
    ranked = currency or (amounts[0].currency if amounts else None)
    upcoming = counters.read_due(caller.company_id, today)
    to_pay = {day: _part(counts, sales=False) for day, counts in upcoming.items()}
    to_receive = {day: _part(counts, sales=True) for day, counts in upcoming.items()}
    return Statistics(
        invoices=int(totals.get(_INVOICES, 0)),
        duplicates=int(totals.get("duplicates", 0)),
        by_state={state: int(totals.get(f"state#{state}", 0)) for state in State},
        by_status={status: int(totals.get(f"status#{status}", 0)) for status in Status if _counts(status)},
        days=[_day(day, items.get(f"{MONTH}{day:%Y-%m}", {})) for day in days],
        amounts=amounts,
        suppliers_currency=ranked,
        suppliers=counters.largest_suppliers(caller.company_id, ranked, MAX_SUPPLIERS) if ranked else (),
        overdue=_overdue(bought, list(to_pay.values())),
        due_soon=_due_soon(to_pay, today),
        sales=Sales(_amounts(sold), _overdue(sold, list(to_receive.values())), _due_soon(to_receive, today)),
    )


def _part(counts: Mapping[str, Decimal], *, sales: bool) -> dict[str, Decimal]:
    """Return the counters of sales, or of all else, by the same names."""
    return {name.removeprefix(SALES): count for name, count in counts.items() if name.startswith(SALES) is sales}


def _days(first: date | None, last: date | None, today: date) -> list[date]:
    usual = timedelta(days=USUAL_DAYS - 1)
    try:
        last = last or (first + usual if first else today)
        first = first or last - usual
    except OverflowError as error:
        raise InvalidInput(("from", "There are no such days.")) from error
    number = (last - first).days + 1
    if number < 1:
        raise InvalidInput(("from", "The first day is after the last."))
    if number > MAX_DAYS:
        raise InvalidInput(("from", f"These are {number} days; at most {MAX_DAYS} are shown."))
    return [first + timedelta(days=offset) for offset in range(number)]


def _counts(status: Status) -> bool:
    return status is not Status.AWAITING_UPLOAD


def _day(day: date, counts: Mapping[str, Decimal]) -> Day:
    created, validated, sent = (int(counts.get(f"{day:%d}#{what}", 0)) for what in (CREATED, VALIDATED, SENT))
    return Day(day, created, validated, sent)


def _amounts(totals: Mapping[str, Decimal]) -> list[CurrencySums]:
    """Return the sums of each currency that some invoice has, the most frequent first."""
    names = {name.split("#")[1] for name in totals if name.startswith(_CURRENCY)}
    sums = [_sums(f"{_CURRENCY}{name}#", name, totals) for name in names]
    return sorted((each for each in sums if each.invoices), key=lambda each: (-each.invoices, each.currency))


def _sums(prefix: str, currency: str, totals: Mapping[str, Decimal]) -> CurrencySums:
    net, tax, total = (totals.get(f"{prefix}{name}", Decimal(0)) for name in ("net", "tax", "total"))
    return CurrencySums(currency, int(totals.get(f"{prefix}{_INVOICES}", 0)), net, tax, total)


def _overdue(totals: Mapping[str, Decimal], upcoming: Sequence[Mapping[str, Decimal]]) -> Due:
    """Return what is due at all less what is due today or later: days past have no end, those to come do."""
    every = {name.removeprefix(_DUE): count for name, count in totals.items() if name.startswith(_DUE)}
    with exactly():
        return _due([every, *({name: -count for name, count in counts.items()} for counts in upcoming)])


def _due_soon(upcoming: Mapping[date, Mapping[str, Decimal]], today: date) -> Due:
    return _due([counts for day, counts in upcoming.items() if day < today + timedelta(days=DUE_SOON_DAYS)])


def _due(parts: Sequence[Mapping[str, Decimal]]) -> Due:
    sums: dict[str, Decimal] = {}
    with exactly():
        for name, count in ((name, count) for counts in parts for name, count in counts.items()):
            sums[name] = sums.get(name, Decimal(0)) + count
    invoices = int(sums.pop(_INVOICES, 0))
    return Due(invoices, {currency: amount for currency, amount in sorted(sums.items()) if amount})
