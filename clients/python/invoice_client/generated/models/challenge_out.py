from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.challenge_out_options import ChallengeOutOptions


T = TypeVar("T", bound="ChallengeOut")


@_attrs_define
class ChallengeOut:
    """What a browser needs to have a passkey sign: `navigator.credentials.get`."""

    options: ChallengeOutOptions
    """ `PublicKeyCredentialRequestOptionsJSON` of WebAuthn """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        options = self.options.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "options": options,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.challenge_out_options import ChallengeOutOptions  # noqa: PLC0415

        d = dict(src_dict)
        options = ChallengeOutOptions.from_dict(d.pop("options"))

        challenge_out = cls(
            options=options,
        )

        challenge_out.additional_properties = d
        return challenge_out

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
