from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amounts_out import AmountsOut
    from ..models.day_out import DayOut
    from ..models.due_out import DueOut
    from ..models.sales_out import SalesOut
    from ..models.statistics_out_by_state import StatisticsOutByState
    from ..models.statistics_out_by_status import StatisticsOutByStatus
    from ..models.supplier_out import SupplierOut


T = TypeVar("T", bound="StatisticsOut")


@_attrs_define
class StatisticsOut:
    """The company's invoices in numbers: from the moment when their file is there, as long as they exist.

    Counts are of all invoices; `amounts`, `suppliers`, `overdue` and `due_soon` are of those that the company pays,
    `sales` of its own.

    """

    invoices: int
    """ How many invoices there are """
    duplicates: int
    """ How many were marked as duplicates """
    by_state: StatisticsOutByState
    """ How many invoices there are in each state """
    by_status: StatisticsOutByStatus
    """ How many invoices there are in each status """
    days: list[DayOut]
    """ Figures day by day, oldest first """
    amounts: list[AmountsOut]
    """ Sums, each by currency """
    suppliers: list[SupplierOut]
    """ Those with the highest sums """
    overdue: DueOut
    """ Invoices by their due date, and what is still to be paid of them. """
    due_soon: DueOut
    """ Invoices by their due date, and what is still to be paid of them. """
    sales: SalesOut
    """ What the company's own invoices come to, and what is due of them. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        invoices = self.invoices

        duplicates = self.duplicates

        by_state = self.by_state.to_dict()

        by_status = self.by_status.to_dict()

        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        amounts = []
        for amounts_item_data in self.amounts:
            amounts_item = amounts_item_data.to_dict()
            amounts.append(amounts_item)

        suppliers = []
        for suppliers_item_data in self.suppliers:
            suppliers_item = suppliers_item_data.to_dict()
            suppliers.append(suppliers_item)

        overdue = self.overdue.to_dict()

        due_soon = self.due_soon.to_dict()

        sales = self.sales.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "invoices": invoices,
                "duplicates": duplicates,
                "by_state": by_state,
                "by_status": by_status,
                "days": days,
                "amounts": amounts,
                "suppliers": suppliers,
                "overdue": overdue,
                "due_soon": due_soon,
                "sales": sales,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.amounts_out import AmountsOut  # noqa: PLC0415
        from ..models.day_out import DayOut  # noqa: PLC0415
        from ..models.due_out import DueOut  # noqa: PLC0415
        from ..models.sales_out import SalesOut  # noqa: PLC0415
        from ..models.statistics_out_by_state import StatisticsOutByState  # noqa: PLC0415
        from ..models.statistics_out_by_status import StatisticsOutByStatus  # noqa: PLC0415
        from ..models.supplier_out import SupplierOut  # noqa: PLC0415

        d = dict(src_dict)
        invoices = d.pop("invoices")

        duplicates = d.pop("duplicates")

        by_state = StatisticsOutByState.from_dict(d.pop("by_state"))

        by_status = StatisticsOutByStatus.from_dict(d.pop("by_status"))

        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = DayOut.from_dict(days_item_data)

            days.append(days_item)

        amounts = []
        _amounts = d.pop("amounts")
        for amounts_item_data in _amounts:
            amounts_item = AmountsOut.from_dict(amounts_item_data)

            amounts.append(amounts_item)

        suppliers = []
        _suppliers = d.pop("suppliers")
        for suppliers_item_data in _suppliers:
            suppliers_item = SupplierOut.from_dict(suppliers_item_data)

            suppliers.append(suppliers_item)

        overdue = DueOut.from_dict(d.pop("overdue"))

        due_soon = DueOut.from_dict(d.pop("due_soon"))

        sales = SalesOut.from_dict(d.pop("sales"))

        statistics_out = cls(
            invoices=invoices,
            duplicates=duplicates,
            by_state=by_state,
            by_status=by_status,
            days=days,
            amounts=amounts,
            suppliers=suppliers,
            overdue=overdue,
            due_soon=due_soon,
            sales=sales,
        )

        statistics_out.additional_properties = d
        return statistics_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
