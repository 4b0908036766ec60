"""A supplier's new bank account: a person says that it is the supplier's own, or the warning stays.

A forged invoice with another account is the oldest fraud there is, so nothing but an admin makes the account known.
"""

from dataclasses import replace

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict
from chalicelib.invoices.records import fetch_ready
from chalicelib.records.duplicate_check import BANK_ACCOUNT_CHANGED, without_account_warning
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import InvoiceChanged
from chalicelib.storage.invoices.supplier_accounts import accept_accounts

MAX_TRIES = 5


@needs(Role.ADMIN)
def accept_bank_account(caller: Caller, invoice_id: str) -> Invoice:
    """Make an invoice's bank accounts known ones of its supplier, and take its warning back.

    The accounts come first: a crash after it leaves a warning that can be taken back again.

    Raises:
        InvoiceNotFound: there is no such invoice.
        NotReady: it has not been read, or is being read again.
        Conflict: others change it all the time.

    """
    for _ in range(MAX_TRIES):
        invoice = fetch_ready(caller, invoice_id)
        if BANK_ACCOUNT_CHANGED not in invoice.warnings:
            return invoice
        accept_accounts(invoice)
        accepted = Event(EventKind.BANK_ACCOUNT_ACCEPTED, caller.user_id, {"accounts": list(invoice.bank_accounts)})
        calm = replace(invoice, warnings=without_account_warning(invoice.warnings))
        try:
            return store.write(invoice, calm, accepted) or calm
        except InvoiceChanged:
            continue
    raise Conflict
