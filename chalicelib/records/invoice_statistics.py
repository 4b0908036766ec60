"""What one invoice adds to its company's statistics. Pure: counters are changed by the difference of two records.

Counters are grouped in items, by the part of the statistics that reads them:

    totals                     invoices, state#…, status#…, duplicates, due#…, currency#EUR#invoices|net|tax|total,
                               the company's own invoices apart: sales#due#…, sales#currency#EUR#…
    month#2026-11              05#created, 05#validated, 05#sent: by the day in UTC
    due#2026-12-24             invoices, EUR: what is due on that day; of own invoices sales#invoices, sales#EUR
    supplier#EUR#<hash>        invoices, amount: one supplier in one currency
    batch#<batch>              ready, queued, …: a large batch's invoices by status, but for its first files'

An invoice counts from the moment its file is there, and only as long as it exists. Money counts once: of invoices that
are `ready`, no duplicate, and in a currency of ISO 4217; credit notes count against it. Records from before there were
directions count as purchases until they change, or a recount gives them one.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from chalicelib.documents.model.currencies import CURRENCIES
from chalicelib.documents.model.money import exactly
from chalicelib.ids import entry_number
from chalicelib.records.batches.batch import MAX_READ
from chalicelib.records.invoices import CREDIT_NOTE, Invoice, Status
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import made_sum
from chalicelib.records.supplier_keys import supplier_key

TOTALS = "totals"
MONTH, DUE, SUPPLIER, BATCH = "month#", "due#", "supplier#", "batch#"
SALES = "sales#"
CREATED, VALIDATED, SENT = "created", "validated", "sent"

_ONE = Decimal(1)
_DECIMALS = Decimal("0.000001")
_MAX_AMOUNT = (
    Decimal(10) ** 15
)  # DynamoDB adds up to 38 digits: of these 15 before and 6 after the point, no sum has more
_INVOICE = "invoice"


class Counter(NamedTuple):
    """A place in the statistics: the item, and the number in it."""

    item: str
    name: str


Figures = Mapping[Counter, Decimal]


def difference(before: Invoice | None, after: Invoice | None) -> dict[Counter, Decimal]:
    """Return by how much each counter changes when one record takes another's place; None is no record."""
    old, new = figures_of(before), figures_of(after)
    with exactly():
        changes = {counter: new.get(counter, Decimal(0)) - old.get(counter, Decimal(0)) for counter in {**old, **new}}
    return {counter: change for counter, change in changes.items() if change}


def summed(changes: Iterable[Figures]) -> dict[Counter, Decimal]:
    """Return changes of counters added up; those that come to nothing are left out."""
    sums: dict[Counter, Decimal] = {}
    with exactly():
        for each in changes:
            for counter, change in each.items():
                sums[counter] = sums.get(counter, Decimal(0)) + change
    return {counter: change for counter, change in sums.items() if change}


def figures_of(invoice: Invoice | None) -> dict[Counter, Decimal]:
    """Return what an invoice adds to each counter."""
    if invoice is None or invoice.status is Status.AWAITING_UPLOAD:
        return {}
    names = ["invoices", f"state#{invoice.state}", f"status#{invoice.status}"]
    if invoice.duplicate_of:
        names.append("duplicates")
    return {
        **{Counter(TOTALS, name): _ONE for name in names},
        **_days(invoice),
        **_batch(invoice),
        **(dict(_money(invoice)) if _is_money(invoice) else {}),
    }


def supplier_items(invoice: Invoice | None) -> dict[str, str]:
    """Return the items of suppliers that an invoice counts in, with the supplier's name: none or one."""
    items = {counter.item for counter in figures_of(invoice) if counter.item.startswith(SUPPLIER)}
    return dict.fromkeys(items, invoice.supplier or invoice.supplier_tax_id or "") if invoice else {}


def supplier_item(currency: str, key: str) -> str:
    """Return the item of one supplier in one currency."""
    return f"{SUPPLIER}{currency}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def countable(amount: Decimal | None) -> Decimal | None:
    """Return an amount as it is added up; None where it can't be read, or is larger than any debt.

    >>> countable(Decimal("19.50")), countable(Decimal("1E+2")), countable(Decimal("1E+15"))
    (Decimal('19.500000'), Decimal('100.000000'), None)
    """
    if amount is None or abs(amount) >= _MAX_AMOUNT:
        return None
    with exactly():
        return amount.quantize(_DECIMALS)


def batch_item(batch_id: str) -> str:
    """Return the item of a batch's invoices beyond those of its first files."""
    return f"{BATCH}{batch_id}"


def _batch(invoice: Invoice) -> dict[Counter, Decimal]:
    """Most batches are small, and are read: only what is beyond that is worth a write with each change of status."""
    batch_id = invoice.batch.get("id")
    if not batch_id or entry_number(batch_id, invoice.invoice_id) <= MAX_READ:
        return {}
    return {Counter(batch_item(batch_id), invoice.status): _ONE}


def _days(invoice: Invoice) -> dict[Counter, Decimal]:
    days = {CREATED: invoice.created_at, VALIDATED: invoice.validated_at, SENT: invoice.sent_at}
    return {_day(instant, what): _ONE for what, instant in days.items() if instant}


def _day(instant: datetime, what: str) -> Counter:
    return Counter(f"{MONTH}{instant:%Y-%m}", f"{instant:%d}#{what}")


def _is_money(invoice: Invoice) -> bool:
    asks = invoice.document_type in {_INVOICE, CREDIT_NOTE}
    return asks and invoice.status is Status.READY and not invoice.duplicate_of


def _money(invoice: Invoice) -> Iterator[tuple[Counter, Decimal]]:
    currency = invoice.currency if invoice.currency in CURRENCIES else None
    total = countable(invoice.total)
    credit = invoice.document_type == CREDIT_NOTE
    side = SALES if invoice.direction is InvoiceDirection.RECEIVABLE else ""
    if invoice.due_date and not credit and not _is_settled(invoice):
        yield from _due(invoice.due_date, side, currency, countable(_unpaid(invoice)))
    if currency is None or total is None:
        return
    amounts = {"net": countable(invoice.net_total), "tax": countable(invoice.tax_total), "total": total}
    yield Counter(TOTALS, f"{side}currency#{currency}#invoices"), _ONE
    for name, amount in amounts.items():
        if amount is not None:
            yield Counter(TOTALS, f"{side}currency#{currency}#{name}"), -abs(amount) if credit else amount
    key = supplier_key(invoice)
    if key and not side:
        item = supplier_item(currency, key)
        yield Counter(item, "invoices"), _ONE
        yield Counter(item, "amount"), -abs(total) if credit else total


def _is_settled(invoice: Invoice) -> bool:
    return bool(invoice.payments or invoice.credited_total) and _unpaid(invoice) == 0


def _unpaid(invoice: Invoice) -> Decimal | None:
    """Return what is due of an invoice: its total, less what was credited and what was paid, but not more."""
    due = invoice.amount_due
    if invoice.total is None or due is None:
        return None
    with exactly():
        left = max(due - made_sum(invoice.payments), Decimal(0))
    return left.copy_sign(invoice.total)


def _due(day: date, side: str, currency: str | None, total: Decimal | None) -> Iterator[tuple[Counter, Decimal]]:
    item = f"{DUE}{day.isoformat()}"
    yield Counter(TOTALS, f"{side}due#invoices"), _ONE
    yield Counter(item, f"{side}invoices"), _ONE
    if currency is not None and total is not None:
        yield Counter(TOTALS, f"{side}due#{currency}"), total
        yield Counter(item, f"{side}{currency}"), total
