from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.on_duplicate import OnDuplicate, check_on_duplicate
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.archive_in import ArchiveIn


T = TypeVar("T", bound="ArchiveAnnouncement")


@_attrs_define
class ArchiveAnnouncement:
    """An archive that is going to be sent straight to storage."""

    archive: ArchiveIn
    """ A ZIP archive, or a mail as a file (`.eml`), that is going to be sent; `size` in bytes. """
    on_duplicate: OnDuplicate | Unset = UNSET
    """ What becomes of an invoice that the company has already, in another file: the person who adds it decides.
    """

    def to_dict(self) -> dict[str, Any]:
        archive = self.archive.to_dict()

        on_duplicate: str | Unset = UNSET
        if not isinstance(self.on_duplicate, Unset):
            on_duplicate = self.on_duplicate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "archive": archive,
            }
        )
        if on_duplicate is not UNSET:
            field_dict["on_duplicate"] = on_duplicate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.archive_in import ArchiveIn  # noqa: PLC0415

        d = dict(src_dict)
        archive = ArchiveIn.from_dict(d.pop("archive"))

        _on_duplicate = d.pop("on_duplicate", UNSET)
        on_duplicate: OnDuplicate | Unset
        if isinstance(_on_duplicate, Unset):
            on_duplicate = UNSET
        else:
            on_duplicate = check_on_duplicate(_on_duplicate)

        archive_announcement = cls(
            archive=archive,
            on_duplicate=on_duplicate,
        )

        return archive_announcement
