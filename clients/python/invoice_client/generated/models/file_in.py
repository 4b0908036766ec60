from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.file_in_content_type import FileInContentType, check_file_in_content_type

T = TypeVar("T", bound="FileIn")


@_attrs_define
class FileIn:
    """A file of a folder that is going to be sent; `size` in bytes."""

    filename: str
    """ The file's name, for people """
    content_type: FileInContentType
    """ Media type of the file """
    size: int
    """ Size of the file in bytes """

    def to_dict(self) -> dict[str, Any]:
        filename = self.filename

        content_type: str = self.content_type

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "filename": filename,
                "content_type": content_type,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        filename = d.pop("filename")

        content_type = check_file_in_content_type(d.pop("content_type"))

        size = d.pop("size")

        file_in = cls(
            filename=filename,
            content_type=content_type,
            size=size,
        )

        return file_in
