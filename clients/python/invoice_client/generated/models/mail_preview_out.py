from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MailPreviewOut")


@_attrs_define
class MailPreviewOut:
    """A mail as it would be sent now, in plain text; its HTML says the same."""

    subject: str
    """ The mail's subject """
    text: str
    """ What it says, in plain text """
    from_name: str
    """ The name that the mail comes under """
    reply_to: str
    """ Who gets the answers """
    attachments: list[str]
    """ Names of the files that go with it """
    linked: list[str]
    """ Names of the files that are too large to be attached """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        subject = self.subject

        text = self.text

        from_name = self.from_name

        reply_to = self.reply_to

        attachments = self.attachments

        linked = self.linked

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "subject": subject,
                "text": text,
                "from_name": from_name,
                "reply_to": reply_to,
                "attachments": attachments,
                "linked": linked,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        subject = d.pop("subject")

        text = d.pop("text")

        from_name = d.pop("from_name")

        reply_to = d.pop("reply_to")

        attachments = cast(list[str], d.pop("attachments"))

        linked = cast(list[str], d.pop("linked"))

        mail_preview_out = cls(
            subject=subject,
            text=text,
            from_name=from_name,
            reply_to=reply_to,
            attachments=attachments,
            linked=linked,
        )

        mail_preview_out.additional_properties = d
        return mail_preview_out

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
