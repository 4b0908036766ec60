"""What happens to an invoice after it was issued or read: it is credited or cancelled."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.responses import Reply
from chalicelib.api.models.credits import CancelIn, CreditIn, CreditOut, credit_out
from chalicelib.api.models.invoices import InvoiceOut
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller
from chalicelib.ids import Intended
from chalicelib.invoices.issuing import crediting

lifecycle = Resource(__name__)


@lifecycle.route("/invoices/{invoice_id}/credit")
def get_credit(caller: Caller, invoice_id: str) -> CreditOut:
    """Fetch what was credited of an issued invoice, and what is left of each line."""
    return credit_out(*crediting.fetch_lines_left(caller, invoice_id))


@lifecycle.route("/invoices/{invoice_id}/credit", method="POST", status=202, idempotent=True, headers=("Location",))
def credit_invoice(caller: Caller, invoice_id: str, body: CreditIn, intended: Intended) -> Reply[InvoiceOut]:
    """Issue a credit note of an issued invoice: of chosen lines, or of all that is left."""
    return accepted(crediting.credit_invoice(caller, invoice_id, body.order(), intended), caller)


@lifecycle.route("/invoices/{invoice_id}/cancel", method="POST", status=202, idempotent=True, headers=("Location",))
def cancel_invoice(caller: Caller, invoice_id: str, body: CancelIn, intended: Intended) -> Reply[InvoiceOut]:
    """Take an issued invoice back by a credit note of all that is left; the answer is the credit note."""
    return accepted(crediting.cancel_invoice(caller, invoice_id, body.order(), intended), caller)
