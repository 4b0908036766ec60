from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PasskeyWanted")


@_attrs_define
class PasskeyWanted:
    """A log-in that waits for its second factor."""

    state: str
    """ `state` of the provider's answer """
    secret: str
    """ What the browser has kept """
    password: str | Unset = ""
    """ The account's, after `oidc_unlinked` """

    def to_dict(self) -> dict[str, Any]:
        state = self.state

        secret = self.secret

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "secret": secret,
            }
        )
        if password is not UNSET:
            field_dict["password"] = password

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        state = d.pop("state")

        secret = d.pop("secret")

        password = d.pop("password", UNSET)

        passkey_wanted = cls(
            state=state,
            secret=secret,
            password=password,
        )

        return passkey_wanted
