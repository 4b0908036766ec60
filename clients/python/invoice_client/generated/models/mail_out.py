from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answer_state import AnswerState, check_answer_state

T = TypeVar("T", bound="MailOut")


@_attrs_define
class MailOut:
    """What a mail says of itself: its sender, whom the verdicts may prove or not, and its subject.

    `answer` is how far our answer is, where nothing in it could be read: `waiting` for its turn or another try,
    `sending`, `sent`, `failed` for good, `uncertain` where the mail service said neither yes nor no, `sent_before`
    where the same mail came before. Null for a mail that is not answered.

    """

    sender: None | str
    """ Whom the mail is from, as it says """
    subject: None | str
    """ The mail's subject """
    answer: AnswerState | None
    """ How far the answer to the mail is; null where it gets none """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sender: None | str
        sender = self.sender

        subject: None | str
        subject = self.subject

        answer: None | str
        if isinstance(self.answer, str):
            answer = self.answer
        else:
            answer = self.answer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sender": sender,
                "subject": subject,
                "answer": answer,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_sender(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sender = _parse_sender(d.pop("sender"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        def _parse_answer(data: object) -> AnswerState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answer_type_0 = check_answer_state(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnswerState | None, data)

        answer = _parse_answer(d.pop("answer"))

        mail_out = cls(
            sender=sender,
            subject=subject,
            answer=answer,
        )

        mail_out.additional_properties = d
        return mail_out

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
