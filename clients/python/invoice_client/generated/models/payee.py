from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.identifier import Identifier


T = TypeVar("T", bound="Payee")


@_attrs_define
class Payee:
    """BG-10 Payee: who is paid, if that is not the supplier."""

    name: None | str | Unset = UNSET
    """ BT-59: payee's name """
    identifier: Identifier | None | Unset = UNSET
    """ BT-60: payee's identifier """
    legal_id: Identifier | None | Unset = UNSET
    """ BT-61: payee's legal registration """

    def to_dict(self) -> dict[str, Any]:
        from ..models.identifier import Identifier  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        identifier: dict[str, Any] | None | Unset
        if isinstance(self.identifier, Unset):
            identifier = UNSET
        elif isinstance(self.identifier, Identifier):
            identifier = self.identifier.to_dict()
        else:
            identifier = self.identifier

        legal_id: dict[str, Any] | None | Unset
        if isinstance(self.legal_id, Unset):
            legal_id = UNSET
        elif isinstance(self.legal_id, Identifier):
            legal_id = self.legal_id.to_dict()
        else:
            legal_id = self.legal_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if identifier is not UNSET:
            field_dict["identifier"] = identifier
        if legal_id is not UNSET:
            field_dict["legal_id"] = legal_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.identifier import Identifier  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_identifier(data: object) -> Identifier | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identifier_type_0 = Identifier.from_dict(data)

                return identifier_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identifier | None | Unset, data)

        identifier = _parse_identifier(d.pop("identifier", UNSET))

        def _parse_legal_id(data: object) -> Identifier | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                legal_id_type_0 = Identifier.from_dict(data)

                return legal_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identifier | None | Unset, data)

        legal_id = _parse_legal_id(d.pop("legal_id", UNSET))

        payee = cls(
            name=name,
            identifier=identifier,
            legal_id=legal_id,
        )

        return payee
