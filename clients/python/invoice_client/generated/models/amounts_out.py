from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AmountsOut")


@_attrs_define
class AmountsOut:
    """What the invoices in one currency come to; credit notes count against it."""

    currency: str
    """ ISO 4217 code """
    invoices: int
    """ How many invoices there are """
    net_total: str
    """ Total without tax (BT-109) """
    tax_total: str
    """ Tax in all (BT-110) """
    total: str
    """ Total with tax (BT-112) """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        currency = self.currency

        invoices = self.invoices

        net_total = self.net_total

        tax_total = self.tax_total

        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "currency": currency,
                "invoices": invoices,
                "net_total": net_total,
                "tax_total": tax_total,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        currency = d.pop("currency")

        invoices = d.pop("invoices")

        net_total = d.pop("net_total")

        tax_total = d.pop("tax_total")

        total = d.pop("total")

        amounts_out = cls(
            currency=currency,
            invoices=invoices,
            net_total=net_total,
            tax_total=tax_total,
            total=total,
        )

        amounts_out.additional_properties = d
        return amounts_out

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
