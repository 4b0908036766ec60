from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sending_state import SendingState, check_sending_state

if TYPE_CHECKING:
    from ..models.sent_invoice_out import SentInvoiceOut


T = TypeVar("T", bound="SendingOut")


@_attrs_define
class SendingOut:
    """A mail that is on its way; the timelines of its invoices tell what becomes of it, under its id."""

    id: str
    """ Its id, opaque """
    state: SendingState
    """ How far a sending has got.

    `sending` is written just before Amazon SES is called, so that a worker which dies afterwards leaves a trace;
    `uncertain` is one whose call has an unknown outcome. Neither is ever sent again. """
    to: list[str]
    """ The recipients """
    language: str
    """ Language of what is written: en, de, fr, nl, es, it or zh """
    invoices: list[SentInvoiceOut]
    """ The invoices, and what goes with the mail of each """
    created_at: datetime.datetime
    """ When it was made """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        state: str = self.state

        to = self.to

        language = self.language

        invoices = []
        for invoices_item_data in self.invoices:
            invoices_item = invoices_item_data.to_dict()
            invoices.append(invoices_item)

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "to": to,
                "language": language,
                "invoices": invoices,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sent_invoice_out import SentInvoiceOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        state = check_sending_state(d.pop("state"))

        to = cast(list[str], d.pop("to"))

        language = d.pop("language")

        invoices = []
        _invoices = d.pop("invoices")
        for invoices_item_data in _invoices:
            invoices_item = SentInvoiceOut.from_dict(invoices_item_data)

            invoices.append(invoices_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        sending_out = cls(
            id=id,
            state=state,
            to=to,
            language=language,
            invoices=invoices,
            created_at=created_at,
        )

        sending_out.additional_properties = d
        return sending_out

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
