from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ObjectIdentifier")


@_attrs_define
class ObjectIdentifier:
    """What an invoice or a line is about; its own class because the syntaxes put its scheme elsewhere."""

    value: str
    """ The identifier itself """
    scheme: None | str | Unset = UNSET
    """ Identification scheme, for example 0088 for a GLN """

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        scheme: None | str | Unset
        if isinstance(self.scheme, Unset):
            scheme = UNSET
        else:
            scheme = self.scheme

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
            }
        )
        if scheme is not UNSET:
            field_dict["scheme"] = scheme

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = d.pop("value")

        def _parse_scheme(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        scheme = _parse_scheme(d.pop("scheme", UNSET))

        object_identifier = cls(
            value=value,
            scheme=scheme,
        )

        return object_identifier
