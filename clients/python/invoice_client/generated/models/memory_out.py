from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.known_supplier_out import KnownSupplierOut
    from ..models.remembered_field_out import RememberedFieldOut


T = TypeVar("T", bound="MemoryOut")


@_attrs_define
class MemoryOut:
    """What is remembered of a supplier."""

    supplier: KnownSupplierOut
    """ A supplier that corrections taught about.

    `keys` are what it is known by: `tax:`, `iban:`, `domain:` or `name:` and the thing itself, in letters and
    digits.
    `last_used_at` is when a document was last read with what is remembered; null for never. """
    fields: list[RememberedFieldOut]
    """ What was read, by field, each with its confidence and place """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        supplier = self.supplier.to_dict()

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "supplier": supplier,
                "fields": fields,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.known_supplier_out import KnownSupplierOut  # noqa: PLC0415
        from ..models.remembered_field_out import RememberedFieldOut  # noqa: PLC0415

        d = dict(src_dict)
        supplier = KnownSupplierOut.from_dict(d.pop("supplier"))

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = RememberedFieldOut.from_dict(fields_item_data)

            fields.append(fields_item)

        memory_out = cls(
            supplier=supplier,
            fields=fields,
        )

        memory_out.additional_properties = d
        return memory_out

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
