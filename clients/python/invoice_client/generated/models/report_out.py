from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.finding_out import FindingOut
    from ..models.layer_out import LayerOut


T = TypeVar("T", bound="ReportOut")


@_attrs_define
class ReportOut:
    """What the rules say of an invoice. Rules that did not run are never a success.

    `applicable` is false where no rule set of this stage can judge the document; `install` is then the id of the
    published rule pack that could, if one is known. Of very many findings an answer has the first thousand, or as many
    as fit; the report among the invoice's files has them all.

    """

    ruleset: None | str
    """ Id of the rule set that judged; null where none applies to the document """
    successful: bool
    """ Whether no rule was broken """
    layers: list[LayerOut]
    """ The groups of rules, and how each came out """
    findings: list[FindingOut]
    """ What the rules found, the grave ones first """
    findings_left_out: int
    """ How many findings more there are """
    seconds: float
    """ How long it took """
    applicable: bool
    """ Whether any rule set is for this document """
    install: None | str
    """ The rule pack that would judge the document, where it is not installed """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ruleset: None | str
        ruleset = self.ruleset

        successful = self.successful

        layers = []
        for layers_item_data in self.layers:
            layers_item = layers_item_data.to_dict()
            layers.append(layers_item)

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        findings_left_out = self.findings_left_out

        seconds = self.seconds

        applicable = self.applicable

        install: None | str
        install = self.install

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ruleset": ruleset,
                "successful": successful,
                "layers": layers,
                "findings": findings,
                "findings_left_out": findings_left_out,
                "seconds": seconds,
                "applicable": applicable,
                "install": install,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.finding_out import FindingOut  # noqa: PLC0415
        from ..models.layer_out import LayerOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_ruleset(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ruleset = _parse_ruleset(d.pop("ruleset"))

        successful = d.pop("successful")

        layers = []
        _layers = d.pop("layers")
        for layers_item_data in _layers:
            layers_item = LayerOut.from_dict(layers_item_data)

            layers.append(layers_item)

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = FindingOut.from_dict(findings_item_data)

            findings.append(findings_item)

        findings_left_out = d.pop("findings_left_out")

        seconds = d.pop("seconds")

        applicable = d.pop("applicable")

        def _parse_install(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        install = _parse_install(d.pop("install"))

        report_out = cls(
            ruleset=ruleset,
            successful=successful,
            layers=layers,
            findings=findings,
            findings_left_out=findings_left_out,
            seconds=seconds,
            applicable=applicable,
            install=install,
        )

        report_out.additional_properties = d
        return report_out

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
