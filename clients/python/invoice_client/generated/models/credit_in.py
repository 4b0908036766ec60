from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.credit_in_language_type_0 import CreditInLanguageType0, check_credit_in_language_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.credit_line_in import CreditLineIn


T = TypeVar("T", bound="CreditIn")


@_attrs_define
class CreditIn:
    """What is credited: chosen lines; without any, all that is left of the invoice."""

    reason: None | str | Unset = UNSET
    """ BT-22: why, printed on the credit note """
    language: CreditInLanguageType0 | None | Unset = UNSET
    """ Language of what is written: en, de, fr, nl, es, it or zh """
    lines: list[CreditLineIn] | Unset = UNSET
    """ The lines (BG-25) """

    def to_dict(self) -> dict[str, Any]:
        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lines, Unset):
            lines = []
            for lines_item_data in self.lines:
                lines_item = lines_item_data.to_dict()
                lines.append(lines_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if reason is not UNSET:
            field_dict["reason"] = reason
        if language is not UNSET:
            field_dict["language"] = language
        if lines is not UNSET:
            field_dict["lines"] = lines

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.credit_line_in import CreditLineIn  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_language(data: object) -> CreditInLanguageType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_credit_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreditInLanguageType0 | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        _lines = d.pop("lines", UNSET)
        lines: list[CreditLineIn] | Unset = UNSET
        if _lines is not UNSET:
            lines = []
            for lines_item_data in _lines:
                lines_item = CreditLineIn.from_dict(lines_item_data)

                lines.append(lines_item)

        credit_in = cls(
            reason=reason,
            language=language,
            lines=lines,
        )

        return credit_in
