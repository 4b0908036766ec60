from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.upload_form_fields import UploadFormFields


T = TypeVar("T", bound="UploadForm")


@_attrs_define
class UploadForm:
    """A form to post to storage: the fields first, the file last and named `file` (Amazon S3's POST)."""

    url: str
    """ Where it is """
    fields: UploadFormFields
    """ What was read, by field, each with its confidence and place """
    expires_in: int
    """ For how many seconds it is good """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        fields = self.fields.to_dict()

        expires_in = self.expires_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "fields": fields,
                "expires_in": expires_in,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.upload_form_fields import UploadFormFields  # noqa: PLC0415

        d = dict(src_dict)
        url = d.pop("url")

        fields = UploadFormFields.from_dict(d.pop("fields"))

        expires_in = d.pop("expires_in")

        upload_form = cls(
            url=url,
            fields=fields,
            expires_in=expires_in,
        )

        upload_form.additional_properties = d
        return upload_form

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
