from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Registration")


@_attrs_define
class Registration:
    """A new account; without a company's name, the company bears the person's or the address."""

    email: str
    """ E-mail address """
    password: str
    """ Password """
    name: str | Unset = ""
    """ Name """
    company_name: str | Unset = ""
    """ What the company is called """

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        password = self.password

        name = self.name

        company_name = self.company_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "password": password,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if company_name is not UNSET:
            field_dict["company_name"] = company_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        password = d.pop("password")

        name = d.pop("name", UNSET)

        company_name = d.pop("company_name", UNSET)

        registration = cls(
            email=email,
            password=password,
            name=name,
            company_name=company_name,
        )

        return registration
