"""One invoice: fetch, correct, validate, read again and delete it."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Found, Reply
from chalicelib.api.models.corrections import CorrectionIn
from chalicelib.api.models.invoice_details import InvoiceDetailOut, detail_out
from chalicelib.api.models.invoices import InvoiceOut, invoice_out
from chalicelib.api.models.pages import PageListOut, PageOut, page_out, pages_out
from chalicelib.api.models.reports import ReportOut, ValidateQuery, report_out
from chalicelib.api.routes.invoices import accepted
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    BadCursor,
    Conflict,
    FileNotAvailable,
    HasPayments,
    InvalidInput,
    InvoiceNotFound,
    Issued,
    NoCompany,
    NotReady,
    NotYours,
    OutOfTime,
    RoleNeeded,
    VersionMismatch,
)
from chalicelib.invoices import records
from chalicelib.records.files import FileKind
from chalicelib.storage.files.files import INTERNAL

single = Resource(__package__)

FETCHABLE = set(FileKind) - INTERNAL


@single.route(
    "/invoices/{invoice_id}", scope=Scope.READ, headers=("ETag",), raises=(BadCursor, InvoiceNotFound, NoCompany)
)
def get_invoice(caller: Caller, invoice_id: str) -> Reply[InvoiceDetailOut]:
    """Fetch an invoice with everything that it says; its `ETag` is for changing it."""
    detail = records.fetch_detail(caller, invoice_id)
    return Reply(detail_out(detail, caller), headers=etag(detail.invoice.version))


@single.route(
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


@single.route(
    "/invoices/{invoice_id}/accept_bank_account",
    scope=Scope.DECIDE,
    method="POST",
    raises=(Conflict, InvoiceNotFound, NoCompany, NotReady, RoleNeeded),
)
def accept_bank_account(caller: Caller, invoice_id: str) -> InvoiceOut:
    """Take an invoice's bank accounts for its supplier's own from now on."""
    from chalicelib.invoices import suppliers

    return invoice_out(suppliers.accept_bank_account(caller, invoice_id), caller)


@single.route(
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


@single.route(
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


@single.route(
    "/invoices/{invoice_id}/files/{kind}", scope=Scope.READ, raises=(FileNotAvailable, InvoiceNotFound, NoCompany)
)
def get_file(caller: Caller, invoice_id: str, kind: str) -> Found:
    """Redirect to a link that downloads one of the invoice's files."""
    if kind not in FETCHABLE:
        raise FileNotAvailable(kind)
    return Found(records.link_to_file(caller, invoice_id, FileKind(kind)))


@single.route(
    "/invoices/{invoice_id}/pages", scope=Scope.READ, heavy=True, raises=(FileNotAvailable, InvoiceNotFound, NoCompany)
)
def list_pages(caller: Caller, invoice_id: str) -> PageListOut:
    """List an invoice's pages with their sizes, in points."""
    from chalicelib.invoices.building import page_views

    return pages_out(page_views.list_pages(caller, invoice_id))


@single.route(
    "/invoices/{invoice_id}/pages/{page_number}",
    scope=Scope.READ,
    heavy=True,
    raises=(FileNotAvailable, InvoiceNotFound, NoCompany),
)
def get_page(caller: Caller, invoice_id: str, page_number: str) -> PageOut:
    """Fetch a page: its words with their places, and a link to its picture, which is drawn at the first request."""
    from chalicelib.invoices.building import page_views

    return page_out(page_views.view_page(caller, invoice_id, page_number))


@single.route(
    "/invoices/{invoice_id}",
    scope=Scope.WRITE,
    method="DELETE",
    status=204,
    raises=(HasPayments, InvoiceNotFound, Issued, NoCompany, NotYours),
)
def delete_invoice(caller: Caller, invoice_id: str) -> None:
    """Delete an invoice and its files."""
    records.delete_invoice(caller, invoice_id)
