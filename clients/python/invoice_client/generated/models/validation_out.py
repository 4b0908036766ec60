from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ValidationOut")


@_attrs_define
class ValidationOut:
    """The last validation: its rule set, when it was, and how many findings; the report has them all.

    Each of the `fatal` ones is either `missing` or `wrong`.

    """

    ruleset: None | str
    """ Id of the rule set """
    validated_at: datetime.datetime
    """ When it was validated """
    fatal: int
    """ How many findings break a rule """
    missing: int
    """ How many findings ask for values that the document does not say """
    wrong: int
    """ How many findings contradict the document """
    warnings: int
    """ How many findings warn """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ruleset: None | str
        ruleset = self.ruleset

        validated_at = self.validated_at.isoformat()

        fatal = self.fatal

        missing = self.missing

        wrong = self.wrong

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ruleset": ruleset,
                "validated_at": validated_at,
                "fatal": fatal,
                "missing": missing,
                "wrong": wrong,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_ruleset(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ruleset = _parse_ruleset(d.pop("ruleset"))

        validated_at = datetime.datetime.fromisoformat(d.pop("validated_at"))

        fatal = d.pop("fatal")

        missing = d.pop("missing")

        wrong = d.pop("wrong")

        warnings = d.pop("warnings")

        validation_out = cls(
            ruleset=ruleset,
            validated_at=validated_at,
            fatal=fatal,
            missing=missing,
            wrong=wrong,
            warnings=warnings,
        )

        validation_out.additional_properties = d
        return validation_out

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
