from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Acceptance")


@_attrs_define
class Acceptance:
    """What a new account needs; somebody who is logged in sends an empty object."""

    password: str | Unset = ""
    """ Password """
    name: str | Unset = ""
    """ Name """

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if password is not UNSET:
            field_dict["password"] = password
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        password = d.pop("password", UNSET)

        name = d.pop("name", UNSET)

        acceptance = cls(
            password=password,
            name=name,
        )

        return acceptance
