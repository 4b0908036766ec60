from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.allowance_charge import AllowanceCharge
    from ..models.item import Item
    from ..models.object_identifier import ObjectIdentifier
    from ..models.period import Period
    from ..models.price import Price


T = TypeVar("T", bound="FormLine")


@_attrs_define
class FormLine:
    """A line that may name one of the company's items."""

    id: None | str | Unset = UNSET
    """ BT-126: identifier of the line within the invoice """
    note: None | str | Unset = UNSET
    """ BT-127: note on the line """
    object_id: None | ObjectIdentifier | Unset = UNSET
    """ BT-128: what the line is about, such as a meter """
    quantity: float | None | str | Unset = UNSET
    """ BT-129: invoiced quantity """
    unit: None | str | Unset = UNSET
    """ BT-130: unit of the quantity, UN/ECE Recommendation 20 or 21 """
    net_amount: float | None | str | Unset = UNSET
    """ BT-131: net amount of the line """
    order_line: None | str | Unset = UNSET
    """ BT-132: line of the purchase order """
    accounting_reference: None | str | Unset = UNSET
    """ BT-133: the customer's accounting reference """
    period: None | Period | Unset = UNSET
    """ BG-26: period of the line """
    allowances: list[AllowanceCharge] | Unset = UNSET
    """ BG-27: allowances of the line """
    charges: list[AllowanceCharge] | Unset = UNSET
    """ BG-28: charges of the line """
    price: None | Price | Unset = UNSET
    """ BG-29: price details """
    tax_category: None | str | Unset = UNSET
    """ BT-151: tax category of the item, UNTDID 5305 """
    tax_rate: float | None | str | Unset = UNSET
    """ BT-152: tax rate of the item in percent """
    tax_scheme: None | str | Unset = UNSET
    """ BT-151: the category's tax, if not VAT (UNTDID 5153) """
    item: Item | None | Unset = UNSET
    """ BG-31: the item """
    price_extension: float | None | str | Unset = UNSET
    """ BG-25: price by quantity, which some national rules ask for and UBL alone can say """
    item_id: None | str | Unset = UNSET
    """ The id of the company's item that fills what the line leaves out """

    def to_dict(self) -> dict[str, Any]:
        from ..models.item import Item  # noqa: PLC0415
        from ..models.object_identifier import ObjectIdentifier  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.price import Price  # noqa: PLC0415

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        object_id: dict[str, Any] | None | Unset
        if isinstance(self.object_id, Unset):
            object_id = UNSET
        elif isinstance(self.object_id, ObjectIdentifier):
            object_id = self.object_id.to_dict()
        else:
            object_id = self.object_id

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

        net_amount: float | None | str | Unset
        if isinstance(self.net_amount, Unset):
            net_amount = UNSET
        else:
            net_amount = self.net_amount

        order_line: None | str | Unset
        if isinstance(self.order_line, Unset):
            order_line = UNSET
        else:
            order_line = self.order_line

        accounting_reference: None | str | Unset
        if isinstance(self.accounting_reference, Unset):
            accounting_reference = UNSET
        else:
            accounting_reference = self.accounting_reference

        period: dict[str, Any] | None | Unset
        if isinstance(self.period, Unset):
            period = UNSET
        elif isinstance(self.period, Period):
            period = self.period.to_dict()
        else:
            period = self.period

        allowances: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.allowances, Unset):
            allowances = []
            for allowances_item_data in self.allowances:
                allowances_item = allowances_item_data.to_dict()
                allowances.append(allowances_item)

        charges: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.charges, Unset):
            charges = []
            for charges_item_data in self.charges:
                charges_item = charges_item_data.to_dict()
                charges.append(charges_item)

        price: dict[str, Any] | None | Unset
        if isinstance(self.price, Unset):
            price = UNSET
        elif isinstance(self.price, Price):
            price = self.price.to_dict()
        else:
            price = self.price

        tax_category: None | str | Unset
        if isinstance(self.tax_category, Unset):
            tax_category = UNSET
        else:
            tax_category = self.tax_category

        tax_rate: float | None | str | Unset
        if isinstance(self.tax_rate, Unset):
            tax_rate = UNSET
        else:
            tax_rate = self.tax_rate

        tax_scheme: None | str | Unset
        if isinstance(self.tax_scheme, Unset):
            tax_scheme = UNSET
        else:
            tax_scheme = self.tax_scheme

        item: dict[str, Any] | None | Unset
        if isinstance(self.item, Unset):
            item = UNSET
        elif isinstance(self.item, Item):
            item = self.item.to_dict()
        else:
            item = self.item

        price_extension: float | None | str | Unset
        if isinstance(self.price_extension, Unset):
            price_extension = UNSET
        else:
            price_extension = self.price_extension

        item_id: None | str | Unset
        if isinstance(self.item_id, Unset):
            item_id = UNSET
        else:
            item_id = self.item_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if note is not UNSET:
            field_dict["note"] = note
        if object_id is not UNSET:
            field_dict["object_id"] = object_id
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if unit is not UNSET:
            field_dict["unit"] = unit
        if net_amount is not UNSET:
            field_dict["net_amount"] = net_amount
        if order_line is not UNSET:
            field_dict["order_line"] = order_line
        if accounting_reference is not UNSET:
            field_dict["accounting_reference"] = accounting_reference
        if period is not UNSET:
            field_dict["period"] = period
        if allowances is not UNSET:
            field_dict["allowances"] = allowances
        if charges is not UNSET:
            field_dict["charges"] = charges
        if price is not UNSET:
            field_dict["price"] = price
        if tax_category is not UNSET:
            field_dict["tax_category"] = tax_category
        if tax_rate is not UNSET:
            field_dict["tax_rate"] = tax_rate
        if tax_scheme is not UNSET:
            field_dict["tax_scheme"] = tax_scheme
        if item is not UNSET:
            field_dict["item"] = item
        if price_extension is not UNSET:
            field_dict["price_extension"] = price_extension
        if item_id is not UNSET:
            field_dict["item_id"] = item_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.allowance_charge import AllowanceCharge  # noqa: PLC0415
        from ..models.item import Item  # noqa: PLC0415
        from ..models.object_identifier import ObjectIdentifier  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.price import Price  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        def _parse_object_id(data: object) -> None | ObjectIdentifier | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                object_id_type_0 = ObjectIdentifier.from_dict(data)

                return object_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ObjectIdentifier | Unset, data)

        object_id = _parse_object_id(d.pop("object_id", UNSET))

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

        def _parse_net_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        net_amount = _parse_net_amount(d.pop("net_amount", UNSET))

        def _parse_order_line(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        order_line = _parse_order_line(d.pop("order_line", UNSET))

        def _parse_accounting_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accounting_reference = _parse_accounting_reference(d.pop("accounting_reference", UNSET))

        def _parse_period(data: object) -> None | Period | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                period_type_0 = Period.from_dict(data)

                return period_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Period | Unset, data)

        period = _parse_period(d.pop("period", UNSET))

        _allowances = d.pop("allowances", UNSET)
        allowances: list[AllowanceCharge] | Unset = UNSET
        if _allowances is not UNSET:
            allowances = []
            for allowances_item_data in _allowances:
                allowances_item = AllowanceCharge.from_dict(allowances_item_data)

                allowances.append(allowances_item)

        _charges = d.pop("charges", UNSET)
        charges: list[AllowanceCharge] | Unset = UNSET
        if _charges is not UNSET:
            charges = []
            for charges_item_data in _charges:
                charges_item = AllowanceCharge.from_dict(charges_item_data)

                charges.append(charges_item)

        def _parse_price(data: object) -> None | Price | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                price_type_0 = Price.from_dict(data)

                return price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Price | Unset, data)

        price = _parse_price(d.pop("price", UNSET))

        def _parse_tax_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_category = _parse_tax_category(d.pop("tax_category", UNSET))

        def _parse_tax_rate(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate", UNSET))

        def _parse_tax_scheme(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_scheme = _parse_tax_scheme(d.pop("tax_scheme", UNSET))

        def _parse_item(data: object) -> Item | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                item_type_0 = Item.from_dict(data)

                return item_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Item | None | Unset, data)

        item = _parse_item(d.pop("item", UNSET))

        def _parse_price_extension(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        price_extension = _parse_price_extension(d.pop("price_extension", UNSET))

        def _parse_item_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        item_id = _parse_item_id(d.pop("item_id", UNSET))

        form_line = cls(
            id=id,
            note=note,
            object_id=object_id,
            quantity=quantity,
            unit=unit,
            net_amount=net_amount,
            order_line=order_line,
            accounting_reference=accounting_reference,
            period=period,
            allowances=allowances,
            charges=charges,
            price=price,
            tax_category=tax_category,
            tax_rate=tax_rate,
            tax_scheme=tax_scheme,
            item=item,
            price_extension=price_extension,
            item_id=item_id,
        )

        return form_line
