from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.key_in_scopes_item import KeyInScopesItem, check_key_in_scopes_item
from ..types import UNSET, Unset

T = TypeVar("T", bound="KeyIn")


@_attrs_define
class KeyIn:
    """A new key: what it is for, what it may do, and how long."""

    name: str
    """ Name """
    scopes: list[KeyInScopesItem]
    """ `read`, `upload`, `write` (upload, issue, correct, credit, delete), `send` by mail """
    days: int | Unset = 365
    """ After how many days the key ends """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item: str = scopes_item_data
            scopes.append(scopes_item)

        days = self.days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "scopes": scopes,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = check_key_in_scopes_item(scopes_item_data)

            scopes.append(scopes_item)

        days = d.pop("days", UNSET)

        key_in = cls(
            name=name,
            scopes=scopes,
            days=days,
        )

        return key_in
