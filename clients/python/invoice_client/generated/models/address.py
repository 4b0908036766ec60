from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Address")


@_attrs_define
class Address:
    """A postal address: BG-5 (supplier), BG-8 (customer), BG-12 (tax representative), BG-15 (deliver to)."""

    line_1: None | str | Unset = UNSET
    """ BT-35, BT-50, BT-64, BT-75: usually street and number """
    line_2: None | str | Unset = UNSET
    """ BT-36, BT-51, BT-65, BT-76: further details of the address """
    line_3: None | str | Unset = UNSET
    """ BT-162, BT-163, BT-164, BT-165: yet further details """
    city: None | str | Unset = UNSET
    """ BT-37, BT-52, BT-66, BT-77: city, town or village """
    post_code: None | str | Unset = UNSET
    """ BT-38, BT-53, BT-67, BT-78: postal code """
    subdivision: None | str | Unset = UNSET
    """ BT-39, BT-54, BT-68, BT-79: state, region or province """
    country: None | str | Unset = UNSET
    """ BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2 code """

    def to_dict(self) -> dict[str, Any]:
        line_1: None | str | Unset
        if isinstance(self.line_1, Unset):
            line_1 = UNSET
        else:
            line_1 = self.line_1

        line_2: None | str | Unset
        if isinstance(self.line_2, Unset):
            line_2 = UNSET
        else:
            line_2 = self.line_2

        line_3: None | str | Unset
        if isinstance(self.line_3, Unset):
            line_3 = UNSET
        else:
            line_3 = self.line_3

        city: None | str | Unset
        if isinstance(self.city, Unset):
            city = UNSET
        else:
            city = self.city

        post_code: None | str | Unset
        if isinstance(self.post_code, Unset):
            post_code = UNSET
        else:
            post_code = self.post_code

        subdivision: None | str | Unset
        if isinstance(self.subdivision, Unset):
            subdivision = UNSET
        else:
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

        def _parse_line_1(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line_1 = _parse_line_1(d.pop("line_1", UNSET))

        def _parse_line_2(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line_2 = _parse_line_2(d.pop("line_2", UNSET))

        def _parse_line_3(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line_3 = _parse_line_3(d.pop("line_3", UNSET))

        def _parse_city(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        city = _parse_city(d.pop("city", UNSET))

        def _parse_post_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        post_code = _parse_post_code(d.pop("post_code", UNSET))

        def _parse_subdivision(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subdivision = _parse_subdivision(d.pop("subdivision", UNSET))

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        address = cls(
            line_1=line_1,
            line_2=line_2,
            line_3=line_3,
            city=city,
            post_code=post_code,
            subdivision=subdivision,
            country=country,
        )

        return address
