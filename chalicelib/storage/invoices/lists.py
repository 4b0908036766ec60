"""Lists of invoices: one page of a list at a bounded price. `list_paths` says which index serves it.

A page reads one interval of one partition. What the index does not choose is filtered by DynamoDB after it was read,
so a page also ends when it has read `MAX_EVALUATED` items of it, with what was found so far and where to go on: its
price does not depend on how many invoices there are, nor on how rare the wanted ones are. What has not been read yet is
in another partition, and is put in its place; of that, too, at most so many items are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.records.invoices import Invoice
from chalicelib.records.selections import Selection, Sort
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice
from chalicelib.storage.invoices.keys import Interval, sort_key
from chalicelib.storage.invoices.list_paths import Path, Source, path_of

MAX_EVALUATED = 500  # the most items that a page reads of a source, where it filters
_FIRST_LOOK = 100  # how many of them at first: what is wanted is often among them


@dataclass(frozen=True, slots=True)
class Found:
    """Some invoices of a list, and the sort key after which it goes on; without one it is at its end."""

    invoices: tuple[Invoice, ...]
    resume: str | None


@dataclass(frozen=True, slots=True)
class _Read:
    items: list[Invoice]
    evaluated: int
    last: str | None


def read_page(selection: Selection, *, after: str | None = None, limit: int, evaluated: int = MAX_EVALUATED) -> Found:
    """Return at most `limit` invoices that come after a sort key, reading at most `evaluated` or `limit + 1` items.

    Two sources, an index and what has not been read yet, may each be read so far.

    Indexes follow a change one after the other: for that moment a list by date or total can still have an invoice
    where it was, behind the values, and already where it is. A page has it once, at its value; two pages can have it
    twice.

    Raises:
        ValueError: `after` is no sort key of this list.

    """
    path = path_of(selection)
    intervals = _remaining(path, after)
    budget = max(evaluated if path.is_filtered else 0, limit + 1)
    found: list[Invoice] = []
    for read, left in _reads(path, intervals, limit + 1, budget):
        seen = {invoice.invoice_id for invoice in found}
        found += [invoice for invoice in read.items if invoice.invoice_id not in seen]
        if len(found) > limit:
            return Found(tuple(found[:limit]), sort_key(selection.sort, found[limit - 1]))
        if read.last is not None and left <= 0:
            return Found(tuple(found), read.last)
    return Found(tuple(found), None)


def _reads(path: Path, intervals: tuple[Interval, ...], wanted: int, budget: int) -> Iterator[tuple[_Read, int]]:
    """Yield what is read, piece by piece, each with how many items may be read after it.

    Of what is filtered more is read than is wanted: at first a little, then all that may be.
    """
    look = max(wanted, min(_FIRST_LOOK, budget))
    for interval in intervals:
        remaining: Interval | None = interval
        while remaining:
            sources = path.read(remaining)
            reads = [_query(path.sort, each, remaining, each.most(wanted, look)) for each in sources]
            read = _merged(path.sort, reads)
            look = budget = budget - read.evaluated
            yield read, budget
            remaining = remaining.beyond(read.last, forward=path.sort.forward) if read.last is not None else None


def _merged(sort: Sort, reads: Sequence[_Read]) -> _Read:
    """Return what several sources have, in the order of the list, as far as all of them were read.

    What two of them have in the same place is there once.
    """
    lasts = [read.last for read in reads if read.last is not None]
    end = (min if sort.forward else max)(lasts) if lasts else None
    found = {sort_key(sort, invoice): invoice for read in reads for invoice in read.items}
    reached = [key for key in found if end is None or key == end or (key < end) == sort.forward]
    items = [found[key] for key in sorted(reached, reverse=not sort.forward)]
    return _Read(items, max(read.evaluated for read in reads), end)


def count(selection: Selection) -> int:
    """Return how many invoices a list has; reads it all, but transfers only the count.

    One that two indexes hold at that moment, as the one still has it and the other has it already, is counted twice.
    """
    path = path_of(selection)
    return sum(
        (source.index or InvoiceItem).count(source.partition, source.keys(interval), filter_condition=source.rest)
        for interval in path.intervals
        for source in path.read(interval)
    )


def has_invoices(company_id: str) -> bool:
    """Tell whether a company has any invoice, strongly consistent."""
    return bool(read_page(Selection(company_id), limit=1).invoices)


def _remaining(path: Path, after: str | None) -> tuple[Interval, ...]:
    """Return what is left of a path behind a key."""
    if after is None:
        return path.intervals
    for number, interval in enumerate(path.intervals):
        if after in interval:
            return (interval.beyond(after, forward=path.sort.forward), *path.intervals[number + 1 :])
    message = "no sort key of this list"
    raise ValueError(message)


def _query(sort: Sort, source: Source, interval: Interval, items: int) -> _Read:
    """Make one query that reads at most so many items; the table itself is read strongly consistent."""
    results = (source.index or InvoiceItem).query(
        source.partition,
        source.keys(interval),
        source.rest,
        scan_index_forward=sort.forward,
        page_size=items,
        consistent_read=source.index is None,
    )
    page = next(results.page_iter)
    last = page.get("LastEvaluatedKey")
    invoices = [to_invoice(InvoiceItem.from_raw_data(item)) for item in page["Items"]]
    return _Read(invoices, page["ScannedCount"], source.prefix + last[source.key.attr_name]["S"] if last else None)
