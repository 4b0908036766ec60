from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SupplierOut")


@_attrs_define
class SupplierOut:
    """What one supplier's invoices in one currency come to."""

    supplier: str
    """ The supplier's name """
    currency: str
    """ ISO 4217 code """
    invoices: int
    """ How many invoices there are """
    total: str
    """ The sum of its invoices, tax included """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        supplier = self.supplier

        currency = self.currency

        invoices = self.invoices

        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "supplier": supplier,
                "currency": currency,
                "invoices": invoices,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        supplier = d.pop("supplier")

        currency = d.pop("currency")

        invoices = d.pop("invoices")

        total = d.pop("total")

        supplier_out = cls(
            supplier=supplier,
            currency=currency,
            invoices=invoices,
            total=total,
        )

        supplier_out.additional_properties = d
        return supplier_out

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
