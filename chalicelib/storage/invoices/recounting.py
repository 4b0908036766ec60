"""Setting a company's counters right, from its invoices, while the company goes on working.

Every change of an invoice changes its counters in the same transaction. So an error in them, whatever it came from, is
the same before and after any change, and has only to be found once and taken back. It is found by reading first how
many writes each shard has had, then the counters, then the invoices; and it is taken back under the condition that no
shard has had another write since: so what was read belongs together, and another recount cannot take it back as well.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.transactions import TransactWrite

from chalicelib.documents.model.money import exactly
from chalicelib.records.invoice_statistics import TOTALS, Counter, figures_of, supplier_items
from chalicelib.records.invoices import Status
from chalicelib.records.lifecycle.direction import direction_by_supplier
from chalicelib.storage.aws.table import ConditionFailed, commit
from chalicelib.storage.companies.companies import COMPANY_PROFILE, CompanyItem, find_company
from chalicelib.storage.invoices.invoices import InvoiceChanged, write
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice
from chalicelib.storage.statistics import counters
from chalicelib.storage.statistics.counters import SHARDS, WRITES, CounterItem, Snapshot, shard_key

_MAX_TRIES = 10
_MAX_ITEMS_AT_ONCE = 80  # of 100 that a transaction may have

Corrections = dict[Counter, Decimal]


class CompanyBusy(Exception):
    """The company changed during every try, so that its counters could not be compared with its invoices."""


def recount(company_id: str) -> Corrections:
    """Correct a company's counters by its invoices; return by how much each was changed.

    Raises:
        CompanyBusy: the company changed during every try; corrections already made are valid; run it again.

    """
    changed: Corrections = {}
    _backfill_directions(company_id)
    for _ in range(_MAX_TRIES):
        snapshot = counters.read_all(company_id)
        expected, suppliers = _expected(company_id)
        corrections = _compare(snapshot, expected)
        try:
            for part in _apply(company_id, snapshot, corrections, suppliers):
                changed |= part
        except ConditionFailed:
            continue
        return changed
    raise CompanyBusy(company_id)


def _backfill_directions(company_id: str) -> None:
    """Set a direction on invoices stored before that field existed; one changed meanwhile is left for the next run."""
    company = find_company(company_id)
    for item in InvoiceItem.query(company_id, filter_condition=InvoiceItem.direction.does_not_exist()):
        invoice = to_invoice(item)
        if invoice.direction:  # usual ones are packed
            continue
        ours = direction_by_supplier(invoice.supplier, invoice.supplier_tax_id, company)
        direction = invoice.money_goes if invoice.is_issued else ours
        if invoice.status is Status.READY:
            with suppress(InvoiceChanged):
                write(invoice, replace(invoice, direction=direction))


def all_companies() -> Iterator[str]:
    """Yield every company's id. It reads the whole table: for an operator, not for a request."""
    for item in CompanyItem.scan(CompanyItem.sk == COMPANY_PROFILE):
        yield item.company_id


def _expected(company_id: str) -> tuple[Mapping[Counter, Decimal], Mapping[str, str]]:
    sums: dict[Counter, Decimal] = {}
    suppliers: dict[str, str] = {}
    with exactly():
        for item in InvoiceItem.query(company_id, consistent_read=True):
            invoice = to_invoice(item)
            for counter, count in figures_of(invoice).items():
                sums[counter] = sums.get(counter, Decimal(0)) + count
            suppliers |= supplier_items(invoice)
    return sums, suppliers


def _compare(snapshot: Snapshot, expected: Mapping[Counter, Decimal]) -> Corrections:
    zero = Decimal(0)
    with exactly():
        differences = {
            counter: expected.get(counter, zero) - snapshot.counts.get(counter, zero)
            for counter in {**snapshot.counts, **expected}
        }
    return {counter: difference for counter, difference in differences.items() if difference}


def _apply(
    company_id: str, snapshot: Snapshot, corrections: Corrections, suppliers: Mapping[str, str]
) -> Iterator[Corrections]:
    """Yield the corrections as they are made, so many items at once; without any, the comparison is still confirmed."""
    items = iter(sorted({counter.item for counter in corrections}))
    parts = iter(lambda: set(islice(items, _MAX_ITEMS_AT_ONCE)), set())
    writes = dict(snapshot.writes)
    for part in list(parts) or [set()]:
        chosen = {counter: change for counter, change in corrections.items() if counter.item in part}
        commit(_correction(company_id, writes, chosen, suppliers))
        writes[0] = (writes[0] or Decimal(0)) + 1  # the correction's own
        yield chosen


def _correction(
    company_id: str, writes: Mapping[int, Decimal | None], changes: Corrections, suppliers: Mapping[str, str]
) -> Callable[[TransactWrite], None]:
    def build(transaction: TransactWrite) -> None:
        for shard in range(1, SHARDS):
            transaction.condition_check(
                CounterItem, shard_key(company_id, shard), TOTALS, condition=_unchanged(writes[shard])
            )
        unchanged = _unchanged(writes[0])
        counters.add(transaction, company_id, changes, suppliers=suppliers, shard=0, condition=unchanged)

    return build


def _unchanged(writes: Decimal | None) -> Condition:
    place = Path(WRITES)
    unchanged: Condition = place.does_not_exist() if writes is None else place == Value({"N": f"{writes:f}"})
    return unchanged
