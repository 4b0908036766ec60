from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewPassword")


@_attrs_define
class NewPassword:
    """The password that takes the forgotten one's place."""

    new_password: str | Unset = ""
    """ The new password: 8 to 128 characters that are not easy to guess """

    def to_dict(self) -> dict[str, Any]:
        new_password = self.new_password

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if new_password is not UNSET:
            field_dict["new_password"] = new_password

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        new_password = d.pop("new_password", UNSET)

        new_password = cls(
            new_password=new_password,
        )

        return new_password
