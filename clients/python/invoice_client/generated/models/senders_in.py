from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="SendersIn")


@_attrs_define
class SendersIn:
    """The senders whose mail is accepted: addresses, and domains behind an `@`; an empty list accepts everybody."""

    allowed_senders: list[str]
    """ The senders whose mail is accepted: addresses, and domains behind an `@`; empty accepts everybody """

    def to_dict(self) -> dict[str, Any]:
        allowed_senders = self.allowed_senders

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "allowed_senders": allowed_senders,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        allowed_senders = cast(list[str], d.pop("allowed_senders"))

        senders_in = cls(
            allowed_senders=allowed_senders,
        )

        return senders_in
