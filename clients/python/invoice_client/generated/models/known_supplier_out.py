from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="KnownSupplierOut")


@_attrs_define
class KnownSupplierOut:
    """A supplier that corrections taught about.

    `keys` are what it is known by: `tax:`, `iban:`, `domain:` or `name:` and the thing itself, in letters and digits.
    `last_used_at` is when a document was last read with what is remembered; null for never.

    """

    id: str
    """ Its id, opaque """
    name: str
    """ Name """
    keys: list[str]
    """ What the supplier is recognised by """
    remembered_fields: int
    """ How many fields are remembered """
    last_corrected_at: datetime.datetime
    """ When a value of it was last corrected """
    last_used_at: datetime.datetime | None
    """ When it was last used in reading """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        keys = self.keys

        remembered_fields = self.remembered_fields

        last_corrected_at = self.last_corrected_at.isoformat()

        last_used_at: None | str
        if isinstance(self.last_used_at, datetime.datetime):
            last_used_at = self.last_used_at.isoformat()
        else:
            last_used_at = self.last_used_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "keys": keys,
                "remembered_fields": remembered_fields,
                "last_corrected_at": last_corrected_at,
                "last_used_at": last_used_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        keys = cast(list[str], d.pop("keys"))

        remembered_fields = d.pop("remembered_fields")

        last_corrected_at = datetime.datetime.fromisoformat(d.pop("last_corrected_at"))

        def _parse_last_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_used_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_used_at = _parse_last_used_at(d.pop("last_used_at"))

        known_supplier_out = cls(
            id=id,
            name=name,
            keys=keys,
            remembered_fields=remembered_fields,
            last_corrected_at=last_corrected_at,
            last_used_at=last_used_at,
        )

        known_supplier_out.additional_properties = d
        return known_supplier_out

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
