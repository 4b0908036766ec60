from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.on_duplicate import OnDuplicate, check_on_duplicate
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_in import FileIn


T = TypeVar("T", bound="FolderAnnouncement")


@_attrs_define
class FolderAnnouncement:
    """Files that are going to be sent straight to storage, each by itself."""

    files: list[FileIn]
    """ The files """
    on_duplicate: OnDuplicate | Unset = UNSET
    """ What becomes of an invoice that the company has already, in another file: the person who adds it decides.
    """

    def to_dict(self) -> dict[str, Any]:
        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_dict()
            files.append(files_item)

        on_duplicate: str | Unset = UNSET
        if not isinstance(self.on_duplicate, Unset):
            on_duplicate = self.on_duplicate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "files": files,
            }
        )
        if on_duplicate is not UNSET:
            field_dict["on_duplicate"] = on_duplicate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_in import FileIn  # noqa: PLC0415

        d = dict(src_dict)
        files = []
        _files = d.pop("files")
        for files_item_data in _files:
            files_item = FileIn.from_dict(files_item_data)

            files.append(files_item)

        _on_duplicate = d.pop("on_duplicate", UNSET)
        on_duplicate: OnDuplicate | Unset
        if isinstance(_on_duplicate, Unset):
            on_duplicate = UNSET
        else:
            on_duplicate = check_on_duplicate(_on_duplicate)

        folder_announcement = cls(
            files=files,
            on_duplicate=on_duplicate,
        )

        return folder_announcement
