from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ProofAgain")


@_attrs_define
class ProofAgain:
    """The password of the session's account, and a code where it has a second factor."""

    password: str
    """ Password """
    code: str | Unset = ""
    """ A code of the authenticator app, or a recovery code """

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "password": password,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        password = d.pop("password")

        code = d.pop("code", UNSET)

        proof_again = cls(
            password=password,
            code=code,
        )

        return proof_again
