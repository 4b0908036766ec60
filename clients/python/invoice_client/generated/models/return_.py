from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.signed import Signed


T = TypeVar("T", bound="Return")


@_attrs_define
class Return:
    """What came back from the provider, and the secret that the browser has kept."""

    state: str
    """ `state` of the provider's answer """
    secret: str
    """ What the browser has kept """
    code: str
    """ `code` of the provider's answer """
    password: str | Unset = ""
    """ The account's, after `oidc_unlinked` """
    iss: str | Unset = ""
    """ `iss` of the answer, if it has one """
    second_factor: str | Unset = ""
    """ A code of the authenticator app, or a recovery code """
    passkey: None | Signed | Unset = UNSET
    """ What a passkey signed, in place of a code """

    def to_dict(self) -> dict[str, Any]:
        from ..models.signed import Signed  # noqa: PLC0415

        state = self.state

        secret = self.secret

        code = self.code

        password = self.password

        iss = self.iss

        second_factor = self.second_factor

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
                "state": state,
                "secret": secret,
                "code": code,
            }
        )
        if password is not UNSET:
            field_dict["password"] = password
        if iss is not UNSET:
            field_dict["iss"] = iss
        if second_factor is not UNSET:
            field_dict["second_factor"] = second_factor
        if passkey is not UNSET:
            field_dict["passkey"] = passkey

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.signed import Signed  # noqa: PLC0415

        d = dict(src_dict)
        state = d.pop("state")

        secret = d.pop("secret")

        code = d.pop("code")

        password = d.pop("password", UNSET)

        iss = d.pop("iss", UNSET)

        second_factor = d.pop("second_factor", UNSET)

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

        return_ = cls(
            state=state,
            secret=secret,
            code=code,
            password=password,
            iss=iss,
            second_factor=second_factor,
            passkey=passkey,
        )

        return return_
