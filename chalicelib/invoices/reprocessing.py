"""Having an invoice's source read once more: after an upgrade, after a fault of ours, or where it got stuck."""

from dataclasses import replace

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict, FileNotAvailable, NotReady
from chalicelib.invoices.records import fetch_changeable, refuse_issued
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, Status
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import InvoiceChanged


@needs(Role.MEMBER)
def reprocess_invoice(caller: Caller, invoice_id: str) -> Invoice:
    """Queue an invoice's source again; what was read before stays until it is replaced.

    The record comes first: a crash after it leaves the invoice `queued`, from where this can be asked for again.

    Raises:
        InvoiceNotFound, NotYours: the caller can't change it.
        NotReady: its file has not come yet.
        Issued: it was issued here and is done, so its files are final.
        FileNotAvailable: its file is gone.
        Conflict: it was corrected, which reading again would undo; or it is being changed at this instant.

    """
    invoice = fetch_changeable(caller, invoice_id)
    if invoice.status is Status.AWAITING_UPLOAD:
        raise NotReady(invoice.invoice_id, invoice.status)
    if invoice.status is Status.READY:
        refuse_issued(invoice)
    if invoice.corrected_at is not None:
        raise Conflict("The invoice was corrected; reading it again would undo that.")
    files = InvoiceFiles.of(invoice)
    if not invoice.has_source or not file_store.has_source(files):
        raise FileNotAvailable(FileKind.SOURCE, invoice.status)
    queued = replace(invoice, status=Status.QUEUED, failure_code=None, failure_detail=None)
    try:
        written = store.write(invoice, queued, Event(EventKind.REPROCESSED, caller.user_id)) or queued
    except InvoiceChanged as error:
        raise Conflict from error
    try:
        file_store.read_again(files)
    except FileMissing as error:
        raise FileNotAvailable(FileKind.SOURCE, invoice.status) from error
    return written
