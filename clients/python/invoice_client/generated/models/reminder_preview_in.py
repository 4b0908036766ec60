from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.reminder_preview_in_language import ReminderPreviewInLanguage, check_reminder_preview_in_language
from ..types import UNSET, Unset

T = TypeVar("T", bound="ReminderPreviewIn")


@_attrs_define
class ReminderPreviewIn:
    """Words for the reminders of a level in a language; what is left out of them is the system's."""

    level: int
    """ Which reminder: the first, second or third """
    language: ReminderPreviewInLanguage
    """ Of the mail """
    subject: None | str | Unset = UNSET
    """ Subject of the mail, with `{company}`, `{number}`, `{customer}`, `{issue_date}`, `{due_date}`, `{total}`,
    `{still_open}` """
    text: None | str | Unset = UNSET
    """ Plain text above the invoice's figures, greeting included; blank lines part it; with `{company}`,
    `{number}`, `{customer}`, `{issue_date}`, `{due_date}`, `{total}`, `{still_open}` """

    def to_dict(self) -> dict[str, Any]:
        level = self.level

        language: str = self.language

        subject: None | str | Unset
        if isinstance(self.subject, Unset):
            subject = UNSET
        else:
            subject = self.subject

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "level": level,
                "language": language,
            }
        )
        if subject is not UNSET:
            field_dict["subject"] = subject
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        level = d.pop("level")

        language = check_reminder_preview_in_language(d.pop("language"))

        def _parse_subject(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject = _parse_subject(d.pop("subject", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        reminder_preview_in = cls(
            level=level,
            language=language,
            subject=subject,
            text=text,
        )

        return reminder_preview_in
