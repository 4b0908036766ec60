from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AllowanceCharge")


@_attrs_define
class AllowanceCharge:
    """What allowances and charges have in common, on the document and on a line."""

    amount: float | None | str | Unset = UNSET
    """ BT-92, BT-99, BT-136, BT-141: amount without tax, not negative """
    base_amount: float | None | str | Unset = UNSET
    """ BT-93, BT-100, BT-137, BT-142: what the percentage is of """
    percentage: float | None | str | Unset = UNSET
    """ BT-94, BT-101, BT-138, BT-143: percentage """
    reason: None | str | Unset = UNSET
    """ BT-97, BT-104, BT-139, BT-144: reason in words """
    reason_code: None | str | Unset = UNSET
    """ BT-98, BT-105, BT-140, BT-145: UNTDID 5189 or 7161 code """

    def to_dict(self) -> dict[str, Any]:
        amount: float | None | str | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        else:
            amount = self.amount

        base_amount: float | None | str | Unset
        if isinstance(self.base_amount, Unset):
            base_amount = UNSET
        else:
            base_amount = self.base_amount

        percentage: float | None | str | Unset
        if isinstance(self.percentage, Unset):
            percentage = UNSET
        else:
            percentage = self.percentage

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        reason_code: None | str | Unset
        if isinstance(self.reason_code, Unset):
            reason_code = UNSET
        else:
            reason_code = self.reason_code

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if amount is not UNSET:
            field_dict["amount"] = amount
        if base_amount is not UNSET:
            field_dict["base_amount"] = base_amount
        if percentage is not UNSET:
            field_dict["percentage"] = percentage
        if reason is not UNSET:
            field_dict["reason"] = reason
        if reason_code is not UNSET:
            field_dict["reason_code"] = reason_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        def _parse_base_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        base_amount = _parse_base_amount(d.pop("base_amount", UNSET))

        def _parse_percentage(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        percentage = _parse_percentage(d.pop("percentage", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_reason_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason_code = _parse_reason_code(d.pop("reason_code", UNSET))

        allowance_charge = cls(
            amount=amount,
            base_amount=base_amount,
            percentage=percentage,
            reason=reason,
            reason_code=reason_code,
        )

        return allowance_charge
