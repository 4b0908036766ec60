from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.new_credential import NewCredential


T = TypeVar("T", bound="NewPasskey")


@_attrs_define
class NewPasskey:
    """A passkey that a browser has made, and what its person calls it."""

    name: str
    """ Name """
    credential: NewCredential
    """ A new passkey, as a browser gives it (`RegistrationResponseJSON`). """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        credential = self.credential.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "credential": credential,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.new_credential import NewCredential  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        credential = NewCredential.from_dict(d.pop("credential"))

        new_passkey = cls(
            name=name,
            credential=credential,
        )

        return new_passkey
