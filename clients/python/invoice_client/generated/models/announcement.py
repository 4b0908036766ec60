from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..models.announcement_content_type_type_0 import (
    AnnouncementContentTypeType0,
    check_announcement_content_type_type_0,
)
from ..models.on_duplicate import OnDuplicate, check_on_duplicate
from ..types import UNSET, Unset

T = TypeVar("T", bound="Announcement")


@_attrs_define
class Announcement:
    """A file that is going to be sent straight to storage; `size` in bytes."""

    filename: str
    """ The file's name, for people """
    content_type: AnnouncementContentTypeType0 | Literal["application/json"]
    """ Media type of the file """
    size: int
    """ Size of the file in bytes """
    on_duplicate: OnDuplicate | Unset = UNSET
    """ What becomes of an invoice that the company has already, in another file: the person who adds it decides.
    """

    def to_dict(self) -> dict[str, Any]:
        filename = self.filename

        content_type: Literal["application/json"] | str
        if isinstance(self.content_type, str):
            content_type = self.content_type
        else:
            content_type = self.content_type

        size = self.size

        on_duplicate: str | Unset = UNSET
        if not isinstance(self.on_duplicate, Unset):
            on_duplicate = self.on_duplicate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "filename": filename,
                "content_type": content_type,
                "size": size,
            }
        )
        if on_duplicate is not UNSET:
            field_dict["on_duplicate"] = on_duplicate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        filename = d.pop("filename")

        def _parse_content_type(data: object) -> AnnouncementContentTypeType0 | Literal["application/json"]:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                content_type_type_0 = check_announcement_content_type_type_0(data)

                return content_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            content_type_type_1 = cast(Literal["application/json"], data)
            if content_type_type_1 != "application/json":
                raise ValueError(
                    f"content_type_type_1 must match const 'application/json', got '{content_type_type_1}'"
                )
            return content_type_type_1

        content_type = _parse_content_type(d.pop("content_type"))

        size = d.pop("size")

        _on_duplicate = d.pop("on_duplicate", UNSET)
        on_duplicate: OnDuplicate | Unset
        if isinstance(_on_duplicate, Unset):
            on_duplicate = UNSET
        else:
            on_duplicate = check_on_duplicate(_on_duplicate)

        announcement = cls(
            filename=filename,
            content_type=content_type,
            size=size,
            on_duplicate=on_duplicate,
        )

        return announcement
