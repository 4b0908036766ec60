"""One invoice: fetch it with what was read, hand out its files, delete it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import FileNotAvailable, InvoiceNotFound, NotYours
from chalicelib.ids import is_id
from chalicelib.settings import settings
from chalicelib.storage import files as file_store
from chalicelib.storage import invoices as store
from chalicelib.storage.files import DOCUMENT, PREVIEW, SOURCE, FileMissing, InvoiceFiles
from chalicelib.storage.invoice_records import UNFINISHED, Invoice, Status
from chalicelib.storage.users import User, find_user


class FileKind(StrEnum):
    """The files of an invoice that can be fetched."""

    SOURCE = "source"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class InvoiceDetail:
    """An invoice, who brought it in (None for a deleted account), and what was read; empty while that is nothing."""

    invoice: Invoice
    uploader: User | None
    document: dict[str, Any]


@needs(Role.MEMBER)
def fetch_invoice(caller: Caller, invoice_id: str) -> Invoice:
    """Return an invoice that the caller may see.

    Raises:
        InvoiceNotFound: the caller can see none of this id; another company's is no different from none.

    """
    invoice = store.find_invoice(caller.company_id, invoice_id) if is_id(invoice_id) else None
    if invoice is None or not caller.may_see(invoice.uploaded_by):
        raise InvoiceNotFound(invoice_id)
    return invoice


@needs(Role.MEMBER)
def fetch_detail(caller: Caller, invoice_id: str) -> InvoiceDetail:
    """Return an invoice with its document."""
    invoice = fetch_invoice(caller, invoice_id)
    uploader = find_user(invoice.uploaded_by)
    if invoice.status is not Status.READY:
        return InvoiceDetail(invoice, uploader, {})
    try:
        document = file_store.get_file(_files(invoice).kept(DOCUMENT))
    except FileMissing as error:  # deleted between the two reads
        raise InvoiceNotFound(invoice_id) from error
    return InvoiceDetail(invoice, uploader, json.loads(document))


@needs(Role.MEMBER)
def link_to_file(caller: Caller, invoice_id: str, kind: FileKind) -> str:
    """Return a link, good for some minutes, that downloads one of the invoice's files.

    Raises:
        FileNotAvailable: the invoice has no such file (yet).

    """
    invoice = fetch_invoice(caller, invoice_id)
    key, filename, content_type = _place(invoice, kind)
    return file_store.download_link(key, filename, content_type, settings().download_link_seconds)


@needs(Role.MEMBER)
def delete_invoice(caller: Caller, invoice_id: str) -> None:
    """Delete an invoice and its files.

    The files go first: a crash in between leaves a record that can be deleted again, and no file without a record.
    While a worker may be writing files, they are swept once more after the record; what the worker writes later still
    it removes itself, when it finds the record gone.

    Raises:
        InvoiceNotFound: the caller can see none of this id.
        NotYours: the caller may only read it.

    """
    invoice = fetch_invoice(caller, invoice_id)
    if not caller.may_change(invoice.uploaded_by):
        raise NotYours
    files = _files(invoice)
    file_store.delete_invoice_files(files)
    store.remove_invoice(invoice)
    if invoice.status in UNFINISHED:
        file_store.delete_invoice_files(files)


def _place(invoice: Invoice, kind: FileKind) -> tuple[str, str, str]:
    files = _files(invoice)
    if kind is FileKind.SOURCE and invoice.has_source:
        finished = invoice.status not in UNFINISHED
        return files.kept(SOURCE) if finished else files.incoming, invoice.filename, invoice.content_type
    if kind is FileKind.PREVIEW and invoice.has_preview:
        return files.kept(PREVIEW), f"{invoice.filename.rpartition('.')[0] or invoice.filename}.png", "image/png"
    raise FileNotAvailable(kind, invoice.status)


def _files(invoice: Invoice) -> InvoiceFiles:
    return InvoiceFiles(invoice.company_id, invoice.invoice_id)
