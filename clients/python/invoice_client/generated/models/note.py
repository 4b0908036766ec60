from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Note")


@_attrs_define
class Note:
    """BG-1 Invoice note."""

    text: None | str | Unset = UNSET
    """ BT-22: the note """
    subject_code: None | str | Unset = UNSET
    """ BT-21: subject of the note, UNTDID 4451 """

    def to_dict(self) -> dict[str, Any]:
        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        subject_code: None | str | Unset
        if isinstance(self.subject_code, Unset):
            subject_code = UNSET
        else:
            subject_code = self.subject_code

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if text is not UNSET:
            field_dict["text"] = text
        if subject_code is not UNSET:
            field_dict["subject_code"] = subject_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_subject_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject_code = _parse_subject_code(d.pop("subject_code", UNSET))

        note = cls(
            text=text,
            subject_code=subject_code,
        )

        return note
