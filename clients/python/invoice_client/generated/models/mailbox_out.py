from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MailboxOut")


@_attrs_define
class MailboxOut:
    """A company's mailbox: its `address`, null where it is switched off, and the senders whose mail is accepted.

    Without `allowed_senders`, mail from everybody is accepted unless it is forged, infected or spam.

    """

    address: None | str
    """ The address that invoices can be mailed to; null where the mailbox is off """
    allowed_senders: list[str]
    """ The senders whose mail is accepted: addresses, and domains behind an `@`; empty accepts everybody """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address: None | str
        address = self.address

        allowed_senders = self.allowed_senders

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "address": address,
                "allowed_senders": allowed_senders,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        allowed_senders = cast(list[str], d.pop("allowed_senders"))

        mailbox_out = cls(
            address=address,
            allowed_senders=allowed_senders,
        )

        mailbox_out.additional_properties = d
        return mailbox_out

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
