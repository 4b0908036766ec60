from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.approval_step import ApprovalStep, check_approval_step

T = TypeVar("T", bound="DecisionOut")


@_attrs_define
class DecisionOut:
    """Who decided what of the approval, when, and why; those before it was last reopened are in the timeline."""

    step: ApprovalStep
    """ What somebody decides. """
    by: str
    """ The id of the person """
    at: datetime.datetime
    """ When it happened """
    comment: str
    """ Why, in the person's words """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        step: str = self.step

        by = self.by

        at = self.at.isoformat()

        comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "step": step,
                "by": by,
                "at": at,
                "comment": comment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        step = check_approval_step(d.pop("step"))

        by = d.pop("by")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        comment = d.pop("comment")

        decision_out = cls(
            step=step,
            by=by,
            at=at,
            comment=comment,
        )

        decision_out.additional_properties = d
        return decision_out

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
