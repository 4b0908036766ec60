from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.layer_out_name import LayerOutName, check_layer_out_name
from ..models.layer_out_outcome import LayerOutOutcome, check_layer_out_outcome

T = TypeVar("T", bound="LayerOut")


@_attrs_define
class LayerOut:
    """A step of a validation, with the rules that it used; `detail` says why it did not run or came to no verdict.

    It is `undecided` where its rules ask for more than the document's specification does, and only that is amiss.
    `check_digits` only warns.

    """

    name: LayerOutName
    """ Name """
    outcome: LayerOutOutcome
    """ How the rules of this layer came out """
    rules: None | str
    """ Id of the rules that were run """
    version: None | str
    """ Version of the rules """
    sha256: None | str
    """ Checksum of the rules' files """
    detail: None | str
    """ A sentence for a person """
    seconds: float
    """ How long it took """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: str = self.name

        outcome: str = self.outcome

        rules: None | str
        rules = self.rules

        version: None | str
        version = self.version

        sha256: None | str
        sha256 = self.sha256

        detail: None | str
        detail = self.detail

        seconds = self.seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "outcome": outcome,
                "rules": rules,
                "version": version,
                "sha256": sha256,
                "detail": detail,
                "seconds": seconds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = check_layer_out_name(d.pop("name"))

        outcome = check_layer_out_outcome(d.pop("outcome"))

        def _parse_rules(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rules = _parse_rules(d.pop("rules"))

        def _parse_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        version = _parse_version(d.pop("version"))

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))

        def _parse_detail(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        detail = _parse_detail(d.pop("detail"))

        seconds = d.pop("seconds")

        layer_out = cls(
            name=name,
            outcome=outcome,
            rules=rules,
            version=version,
            sha256=sha256,
            detail=detail,
            seconds=seconds,
        )

        layer_out.additional_properties = d
        return layer_out

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
