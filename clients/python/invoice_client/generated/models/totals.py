from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Totals")


@_attrs_define
class Totals:
    """BG-22 Document totals."""

    lines_net: float | None | str | Unset = UNSET
    """ BT-106: sum of the lines' net amounts """
    allowances: float | None | str | Unset = UNSET
    """ BT-107: sum of document level allowances """
    charges: float | None | str | Unset = UNSET
    """ BT-108: sum of document level charges """
    net_total: float | None | str | Unset = UNSET
    """ BT-109: total without tax """
    tax_total: float | None | str | Unset = UNSET
    """ BT-110: total tax """
    tax_total_accounting: float | None | str | Unset = UNSET
    """ BT-111: total tax in the tax accounting currency """
    total: float | None | str | Unset = UNSET
    """ BT-112: total with tax """
    prepaid: float | None | str | Unset = UNSET
    """ BT-113: amount already paid """
    rounding: float | None | str | Unset = UNSET
    """ BT-114: amount added to round the amount due """
    amount_due: float | None | str | Unset = UNSET
    """ BT-115: amount to be paid """

    def to_dict(self) -> dict[str, Any]:
        lines_net: float | None | str | Unset
        if isinstance(self.lines_net, Unset):
            lines_net = UNSET
        else:
            lines_net = self.lines_net

        allowances: float | None | str | Unset
        if isinstance(self.allowances, Unset):
            allowances = UNSET
        else:
            allowances = self.allowances

        charges: float | None | str | Unset
        if isinstance(self.charges, Unset):
            charges = UNSET
        else:
            charges = self.charges

        net_total: float | None | str | Unset
        if isinstance(self.net_total, Unset):
            net_total = UNSET
        else:
            net_total = self.net_total

        tax_total: float | None | str | Unset
        if isinstance(self.tax_total, Unset):
            tax_total = UNSET
        else:
            tax_total = self.tax_total

        tax_total_accounting: float | None | str | Unset
        if isinstance(self.tax_total_accounting, Unset):
            tax_total_accounting = UNSET
        else:
            tax_total_accounting = self.tax_total_accounting

        total: float | None | str | Unset
        if isinstance(self.total, Unset):
            total = UNSET
        else:
            total = self.total

        prepaid: float | None | str | Unset
        if isinstance(self.prepaid, Unset):
            prepaid = UNSET
        else:
            prepaid = self.prepaid

        rounding: float | None | str | Unset
        if isinstance(self.rounding, Unset):
            rounding = UNSET
        else:
            rounding = self.rounding

        amount_due: float | None | str | Unset
        if isinstance(self.amount_due, Unset):
            amount_due = UNSET
        else:
            amount_due = self.amount_due

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if lines_net is not UNSET:
            field_dict["lines_net"] = lines_net
        if allowances is not UNSET:
            field_dict["allowances"] = allowances
        if charges is not UNSET:
            field_dict["charges"] = charges
        if net_total is not UNSET:
            field_dict["net_total"] = net_total
        if tax_total is not UNSET:
            field_dict["tax_total"] = tax_total
        if tax_total_accounting is not UNSET:
            field_dict["tax_total_accounting"] = tax_total_accounting
        if total is not UNSET:
            field_dict["total"] = total
        if prepaid is not UNSET:
            field_dict["prepaid"] = prepaid
        if rounding is not UNSET:
            field_dict["rounding"] = rounding
        if amount_due is not UNSET:
            field_dict["amount_due"] = amount_due

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_lines_net(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        lines_net = _parse_lines_net(d.pop("lines_net", UNSET))

        def _parse_allowances(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        allowances = _parse_allowances(d.pop("allowances", UNSET))

        def _parse_charges(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        charges = _parse_charges(d.pop("charges", UNSET))

        def _parse_net_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        net_total = _parse_net_total(d.pop("net_total", UNSET))

        def _parse_tax_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_total = _parse_tax_total(d.pop("tax_total", UNSET))

        def _parse_tax_total_accounting(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_total_accounting = _parse_tax_total_accounting(d.pop("tax_total_accounting", UNSET))

        def _parse_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        total = _parse_total(d.pop("total", UNSET))

        def _parse_prepaid(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        prepaid = _parse_prepaid(d.pop("prepaid", UNSET))

        def _parse_rounding(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        rounding = _parse_rounding(d.pop("rounding", UNSET))

        def _parse_amount_due(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        amount_due = _parse_amount_due(d.pop("amount_due", UNSET))

        totals = cls(
            lines_net=lines_net,
            allowances=allowances,
            charges=charges,
            net_total=net_total,
            tax_total=tax_total,
            tax_total_accounting=tax_total_accounting,
            total=total,
            prepaid=prepaid,
            rounding=rounding,
            amount_due=amount_due,
        )

        return totals
