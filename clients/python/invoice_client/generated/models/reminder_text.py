from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.reminder_text_language import ReminderTextLanguage, check_reminder_text_language

T = TypeVar("T", bound="ReminderText")


@_attrs_define
class ReminderText:
    """What a company writes in the reminders of a level in a language, in the place of the system's text."""

    level: int
    """ Which reminder: the first, second or third """
    language: ReminderTextLanguage
    """ Of the mails that say this """
    subject: str
    """ Subject of the mail, with `{company}`, `{number}`, `{customer}`, `{issue_date}`, `{due_date}`, `{total}`,
    `{still_open}` """
    text: str
    """ Plain text above the invoice's figures, greeting included; blank lines part it; with `{company}`,
    `{number}`, `{customer}`, `{issue_date}`, `{due_date}`, `{total}`, `{still_open}` """

    def to_dict(self) -> dict[str, Any]:
        level = self.level

        language: str = self.language

        subject = self.subject

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "level": level,
                "language": language,
                "subject": subject,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        level = d.pop("level")

        language = check_reminder_text_language(d.pop("language"))

        subject = d.pop("subject")

        text = d.pop("text")

        reminder_text = cls(
            level=level,
            language=language,
            subject=subject,
            text=text,
        )

        return reminder_text
