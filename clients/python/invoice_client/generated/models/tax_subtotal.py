from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TaxSubtotal")


@_attrs_define
class TaxSubtotal:
    """BG-23 Tax breakdown: one for each category and rate."""

    taxable_amount: float | None | str | Unset = UNSET
    """ BT-116: sum of what is taxed so """
    tax_amount: float | None | str | Unset = UNSET
    """ BT-117: the tax on it """
    category: None | str | Unset = UNSET
    """ BT-118: tax category: S Z E AE K G O L M (UNTDID 5305) """
    rate: float | None | str | Unset = UNSET
    """ BT-119: tax rate in percent """
    scheme: None | str | Unset = UNSET
    """ BT-118: the category's tax, if not VAT: GST and its kin (UNTDID 5153) """
    exemption_reason: None | str | Unset = UNSET
    """ BT-120: why no tax is due, in words """
    exemption_reason_code: None | str | Unset = UNSET
    """ BT-121: why no tax is due, VATEX code """

    def to_dict(self) -> dict[str, Any]:
        taxable_amount: float | None | str | Unset
        if isinstance(self.taxable_amount, Unset):
            taxable_amount = UNSET
        else:
            taxable_amount = self.taxable_amount

        tax_amount: float | None | str | Unset
        if isinstance(self.tax_amount, Unset):
            tax_amount = UNSET
        else:
            tax_amount = self.tax_amount

        category: None | str | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        rate: float | None | str | Unset
        if isinstance(self.rate, Unset):
            rate = UNSET
        else:
            rate = self.rate

        scheme: None | str | Unset
        if isinstance(self.scheme, Unset):
            scheme = UNSET
        else:
            scheme = self.scheme

        exemption_reason: None | str | Unset
        if isinstance(self.exemption_reason, Unset):
            exemption_reason = UNSET
        else:
            exemption_reason = self.exemption_reason

        exemption_reason_code: None | str | Unset
        if isinstance(self.exemption_reason_code, Unset):
            exemption_reason_code = UNSET
        else:
            exemption_reason_code = self.exemption_reason_code

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if taxable_amount is not UNSET:
            field_dict["taxable_amount"] = taxable_amount
        if tax_amount is not UNSET:
            field_dict["tax_amount"] = tax_amount
        if category is not UNSET:
            field_dict["category"] = category
        if rate is not UNSET:
            field_dict["rate"] = rate
        if scheme is not UNSET:
            field_dict["scheme"] = scheme
        if exemption_reason is not UNSET:
            field_dict["exemption_reason"] = exemption_reason
        if exemption_reason_code is not UNSET:
            field_dict["exemption_reason_code"] = exemption_reason_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_taxable_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        taxable_amount = _parse_taxable_amount(d.pop("taxable_amount", UNSET))

        def _parse_tax_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_amount = _parse_tax_amount(d.pop("tax_amount", UNSET))

        def _parse_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_rate(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        rate = _parse_rate(d.pop("rate", UNSET))

        def _parse_scheme(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        scheme = _parse_scheme(d.pop("scheme", UNSET))

        def _parse_exemption_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        exemption_reason = _parse_exemption_reason(d.pop("exemption_reason", UNSET))

        def _parse_exemption_reason_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        exemption_reason_code = _parse_exemption_reason_code(d.pop("exemption_reason_code", UNSET))

        tax_subtotal = cls(
            taxable_amount=taxable_amount,
            tax_amount=tax_amount,
            category=category,
            rate=rate,
            scheme=scheme,
            exemption_reason=exemption_reason,
            exemption_reason_code=exemption_reason_code,
        )

        return tax_subtotal
