from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="LineIn")


@_attrs_define
class LineIn:
    """A line of an invoice (BG-25)."""

    description: str
    """ What was delivered or done """
    quantity: float | None | str | Unset = UNSET
    """ How much (BT-129) """
    unit: None | str | Unset = UNSET
    """ Code of the unit (UN/ECE Recommendation 20, BT-130) """
    unit_price: float | None | str | Unset = UNSET
    """ Price of one unit without tax (BT-146) """
    base_quantity: float | None | str | Unset = UNSET
    """ BT-149: how many units the price is for; one if null """
    net_amount: float | None | str | Unset = UNSET
    """ Amount of the line without tax (BT-131) """
    tax_rate: float | None | str | Unset = UNSET
    """ Tax rate in percent (BT-152) """
    tax_category: None | str | Unset = UNSET
    """ UNTDID 5305: S Z E AE K G O L M """

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        quantity: float | None | str | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        else:
            quantity = self.quantity

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        unit_price: float | None | str | Unset
        if isinstance(self.unit_price, Unset):
            unit_price = UNSET
        else:
            unit_price = self.unit_price

        base_quantity: float | None | str | Unset
        if isinstance(self.base_quantity, Unset):
            base_quantity = UNSET
        else:
            base_quantity = self.base_quantity

        net_amount: float | None | str | Unset
        if isinstance(self.net_amount, Unset):
            net_amount = UNSET
        else:
            net_amount = self.net_amount

        tax_rate: float | None | str | Unset
        if isinstance(self.tax_rate, Unset):
            tax_rate = UNSET
        else:
            tax_rate = self.tax_rate

        tax_category: None | str | Unset
        if isinstance(self.tax_category, Unset):
            tax_category = UNSET
        else:
            tax_category = self.tax_category

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "description": description,
            }
        )
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if unit is not UNSET:
            field_dict["unit"] = unit
        if unit_price is not UNSET:
            field_dict["unit_price"] = unit_price
        if base_quantity is not UNSET:
            field_dict["base_quantity"] = base_quantity
        if net_amount is not UNSET:
            field_dict["net_amount"] = net_amount
        if tax_rate is not UNSET:
            field_dict["tax_rate"] = tax_rate
        if tax_category is not UNSET:
            field_dict["tax_category"] = tax_category

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        description = d.pop("description")

        def _parse_quantity(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        def _parse_unit_price(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        unit_price = _parse_unit_price(d.pop("unit_price", UNSET))

        def _parse_base_quantity(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        base_quantity = _parse_base_quantity(d.pop("base_quantity", UNSET))

        def _parse_net_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        net_amount = _parse_net_amount(d.pop("net_amount", UNSET))

        def _parse_tax_rate(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate", UNSET))

        def _parse_tax_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_category = _parse_tax_category(d.pop("tax_category", UNSET))

        line_in = cls(
            description=description,
            quantity=quantity,
            unit=unit,
            unit_price=unit_price,
            base_quantity=base_quantity,
            net_amount=net_amount,
            tax_rate=tax_rate,
            tax_category=tax_category,
        )

        return line_in
