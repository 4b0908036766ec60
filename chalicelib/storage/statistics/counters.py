"""The counters table: a company's statistics, changed in the same transaction as the invoices that they count.

    <company>#<shard>   totals | month#… | due#… | supplier#…       numbers, as `invoice_statistics` names them

A company's counters are spread over shards, so that many changes at once meet neither a partition's limit nor each
other: an attempt of a transaction takes any shard, a repeated one another. One shard's numbers mean nothing, and may be
negative; their sums are exact. A supplier's numbers stand in one item, on the shard that its key says, since the index
by amount can only order whole sums. `writes` in a shard's totals tells whether anything was counted on it since.
"""

import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action, AddAction
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.documents.model.money import exactly
from chalicelib.json_data import JsonObject
from chalicelib.records.invoice_statistics import DUE, SUPPLIER, TOTALS, Counter, difference, summed, supplier_items
from chalicelib.records.invoices import Invoice
from chalicelib.storage.aws.table import StoredItem, TableMeta

SHARDS = 8
WRITES = "writes"

Counts = Mapping[str, Decimal]


class _ByAmount(GlobalSecondaryIndex["CounterItem"]):
    """A company's suppliers in one currency, by amount; other items have no ranking and are not in it."""

    class Meta:
        index_name = "by_amount"
        projection = AllProjection()

    ranking = UnicodeAttribute(hash_key=True)
    amount = NumberAttribute(range_key=True)


class CounterItem(StoredItem):
    """Some counters: whatever numbers the item has, by name."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "counters_table"

    shard = UnicodeAttribute(hash_key=True, attr_name="pk")
    item = UnicodeAttribute(range_key=True, attr_name="sk")
    ranking = UnicodeAttribute(null=True)
    supplier = UnicodeAttribute(null=True)
    by_amount = _ByAmount()

    counts: Counts

    @classmethod
    def from_raw_data(cls, data: JsonObject) -> "CounterItem":
        """Keep the numbers as they are: the attributes of a model have fixed names, and pass through float."""
        item = super().from_raw_data(data)
        item.counts = {name: Decimal(value["N"]) for name, value in data.items() if "N" in value}
        return item


@dataclass(frozen=True, slots=True)
class SupplierSum:
    """What one supplier's invoices in a currency come to."""

    supplier: str
    invoices: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of a company's counters, and how many writes each shard had before they were read."""

    writes: Mapping[int, Decimal | None]
    counts: Mapping[Counter, Decimal] = field(default_factory=dict)


def count(
    transaction: TransactWrite, before: Invoice | None, after: Invoice | None, further: Iterable[Invoice] = ()
) -> None:
    """Add to the transaction that puts one record in another's place what this changes in the statistics.

    `further` are records that are new in the same transaction, which takes each counter only once.
    """
    changes = summed([difference(before, after), *(difference(None, each) for each in further)])
    known = after or before
    if changes and known:
        shard = random.randrange(SHARDS)  # noqa: S311 - no secret
        add(transaction, known.company_id, changes, suppliers=supplier_items(after), shard=shard)


def add(
    transaction: TransactWrite,
    company_id: str,
    changes: Mapping[Counter, Decimal],
    *,
    suppliers: Mapping[str, str],
    shard: int,
    condition: Condition | None = None,
) -> None:
    """Add changes of counters to a transaction; `suppliers` has the names that belong to suppliers' items.

    The shard's totals are always among what is written, with one more write; `condition` is on them.
    """
    items: dict[str, dict[str, Decimal]] = defaultdict(dict, {TOTALS: {WRITES: Decimal(1)}})
    for (item, name), change in changes.items():
        items[item][name] = change
    for item, counts in items.items():
        actions: list[Action] = [
            AddAction(Path(name), Value({"N": f"{change:f}"})) for name, change in sorted(counts.items())
        ]
        if supplier := suppliers.get(item):
            currency = item.split("#")[1]
            actions += [CounterItem.supplier.set(supplier), CounterItem.ranking.set(_ranking(company_id, currency))]
        place = CounterItem(shard_key(company_id, _shard_of(item, shard)), item)
        transaction.update(place, actions=actions, condition=condition if item == TOTALS else None)


def read_items(company_id: str, items: Iterable[str]) -> dict[str, dict[str, Decimal]]:
    """Return the sums of all shards for some items, in one strongly consistent batch read for each hundred."""
    keys = [(shard_key(company_id, shard), item) for item in items for shard in range(SHARDS)]
    return _summed(CounterItem.batch_get(keys, consistent_read=True))


def read_due(company_id: str, first_day: date) -> dict[date, dict[str, Decimal]]:
    """Return what is due on each day from one on, in one query a shard."""
    later = CounterItem.item.between(f"{DUE}{first_day.isoformat()}", f"{DUE}{date.max.isoformat()}")
    found = (
        item
        for shard in range(SHARDS)
        for item in CounterItem.query(shard_key(company_id, shard), later, consistent_read=True)
    )
    return {date.fromisoformat(item.removeprefix(DUE)): counts for item, counts in _summed(found).items()}


def largest_suppliers(company_id: str, currency: str, limit: int) -> list[SupplierSum]:
    """Return the suppliers with the highest amounts in a currency, highest first, in one query."""
    found = CounterItem.by_amount.query(_ranking(company_id, currency), scan_index_forward=False, limit=limit)
    sums = [(item.supplier or "", item.counts) for item in found]
    return [
        SupplierSum(supplier, int(counts["invoices"]), counts["amount"])
        for supplier, counts in sums
        if counts["invoices"]
    ]


def read_all(company_id: str) -> Snapshot:
    """Return all of a company's counters; the shards' writes are read before anything else."""
    keys = [(shard_key(company_id, shard), TOTALS) for shard in range(SHARDS)]
    totals = {item.shard: item.counts for item in CounterItem.batch_get(keys, consistent_read=True)}
    writes = {shard: totals.get(shard_key(company_id, shard), {}).get(WRITES) for shard in range(SHARDS)}
    found = (
        item
        for shard in range(SHARDS)
        for item in CounterItem.query(shard_key(company_id, shard), consistent_read=True)
    )
    counts = {
        Counter(item, name): count
        for item, counts in _summed(found).items()
        for name, count in counts.items()
        if count and name != WRITES
    }
    return Snapshot(writes, counts)


def remove_all(company_id: str) -> None:
    """Remove what is left of the counters of a company that is gone."""
    for shard in range(SHARDS):
        items = list(CounterItem.query(shard_key(company_id, shard), consistent_read=True))
        with CounterItem.batch_write() as batch:
            for item in items:
                batch.delete(item)


def shard_key(company_id: str, shard: int) -> str:
    """Return the partition of one shard of a company's counters."""
    return f"{company_id}#{shard}"


def _shard_of(item: str, shard: int) -> int:
    return zlib.crc32(item.encode()) % SHARDS if item.startswith(SUPPLIER) else shard


def _ranking(company_id: str, currency: str) -> str:
    return f"{company_id}#{currency}"


def _summed(found: Iterable[CounterItem]) -> dict[str, dict[str, Decimal]]:
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    with exactly():
        for item in found:
            for name, count in item.counts.items():
                sums[item.item][name] += count
    return {item: dict(counts) for item, counts in sums.items()}
