"""Upload invoices, or make them in the form."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.requests import Upload
from chalicelib.api.http.responses import File, Reply, Several
from chalicelib.api.models.arrivals.batches import ReceiptOut, receipt_out
from chalicelib.api.models.documents import FormDocument
from chalicelib.api.models.invoices import (
    AnnouncedOut,
    Announcement,
    CreateQuery,
    InvoiceOut,
    LanguageQuery,
    UploadForm,
    invoice_out,
)
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller, Scope, check_scope
from chalicelib.errors import Conflict, DuplicateFile, InvalidInput, NoCompany, NotDrawable, NumberTaken
from chalicelib.ids import Intended

adding = Resource(__package__)


@adding.route(
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


@adding.route(
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


@adding.route(
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
