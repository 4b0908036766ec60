from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mail_preview_in_attach_type_0_item import (
    MailPreviewInAttachType0Item,
    check_mail_preview_in_attach_type_0_item,
)
from ..models.mail_preview_in_language_type_0 import MailPreviewInLanguageType0, check_mail_preview_in_language_type_0
from ..types import UNSET, Unset

T = TypeVar("T", bound="MailPreviewIn")


@_attrs_define
class MailPreviewIn:
    """The same as for sending; recipients may be missing still."""

    to: list[str] | Unset = UNSET
    """ At most 10 different ones """
    message: str | Unset = ""
    """ What is said """
    attach: list[MailPreviewInAttachType0Item] | None | Unset = UNSET
    """ Which files go with the mail """
    force: bool | Unset = False
    """ send more than the report of an invoice that failed """
    language: MailPreviewInLanguageType0 | None | Unset = UNSET
    """ Of the mail; else that of the invoices' pages """

    def to_dict(self) -> dict[str, Any]:
        to: list[str] | Unset = UNSET
        if not isinstance(self.to, Unset):
            to = self.to

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

        field_dict.update({})
        if to is not UNSET:
            field_dict["to"] = to
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
        to = cast(list[str], d.pop("to", UNSET))

        message = d.pop("message", UNSET)

        def _parse_attach(data: object) -> list[MailPreviewInAttachType0Item] | None | Unset:
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
                    attach_type_0_item = check_mail_preview_in_attach_type_0_item(attach_type_0_item_data)

                    attach_type_0.append(attach_type_0_item)

                return attach_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[MailPreviewInAttachType0Item] | None | Unset, data)

        attach = _parse_attach(d.pop("attach", UNSET))

        force = d.pop("force", UNSET)

        def _parse_language(data: object) -> MailPreviewInLanguageType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_mail_preview_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MailPreviewInLanguageType0 | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        mail_preview_in = cls(
            to=to,
            message=message,
            attach=attach,
            force=force,
            language=language,
        )

        return mail_preview_in
