"""Upload or make invoices, list, fetch, correct, validate and delete them."""

from chalicelib.api.http.responses import Reply
from chalicelib.api.models.invoices import InvoiceOut, invoice_out
from chalicelib.authorization import Caller
from chalicelib.records.invoices import Invoice


def accepted(invoice: Invoice, caller: Caller) -> Reply[InvoiceOut]:
    """Return the answer that an invoice is being worked on, and where it is."""
    return Reply(invoice_out(invoice, caller), headers={"Location": f"/invoices/{invoice.invoice_id}"})
