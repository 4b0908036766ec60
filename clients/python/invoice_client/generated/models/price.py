from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Price")


@_attrs_define
class Price:
    """BG-29 Price details."""

    net: float | None | str | Unset = UNSET
    """ BT-146: price of an item without tax, after the discount """
    discount: float | None | str | Unset = UNSET
    """ BT-147: taken from the gross price """
    gross: float | None | str | Unset = UNSET
    """ BT-148: price of an item without tax, before the discount """
    base_quantity: float | None | str | Unset = UNSET
    """ BT-149: how many units the price is for """
    base_unit: None | str | Unset = UNSET
    """ BT-150: unit of the base quantity """

    def to_dict(self) -> dict[str, Any]:
        net: float | None | str | Unset
        if isinstance(self.net, Unset):
            net = UNSET
        else:
            net = self.net

        discount: float | None | str | Unset
        if isinstance(self.discount, Unset):
            discount = UNSET
        else:
            discount = self.discount

        gross: float | None | str | Unset
        if isinstance(self.gross, Unset):
            gross = UNSET
        else:
            gross = self.gross

        base_quantity: float | None | str | Unset
        if isinstance(self.base_quantity, Unset):
            base_quantity = UNSET
        else:
            base_quantity = self.base_quantity

        base_unit: None | str | Unset
        if isinstance(self.base_unit, Unset):
            base_unit = UNSET
        else:
            base_unit = self.base_unit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if net is not UNSET:
            field_dict["net"] = net
        if discount is not UNSET:
            field_dict["discount"] = discount
        if gross is not UNSET:
            field_dict["gross"] = gross
        if base_quantity is not UNSET:
            field_dict["base_quantity"] = base_quantity
        if base_unit is not UNSET:
            field_dict["base_unit"] = base_unit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_net(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        net = _parse_net(d.pop("net", UNSET))

        def _parse_discount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        discount = _parse_discount(d.pop("discount", UNSET))

        def _parse_gross(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        gross = _parse_gross(d.pop("gross", UNSET))

        def _parse_base_quantity(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        base_quantity = _parse_base_quantity(d.pop("base_quantity", UNSET))

        def _parse_base_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        base_unit = _parse_base_unit(d.pop("base_unit", UNSET))

        price = cls(
            net=net,
            discount=discount,
            gross=gross,
            base_quantity=base_quantity,
            base_unit=base_unit,
        )

        return price
