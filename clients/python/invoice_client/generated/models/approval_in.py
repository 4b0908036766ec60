from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.approval_step import ApprovalStep, check_approval_step
from ..types import UNSET, Unset

T = TypeVar("T", bound="ApprovalIn")


@_attrs_define
class ApprovalIn:
    """What is decided, and why."""

    decision: ApprovalStep
    """ What somebody decides. """
    comment: str | Unset = ""
    """ Why, in the person's words """

    def to_dict(self) -> dict[str, Any]:
        decision: str = self.decision

        comment = self.comment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
            }
        )
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decision = check_approval_step(d.pop("decision"))

        comment = d.pop("comment", UNSET)

        approval_in = cls(
            decision=decision,
            comment=comment,
        )

        return approval_in
