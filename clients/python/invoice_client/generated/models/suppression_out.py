from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.suppression_reason import SuppressionReason, check_suppression_reason

T = TypeVar("T", bound="SuppressionOut")


@_attrs_define
class SuppressionOut:
    """An address that mail is no longer sent to, since when and why."""

    id: str
    """ Its id, opaque """
    email: str
    """ E-mail address """
    reason: SuppressionReason
    """ Why an address is not written to. """
    at: datetime.datetime
    """ When it happened """
    detail: str
    """ A sentence for a person """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        email = self.email

        reason: str = self.reason

        at = self.at.isoformat()

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "email": email,
                "reason": reason,
                "at": at,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        email = d.pop("email")

        reason = check_suppression_reason(d.pop("reason"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        detail = d.pop("detail")

        suppression_out = cls(
            id=id,
            email=email,
            reason=reason,
            at=at,
            detail=detail,
        )

        suppression_out.additional_properties = d
        return suppression_out

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
