from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.contact import Contact
    from ..models.identifier import Identifier


T = TypeVar("T", bound="Customer")


@_attrs_define
class Customer:
    """BG-7 Buyer."""

    name: None | str | Unset = UNSET
    """ BT-27, BT-44: full legal name """
    trading_name: None | str | Unset = UNSET
    """ BT-28, BT-45: name the business is known by """
    identifiers: list[Identifier] | Unset = UNSET
    """ BT-29, BT-46: the party's identifiers """
    legal_id: Identifier | None | Unset = UNSET
    """ BT-30, BT-47: legal registration, as an ABN or SIREN """
    tax_id: None | str | Unset = UNSET
    """ BT-31, BT-48: VAT identifier, with its country's prefix """
    tax_scheme: None | str | Unset = UNSET
    """ BT-31, BT-48: the identifier's tax, if not VAT: GST and its kin """
    tax_registration: None | str | Unset = UNSET
    """ BT-32: local tax registration, not the VAT identifier """
    registration_scheme: None | str | Unset = UNSET
    """ BT-32: the registration's scheme, if not FC (UNTDID 1153) """
    electronic_address: Identifier | None | Unset = UNSET
    """ BT-34, BT-49: where e-invoices go; EAS scheme """
    address: Address | None | Unset = UNSET
    """ BG-5, BG-8: postal address """
    contact: Contact | None | Unset = UNSET
    """ BG-6, BG-9: contact """

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.contact import Contact  # noqa: PLC0415
        from ..models.identifier import Identifier  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        trading_name: None | str | Unset
        if isinstance(self.trading_name, Unset):
            trading_name = UNSET
        else:
            trading_name = self.trading_name

        identifiers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.identifiers, Unset):
            identifiers = []
            for identifiers_item_data in self.identifiers:
                identifiers_item = identifiers_item_data.to_dict()
                identifiers.append(identifiers_item)

        legal_id: dict[str, Any] | None | Unset
        if isinstance(self.legal_id, Unset):
            legal_id = UNSET
        elif isinstance(self.legal_id, Identifier):
            legal_id = self.legal_id.to_dict()
        else:
            legal_id = self.legal_id

        tax_id: None | str | Unset
        if isinstance(self.tax_id, Unset):
            tax_id = UNSET
        else:
            tax_id = self.tax_id

        tax_scheme: None | str | Unset
        if isinstance(self.tax_scheme, Unset):
            tax_scheme = UNSET
        else:
            tax_scheme = self.tax_scheme

        tax_registration: None | str | Unset
        if isinstance(self.tax_registration, Unset):
            tax_registration = UNSET
        else:
            tax_registration = self.tax_registration

        registration_scheme: None | str | Unset
        if isinstance(self.registration_scheme, Unset):
            registration_scheme = UNSET
        else:
            registration_scheme = self.registration_scheme

        electronic_address: dict[str, Any] | None | Unset
        if isinstance(self.electronic_address, Unset):
            electronic_address = UNSET
        elif isinstance(self.electronic_address, Identifier):
            electronic_address = self.electronic_address.to_dict()
        else:
            electronic_address = self.electronic_address

        address: dict[str, Any] | None | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        elif isinstance(self.address, Address):
            address = self.address.to_dict()
        else:
            address = self.address

        contact: dict[str, Any] | None | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        elif isinstance(self.contact, Contact):
            contact = self.contact.to_dict()
        else:
            contact = self.contact

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if trading_name is not UNSET:
            field_dict["trading_name"] = trading_name
        if identifiers is not UNSET:
            field_dict["identifiers"] = identifiers
        if legal_id is not UNSET:
            field_dict["legal_id"] = legal_id
        if tax_id is not UNSET:
            field_dict["tax_id"] = tax_id
        if tax_scheme is not UNSET:
            field_dict["tax_scheme"] = tax_scheme
        if tax_registration is not UNSET:
            field_dict["tax_registration"] = tax_registration
        if registration_scheme is not UNSET:
            field_dict["registration_scheme"] = registration_scheme
        if electronic_address is not UNSET:
            field_dict["electronic_address"] = electronic_address
        if address is not UNSET:
            field_dict["address"] = address
        if contact is not UNSET:
            field_dict["contact"] = contact

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.contact import Contact  # noqa: PLC0415
        from ..models.identifier import Identifier  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_trading_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        trading_name = _parse_trading_name(d.pop("trading_name", UNSET))

        _identifiers = d.pop("identifiers", UNSET)
        identifiers: list[Identifier] | Unset = UNSET
        if _identifiers is not UNSET:
            identifiers = []
            for identifiers_item_data in _identifiers:
                identifiers_item = Identifier.from_dict(identifiers_item_data)

                identifiers.append(identifiers_item)

        def _parse_legal_id(data: object) -> Identifier | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                legal_id_type_0 = Identifier.from_dict(data)

                return legal_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identifier | None | Unset, data)

        legal_id = _parse_legal_id(d.pop("legal_id", UNSET))

        def _parse_tax_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_id = _parse_tax_id(d.pop("tax_id", UNSET))

        def _parse_tax_scheme(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_scheme = _parse_tax_scheme(d.pop("tax_scheme", UNSET))

        def _parse_tax_registration(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_registration = _parse_tax_registration(d.pop("tax_registration", UNSET))

        def _parse_registration_scheme(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        registration_scheme = _parse_registration_scheme(d.pop("registration_scheme", UNSET))

        def _parse_electronic_address(data: object) -> Identifier | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                electronic_address_type_0 = Identifier.from_dict(data)

                return electronic_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Identifier | None | Unset, data)

        electronic_address = _parse_electronic_address(d.pop("electronic_address", UNSET))

        def _parse_address(data: object) -> Address | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                address_type_0 = Address.from_dict(data)

                return address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

        def _parse_contact(data: object) -> Contact | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                contact_type_0 = Contact.from_dict(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Contact | None | Unset, data)

        contact = _parse_contact(d.pop("contact", UNSET))

        customer = cls(
            name=name,
            trading_name=trading_name,
            identifiers=identifiers,
            legal_id=legal_id,
            tax_id=tax_id,
            tax_scheme=tax_scheme,
            tax_registration=tax_registration,
            registration_scheme=registration_scheme,
            electronic_address=electronic_address,
            address=address,
            contact=contact,
        )

        return customer
