from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribute import Attribute
    from ..models.classification import Classification
    from ..models.identifier import Identifier


T = TypeVar("T", bound="Item")


@_attrs_define
class Item:
    """BG-31 Item information."""

    name: None | str | Unset = UNSET
    """ BT-153: the item's name """
    description: None | str | Unset = UNSET
    """ BT-154: description of the item """
    supplier_id: None | str | Unset = UNSET
    """ BT-155: the supplier's identifier of the item """
    customer_id: None | str | Unset = UNSET
    """ BT-156: the customer's identifier of the item """
    standard_id: Identifier | None | Unset = UNSET
    """ BT-157: registered identifier, such as a GTIN (0160) """
    classifications: list[Classification] | Unset = UNSET
    """ BT-158: classification; the scheme is UNTDID 7143 """
    origin_country: None | str | Unset = UNSET
    """ BT-159: country of origin, ISO 3166-1 alpha-2 """
    attributes: list[Attribute] | Unset = UNSET
    """ BG-32: further properties of the item """

    def to_dict(self) -> dict[str, Any]:
        from ..models.identifier import Identifier  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        supplier_id: None | str | Unset
        if isinstance(self.supplier_id, Unset):
            supplier_id = UNSET
        else:
            supplier_id = self.supplier_id

        customer_id: None | str | Unset
        if isinstance(self.customer_id, Unset):
            customer_id = UNSET
        else:
            customer_id = self.customer_id

        standard_id: dict[str, Any] | None | Unset
        if isinstance(self.standard_id, Unset):
            standard_id = UNSET
        elif isinstance(self.standard_id, Identifier):
            standard_id = self.standard_id.to_dict()
        else:
            standard_id = self.standard_id

        classifications: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.classifications, Unset):
            classifications = []
            for classifications_item_data in self.classifications:
                classifications_item = classifications_item_data.to_dict()
                classifications.append(classifications_item)

        origin_country: None | str | Unset
        if isinstance(self.origin_country, Unset):
            origin_country = UNSET
        else:
            origin_country = self.origin_country

        attributes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = []
            for attributes_item_data in self.attributes:
                attributes_item = attributes_item_data.to_dict()
                attributes.append(attributes_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if supplier_id is not UNSET:
            field_dict["supplier_id"] = supplier_id
        if customer_id is not UNSET:
            field_dict["customer_id"] = customer_id
        if standard_id is not UNSET:
            field_dict["standard_id"] = standard_id
        if classifications is not UNSET:
            field_dict["classifications"] = classifications
        if origin_country is not UNSET:
            field_dict["origin_country"] = origin_country
        if attributes is not UNSET:
            field_dict["attributes"] = attributes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attribute import Attribute  # noqa: PLC0415
        from ..models.classification import Classification  # noqa: PLC0415
        from ..models.identifier import Identifier  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_supplier_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        supplier_id = _parse_supplier_id(d.pop("supplier_id", UNSET))

        def _parse_customer_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_id = _parse_customer_id(d.pop("customer_id", UNSET))

        def _parse_standard_id(data: object) -> Identifier | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_id_type_0 = Identifier.from_dict(data)

                return standard_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identifier | None | Unset, data)

        standard_id = _parse_standard_id(d.pop("standard_id", UNSET))

        _classifications = d.pop("classifications", UNSET)
        classifications: list[Classification] | Unset = UNSET
        if _classifications is not UNSET:
            classifications = []
            for classifications_item_data in _classifications:
                classifications_item = Classification.from_dict(classifications_item_data)

                classifications.append(classifications_item)

        def _parse_origin_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        origin_country = _parse_origin_country(d.pop("origin_country", UNSET))

        _attributes = d.pop("attributes", UNSET)
        attributes: list[Attribute] | Unset = UNSET
        if _attributes is not UNSET:
            attributes = []
            for attributes_item_data in _attributes:
                attributes_item = Attribute.from_dict(attributes_item_data)

                attributes.append(attributes_item)

        item = cls(
            name=name,
            description=description,
            supplier_id=supplier_id,
            customer_id=customer_id,
            standard_id=standard_id,
            classifications=classifications,
            origin_country=origin_country,
            attributes=attributes,
        )

        return item
