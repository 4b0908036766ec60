"""One invoice: fetch it with what was read, hand out its files, delete it."""

from dataclasses import dataclass

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import HasPayments, InvoiceNotFound, Issued, NotReady, NotYours
from chalicelib.ids import is_id
from chalicelib.invoices.building.content import Content
from chalicelib.invoices.building.kept_content import read_content
from chalicelib.invoices.invoice_files import provide_file
from chalicelib.invoices.part_files import discard_left_over
from chalicelib.invoices.timeline import EventsPage, read_timeline
from chalicelib.records.accounts import User
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import UNFINISHED, Invoice, Status
from chalicelib.records.lifecycle.credits import kept_until
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.invoices import invoices as store


@dataclass(frozen=True, slots=True)
class InvoiceDetail:
    """An invoice, who added it (None for a deleted account), what it says (empty while unknown), its timeline."""

    invoice: Invoice
    uploader: User | None
    content: Content
    events: EventsPage


@needs(Role.MEMBER)
def fetch_invoice(caller: Caller, invoice_id: str) -> Invoice:
    """Return an invoice that the caller may see.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id; the answer is the same for another company's.

    """
    invoice = store.find_invoice(caller.company_id, invoice_id) if is_id(invoice_id) else None
    if invoice is None or not caller.may_see(invoice.uploaded_by):
        raise InvoiceNotFound(invoice_id)
    return invoice


@needs(Role.MEMBER)
def fetch_changeable(caller: Caller, invoice_id: str) -> Invoice:
    """Return an invoice that the caller may change.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        NotYours: the caller may only read it.

    """
    invoice = fetch_invoice(caller, invoice_id)
    if not caller.may_change(invoice.uploaded_by):
        raise NotYours
    return invoice


@needs(Role.MEMBER)
def fetch_ready(caller: Caller, invoice_id: str) -> Invoice:
    """Return an invoice that the caller may change, and that was read.

    Raises:
        InvoiceNotFound, NotYours: as `fetch_changeable` does.
        NotReady: it is still being read, or could not be.

    """
    invoice = fetch_changeable(caller, invoice_id)
    refuse_unread(invoice)
    return invoice


def refuse_unread(invoice: Invoice) -> None:
    """Raise `NotReady` for an invoice that is still being read, or could not be."""
    if invoice.status is not Status.READY:
        raise NotReady(invoice.invoice_id, invoice.status)


def refuse_issued(invoice: Invoice) -> None:
    """Raise `Issued` for an invoice that was issued here: its content is final."""
    if invoice.is_issued:
        raise Issued(invoice.invoice_id)


@needs(Role.MEMBER)
def fetch_detail(caller: Caller, invoice_id: str) -> InvoiceDetail:
    """Return an invoice with what it says and what happened to it."""
    invoice = fetch_invoice(caller, invoice_id)
    events = read_timeline(invoice)
    return InvoiceDetail(invoice, events.people.get(invoice.uploaded_by), read_content(invoice), events)


@needs(Role.MEMBER)
def fetch_timeline(caller: Caller, invoice_id: str, cursor: str | None) -> EventsPage:
    """Return a page of what happened to an invoice, oldest first.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        BadCursor: the cursor does not come from a timeline.

    """
    return read_timeline(fetch_invoice(caller, invoice_id), cursor)


@needs(Role.MEMBER)
def link_to_file(caller: Caller, invoice_id: str, kind: FileKind) -> str:
    """Return a link, good for some minutes, that downloads one of the invoice's files.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        FileNotAvailable: the invoice has no such file (yet).

    """
    invoice = fetch_invoice(caller, invoice_id)
    place = provide_file(invoice, kind)
    if kind is not FileKind.PREVIEW:  # lists show it for every invoice, as a picture
        add_event(happened(caller, AuditKind.FILE_DOWNLOADED, subject=invoice_id, after={"file": kind}))
    return download_link(place.key, place.filename, place.content_type)


@needs(Role.MEMBER)
def delete_invoice(caller: Caller, invoice_id: str) -> None:
    """Delete an invoice and its files.

    The files go first: a crash in between leaves a record that can be deleted again, and no file without a record.
    They are swept once more after the record: another request may have stored a file meanwhile that is made on request,
    and a worker those of an unfinished invoice, with the sources of its parts. What is stored later still, its writer
    removes, since it then finds the record gone.

    Raises:
        InvoiceNotFound: the caller can see no invoice with this id.
        NotYours: the caller may only read it.
        Issued: it was issued here, and the company's retention is not over.
        HasPayments: a payment of it is planned or made.

    """
    invoice = fetch_changeable(caller, invoice_id)
    _refuse_kept(invoice)
    if invoice.payments:
        raise HasPayments(invoice_id)
    files = InvoiceFiles.of(invoice)
    file_store.delete_invoice_files(files)
    store.remove_invoice(invoice)
    file_store.delete_invoice_files(files)
    if invoice.status in UNFINISHED:
        discard_left_over(files)


def _refuse_kept(invoice: Invoice) -> None:
    """Refuse to delete what was issued, as long as the company has to keep it."""
    if not invoice.is_issued:
        return
    company = find_company(invoice.company_id)
    last_day = kept_until(company.profile if company else {}, invoice.issue_date, invoice.created_at)
    if now().date() <= last_day:
        raise Issued(invoice.invoice_id, last_day.isoformat())
