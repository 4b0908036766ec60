"""The worklist of unfinished invoices: an index that has only those, by when they last changed.

Sparse, because all but a few invoices are finished, and looking for those that got stuck must not read the others.
In several partitions, because every upload of every company writes here, and one partition takes a thousand writes a
second.
"""

from datetime import datetime
from typing import Any
from zlib import crc32

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.records.invoices import Status

SHARDS = 8
AT_WORK = frozenset({Status.QUEUED, Status.PROCESSING})


class ByUnfinished(GlobalSecondaryIndex[Any]):
    """Invoices that wait for the worker or are with it, the one that is unchanged for longest first."""

    class Meta:
        """Where it is."""

        index_name = "by_unfinished"
        projection = KeysOnlyProjection()

    unfinished_key = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)


def unfinished_partition(invoice_id: str, status: str) -> str | None:
    """Return an invoice's partition in the index; none for one that is finished, or whose file is still awaited.

    >>> unfinished_partition("01jd3w2g000000000000000000", "queued")
    'unfinished#6'
    >>> unfinished_partition("01jd3w2g000000000000000000", "ready") is None
    True
    """
    return f"unfinished#{crc32(invoice_id.encode()) % SHARDS}" if status in AT_WORK else None


def list_unfinished(before: datetime, limit: int) -> list[tuple[str, str]]:
    """Return company and id of invoices that have not changed since an instant, at most `limit` of each partition.

    The index lags behind the table by moments: what it names may be finished already.
    """
    from chalicelib.storage.invoices import items

    index, since = items.InvoiceItem.by_unfinished, items.InvoiceItem.updated_at
    found: list[tuple[str, str]] = []
    for shard in range(SHARDS):
        items = index.query(f"unfinished#{shard}", since < before, page_size=limit, limit=limit)
        found += [(item.company_id, item.invoice_id) for item in items]
    return found
