from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.installed_ruleset_out_syntax import InstalledRulesetOutSyntax, check_installed_ruleset_out_syntax

T = TypeVar("T", bound="InstalledRulesetOut")


@_attrs_define
class InstalledRulesetOut:
    """A rule set of this stage. One that cannot be used says why: documents that it is for are not validated."""

    id: str
    """ Its id, opaque """
    name: str
    """ Name """
    version: None | str
    """ Version of the rules """
    syntax: InstalledRulesetOutSyntax
    """ The XML that the rules are for: `ubl` or `cii` """
    applies_to: list[str]
    """ The specifications (BT-24) that the rule set is for """
    built_in: bool
    """ Whether it comes with the system """
    refused: None | str
    """ Why the rule set is not used; null where it is """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        version: None | str
        version = self.version

        syntax: str = self.syntax

        applies_to = self.applies_to

        built_in = self.built_in

        refused: None | str
        refused = self.refused

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "version": version,
                "syntax": syntax,
                "applies_to": applies_to,
                "built_in": built_in,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        def _parse_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        version = _parse_version(d.pop("version"))

        syntax = check_installed_ruleset_out_syntax(d.pop("syntax"))

        applies_to = cast(list[str], d.pop("applies_to"))

        built_in = d.pop("built_in")

        def _parse_refused(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        refused = _parse_refused(d.pop("refused"))

        installed_ruleset_out = cls(
            id=id,
            name=name,
            version=version,
            syntax=syntax,
            applies_to=applies_to,
            built_in=built_in,
            refused=refused,
        )

        installed_ruleset_out.additional_properties = d
        return installed_ruleset_out

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
