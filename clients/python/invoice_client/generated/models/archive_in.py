from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ArchiveIn")


@_attrs_define
class ArchiveIn:
    """A ZIP archive, or a mail as a file (`.eml`), that is going to be sent; `size` in bytes."""

    filename: str
    """ The file's name, for people """
    size: int
    """ Size of the file in bytes """

    def to_dict(self) -> dict[str, Any]:
        filename = self.filename

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "filename": filename,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        filename = d.pop("filename")

        size = d.pop("size")

        archive_in = cls(
            filename=filename,
            size=size,
        )

        return archive_in
