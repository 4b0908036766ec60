"""A company's invoices that may be overdue, by the index of due dates."""

from collections.abc import Iterator
from datetime import date

from pynamodb.expressions.condition import Condition

from chalicelib.records.invoices import CreationMethod, Status
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.storage.invoices.items import InvoiceItem
from chalicelib.storage.invoices.keys import dates

PAGE = 100


def list_due_between(company_id: str, first: date, last: date) -> Iterator[str]:
    """Yield the ids of a company's own unpaid invoices that were due from the first to the last day, the oldest first.

    The index lags behind the table by moments: what it names may be paid already.
    """
    days = dates(first, last)
    made: Condition = (InvoiceItem.creation_method == CreationMethod.GUI) & (InvoiceItem.status == Status.READY)
    unpaid: Condition = InvoiceItem.payment.does_not_exist() | (InvoiceItem.payment != PaymentState.PAID)
    among = InvoiceItem.due_date_key.between(days.low, days.high)
    for item in InvoiceItem.by_due_date.query(company_id, among, made & unpaid, page_size=PAGE):
        yield item.invoice_id
