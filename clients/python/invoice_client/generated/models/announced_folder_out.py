from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.announced_out import AnnouncedOut
    from ..models.batch_out import BatchOut


T = TypeVar("T", bound="AnnouncedFolderOut")


@_attrs_define
class AnnouncedFolderOut:
    """A batch of files that are awaited, and how to send each."""

    batch: BatchOut
    """ A batch: where it stands, and how many files it holds, once that is known.

    `opening` says that its files are being taken in; `taken_in` that all are known, and their invoices are read by
    and
    by; `refused` that a mail was not accepted. `failed` has a `failure`; what was taken in before stays. """
    uploads: list[AnnouncedOut]
    """ How to send each file, in their order """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        batch = self.batch.to_dict()

        uploads = []
        for uploads_item_data in self.uploads:
            uploads_item = uploads_item_data.to_dict()
            uploads.append(uploads_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "batch": batch,
                "uploads": uploads,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.announced_out import AnnouncedOut  # noqa: PLC0415
        from ..models.batch_out import BatchOut  # noqa: PLC0415

        d = dict(src_dict)
        batch = BatchOut.from_dict(d.pop("batch"))

        uploads = []
        _uploads = d.pop("uploads")
        for uploads_item_data in _uploads:
            uploads_item = AnnouncedOut.from_dict(uploads_item_data)

            uploads.append(uploads_item)

        announced_folder_out = cls(
            batch=batch,
            uploads=uploads,
        )

        announced_folder_out.additional_properties = d
        return announced_folder_out

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
