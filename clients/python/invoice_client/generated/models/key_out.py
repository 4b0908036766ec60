from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.key_out_scopes_item import KeyOutScopesItem, check_key_out_scopes_item

T = TypeVar("T", bound="KeyOut")


@_attrs_define
class KeyOut:
    """A key; `key`, the whole of it, is shown when it is made or rotated, and null ever after."""

    id: str
    """ Its id, opaque """
    name: str
    """ Name """
    scopes: list[KeyOutScopesItem]
    """ What the key may do """
    prefix: str
    """ What the key begins with """
    key: None | str
    """ The whole key, shown this once: `Authorization: Bearer inv_…` """
    created_by: str
    """ The id of the admin for whom the key acts: who made it, or rotated it last """
    created_at: datetime.datetime
    """ When it was made """
    ends_at: datetime.datetime
    """ When the key ends """
    last_used_at: datetime.datetime | None
    """ When it was last used, to the hour; null for never """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        prefix = self.prefix

        key: None | str
        key = self.key

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        ends_at = self.ends_at.isoformat()

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
                "scopes": scopes,
                "prefix": prefix,
                "key": key,
                "created_by": created_by,
                "created_at": created_at,
                "ends_at": ends_at,
                "last_used_at": last_used_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_key_out_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        prefix = d.pop("prefix")

        def _parse_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        key = _parse_key(d.pop("key"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

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

        key_out = cls(
            id=id,
            name=name,
            scopes=scopes,
            prefix=prefix,
            key=key,
            created_by=created_by,
            created_at=created_at,
            ends_at=ends_at,
            last_used_at=last_used_at,
        )

        key_out.additional_properties = d
        return key_out

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
