from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.role import Role, check_role

T = TypeVar("T", bound="UserOut")


@_attrs_define
class UserOut:
    """A user's own account; until the address is proven, nothing that the user does reaches others."""

    id: str
    """ Its id, opaque """
    email: str
    """ E-mail address """
    address_proven: bool
    """ Whether the address was proven by a mailed link """
    has_password: bool
    """ Whether a password was set; who logs in by an identity provider may have none """
    name: str
    """ Name """
    company_id: str
    """ The id of the user's company """
    role: Role
    """ What a user is in its company. """
    language: str
    """ Language of what is written: en, de, fr, nl, es, it or zh """
    created_at: datetime.datetime
    """ When it was made """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        email = self.email

        address_proven = self.address_proven

        has_password = self.has_password

        name = self.name

        company_id = self.company_id

        role: str = self.role

        language = self.language

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "email": email,
                "address_proven": address_proven,
                "has_password": has_password,
                "name": name,
                "company_id": company_id,
                "role": role,
                "language": language,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        email = d.pop("email")

        address_proven = d.pop("address_proven")

        has_password = d.pop("has_password")

        name = d.pop("name")

        company_id = d.pop("company_id")

        role = check_role(d.pop("role"))

        language = d.pop("language")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        user_out = cls(
            id=id,
            email=email,
            address_proven=address_proven,
            has_password=has_password,
            name=name,
            company_id=company_id,
            role=role,
            language=language,
            created_at=created_at,
        )

        user_out.additional_properties = d
        return user_out

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
