from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PasskeyWanted")


@_attrs_define
class PasskeyWanted:
    """A log-in that waits for its second factor."""

    state: str
    """ `state` of the provider's answer """
    secret: str
    """ What the browser has kept """

    def to_dict(self) -> dict[str, Any]:
        state = self.state

        secret = self.secret

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        state = d.pop("state")

        secret = d.pop("secret")

        passkey_wanted = cls(
            state=state,
            secret=secret,
        )

        return passkey_wanted
