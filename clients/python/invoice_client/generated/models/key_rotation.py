from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="KeyRotation")


@_attrs_define
class KeyRotation:
    """A key's next end, and how long its present secret is good beside the new one."""

    days: int | Unset = 365
    """ After how many days the key ends """
    overlap_hours: int | Unset = 24
    """ For how many hours the present secret stays good """

    def to_dict(self) -> dict[str, Any]:
        days = self.days

        overlap_hours = self.overlap_hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if days is not UNSET:
            field_dict["days"] = days
        if overlap_hours is not UNSET:
            field_dict["overlap_hours"] = overlap_hours

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        days = d.pop("days", UNSET)

        overlap_hours = d.pop("overlap_hours", UNSET)

        key_rotation = cls(
            days=days,
            overlap_hours=overlap_hours,
        )

        return key_rotation
