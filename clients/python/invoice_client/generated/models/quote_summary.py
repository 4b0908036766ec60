from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.quote_state import QuoteState, check_quote_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuoteSummary")


@_attrs_define
class QuoteSummary:
    """A quote in a list."""

    id: str
    """ Its id, opaque """
    number: str
    """ Number of the quote """
    state: QuoteState
    """ Where a quote stands. """
    customer: str
    """ The customer's name """
    currency: str
    """ ISO 4217 code """
    total: str
    """ What it comes to, tax included """
    issue_date: datetime.date
    """ Day of issue (BT-2) """
    valid_until: datetime.date
    """ The last day of the quote """
    invoice_id: None | str
    """ The id of the invoice that it was turned into """
    created_by: str
    """ The id of the person who made it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    version: int
    """ Its version; it grows with every change """
    kind: Literal["quote"] | Unset = "quote"
    """ Always `quote` """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        number = self.number

        state: str = self.state

        customer = self.customer

        currency = self.currency

        total = self.total

        issue_date = self.issue_date.isoformat()

        valid_until = self.valid_until.isoformat()

        invoice_id: None | str
        invoice_id = self.invoice_id

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        version = self.version

        kind = self.kind

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "state": state,
                "customer": customer,
                "currency": currency,
                "total": total,
                "issue_date": issue_date,
                "valid_until": valid_until,
                "invoice_id": invoice_id,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        number = d.pop("number")

        state = check_quote_state(d.pop("state"))

        customer = d.pop("customer")

        currency = d.pop("currency")

        total = d.pop("total")

        issue_date = datetime.date.fromisoformat(d.pop("issue_date"))

        valid_until = datetime.date.fromisoformat(d.pop("valid_until"))

        def _parse_invoice_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_id = _parse_invoice_id(d.pop("invoice_id"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        kind = cast(Literal["quote"] | Unset, d.pop("kind", UNSET))
        if kind != "quote" and not isinstance(kind, Unset):
            raise ValueError(f"kind must match const 'quote', got '{kind}'")

        quote_summary = cls(
            id=id,
            number=number,
            state=state,
            customer=customer,
            currency=currency,
            total=total,
            issue_date=issue_date,
            valid_until=valid_until,
            invoice_id=invoice_id,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            kind=kind,
        )

        quote_summary.additional_properties = d
        return quote_summary

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
