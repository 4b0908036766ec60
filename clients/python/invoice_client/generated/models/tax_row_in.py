from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TaxRowIn")


@_attrs_define
class TaxRowIn:
    """The tax of one rate (BG-23)."""

    rate: float | str
    """ Tax rate in percent (BT-119) """
    taxable_amount: float | str
    """ What the tax is of (BT-116) """
    tax_amount: float | str
    """ Tax (BT-117) """
    tax_category: None | str | Unset = UNSET
    """ UNTDID 5305: S Z E AE K G O L M """

    def to_dict(self) -> dict[str, Any]:
        rate: float | str
        rate = self.rate

        taxable_amount: float | str
        taxable_amount = self.taxable_amount

        tax_amount: float | str
        tax_amount = self.tax_amount

        tax_category: None | str | Unset
        if isinstance(self.tax_category, Unset):
            tax_category = UNSET
        else:
            tax_category = self.tax_category

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rate": rate,
                "taxable_amount": taxable_amount,
                "tax_amount": tax_amount,
            }
        )
        if tax_category is not UNSET:
            field_dict["tax_category"] = tax_category

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_rate(data: object) -> float | str:
            return cast(float | str, data)

        rate = _parse_rate(d.pop("rate"))

        def _parse_taxable_amount(data: object) -> float | str:
            return cast(float | str, data)

        taxable_amount = _parse_taxable_amount(d.pop("taxable_amount"))

        def _parse_tax_amount(data: object) -> float | str:
            return cast(float | str, data)

        tax_amount = _parse_tax_amount(d.pop("tax_amount"))

        def _parse_tax_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_category = _parse_tax_category(d.pop("tax_category", UNSET))

        tax_row_in = cls(
            rate=rate,
            taxable_amount=taxable_amount,
            tax_amount=tax_amount,
            tax_category=tax_category,
        )

        return tax_row_in
