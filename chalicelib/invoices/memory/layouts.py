"""The layout of an invoice's pages, kept beside its content so that a later correction finds its label there."""

from chalicelib.extraction.layout import Layout, from_bytes, to_bytes
from chalicelib.extraction.result import Extracted
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles


def make_layout(extracted: Extracted) -> dict[FileKind, bytes]:
    """Return the file to keep; none for what has no pages, or pages with more words than any invoice's."""
    data = to_bytes(extracted.layout) if extracted.layout else None
    return {FileKind.LAYOUT: data} if data else {}


def read_layout(invoice: Invoice) -> Layout | None:
    """Return the layout of an invoice's pages, where one is kept."""
    name = invoice.files.get(FileKind.LAYOUT)
    if name is None:
        return None
    try:
        return from_bytes(file_store.get_made(InvoiceFiles(invoice.company_id, invoice.invoice_id), name))
    except FileMissing:  # the invoice was changed or deleted since its record was read, which its content tells
        return None
