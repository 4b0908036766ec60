from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.quote_mail_preview_in_language_type_0 import (
    QuoteMailPreviewInLanguageType0,
    check_quote_mail_preview_in_language_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuoteMailPreviewIn")


@_attrs_define
class QuoteMailPreviewIn:
    """The same as for sending; recipients may be missing still."""

    to: list[str] | Unset = UNSET
    """ At most 10 different ones """
    message: str | Unset = ""
    """ One's own words in the mail """
    language: None | QuoteMailPreviewInLanguageType0 | Unset = UNSET
    """ Of the mail; else that of the quote's page """

    def to_dict(self) -> dict[str, Any]:
        to: list[str] | Unset = UNSET
        if not isinstance(self.to, Unset):
            to = self.to

        message = self.message

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
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        to = cast(list[str], d.pop("to", UNSET))

        message = d.pop("message", UNSET)

        def _parse_language(data: object) -> None | QuoteMailPreviewInLanguageType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_quote_mail_preview_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuoteMailPreviewInLanguageType0 | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        quote_mail_preview_in = cls(
            to=to,
            message=message,
            language=language,
        )

        return quote_mail_preview_in
