from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.role import Role, check_role

T = TypeVar("T", bound="InvitationOut")


@_attrs_define
class InvitationOut:
    """An invitation that waits for somebody."""

    id: str
    """ Its id, opaque """
    email: str
    """ E-mail address """
    role: Role
    """ What a user is in its company. """
    invited_by: str
    """ The id of the admin who sent it """
    expires_at: datetime.datetime
    """ Until when it is kept """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        email = self.email

        role: str = self.role

        invited_by = self.invited_by

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "email": email,
                "role": role,
                "invited_by": invited_by,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        email = d.pop("email")

        role = check_role(d.pop("role"))

        invited_by = d.pop("invited_by")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        invitation_out = cls(
            id=id,
            email=email,
            role=role,
            invited_by=invited_by,
            expires_at=expires_at,
        )

        invitation_out.additional_properties = d
        return invitation_out

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
