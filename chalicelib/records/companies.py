"""Companies, their members, and who is invited."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypedDict, cast

from chalicelib.authorization import Role
from chalicelib.json_data import JsonObject

BANK_DETAILS = frozenset({"iban", "bsb", "account_number"})
"""The entries of a profile that say where customers pay to."""


class ProfileAddress(TypedDict, total=False):
    """A postal address, in the shape that documents have; its country is the company's own."""

    line_1: str
    line_2: str
    line_3: str
    city: str
    post_code: str
    subdivision: str


class ReminderText(TypedDict):
    """What a company writes in reminders of one level and language, with placeholders."""

    level: int
    language: str
    subject: str
    text: str


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
    template: Literal["standard", "letter", "banner"]
    footer: str
    number_prefix: str
    credit_note_prefix: str
    number_format: str
    credit_note_format: str
    quote_format: str
    time_zone: str
    reminder_days: list[int]
    reminder_texts: list[ReminderText]
    retention_years: int
    approval_persons: int
    approval_needed: bool


_OLD_ADDRESS = {"street": "line_1", "additional": "line_2", "postcode": "post_code", "region": "subdivision"}
"""What the parts of a company's address were called before they were called as in documents."""


def current_profile(profile: Profile) -> Profile:
    """Return a stored profile with its address in today's shape.

    >>> current_profile(cast("Profile", {"address": {"street": "1 Main St", "city": "Perth", "region": ""}}))
    {'address': {'line_1': '1 Main St', 'city': 'Perth', 'subdivision': ''}}
    """
    address: JsonObject = {**profile.get("address", {})}
    renamed = {_OLD_ADDRESS.get(name, name): text for name, text in address.items()}
    return cast("Profile", {**profile, "address": renamed}) if renamed else profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that uses the system. `profile` holds what it prints on its invoices, as checked by its use case."""

    company_id: str
    name: str
    created_at: datetime
    members: int = 1
    admins: int = 1
    members_see_all: bool = True
    factors_demanded: bool = False
    profile: Profile = field(default_factory=Profile)
    version: int = 1


def supplier_name(company: Company) -> str:
    """Return what a company is called on its invoices: its legal name, if it has said it."""
    return str(company.profile.get("legal_name") or company.name)


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
