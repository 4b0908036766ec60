"""Companies, their members, and who is invited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.authorization import Role

BANK_DETAILS = frozenset({"iban", "bsb", "account_number"})
"""The entries of a profile that say where customers pay to."""


_OLD_ADDRESS = {"street": "line_1", "additional": "line_2", "postcode": "post_code", "region": "subdivision"}
"""What the parts of a company's address were called before they were called as in documents."""


def current_profile(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return a profile with its address in today's shape, that of documents; its country is the company's own.

    >>> current_profile({"address": {"street": "1 Main St", "city": "Perth", "region": ""}})
    {'address': {'line_1': '1 Main St', 'city': 'Perth', 'subdivision': ''}}
    """
    address = profile.get("address")
    if not address:
        return dict(profile)
    return {**profile, "address": {_OLD_ADDRESS.get(name, name): text for name, text in address.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that uses the system. `profile` holds what it prints on its invoices, as checked by its use case."""

    company_id: str
    name: str
    created_at: datetime
    members: int = 1
    admins: int = 1
    members_see_all: bool = True
    profile: Mapping[str, Any] = field(default_factory=dict)
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
