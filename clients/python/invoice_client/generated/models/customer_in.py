from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.customer_in_language_type_0 import CustomerInLanguageType0, check_customer_in_language_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer import Customer


T = TypeVar("T", bound="CustomerIn")


@_attrs_define
class CustomerIn:
    """A customer, and what is usual in its invoices; a form that names the customer copies what it leaves out."""

    customer: Customer
    """ BG-7 Buyer. """
    number: None | str | Unset = UNSET
    """ What the company calls it, such as C-17; no other of its kind has it, in large letters or small """
    payment_terms: None | str | Unset = UNSET
    """ Payment terms in words (BT-20) """
    currency: None | str | Unset = UNSET
    """ ISO 4217 code of its invoices (BT-5) """
    buyer_reference: None | str | Unset = UNSET
    """ Reference for routing (BT-10) """
    language: CustomerInLanguageType0 | None | Unset = UNSET
    """ PageLanguage of its invoices' pages """
    email: None | str | Unset = UNSET
    """ Where its invoices go """

    def to_dict(self) -> dict[str, Any]:
        customer = self.customer.to_dict()

        number: None | str | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        payment_terms: None | str | Unset
        if isinstance(self.payment_terms, Unset):
            payment_terms = UNSET
        else:
            payment_terms = self.payment_terms

        currency: None | str | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        else:
            currency = self.currency

        buyer_reference: None | str | Unset
        if isinstance(self.buyer_reference, Unset):
            buyer_reference = UNSET
        else:
            buyer_reference = self.buyer_reference

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "customer": customer,
            }
        )
        if number is not UNSET:
            field_dict["number"] = number
        if payment_terms is not UNSET:
            field_dict["payment_terms"] = payment_terms
        if currency is not UNSET:
            field_dict["currency"] = currency
        if buyer_reference is not UNSET:
            field_dict["buyer_reference"] = buyer_reference
        if language is not UNSET:
            field_dict["language"] = language
        if email is not UNSET:
            field_dict["email"] = email

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer import Customer  # noqa: PLC0415

        d = dict(src_dict)
        customer = Customer.from_dict(d.pop("customer"))

        def _parse_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_payment_terms(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        payment_terms = _parse_payment_terms(d.pop("payment_terms", UNSET))

        def _parse_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        def _parse_buyer_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        buyer_reference = _parse_buyer_reference(d.pop("buyer_reference", UNSET))

        def _parse_language(data: object) -> CustomerInLanguageType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_customer_in_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerInLanguageType0 | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        customer_in = cls(
            customer=customer,
            number=number,
            payment_terms=payment_terms,
            currency=currency,
            buyer_reference=buyer_reference,
            language=language,
            email=email,
        )

        return customer_in
