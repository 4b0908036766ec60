"""A supplier's new bank account: a person says that it is the supplier's own, or the warning stays.

A forged invoice with another account is the oldest fraud there is, so nothing but an admin makes the account known.
"""

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import InvoiceNotFound, NotReady
from chalicelib.invoices.records import fetch_ready
from chalicelib.storage import invoices as store
from chalicelib.storage.events import Event, EventKind
from chalicelib.storage.invoice_records import Invoice, Status
from chalicelib.storage.settling import BANK_ACCOUNT_CHANGED
from chalicelib.storage.supplier_accounts import accept_accounts


@needs(Role.ADMIN)
def accept_bank_account(caller: Caller, invoice_id: str) -> Invoice:
    """Make an invoice's bank accounts known ones of its supplier, and take its warning back.

    Other invoices with the same accounts lose theirs when they are changed the next time.

    Raises:
        InvoiceNotFound: there is no such invoice, or it was deleted meanwhile.
        NotReady: it has not been read, or is being read again.

    """
    invoice = fetch_ready(caller, invoice_id)
    if BANK_ACCOUNT_CHANGED not in invoice.warnings:
        return invoice
    accept_accounts(invoice)
    accepted = Event(EventKind.BANK_ACCOUNT_ACCEPTED, caller.user_id, {"accounts": list(invoice.bank_accounts)})
    changed = store.change_invoice(caller.company_id, invoice_id, {}, accepted, from_status=(Status.READY,))
    if changed is None:
        current = store.find_invoice(caller.company_id, invoice_id)
        raise NotReady(invoice_id, current.status) if current else InvoiceNotFound(invoice_id)
    return changed
