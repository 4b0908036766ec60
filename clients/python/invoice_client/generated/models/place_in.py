from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PlaceIn")


@_attrs_define
class PlaceIn:
    """Where a field stands: a page, counted from 1, and a box on it in points from the page's top left corner."""

    page: int
    """ Page, counted from 1 """
    left: float
    """ Left edge, in points from the left of the page """
    top: float
    """ Upper edge, in points from the top of the page """
    right: float
    """ Right edge, in points from the left of the page """
    bottom: float
    """ Lower edge, in points from the top of the page """

    def to_dict(self) -> dict[str, Any]:
        page = self.page

        left = self.left

        top = self.top

        right = self.right

        bottom = self.bottom

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "page": page,
                "left": left,
                "top": top,
                "right": right,
                "bottom": bottom,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        page = d.pop("page")

        left = d.pop("left")

        top = d.pop("top")

        right = d.pop("right")

        bottom = d.pop("bottom")

        place_in = cls(
            page=page,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
        )

        return place_in
