from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.send_many_request_attach_type_0_item import (
    SendManyRequestAttachType0Item,
    check_send_many_request_attach_type_0_item,
)
from ..models.send_many_request_language_type_0 import (
    SendManyRequestLanguageType0,
    check_send_many_request_language_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SendManyRequest")


@_attrs_define
class SendManyRequest:
    """Several invoices in one mail."""

    to: list[str]
    """ At most 10 different ones """
    ids: list[str]
    """ At most 20 different ones """
    message: str | Unset = ""
    """ One's own words in the mail """
    attach: list[SendManyRequestAttachType0Item] | None | Unset = UNSET
    """ Which files go with the mail """
    force: bool | Unset = False
    """ send more than the report of an invoice that failed """
    language: None | SendManyRequestLanguageType0 | Unset = UNSET
    """ Of the mail; else that of the invoices' pages """

    def to_dict(self) -> dict[str, Any]:
        to = self.to

        ids = self.ids

        message = self.message

        attach: list[str] | None | Unset
        if isinstance(self.attach, Unset):
            attach = UNSET
        elif isinstance(self.attach, list):
            attach = []
            for attach_type_0_item_data in self.attach:
                attach_type_0_item: str = attach_type_0_item_data
                attach.append(attach_type_0_item)

        else:
            attach = self.attach

        force = self.force

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "to": to,
                "ids": ids,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message
        if attach is not UNSET:
            field_dict["attach"] = attach
        if force is not UNSET:
            field_dict["force"] = force
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        to = cast(list[str], d.pop("to"))

        ids = cast(list[str], d.pop("ids"))

        message = d.pop("message", UNSET)

        def _parse_attach(data: object) -> list[SendManyRequestAttachType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                attach_type_0 = []
                _attach_type_0 = data
                for attach_type_0_item_data in _attach_type_0:
                    attach_type_0_item = check_send_many_request_attach_type_0_item(attach_type_0_item_data)

                    attach_type_0.append(attach_type_0_item)

                return attach_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SendManyRequestAttachType0Item] | None | Unset, data)

        attach = _parse_attach(d.pop("attach", UNSET))

        force = d.pop("force", UNSET)

        def _parse_language(data: object) -> None | SendManyRequestLanguageType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_send_many_request_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SendManyRequestLanguageType0 | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        send_many_request = cls(
            to=to,
            ids=ids,
            message=message,
            attach=attach,
            force=force,
            language=language,
        )

        return send_many_request
