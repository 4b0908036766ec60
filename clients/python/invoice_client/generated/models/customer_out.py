from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.customer import Customer


T = TypeVar("T", bound="CustomerOut")


@_attrs_define
class CustomerOut:
    """A customer of the company's."""

    id: str
    """ Its id, opaque """
    number: None | str
    """ What the company calls it; no other of its kind has it """
    created_by: str
    """ The id of the person who made it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    version: int
    """ Its version; it grows with every change """
    customer: Customer
    """ BG-7 Buyer. """
    payment_terms: None | str
    """ Payment terms in words (BT-20) """
    currency: None | str
    """ ISO 4217 code """
    buyer_reference: None | str
    """ The customer's reference for routing (BT-10) """
    language: None | str
    """ Language of what is written: en, de, fr, nl, es, it or zh """
    email: None | str
    """ E-mail address """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        number: None | str
        number = self.number

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        version = self.version

        customer = self.customer.to_dict()

        payment_terms: None | str
        payment_terms = self.payment_terms

        currency: None | str
        currency = self.currency

        buyer_reference: None | str
        buyer_reference = self.buyer_reference

        language: None | str
        language = self.language

        email: None | str
        email = self.email

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
                "customer": customer,
                "payment_terms": payment_terms,
                "currency": currency,
                "buyer_reference": buyer_reference,
                "language": language,
                "email": email,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer import Customer  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        number = _parse_number(d.pop("number"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        customer = Customer.from_dict(d.pop("customer"))

        def _parse_payment_terms(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payment_terms = _parse_payment_terms(d.pop("payment_terms"))

        def _parse_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        currency = _parse_currency(d.pop("currency"))

        def _parse_buyer_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        buyer_reference = _parse_buyer_reference(d.pop("buyer_reference"))

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        customer_out = cls(
            id=id,
            number=number,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            customer=customer,
            payment_terms=payment_terms,
            currency=currency,
            buyer_reference=buyer_reference,
            language=language,
            email=email,
        )

        customer_out.additional_properties = d
        return customer_out

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
