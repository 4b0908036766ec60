from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreditLineIn")


@_attrs_define
class CreditLineIn:
    """A line of the invoice, by its identifier (BT-126), and how much of it; without a quantity all that is left."""

    id: str
    """ Its id, opaque """
    quantity: float | None | str | Unset = UNSET
    """ How much (BT-129) """

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        quantity: float | None | str | Unset
        if isinstance(self.quantity, Unset):
            quantity = UNSET
        else:
            quantity = self.quantity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
            }
        )
        if quantity is not UNSET:
            field_dict["quantity"] = quantity

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_quantity(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        quantity = _parse_quantity(d.pop("quantity", UNSET))

        credit_line_in = cls(
            id=id,
            quantity=quantity,
        )

        return credit_line_in
