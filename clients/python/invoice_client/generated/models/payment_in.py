from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PaymentIn")


@_attrs_define
class PaymentIn:
    """A payment that was made or, with `scheduled`, is planned.

    Without a date it is today's, without an amount it is all that is open.

    """

    date: datetime.date | None | Unset = UNSET
    """ The day """
    amount: float | None | str | Unset = UNSET
    """ Amount in the invoice's currency """
    scheduled: bool | Unset = False
    """ Whether the payment is planned, and not made yet """
    reference: str | Unset = ""
    """ What the payment is known by, such as a bank's reference """

    def to_dict(self) -> dict[str, Any]:
        date: None | str | Unset
        if isinstance(self.date, Unset):
            date = UNSET
        elif isinstance(self.date, datetime.date):
            date = self.date.isoformat()
        else:
            date = self.date

        amount: float | None | str | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        else:
            amount = self.amount

        scheduled = self.scheduled

        reference = self.reference

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if date is not UNSET:
            field_dict["date"] = date
        if amount is not UNSET:
            field_dict["amount"] = amount
        if scheduled is not UNSET:
            field_dict["scheduled"] = scheduled
        if reference is not UNSET:
            field_dict["reference"] = reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_type_0 = datetime.date.fromisoformat(data)

                return date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        date = _parse_date(d.pop("date", UNSET))

        def _parse_amount(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        scheduled = d.pop("scheduled", UNSET)

        reference = d.pop("reference", UNSET)

        payment_in = cls(
            date=date,
            amount=amount,
            scheduled=scheduled,
            reference=reference,
        )

        return payment_in
