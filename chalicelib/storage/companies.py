"""The companies table: the company, its members, and which files it has already.

    company#<id>   profile          the company
    company#<id>   member#<user>    one member
    company#<id>   file#<sha256>    the invoice that these bytes became

A file's claim is `pending` until the file is known to be stored. A pending claim can be taken over, so that an upload
which broke off never bars the next try; a confirmed one can't.
"""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.storage.table import TableMeta, to_attributes, to_record

PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that uses the system."""

    company_id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A user's place in a company."""

    company_id: str
    user_id: str
    role: str
    joined_at: datetime


class _CompanyTableItem(Model):
    class Meta(TableMeta):
        setting = "companies_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    expires_at = TTLAttribute(null=True)


class _CompanyItem(_CompanyTableItem, discriminator="company"):
    company_id = UnicodeAttribute()
    name = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()


class _MemberItem(_CompanyTableItem, discriminator="member"):
    company_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    role = UnicodeAttribute()
    joined_at = UTCDateTimeAttribute()


class _FileClaimItem(_CompanyTableItem, discriminator="file"):
    invoice_id = UnicodeAttribute()
    pending = BooleanAttribute()


def add_company(transaction: TransactWrite, company: Company, member: Member) -> None:
    """Add a new company and its first member to a transaction."""
    key = _company_key(company.company_id)
    transaction.save(_CompanyItem(key, PROFILE, **to_attributes(company)))
    transaction.save(_MemberItem(key, f"member#{member.user_id}", **to_attributes(member)))


def find_company(company_id: str) -> Company | None:
    """Return a company, strongly consistent."""
    try:
        item = _CompanyItem.get(_company_key(company_id), PROFILE, consistent_read=True)
    except _CompanyItem.DoesNotExist:
        return None
    return to_record(Company, item)


def claim_file(
    transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str, *, pending: bool
) -> None:
    """Add to a transaction that these bytes are this invoice's; its condition fails where another's claim stands.

    The item that stood in the way is asked for: `claimed_by` reads it.
    """
    claim = _FileClaimItem(_company_key(company_id), f"file#{fingerprint}", invoice_id=invoice_id, pending=pending)
    free: Condition = _FileClaimItem.pk.does_not_exist() | (_FileClaimItem.pending == True)  # noqa: E712 - a condition
    transaction.save(claim, condition=free | (_FileClaimItem.invoice_id == invoice_id), return_values="ALL_OLD")


def confirm_file(transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str) -> None:
    """Add to a transaction that the claimed file is stored; fails where another invoice has taken the claim over."""
    claim = _FileClaimItem(_company_key(company_id), f"file#{fingerprint}")
    transaction.update(
        claim,
        actions=[_FileClaimItem.pending.set(False)],
        condition=_FileClaimItem.invoice_id == invoice_id,
        return_values="ALL_OLD",
    )


def release_file(transaction: TransactWrite, company_id: str, fingerprint: str, invoice_id: str) -> None:
    """Add to a transaction that these bytes may be uploaded again; fails where the claim is another invoice's."""
    claim = _FileClaimItem(_company_key(company_id), f"file#{fingerprint}")
    ours: Condition = _FileClaimItem.pk.does_not_exist() | (_FileClaimItem.invoice_id == invoice_id)
    transaction.delete(claim, condition=ours)


def claimed_by(raw_item: dict[str, dict[str, str]]) -> str:
    """Return the id of the invoice that holds a claim, from the raw item of a failed condition; empty if none."""
    return raw_item.get("invoice_id", {}).get("S", "")


def _company_key(company_id: str) -> str:
    return f"company#{company_id}"
