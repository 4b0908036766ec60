"""What workers look for that run by the clock: invoices that got stuck, and a company's that may be overdue.

Neither reads past what it is not about: an index has only what is unfinished, another is sorted by due date.
"""

from collections.abc import Iterator
from datetime import date, datetime

from pynamodb.expressions.condition import Condition

from chalicelib.records.invoices import CreationMethod, Invoice, Status
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice
from chalicelib.storage.invoices.keys import UNFINISHED_SHARDS, dates

PAGE = 100


def list_unfinished(before: datetime, limit: int) -> list[tuple[str, str]]:
    """Return company and id of invoices that have not changed since an instant, at most `limit` of each partition.

    The index lags behind the table by moments: what it names may be finished already.
    """
    index, since = InvoiceItem.by_unfinished, InvoiceItem.updated_at
    found: list[tuple[str, str]] = []
    for shard in range(UNFINISHED_SHARDS):
        items = index.query(f"unfinished#{shard}", since < before, page_size=limit, limit=limit)
        found += [(item.company_id, item.invoice_id) for item in items]
    return found


def list_due_between(company_id: str, first: date, last: date) -> Iterator[Invoice]:
    """Yield a company's own unpaid invoices that were due from the first to the last day, the oldest first.

    They are as the index has them, which lags behind the table by moments: one may be paid already.
    """
    days = dates(first, last)
    made: Condition = (InvoiceItem.creation_method == CreationMethod.GUI) & (InvoiceItem.status == Status.READY)
    unpaid: Condition = InvoiceItem.payment.does_not_exist() | (InvoiceItem.payment != PaymentState.PAID)
    among = InvoiceItem.due_date_key.between(days.low, days.high)
    for item in InvoiceItem.by_due_date.query(company_id, among, made & unpaid, page_size=PAGE):
        yield to_invoice(item)
