"""The company's invoices in numbers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.schema import Input, Output
from chalicelib.authorization import Caller, Scope
from chalicelib.documents.model.money import places, rounded
from chalicelib.documents.model.types import Day
from chalicelib.errors import InvalidInput, NoCompany, StatisticsHidden
from chalicelib.invoices.statistics import CurrencySums, Due, Statistics, read_statistics
from chalicelib.records.invoices import State, Status

statistics = Resource(__name__)


class StatisticsQuery(Input):
    """The days to show, both included and in UTC, and the currency whose largest suppliers are shown."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")] | None = None


class DayOut(Output):
    """A day's invoices: those that came in, were last validated, and were last sent on it."""

    day: date
    created: int
    validated: int
    sent: int


class AmountsOut(Output):
    """What the invoices in one currency come to; credit notes count against it."""

    currency: str
    invoices: int
    net_total: Decimal
    tax_total: Decimal
    total: Decimal


class SupplierOut(Output):
    """What one supplier's invoices in one currency come to."""

    supplier: str
    currency: str
    invoices: int
    total: Decimal


class MoneyOut(Output):
    """An amount of money."""

    currency: str
    total: Decimal


class DueOut(Output):
    """Invoices by their due date, and what is still to be paid of them."""

    invoices: int
    amounts: tuple[MoneyOut, ...]


class SalesOut(Output):
    """What the company's own invoices come to, and what is due of them."""

    amounts: tuple[AmountsOut, ...]
    overdue: DueOut
    due_soon: DueOut


class StatisticsOut(Output):
    """The company's invoices in numbers: from the moment when their file is there, as long as they exist.

    Counts are of all invoices; `amounts`, `suppliers`, `overdue` and `due_soon` are of those that the company pays,
    `sales` of its own.
    """

    invoices: int
    duplicates: int
    by_state: dict[State, int]
    by_status: dict[Status, int]
    days: tuple[DayOut, ...]
    amounts: tuple[AmountsOut, ...]
    suppliers: tuple[SupplierOut, ...]
    overdue: DueOut
    due_soon: DueOut
    sales: SalesOut


@statistics.route("/stats", scope=Scope.READ, raises=(InvalidInput, NoCompany, StatisticsHidden))
def get_statistics(caller: Caller, query: StatisticsQuery) -> StatisticsOut:
    """Fetch the company's invoices in numbers."""
    return _statistics_out(read_statistics(caller, first=query.from_, last=query.to, currency=query.currency))


def _statistics_out(found: Statistics) -> StatisticsOut:
    currency = found.suppliers_currency or ""
    return StatisticsOut(
        invoices=found.invoices,
        duplicates=found.duplicates,
        by_state=dict(found.by_state),
        by_status=dict(found.by_status),
        days=tuple(map(DayOut.model_validate, found.days)),
        amounts=tuple(map(_amounts_out, found.amounts)),
        suppliers=tuple(
            SupplierOut(
                supplier=each.supplier, currency=currency, invoices=each.invoices, total=_money(each.amount, currency)
            )
            for each in found.suppliers
        ),
        overdue=_due_out(found.overdue),
        due_soon=_due_out(found.due_soon),
        sales=SalesOut(
            amounts=tuple(map(_amounts_out, found.sales.amounts)),
            overdue=_due_out(found.sales.overdue),
            due_soon=_due_out(found.sales.due_soon),
        ),
    )


def _amounts_out(sums: CurrencySums) -> AmountsOut:
    net, tax, total = (_money(amount, sums.currency) for amount in (sums.net_total, sums.tax_total, sums.total))
    return AmountsOut(currency=sums.currency, invoices=sums.invoices, net_total=net, tax_total=tax, total=total)


def _due_out(due: Due) -> DueOut:
    return DueOut(invoices=due.invoices, amounts=_by_currency(due.amounts))


def _by_currency(amounts: Mapping[str, Decimal]) -> tuple[MoneyOut, ...]:
    return tuple(MoneyOut(currency=name, total=_money(amount, name)) for name, amount in amounts.items())


def _money(amount: Decimal, currency: str) -> Decimal:
    return rounded(amount, places(currency))
