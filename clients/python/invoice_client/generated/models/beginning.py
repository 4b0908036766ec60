from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Beginning")


@_attrs_define
class Beginning:
    """A log-in that a browser begins."""

    challenge: str
    """ SHA-256 of a random secret of 43 letters or more, which the browser keeps, as base64url """
    anew: bool | Unset = False
    """ Whether the person is to show again who it is """

    def to_dict(self) -> dict[str, Any]:
        challenge = self.challenge

        anew = self.anew

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "challenge": challenge,
            }
        )
        if anew is not UNSET:
            field_dict["anew"] = anew

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        challenge = d.pop("challenge")

        anew = d.pop("anew", UNSET)

        beginning = cls(
            challenge=challenge,
            anew=anew,
        )

        return beginning
