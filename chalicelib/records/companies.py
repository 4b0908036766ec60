"""Companies, their members, and who is invited."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from chalicelib.authorization import Role

BANK_DETAILS = frozenset({"iban", "bsb", "account_number"})
"""The entries of a profile that say where customers pay to."""


class ProfileAddress(TypedDict, total=False):
    """A postal address."""

    street: str
    additional: str
    city: str
    postcode: str
    region: str


class Profile(TypedDict, total=False):
    """What a company prints on its invoices and how it works with them; what it has not said is absent."""

    legal_name: str
    tax_id: str
    address: ProfileAddress
    country: str
    default_currency: str
    iban: str
    bsb: str
    account_number: str
    email: str
    color: str
    logo: str
    number_prefix: str
    credit_note_prefix: str
    retention_years: int
    approval_persons: int
    approval_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that uses the system. `profile` holds what it prints on its invoices, as checked by its use case."""

    company_id: str
    name: str
    created_at: datetime
    members: int = 1
    admins: int = 1
    members_see_all: bool = True
    profile: Profile = field(default_factory=Profile)
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user's place in a company."""

    company_id: str
    user_id: str
    role: Role
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation that is still open."""

    company_id: str
    token_hash: str
    email: str
    role: Role
    invited_by: str
    expires_at: datetime
