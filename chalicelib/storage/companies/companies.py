"""The companies table: the company, its members and invitations, and which files it has already.

company#<id>   profile            the company, with the number of its members and admins
company#<id>   member#<user>      one member
company#<id>   invitation#<hash>  one invitation that is still open
company#<id>   file#<sha256>      the invoice that these bytes became
company#<id>   same_…#<sha256>    the invoice that has this supplier and number, or total and date
company#<id>   supplier#<sha256>  the bank accounts that are known of a supplier
company#<id>   memory#<supplier>  what corrections taught about a supplier; known_by#<sha256> finds it, memories counts
company#<id>   series#<name>      where a series of invoice numbers stands
company#<id>   number#<number>    the invoice made here that bears a number
company#<id>   files_in#<minute>  how many files came in a minute
drafts#<id>    <draft>            a document that is not issued yet
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Conflict, NoCompany
from chalicelib.json_data import JsonObject
from chalicelib.records.companies import Company, current_profile
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.clients import dynamodb_client
from chalicelib.storage.aws.table import StoredItem, TableMeta, commit_if, to_attributes, to_record

COMPANY_PROFILE = "profile"


class CompanyTableItem(StoredItem):
    """Any item of the table."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "companies_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    expires_at = TTLAttribute(null=True)


_Item = TypeVar("_Item", bound=CompanyTableItem)


class CompanyItem(CompanyTableItem, discriminator="company"):
    """A company."""

    company_id = UnicodeAttribute()
    name = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    members = NumberAttribute()
    admins = NumberAttribute()
    members_see_all = BooleanAttribute()
    factors_demanded = BooleanAttribute(default=False)
    profile = JSONAttribute()
    version = NumberAttribute()


def put_company(transaction: TransactWrite, company: Company) -> None:
    """Add a new company to a transaction."""
    transaction.save(CompanyItem(company_key(company.company_id), COMPANY_PROFILE, **to_attributes(company)))


def find_company(company_id: str) -> Company | None:
    """Return a company, strongly consistent."""
    try:
        item = CompanyItem.get(company_key(company_id), COMPANY_PROFILE, consistent_read=True)
    except CompanyItem.DoesNotExist:
        return None
    company = to_record(Company, item)
    return replace(company, profile=current_profile(company.profile))


def fetch_company(company_id: str) -> Company:
    """Return a company that must be there; raise `NoCompany`."""
    company = find_company(company_id)
    if company is None:
        raise NoCompany
    return company


def change_company(company: Company, changed: Company, *, events: Iterable[AuditEvent]) -> None:
    """Store a company's other name, profile and settings, with the events that tell what changed.

    Raises:
        Conflict: the company was changed since it was read.

    """
    item = CompanyItem(company_key(company.company_id), COMPANY_PROFILE)
    actions: list[Action] = [
        CompanyItem.name.set(changed.name),
        CompanyItem.profile.set({**changed.profile}),
        CompanyItem.members_see_all.set(changed.members_see_all),
        CompanyItem.factors_demanded.set(changed.factors_demanded),
        CompanyItem.version.add(1),
    ]

    def build(transaction: TransactWrite) -> None:
        transaction.update(item, actions=actions, condition=CompanyItem.version == company.version)
        for event in events:
            put_event(transaction, event)

    if not commit_if(build):
        raise Conflict


def remove_all(partition: str) -> None:
    """Remove whatever is in a partition of this table, a page and then 25 keys at a time.

    The keys are asked for by themselves: a model's query leaves out kinds of items whose modules are not imported.
    """
    pages = (
        dynamodb_client()
        .get_paginator("query")
        .paginate(
            TableName=CompanyTableItem.Meta.table_name,
            KeyConditionExpression="pk = :partition",
            ExpressionAttributeValues={":partition": {"S": partition}},
            ProjectionExpression="sk",
            ConsistentRead=True,
        )
    )
    for page in pages:
        with CompanyTableItem.batch_write() as batch:
            for item in page["Items"]:
                batch.delete(CompanyTableItem(partition, item["sk"]["S"]))


def company_key(company_id: str) -> str:
    """Return the partition of a company."""
    return f"company#{company_id}"


def items_after(kind: type[_Item], company_id: str, prefix: str, after: str | None, limit: int) -> Iterator[_Item]:
    """Yield a company's items of a kind by their sort keys, `prefix` and an id; `after` is the last page's last id."""
    among = kind.sk.between(f"{prefix}{after}~", f"{prefix}~") if after else kind.sk.startswith(prefix)
    yield from kind.query(company_key(company_id), among, consistent_read=True, limit=limit)


def sort_key(raw_item: JsonObject) -> str:
    """Return what kind of item of this table a raw item is, by its sort key; empty for another table's."""
    return str(raw_item.get("sk", {}).get("S", ""))
