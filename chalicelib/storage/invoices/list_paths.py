"""Which index serves a list of invoices, and what is checked after reading.

What has not been read yet stands in the table and in two indexes only, as its changes would cost a write in each. The
lists of the other indexes take it from its partition in `by_status`, which is nearly empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.clock import now
from chalicelib.records.invoices import CREDIT_NOTE, UNFINISHED, CreationMethod, State, Status
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.credits import CreditState
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.records.lifecycle.tags import key_of
from chalicelib.records.selections import Filters, Selection, Sort
from chalicelib.storage.invoices.indexes import Index
from chalicelib.storage.invoices.items import InvoiceItem
from chalicelib.storage.invoices.keys import (
    ALL,
    MISSING,
    SUPPLIER_MARK,
    VALUES,
    Interval,
    creator_partition,
    creator_state_partition,
    date_key,
    dates,
    fold,
    numbers,
    state_partition,
    status_partition,
    supplier_partition,
    unread_partition,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A partition of an index (None is the table itself), in the order of its key, and what is left to check.

    `prefix` and the key are an invoice's place in the list.
    """

    index: Index | None
    partition: str
    key: UnicodeAttribute
    rest: Condition | None
    prefix: str = ""

    def is_in(self, interval: Interval) -> bool:
        """Tell whether it can have anything in an interval of the list."""
        return interval.low.startswith(self.prefix[:1])

    def most(self, wanted: int, allowed: int) -> int:
        """Return how many items to ask for at once: all that may be read where not all of them are wanted."""
        return max(1, allowed if self.rest is not None else min(wanted, allowed))

    def keys(self, interval: Interval) -> Condition:
        """Return the condition on its key in an interval of the list."""
        low, high = interval.low, interval.high
        first = low.removeprefix(self.prefix) if low.startswith(self.prefix) else ALL.low
        last = high.removeprefix(self.prefix) if high.startswith(self.prefix) else ALL.high
        between: Condition = self.key.between(first, last)
        return between


@dataclass(frozen=True, slots=True)
class Path:
    """The way to a selection: what is read, and the intervals of the list."""

    sort: Sort
    sources: tuple[Source, ...]
    intervals: tuple[Interval, ...]

    @property
    def is_filtered(self) -> bool:
        """Whether something is left to check of what is read."""
        return any(source.rest is not None for source in self.sources)

    def read(self, interval: Interval) -> tuple[Source, ...]:
        """Return what is read in an interval."""
        return tuple(source for source in self.sources if source.is_in(interval))


def path_of(selection: Selection) -> Path:
    """Return the way to a selection."""
    sort, filters = selection.sort, selection.filters
    index, partition, chosen = _partition_of(selection)
    ranges = {
        "issue_date": dates(filters.issued_from, filters.issued_to),
        "total": numbers(filters.min_total, filters.max_total),
    }
    limited = {name: interval for name, interval in ranges.items() if interval != VALUES}
    possible = all(limited.values())
    intervals = (limited.pop(sort.attribute),) if sort.attribute in limited else _whole(sort)
    conditions = [*_conditions(selection, chosen), *_range_conditions(limited)]
    key: UnicodeAttribute = getattr(InvoiceItem, _key_name(sort))
    source = Source(index, partition, key, _all_of(conditions))
    unread = () if index is None or "unread" in chosen else tuple(_unread(selection))
    return Path(sort, (*unread, source), intervals if possible else ())


def _unread(selection: Selection) -> Iterator[Source]:
    """Yield what has not been read yet, unless a filter asks for a value or state that only a read invoice has."""
    filters = selection.filters
    values = (filters.issued_from, filters.issued_to, filters.min_total, filters.max_total, filters.currency)
    if fold(filters.supplier or "") or any(value is not None for value in values):
        return
    if filters.state in {None, State.UNVALIDATED} and filters.status in {None, *UNFINISHED}:
        prefix = "" if selection.sort.attribute == "created_at" else date_key(None, "")
        rest = _all_of(list(_conditions(selection, {"state"})))
        partition = unread_partition(selection.company_id)
        yield Source(InvoiceItem.by_status, partition, InvoiceItem.invoice_id, rest, prefix)


def _all_of(conditions: Sequence[Condition]) -> Condition | None:
    return reduce(and_, conditions) if conditions else None


def _whole(sort: Sort) -> tuple[Interval, ...]:
    """Return the intervals of a whole list: what has a value, then what has none."""
    return (ALL,) if sort.attribute == "created_at" else (VALUES, MISSING)


def _partition_of(selection: Selection) -> tuple[Index | None, str, set[str]]:
    """Return the index that reads least past what is wanted, the partition in it, and what that settles.

    That is filters, and `unread` where it holds what has not been read yet.
    """
    company_id, creator, filters = selection.company_id, selection.creator, selection.filters
    if selection.sort.attribute != "created_at":
        name = f"by_creator_{selection.sort.attribute}" if creator else f"by_{selection.sort.attribute}"
        partition = creator_partition(company_id, creator) if creator else company_id
        return getattr(InvoiceItem, name), partition, {"creator"}
    if supplier := supplier_partition(company_id, fold(filters.supplier or "")):
        return InvoiceItem.by_supplier, supplier, set()
    if filters.status and (waiting := status_partition(company_id, filters.status)):
        return InvoiceItem.by_status, waiting, {"status"}
    if creator:
        return _partition_of_creator(company_id, creator, filters.state)
    if filters.state and (judged := state_partition(company_id, filters.state)):
        return InvoiceItem.by_state, judged, {"state"}
    return None, company_id, set()


def _partition_of_creator(company_id: str, creator: str, state: State | None) -> tuple[Index, str, set[str]]:
    if state and (judged := creator_state_partition(company_id, creator, state)):
        return InvoiceItem.by_creator_state, judged, {"creator", "state"}
    return InvoiceItem.by_creator, creator_partition(company_id, creator), {"creator", "unread"}


def _conditions(selection: Selection, settled: set[str]) -> Iterator[Condition]:
    """Yield what is checked after reading."""
    filters, creator = selection.filters, selection.creator
    wanted: dict[str, tuple[UnicodeAttribute, str | None]] = {
        "creator": (InvoiceItem.creator_key, creator and creator_partition(selection.company_id, creator)),
        "state": (InvoiceItem.state, filters.state),
        "status": (InvoiceItem.status, filters.status),
        "currency": (InvoiceItem.currency, filters.currency),
    }
    for name, (attribute, value) in wanted.items():
        if value is not None and name not in settled:
            yield attribute == value
    if filters.creation_method:
        yield _is_or_lacks(InvoiceItem.creation_method, filters.creation_method, CreationMethod.UPLOAD)
    yield from _of_lifecycle(filters)
    if supplier := fold(filters.supplier or ""):
        yield _supplier_begins(supplier)
    if text := fold(filters.text or ""):
        yield InvoiceItem.searched.contains(text)


def _of_lifecycle(filters: Filters) -> Iterator[Condition]:
    """Yield what is asked of an invoice's life; older records, which lack the attribute, are at its beginning."""
    if filters.direction:
        yield _goes(filters.direction)
    if filters.approval:
        yield _is_or_lacks(InvoiceItem.approval, filters.approval, Approval.OPEN)
    if filters.payment:
        yield _is_or_lacks(InvoiceItem.payment, filters.payment, PaymentState.UNPAID)
    if filters.overdue is not None:
        yield _overdue() if filters.overdue else ~_overdue()
    if tag := key_of(filters.tag or ""):
        yield InvoiceItem.tag_keys.contains(tag)


def _supplier_begins(text: str) -> Condition:
    """Return the condition on the beginning of a supplier's name, which older items have once more by itself."""
    begins: Condition = InvoiceItem.folded_supplier.startswith(text)
    begins |= InvoiceItem.searched.contains(SUPPLIER_MARK + text)
    return begins


def _is_or_lacks(attribute: UnicodeAttribute, wanted: str, first: str) -> Condition:
    same: Condition = attribute == wanted
    either: Condition = same | attribute.does_not_exist()
    return either if wanted == first else same


def _overdue() -> Condition:
    """Return the condition of `Invoice.is_overdue`; what `nothing_due` does not say of older records is asked too."""
    item, today = InvoiceItem, now().date()
    asks: Condition = (item.status == Status.READY) & (item.due_date < today)
    unpaid: Condition = item.payment.does_not_exist() | (item.payment != PaymentState.PAID)
    whole: Condition = item.credit_state.does_not_exist() | (item.credit_state == CreditState.PARTLY_CREDITED)
    own: Condition = item.duplicate_of.does_not_exist() & item.total.exists() & item.nothing_due.does_not_exist()
    invoice: Condition = item.document_type.does_not_exist() | (item.document_type != CREDIT_NOTE)
    return reduce(and_, (asks, unpaid, whole, own, invoice))


def _goes(direction: InvoiceDirection) -> Condition:
    """Return the condition of a direction; what says none, older records and usual uploads, goes by how it came."""
    method = CreationMethod.GUI if direction is InvoiceDirection.RECEIVABLE else CreationMethod.UPLOAD
    came: Condition = _is_or_lacks(InvoiceItem.creation_method, method, CreationMethod.UPLOAD)
    goes: Condition = (InvoiceItem.direction.does_not_exist() & came) | (InvoiceItem.direction == direction)
    return goes


def _range_conditions(limited: dict[str, Interval]) -> Iterator[Condition]:
    for name, interval in limited.items():
        yield getattr(InvoiceItem, f"{name}_key").between(interval.low, interval.high)


def _key_name(sort: Sort) -> str:
    return "invoice_id" if sort.attribute == "created_at" else f"{sort.attribute}_key"
