from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PasskeyAsked")


@_attrs_define
class PasskeyAsked:
    """Whose passkey is to be asked for, and the password as proof."""

    email: str
    """ E-mail address """
    password: str
    """ Password """

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "password": password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        password = d.pop("password")

        passkey_asked = cls(
            email=email,
            password=password,
        )

        return passkey_asked
