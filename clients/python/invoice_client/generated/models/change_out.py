from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.status import Status, check_status

T = TypeVar("T", bound="ChangeOut")


@_attrs_define
class ChangeOut:
    """That an invoice changed; its `id` tells a change that is listed again from a new one."""

    id: str
    """ The id of the change, which is that of the event in the invoice's timeline """
    invoice_id: str
    """ The id of the invoice """
    status: Status
    """ Where the processing of an invoice stands. """
    at: datetime.datetime
    """ When it happened """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        invoice_id = self.invoice_id

        status: str = self.status

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "invoice_id": invoice_id,
                "status": status,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        invoice_id = d.pop("invoice_id")

        status = check_status(d.pop("status"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        change_out = cls(
            id=id,
            invoice_id=invoice_id,
            status=status,
            at=at,
        )

        change_out.additional_properties = d
        return change_out

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
