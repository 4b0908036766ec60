from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PostalAddress")


@_attrs_define
class PostalAddress:
    """A postal address, in the shape that documents have; its country is the company's."""

    line_1: str | Unset = ""
    """ Usually street and number """
    line_2: str | Unset = ""
    """ Further details """
    line_3: str | Unset = ""
    """ Yet further details """
    city: str | Unset = ""
    """ City, town or village """
    post_code: str | Unset = ""
    """ Postal code """
    subdivision: str | Unset = ""
    """ State, region or province """
    country: None | str | Unset = UNSET
    """ The company's `country`, which it sets where the company has none yet; to change it, give `country` itself.
    Another one is refused """

    def to_dict(self) -> dict[str, Any]:
        line_1 = self.line_1

        line_2 = self.line_2

        line_3 = self.line_3

        city = self.city

        post_code = self.post_code

        subdivision = self.subdivision

        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if line_1 is not UNSET:
            field_dict["line_1"] = line_1
        if line_2 is not UNSET:
            field_dict["line_2"] = line_2
        if line_3 is not UNSET:
            field_dict["line_3"] = line_3
        if city is not UNSET:
            field_dict["city"] = city
        if post_code is not UNSET:
            field_dict["post_code"] = post_code
        if subdivision is not UNSET:
            field_dict["subdivision"] = subdivision
        if country is not UNSET:
            field_dict["country"] = country

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        line_1 = d.pop("line_1", UNSET)

        line_2 = d.pop("line_2", UNSET)

        line_3 = d.pop("line_3", UNSET)

        city = d.pop("city", UNSET)

        post_code = d.pop("post_code", UNSET)

        subdivision = d.pop("subdivision", UNSET)

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        postal_address = cls(
            line_1=line_1,
            line_2=line_2,
            line_3=line_3,
            city=city,
            post_code=post_code,
            subdivision=subdivision,
            country=country,
        )

        return postal_address
