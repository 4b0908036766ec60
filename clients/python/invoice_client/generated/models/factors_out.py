from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.passkey_out import PasskeyOut


T = TypeVar("T", bound="FactorsOut")


@_attrs_define
class FactorsOut:
    """One's second factors."""

    totp: bool
    """ Whether codes of an authenticator app are asked for """
    recovery_codes: int
    """ How many recovery codes are unused """
    passkeys: list[PasskeyOut]
    """ Passkeys, which are asked for as well """
    demanded: bool
    """ Whether the company asks for a second factor """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        totp = self.totp

        recovery_codes = self.recovery_codes

        passkeys = []
        for passkeys_item_data in self.passkeys:
            passkeys_item = passkeys_item_data.to_dict()
            passkeys.append(passkeys_item)

        demanded = self.demanded

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "totp": totp,
                "recovery_codes": recovery_codes,
                "passkeys": passkeys,
                "demanded": demanded,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.passkey_out import PasskeyOut  # noqa: PLC0415

        d = dict(src_dict)
        totp = d.pop("totp")

        recovery_codes = d.pop("recovery_codes")

        passkeys = []
        _passkeys = d.pop("passkeys")
        for passkeys_item_data in _passkeys:
            passkeys_item = PasskeyOut.from_dict(passkeys_item_data)

            passkeys.append(passkeys_item)

        demanded = d.pop("demanded")

        factors_out = cls(
            totp=totp,
            recovery_codes=recovery_codes,
            passkeys=passkeys,
            demanded=demanded,
        )

        factors_out.additional_properties = d
        return factors_out

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
