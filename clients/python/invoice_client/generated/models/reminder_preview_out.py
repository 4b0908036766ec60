from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReminderPreviewOut")


@_attrs_define
class ReminderPreviewOut:
    """A reminder in these words, of an invoice that is made up, and what is sent without words of one's own."""

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
    standard_subject: str
    """ The system's subject for this level and language, with its placeholders """
    standard_text: str
    """ The system's text for this level and language, with its placeholders """
    placeholders: list[str]
    """ What may stand in braces in subject and text """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        subject = self.subject

        text = self.text

        from_name = self.from_name

        reply_to = self.reply_to

        attachments = self.attachments

        linked = self.linked

        standard_subject = self.standard_subject

        standard_text = self.standard_text

        placeholders = self.placeholders

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
                "standard_subject": standard_subject,
                "standard_text": standard_text,
                "placeholders": placeholders,
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

        standard_subject = d.pop("standard_subject")

        standard_text = d.pop("standard_text")

        placeholders = cast(list[str], d.pop("placeholders"))

        reminder_preview_out = cls(
            subject=subject,
            text=text,
            from_name=from_name,
            reply_to=reply_to,
            attachments=attachments,
            linked=linked,
            standard_subject=standard_subject,
            standard_text=standard_text,
            placeholders=placeholders,
        )

        reminder_preview_out.additional_properties = d
        return reminder_preview_out

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
