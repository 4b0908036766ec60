from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.item import Item
    from ..models.price import Price


T = TypeVar("T", bound="ItemOut")


@_attrs_define
class ItemOut:
    """An item of the company's."""

    id: str
    """ Its id, opaque """
    number: None | str
    """ What the company calls it; no other of its kind has it """
    created_by: str
    """ The id of the person who made it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    version: int
    """ Its version; it grows with every change """
    item: Item
    """ BG-31 Item information. """
    unit: None | str
    """ Code of the unit (UN/ECE Recommendation 20, BT-130) """
    price: None | Price
    """ Price without tax (BG-29) """
    currency: None | str
    """ ISO 4217 code """
    tax_category: None | str
    """ Code of the tax category (BT-151, BT-118) """
    tax_rate: float | None | str
    """ Tax rate in percent (BT-152) """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.price import Price  # noqa: PLC0415

        id = self.id

        number: None | str
        number = self.number

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        version = self.version

        item = self.item.to_dict()

        unit: None | str
        unit = self.unit

        price: dict[str, Any] | None
        if isinstance(self.price, Price):
            price = self.price.to_dict()
        else:
            price = self.price

        currency: None | str
        currency = self.currency

        tax_category: None | str
        tax_category = self.tax_category

        tax_rate: float | None | str
        tax_rate = self.tax_rate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
                "item": item,
                "unit": unit,
                "price": price,
                "currency": currency,
                "tax_category": tax_category,
                "tax_rate": tax_rate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.item import Item  # noqa: PLC0415
        from ..models.price import Price  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        item = Item.from_dict(d.pop("item"))

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_price(data: object) -> None | Price:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                price_type_0 = Price.from_dict(data)

                return price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Price, data)

        price = _parse_price(d.pop("price"))

        def _parse_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        currency = _parse_currency(d.pop("currency"))

        def _parse_tax_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_category = _parse_tax_category(d.pop("tax_category"))

        def _parse_tax_rate(data: object) -> float | None | str:
            if data is None:
                return data
            return cast(float | None | str, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate"))

        item_out = cls(
            id=id,
            number=number,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            item=item,
            unit=unit,
            price=price,
            currency=currency,
            tax_category=tax_category,
            tax_rate=tax_rate,
        )

        item_out.additional_properties = d
        return item_out

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
