from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="TagsIn")


@_attrs_define
class TagsIn:
    """The tags of an invoice, all of them; none has a comma, and two that differ in case alone are one."""

    tags: list[str]
    """ The company's own words for it, in their order: a project, a cost centre """

    def to_dict(self) -> dict[str, Any]:
        tags = self.tags

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tags": tags,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        tags = cast(list[str], d.pop("tags"))

        tags_in = cls(
            tags=tags,
        )

        return tags_in
