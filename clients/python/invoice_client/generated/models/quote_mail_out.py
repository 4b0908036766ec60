from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sending_state import SendingState, check_sending_state

T = TypeVar("T", bound="QuoteMailOut")


@_attrs_define
class QuoteMailOut:
    """A mail with the quote."""

    id: str
    """ Its id, opaque """
    state: SendingState
    """ How far a sending has got.

    `sending` is written just before Amazon SES is called, so that a worker which dies afterwards leaves a trace;
    `uncertain` is one whose call has an unknown outcome. Neither is ever sent again. """
    to: list[str]
    """ The recipients """
    created_at: datetime.datetime
    """ When it was made """
    sent_at: datetime.datetime | None
    """ When it was last sent by e-mail """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state: str = self.state

        to = self.to

        created_at = self.created_at.isoformat()

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "to": to,
                "created_at": created_at,
                "sent_at": sent_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        state = check_sending_state(d.pop("state"))

        to = cast(list[str], d.pop("to"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))

        quote_mail_out = cls(
            id=id,
            state=state,
            to=to,
            created_at=created_at,
            sent_at=sent_at,
        )

        quote_mail_out.additional_properties = d
        return quote_mail_out

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
