from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PaymentOut")


@_attrs_define
class PaymentOut:
    """A payment on a day: made, or planned (`scheduled`)."""

    id: str
    """ Its id, opaque """
    date: datetime.date
    """ The day """
    amount: str
    """ Amount in the invoice's currency """
    scheduled: bool
    """ Whether the payment is planned, and not made yet """
    by: str
    """ The id of the person """
    reference: str
    """ What the payment is known by, such as a bank's reference """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        date = self.date.isoformat()

        amount = self.amount

        scheduled = self.scheduled

        by = self.by

        reference = self.reference

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "date": date,
                "amount": amount,
                "scheduled": scheduled,
                "by": by,
                "reference": reference,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        date = datetime.date.fromisoformat(d.pop("date"))

        amount = d.pop("amount")

        scheduled = d.pop("scheduled")

        by = d.pop("by")

        reference = d.pop("reference")

        payment_out = cls(
            id=id,
            date=date,
            amount=amount,
            scheduled=scheduled,
            by=by,
            reference=reference,
        )

        payment_out.additional_properties = d
        return payment_out

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
