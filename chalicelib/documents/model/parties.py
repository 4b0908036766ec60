"""The parties of an invoice: BG-4 to BG-12, and where goods go: BG-13 to BG-15."""

from pydantic import Field

from chalicelib.documents.model.types import Code, Date, Group, Identifier, Text


class Address(Group):
    """A postal address: BG-5 (supplier), BG-8 (customer), BG-12 (tax representative), BG-15 (deliver to)."""

    line_1: Text | None = Field(None, description="BT-35, BT-50, BT-64, BT-75: usually street and number")
    line_2: Text | None = Field(None, description="BT-36, BT-51, BT-65, BT-76: further details of the address")
    line_3: Text | None = Field(None, description="BT-162, BT-163, BT-164, BT-165: yet further details")
    city: Text | None = Field(None, description="BT-37, BT-52, BT-66, BT-77: city, town or village")
    post_code: Text | None = Field(None, description="BT-38, BT-53, BT-67, BT-78: postal code")
    subdivision: Text | None = Field(None, description="BT-39, BT-54, BT-68, BT-79: state, region or province")
    country: Code | None = Field(None, description="BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2 code")


class Contact(Group):
    """A person or department to talk to: BG-6 (supplier), BG-9 (customer)."""

    name: Text | None = Field(None, description="BT-41, BT-56: person, department or office")
    telephone: Text | None = Field(None, description="BT-42, BT-57: telephone number")
    email: Text | None = Field(None, description="BT-43, BT-58: e-mail address")


class Party(Group):
    """What supplier and customer have in common."""

    name: Text | None = Field(None, description="BT-27, BT-44: full legal name")
    trading_name: Text | None = Field(None, description="BT-28, BT-45: name the business is known by")
    identifiers: tuple[Identifier, ...] = Field((), description="BT-29, BT-46: the party's identifiers")
    legal_id: Identifier | None = Field(None, description="BT-30, BT-47: legal registration, as an ABN or SIREN")
    tax_id: Text | None = Field(None, description="BT-31, BT-48: VAT identifier, with its country's prefix")
    tax_scheme: Code | None = Field(None, description="BT-31, BT-48: the identifier's tax, if not VAT: GST and its kin")
    tax_registration: Text | None = Field(None, description="BT-32: local tax registration, not the VAT identifier")
    registration_scheme: Code | None = Field(
        None, description="BT-32: the registration's scheme, if not FC (UNTDID 1153)"
    )
    electronic_address: Identifier | None = Field(None, description="BT-34, BT-49: where e-invoices go; EAS scheme")
    address: Address | None = Field(None, description="BG-5, BG-8: postal address")
    contact: Contact | None = Field(None, description="BG-6, BG-9: contact")


class Supplier(Party):
    """BG-4 Seller."""

    legal_information: Text | None = Field(None, description="BT-33: further legal facts, such as share capital")


class Customer(Party):
    """BG-7 Buyer."""


class Payee(Group):
    """BG-10 Payee: who is paid, if that is not the supplier."""

    name: Text | None = Field(None, description="BT-59: payee's name")
    identifier: Identifier | None = Field(None, description="BT-60: payee's identifier")
    legal_id: Identifier | None = Field(None, description="BT-61: payee's legal registration")


class TaxRepresentative(Group):
    """BG-11 Seller tax representative party."""

    name: Text | None = Field(None, description="BT-62: tax representative's name")
    tax_id: Text | None = Field(None, description="BT-63: tax representative's VAT identifier")
    tax_scheme: Code | None = Field(None, description="BT-63: the identifier's tax, if not VAT")
    address: Address | None = Field(None, description="BG-12: tax representative's postal address")


class Delivery(Group):
    """BG-13 Delivery information."""

    name: Text | None = Field(None, description="BT-70: name of the party that goods are delivered to")
    location: Identifier | None = Field(None, description="BT-71: identifier of the place")
    delivered_on: Date | None = Field(None, description="BT-72: actual delivery date")
    address: Address | None = Field(None, description="BG-15: deliver to address")
