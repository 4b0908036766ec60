from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.direction import Direction, check_direction

T = TypeVar("T", bound="SpotOut")


@_attrs_define
class SpotOut:
    """Where a value stood: `label` as it is compared, in letters and digits; right of it, below it, or a place alone.

    `page` counts from 1, and is -1 for the last; `x` and `y` are parts of the page's width and height.

    """

    direction: Direction
    """ Where a value stands as seen from its label; without a label, its place on the page is all that is known.
    """
    label: str
    """ The words beside the value, in letters and digits """
    page: int
    """ Page, counted from 1; -1 is the last """
    x: float
    """ How far the value stands to the right of its label, as a part of the page's width """
    y: float
    """ How far the value stands below its label, as a part of the page's height """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        direction: str = self.direction

        label = self.label

        page = self.page

        x = self.x

        y = self.y

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "direction": direction,
                "label": label,
                "page": page,
                "x": x,
                "y": y,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        direction = check_direction(d.pop("direction"))

        label = d.pop("label")

        page = d.pop("page")

        x = d.pop("x")

        y = d.pop("y")

        spot_out = cls(
            direction=direction,
            label=label,
            page=page,
            x=x,
            y=y,
        )

        spot_out.additional_properties = d
        return spot_out

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
