"""Upload, list, fetch and delete invoices."""

from chalicelib.api.blueprint import Reply, Resource
from chalicelib.api.invoice_models import (
    AnnouncedOut,
    Announcement,
    InvoiceDetailOut,
    InvoicePage,
    ListQuery,
    UploadForm,
    detail_out,
    invoice_out,
)
from chalicelib.api.requests import Upload
from chalicelib.authorization import Caller
from chalicelib.errors import FileNotAvailable
from chalicelib.invoices import listing, records, uploading
from chalicelib.storage.files import FileKind

invoices = Resource(__name__)


@invoices.route("/invoices", method="POST", status=202)
def upload_invoice(caller: Caller, upload: Upload) -> Reply:
    """Take one file; it is read in the background."""
    invoice = uploading.accept_upload(
        caller,
        filename=upload.filename,
        content_type=upload.content_type,
        data=upload.data,
    )
    return Reply(invoice_out(invoice), headers={"Location": f"/invoices/{invoice.invoice_id}"})


@invoices.route("/invoices/uploads", method="POST", status=201)
def announce_upload(caller: Caller, body: Announcement) -> Reply:
    """Announce a file, and get a form that sends it straight to storage."""
    announced = uploading.announce_upload(
        caller,
        filename=body.filename,
        content_type=body.content_type,
        size=body.size,
    )
    form = UploadForm(**announced.form, expires_in=announced.expires_in)
    location = f"/invoices/{announced.invoice.invoice_id}"
    return Reply(AnnouncedOut(invoice=invoice_out(announced.invoice), upload=form), headers={"Location": location})


@invoices.route("/invoices")
def list_invoices(caller: Caller, query: ListQuery) -> InvoicePage:
    """List the company's invoices, or the caller's own, newest first."""
    page = listing.list_invoices(caller, scope=query.scope, state=query.state, limit=query.limit, cursor=query.cursor)
    items = tuple(invoice_out(invoice) for invoice in page.items)
    return InvoicePage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@invoices.route("/invoices/{invoice_id}")
def get_invoice(caller: Caller, invoice_id: str) -> InvoiceDetailOut:
    """Fetch an invoice with everything that was read."""
    return detail_out(records.fetch_detail(caller, invoice_id))


@invoices.route("/invoices/{invoice_id}/files/{kind}", status=302)
def get_file(caller: Caller, invoice_id: str, kind: str) -> Reply:
    """Redirect to a link that downloads one of the invoice's files."""
    if kind not in set(FileKind) - {FileKind.CONTENT}:
        raise FileNotAvailable(kind)
    return Reply(headers={"Location": records.link_to_file(caller, invoice_id, FileKind(kind))})


@invoices.route("/invoices/{invoice_id}", method="DELETE", status=204)
def delete_invoice(caller: Caller, invoice_id: str) -> None:
    """Delete an invoice and its files."""
    records.delete_invoice(caller, invoice_id)
