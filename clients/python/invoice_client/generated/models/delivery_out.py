from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_status import DeliveryStatus, check_delivery_status

if TYPE_CHECKING:
    from ..models.delivery_out_payload import DeliveryOutPayload


T = TypeVar("T", bound="DeliveryOut")


@_attrs_define
class DeliveryOut:
    """One event for one endpoint: what was sent, and how the last attempt ended."""

    id: str
    """ Its id, opaque """
    type_: str
    """ What kind it is """
    status: DeliveryStatus
    """ Where a delivery stands. """
    attempts: int
    """ How often it was tried """
    answered: int | None
    """ The HTTP status that the endpoint answered with """
    error: None | str
    """ What went wrong, for a person """
    created_at: datetime.datetime
    """ When it was made """
    attempted_at: datetime.datetime | None
    """ When it was last tried """
    payload: DeliveryOutPayload
    """ What was sent """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        status: str = self.status

        attempts = self.attempts

        answered: int | None
        answered = self.answered

        error: None | str
        error = self.error

        created_at = self.created_at.isoformat()

        attempted_at: None | str
        if isinstance(self.attempted_at, datetime.datetime):
            attempted_at = self.attempted_at.isoformat()
        else:
            attempted_at = self.attempted_at

        payload = self.payload.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "status": status,
                "attempts": attempts,
                "answered": answered,
                "error": error,
                "created_at": created_at,
                "attempted_at": attempted_at,
                "payload": payload,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.delivery_out_payload import DeliveryOutPayload  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        status = check_delivery_status(d.pop("status"))

        attempts = d.pop("attempts")

        def _parse_answered(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        answered = _parse_answered(d.pop("answered"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_attempted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                attempted_at_type_0 = datetime.datetime.fromisoformat(data)

                return attempted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        attempted_at = _parse_attempted_at(d.pop("attempted_at"))

        payload = DeliveryOutPayload.from_dict(d.pop("payload"))

        delivery_out = cls(
            id=id,
            type_=type_,
            status=status,
            attempts=attempts,
            answered=answered,
            error=error,
            created_at=created_at,
            attempted_at=attempted_at,
            payload=payload,
        )

        delivery_out.additional_properties = d
        return delivery_out

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
