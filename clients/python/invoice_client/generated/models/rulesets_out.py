from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.installed_ruleset_out import InstalledRulesetOut
    from ..models.published_ruleset_out import PublishedRulesetOut


T = TypeVar("T", bound="RulesetsOut")


@_attrs_define
class RulesetsOut:
    """The rule sets of this stage, and the published ones that could be added to them."""

    items: list[InstalledRulesetOut]
    """ The rule sets of this stage """
    available: list[PublishedRulesetOut]
    """ Rule sets that can be installed from the catalogue """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        available = []
        for available_item_data in self.available:
            available_item = available_item_data.to_dict()
            available.append(available_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "available": available,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.installed_ruleset_out import InstalledRulesetOut  # noqa: PLC0415
        from ..models.published_ruleset_out import PublishedRulesetOut  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = InstalledRulesetOut.from_dict(items_item_data)

            items.append(items_item)

        available = []
        _available = d.pop("available")
        for available_item_data in _available:
            available_item = PublishedRulesetOut.from_dict(available_item_data)

            available.append(available_item)

        rulesets_out = cls(
            items=items,
            available=available,
        )

        rulesets_out.additional_properties = d
        return rulesets_out

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
