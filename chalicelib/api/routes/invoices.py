"""Upload or make invoices, list, fetch, correct, validate and delete them.

Lists and single invoices are asked for most, also of a process that has just begun: what other routes do is imported
where they do it.
"""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.requests import Upload
from chalicelib.api.http.responses import File, Found, Reply, Several
from chalicelib.api.models.arrivals.batches import ReceiptOut, receipt_out
from chalicelib.api.models.corrections import CorrectionIn
from chalicelib.api.models.documents import FormDocument
from chalicelib.api.models.invoice_details import (
    ChangesOut,
    ChangesQuery,
    EventPage,
    InvoiceDetailOut,
    TimelineQuery,
    changes_out,
    detail_out,
    timeline_out,
)
from chalicelib.api.models.invoices import (
    AnnouncedOut,
    Announcement,
    CreateQuery,
    InvoiceOut,
    InvoicePage,
    LanguageQuery,
    ListQuery,
    UploadForm,
    invoice_out,
)
from chalicelib.api.models.pages import PageListOut, PageOut, page_out, pages_out
from chalicelib.api.models.reports import ReportOut, ValidateQuery, report_out
from chalicelib.authorization import Caller, Scope, check_scope
from chalicelib.errors import (
    BadCursor,
    Conflict,
    DuplicateFile,
    FileNotAvailable,
    HasPayments,
    InvalidInput,
    InvoiceNotFound,
    Issued,
    NoCompany,
    NotDrawable,
    NotReady,
    NotYours,
    NumberTaken,
    OutOfTime,
    RoleNeeded,
    VersionMismatch,
)
from chalicelib.ids import Intended
from chalicelib.invoices import listing, records
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files.files import INTERNAL

invoices = Resource(__name__)

FETCHABLE = set(FileKind) - INTERNAL


def accepted(invoice: Invoice, caller: Caller) -> Reply[InvoiceOut]:
    """Return the answer that an invoice is being worked on, and where it is."""
    return Reply(invoice_out(invoice, caller), headers={"Location": f"/invoices/{invoice.invoice_id}"})


@invoices.route(
    "/invoices",
    scope=Scope.UPLOAD,
    method="POST",
    heavy=True,
    status=202,
    idempotent=True,
    headers=("Location",),
    raises=(Conflict, DuplicateFile, InvalidInput, NoCompany, NumberTaken),
)
def create_invoice(
    caller: Caller,
    query: CreateQuery,
    uploads: tuple[Upload, ...] | None,
    body: FormDocument | None,
    intended: Intended,
) -> Reply[InvoiceOut] | Several[ReceiptOut]:
    """Take files, which are read in the background, or a document made in the form.

    One file becomes an invoice (202). Several in one form are a batch (207), each with its own result; so are a ZIP
    archive and a mail (`.eml`), whose files are taken in once they are opened.
    """
    from chalicelib.batches import collecting
    from chalicelib.invoices import uploading
    from chalicelib.invoices.issuing import issuing

    if body is not None:
        check_scope(caller, Scope.WRITE)
        return accepted(issuing.issue_invoice(caller, body, intended, language=query.language), caller)
    files = [collecting.SentFile(upload.filename, upload.content_type, upload.data) for upload in uploads or ()]
    if collecting.holds_several(files):
        batch, results = collecting.take_files(caller, intended, files, query.on_duplicate)
        return Several(receipt_out(batch, results, caller), f"/batches/{batch.batch_id}")
    (file,) = files
    invoice = uploading.accept_upload(
        caller,
        intended,
        filename=file.filename,
        content_type=file.content_type,
        data=file.data,
        on_duplicate=query.on_duplicate,
    )
    return accepted(invoice, caller)


@invoices.route(
    "/invoices/uploads",
    scope=Scope.UPLOAD,
    method="POST",
    heavy=True,
    status=201,
    idempotent=True,
    headers=("Location",),
    raises=(InvalidInput, NoCompany),
)
def announce_upload(caller: Caller, body: Announcement, intended: Intended) -> Reply[AnnouncedOut]:
    """Announce a file, and get a form that sends it straight to storage."""
    from chalicelib.invoices import uploading

    announced = uploading.announce_upload(
        caller,
        intended,
        filename=body.filename,
        content_type=body.content_type,
        size=body.size,
        on_duplicate=body.on_duplicate,
    )
    form = UploadForm(**announced.form, expires_in=announced.expires_in)
    location = f"/invoices/{announced.invoice.invoice_id}"
    return Reply(
        AnnouncedOut(invoice=invoice_out(announced.invoice, caller), upload=form), headers={"Location": location}
    )


@invoices.route("/invoices", scope=Scope.READ, raises=(BadCursor, InvalidInput, NoCompany))
def list_invoices(caller: Caller, query: ListQuery) -> InvoicePage:
    """List the company's invoices, or the caller's own."""
    page = listing.list_invoices(
        caller,
        scope=query.scope,
        filters=query.filters(),
        sort=query.sort,
        limit=query.limit,
        cursor=query.cursor,
    )
    items = tuple(invoice_out(invoice, caller) for invoice in page.items)
    return InvoicePage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@invoices.route(
    "/invoices/preview",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    answers="application/pdf",
    raises=(InvalidInput, NoCompany, NotDrawable),
)
def preview_invoice(caller: Caller, query: LanguageQuery, body: FormDocument) -> File:
    """Lay out a form's document as PDF, and store nothing."""
    from chalicelib.invoices.issuing import previewing

    return File(previewing.preview_invoice(caller, body, query.language), "application/pdf", "preview.pdf")


@invoices.route(
    "/invoices/{invoice_id}", scope=Scope.READ, headers=("ETag",), raises=(BadCursor, InvoiceNotFound, NoCompany)
)
def get_invoice(caller: Caller, invoice_id: str) -> Reply[InvoiceDetailOut]:
    """Fetch an invoice with everything that it says; its `ETag` is for changing it."""
    detail = records.fetch_detail(caller, invoice_id)
    return Reply(detail_out(detail, caller), headers=etag(detail.invoice.version))


@invoices.route(
    "/invoices/{invoice_id}",
    scope=Scope.WRITE,
    method="PATCH",
    heavy=True,
    headers=("ETag",),
    raises=(Conflict, InvalidInput, InvoiceNotFound, Issued, NoCompany, NotReady, NotYours, VersionMismatch),
)
def correct_invoice(caller: Caller, invoice_id: str, body: CorrectionIn, if_match: int | None) -> Reply[InvoiceOut]:
    """Correct what an invoice says; with `If-Match`, only if it has not changed meanwhile."""
    from chalicelib.invoices import correcting

    invoice = correcting.correct_invoice(caller, invoice_id, body.correction(), if_match)
    return Reply(invoice_out(invoice, caller), headers=etag(invoice.version))


@invoices.route("/invoices/{invoice_id}/timeline", scope=Scope.READ, raises=(BadCursor, InvoiceNotFound, NoCompany))
def get_timeline(caller: Caller, invoice_id: str, query: TimelineQuery) -> EventPage:
    """Fetch a page of what happened to an invoice, oldest first; the first page is in the invoice itself."""
    return timeline_out(records.fetch_timeline(caller, invoice_id, query.cursor))


@invoices.route("/changes", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_changes(caller: Caller, query: ChangesQuery) -> ChangesOut:
    """List which invoices changed since an earlier answer; made for asking often, at the price of one read."""
    from chalicelib.invoices import timeline

    return changes_out(timeline.read_changes(caller, query.since))


@invoices.route(
    "/invoices/{invoice_id}/accept_bank_account",
    scope=Scope.DECIDE,
    method="POST",
    raises=(Conflict, InvoiceNotFound, NoCompany, NotReady, RoleNeeded),
)
def accept_bank_account(caller: Caller, invoice_id: str) -> InvoiceOut:
    """Take an invoice's bank accounts for its supplier's own from now on."""
    from chalicelib.invoices import suppliers

    return invoice_out(suppliers.accept_bank_account(caller, invoice_id), caller)


@invoices.route(
    "/invoices/{invoice_id}/validate",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    raises=(Conflict, InvalidInput, InvoiceNotFound, NoCompany, NotReady, NotYours, OutOfTime),
)
def validate_invoice(caller: Caller, invoice_id: str, query: ValidateQuery) -> ReportOut:
    """Check an invoice against the rules that fit it, or those of a named rule set, and set its state by that."""
    from chalicelib.invoices import validating

    return report_out(validating.validate_invoice(caller, invoice_id, query.ruleset))


@invoices.route(
    "/invoices/{invoice_id}/reprocess",
    scope=Scope.WRITE,
    method="POST",
    heavy=True,
    status=202,
    headers=("Location",),
    raises=(Conflict, FileNotAvailable, InvoiceNotFound, Issued, NoCompany, NotReady, NotYours),
)
def reprocess_invoice(caller: Caller, invoice_id: str) -> Reply[InvoiceOut]:
    """Read an invoice's file once more."""
    from chalicelib.invoices import reprocessing

    return accepted(reprocessing.reprocess_invoice(caller, invoice_id), caller)


@invoices.route(
    "/invoices/{invoice_id}/files/{kind}", scope=Scope.READ, raises=(FileNotAvailable, InvoiceNotFound, NoCompany)
)
def get_file(caller: Caller, invoice_id: str, kind: str) -> Found:
    """Redirect to a link that downloads one of the invoice's files."""
    if kind not in FETCHABLE:
        raise FileNotAvailable(kind)
    return Found(records.link_to_file(caller, invoice_id, FileKind(kind)))


@invoices.route(
    "/invoices/{invoice_id}/pages", scope=Scope.READ, heavy=True, raises=(FileNotAvailable, InvoiceNotFound, NoCompany)
)
def list_pages(caller: Caller, invoice_id: str) -> PageListOut:
    """List an invoice's pages with their sizes, in points."""
    from chalicelib.invoices.building import page_views

    return pages_out(page_views.list_pages(caller, invoice_id))


@invoices.route(
    "/invoices/{invoice_id}/pages/{page_number}",
    scope=Scope.READ,
    heavy=True,
    raises=(FileNotAvailable, InvoiceNotFound, NoCompany),
)
def get_page(caller: Caller, invoice_id: str, page_number: str) -> PageOut:
    """Fetch a page: its words with their places, and a link to its picture, which is drawn at the first request."""
    from chalicelib.invoices.building import page_views

    return page_out(page_views.view_page(caller, invoice_id, page_number))


@invoices.route(
    "/invoices/{invoice_id}",
    scope=Scope.WRITE,
    method="DELETE",
    status=204,
    raises=(HasPayments, InvoiceNotFound, Issued, NoCompany, NotYours),
)
def delete_invoice(caller: Caller, invoice_id: str) -> None:
    """Delete an invoice and its files."""
    records.delete_invoice(caller, invoice_id)
