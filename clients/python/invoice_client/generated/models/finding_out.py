from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.finding_out_kind import FindingOutKind, check_finding_out_kind
from ..models.finding_out_severity import FindingOutSeverity, check_finding_out_severity

T = TypeVar("T", bound="FindingOut")


@_attrs_define
class FindingOut:
    """Something that a rule finds: `location` is an XPath, `term` a business term of EN 16931.

    It is `missing` where a value is not there, `wrong` where what is there contradicts.

    """

    rule: str
    """ Id of the rule, such as `BR-02` """
    severity: FindingOutSeverity
    """ How grave it is: `fatal` or `warning` """
    kind: FindingOutKind
    """ What kind it is """
    message: str
    """ What is said """
    location: None | str
    """ Where in the XML, as an XPath """
    term: None | str
    """ The business term, such as `BT-1` """
    hint: None | str
    """ What to do about it """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rule = self.rule

        severity: str = self.severity

        kind: str = self.kind

        message = self.message

        location: None | str
        location = self.location

        term: None | str
        term = self.term

        hint: None | str
        hint = self.hint

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rule": rule,
                "severity": severity,
                "kind": kind,
                "message": message,
                "location": location,
                "term": term,
                "hint": hint,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rule = d.pop("rule")

        severity = check_finding_out_severity(d.pop("severity"))

        kind = check_finding_out_kind(d.pop("kind"))

        message = d.pop("message")

        def _parse_location(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        location = _parse_location(d.pop("location"))

        def _parse_term(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        term = _parse_term(d.pop("term"))

        def _parse_hint(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hint = _parse_hint(d.pop("hint"))

        finding_out = cls(
            rule=rule,
            severity=severity,
            kind=kind,
            message=message,
            location=location,
            term=term,
            hint=hint,
        )

        finding_out.additional_properties = d
        return finding_out

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
