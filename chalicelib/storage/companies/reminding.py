"""The worklist of companies that send reminders, in the companies table: one item a company, in one partition.

reminding   <company>   that its overdue invoices are looked through

A company gets there before its profile says so, and stays when it sends no reminders any more: whether it does is asked
of its profile. Such companies are few, and each is read once a run.
"""

from collections.abc import Iterator

from chalicelib.storage.companies.companies import CompanyTableItem

_PARTITION = "reminding"


class _RemindingItem(CompanyTableItem, discriminator="reminding"):
    pass


def watch_overdue(company_id: str) -> None:
    """Start looking through a company's overdue invoices."""
    _RemindingItem(_PARTITION, company_id).save()


def list_watched() -> Iterator[str]:
    """Yield the ids of the companies whose overdue invoices are looked through."""
    yield from (item.sk for item in _RemindingItem.query(_PARTITION, consistent_read=True))


def forget_watched(company_id: str) -> None:
    """Stop looking through a deleted company's overdue invoices."""
    _RemindingItem(_PARTITION, company_id).delete()
