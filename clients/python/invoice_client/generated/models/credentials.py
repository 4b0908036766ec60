from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.signed import Signed


T = TypeVar("T", bound="Credentials")


@_attrs_define
class Credentials:
    """What logs in."""

    email: str
    """ E-mail address """
    password: str
    """ Password """
    code: str | Unset = ""
    """ A code of the authenticator app, or a recovery code """
    passkey: None | Signed | Unset = UNSET
    """ What a passkey signed, in place of a code """

    def to_dict(self) -> dict[str, Any]:
        from ..models.signed import Signed  # noqa: PLC0415

        email = self.email

        password = self.password

        code = self.code

        passkey: dict[str, Any] | None | Unset
        if isinstance(self.passkey, Unset):
            passkey = UNSET
        elif isinstance(self.passkey, Signed):
            passkey = self.passkey.to_dict()
        else:
            passkey = self.passkey

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "password": password,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if passkey is not UNSET:
            field_dict["passkey"] = passkey

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.signed import Signed  # noqa: PLC0415

        d = dict(src_dict)
        email = d.pop("email")

        password = d.pop("password")

        code = d.pop("code", UNSET)

        def _parse_passkey(data: object) -> None | Signed | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                passkey_type_0 = Signed.from_dict(data)

                return passkey_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Signed | Unset, data)

        passkey = _parse_passkey(d.pop("passkey", UNSET))

        credentials = cls(
            email=email,
            password=password,
            code=code,
            passkey=passkey,
        )

        return credentials
