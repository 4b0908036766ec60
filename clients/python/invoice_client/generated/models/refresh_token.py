from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RefreshToken")


@_attrs_define
class RefreshToken:
    """The token that renews a session."""

    refresh: str
    """ The refresh token: good once, for `POST /auth/token/refresh` """

    def to_dict(self) -> dict[str, Any]:
        refresh = self.refresh

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "refresh": refresh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        refresh = d.pop("refresh")

        refresh_token = cls(
            refresh=refresh,
        )

        return refresh_token
