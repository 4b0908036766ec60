from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amounts_out import AmountsOut
    from ..models.due_out import DueOut


T = TypeVar("T", bound="SalesOut")


@_attrs_define
class SalesOut:
    """What the company's own invoices come to, and what is due of them."""

    amounts: list[AmountsOut]
    """ Sums, each by currency """
    overdue: DueOut
    """ Invoices by their due date, and what is still to be paid of them. """
    due_soon: DueOut
    """ Invoices by their due date, and what is still to be paid of them. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amounts = []
        for amounts_item_data in self.amounts:
            amounts_item = amounts_item_data.to_dict()
            amounts.append(amounts_item)

        overdue = self.overdue.to_dict()

        due_soon = self.due_soon.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amounts": amounts,
                "overdue": overdue,
                "due_soon": due_soon,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.amounts_out import AmountsOut  # noqa: PLC0415
        from ..models.due_out import DueOut  # noqa: PLC0415

        d = dict(src_dict)
        amounts = []
        _amounts = d.pop("amounts")
        for amounts_item_data in _amounts:
            amounts_item = AmountsOut.from_dict(amounts_item_data)

            amounts.append(amounts_item)

        overdue = DueOut.from_dict(d.pop("overdue"))

        due_soon = DueOut.from_dict(d.pop("due_soon"))

        sales_out = cls(
            amounts=amounts,
            overdue=overdue,
            due_soon=due_soon,
        )

        sales_out.additional_properties = d
        return sales_out

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
