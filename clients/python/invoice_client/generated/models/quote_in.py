from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.quote_in_language_type_0 import QuoteInLanguageType0, check_quote_in_language_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.form_document import FormDocument


T = TypeVar("T", bound="QuoteIn")


@_attrs_define
class QuoteIn:
    """What is offered, and until when; without a day, for thirty days."""

    form: FormDocument
    """ An invoice or a credit note that is made in the form; it may name a customer and items of the company's. """
    valid_until: datetime.date | None | Unset = UNSET
    """ The last day of the quote """
    language: None | QuoteInLanguageType0 | Unset = UNSET
    """ Language of the page; else the customer's, or English """

    def to_dict(self) -> dict[str, Any]:
        form = self.form.to_dict()

        valid_until: None | str | Unset
        if isinstance(self.valid_until, Unset):
            valid_until = UNSET
        elif isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

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
                "form": form,
            }
        )
        if valid_until is not UNSET:
            field_dict["valid_until"] = valid_until
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.form_document import FormDocument  # noqa: PLC0415

        d = dict(src_dict)
        form = FormDocument.from_dict(d.pop("form"))

        def _parse_valid_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        valid_until = _parse_valid_until(d.pop("valid_until", UNSET))

        def _parse_language(data: object) -> None | QuoteInLanguageType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_quote_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuoteInLanguageType0 | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        quote_in = cls(
            form=form,
            valid_until=valid_until,
            language=language,
        )

        return quote_in
