"""The files of an invoice: which there are, where they are, and those that are made when somebody asks for them.

The CII and the first report follow from what is kept, and hardly anybody wants them. So each is made at the first
request, and kept from then on: what was handed out once stays what it was. Its name follows from that of the content,
so that no record changes by it, and two requests at once store the same bytes.
"""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.errors import FileNotAvailable, InvoiceNotFound
from chalicelib.extraction.sniff import Format
from chalicelib.invoices.building.content import load_document
from chalicelib.invoices.building.kept_content import read_kept
from chalicelib.records.files import FILE_TYPES, FileKind, names_on_request
from chalicelib.records.invoices import UNFINISHED, Invoice
from chalicelib.settings import settings
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import INTERNAL, FileMissing, InvoiceFiles
from chalicelib.storage.invoices import invoices as store

NAMED_AS_SOURCE = {FileKind.PDF, FileKind.PREVIEW}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is, the name to save it under, and its media type."""

    key: str
    filename: str
    content_type: str


def available_files(invoice: Invoice) -> list[FileKind]:
    """Return the kinds of files that can be fetched now."""
    kinds = [FileKind(kind) for kind in invoice.files if kind not in INTERNAL] + list(_on_request(invoice))
    if invoice.has_source and not (settings().malware_scan and invoice.status in UNFINISHED):
        kinds.append(FileKind.SOURCE)
        if FileKind.PDF not in kinds and invoice.content_type == Format.PDF.content_type:
            kinds.append(FileKind.PDF)
    return sorted(kinds)


def _on_request(invoice: Invoice) -> dict[FileKind, str]:
    """Return the names of the files that are made on request; a corrected invoice has no report."""
    names = names_on_request(invoice.files)
    return {kind: name for kind, name in names.items() if kind is not FileKind.REPORT or invoice.validated_at}


def place_file(invoice: Invoice, kind: FileKind) -> Place:
    """Return where a file is, or would be if it is made on request; the page of a PDF is the PDF itself.

    Raises:
        FileNotAvailable: the invoice has no such file (yet).

    """
    if kind not in available_files(invoice):
        raise FileNotAvailable(kind, invoice.status)
    files, made = InvoiceFiles.of(invoice), invoice.files.get(kind) or _on_request(invoice).get(kind)
    if made is None:
        finished = invoice.status not in UNFINISHED
        key = files.kept(FileKind.SOURCE) if finished else files.incoming
        return Place(key, invoice.filename, invoice.content_type)
    extension, content_type = FILE_TYPES[kind]
    stem = invoice.filename.rpartition(".")[0] or invoice.filename
    suffix = "" if kind in NAMED_AS_SOURCE else f"-{kind}"
    if invoice.parts and kind is FileKind.PDF:  # its own pages of the source, which is a PDF as well
        suffix = "-1"
    return Place(files.kept(made), f"{stem}{suffix}.{extension}", content_type)


def provide_file(invoice: Invoice, kind: FileKind) -> Place:
    """Return where a file is, which is made for that if nobody has asked for it yet.

    Raises:
        FileNotAvailable: the invoice has no such file (yet).
        InvoiceNotFound: it was deleted meanwhile.

    """
    while True:
        place = place_file(invoice, kind)
        if kind not in _on_request(invoice) or file_store.is_there(place.key):
            return place
        invoice, before = _made_for(invoice, kind, place), invoice
        if invoice is before:
            return place


def read_file(invoice: Invoice, kind: FileKind) -> bytes:
    """Return a file's bytes; one that is made on request is not kept by that.

    Raises:
        FileNotAvailable: the invoice has no such file (yet), or not any more.
        InvoiceNotFound: it was deleted meanwhile.

    """
    place = place_file(invoice, kind)
    if kind in _on_request(invoice):
        return _make(invoice, kind)
    try:
        return file_store.get_file(place.key)
    except FileMissing as error:
        raise FileNotAvailable(kind, invoice.status) from error


def _made_for(invoice: Invoice, kind: FileKind, place: Place) -> Invoice:
    """Make and keep a file; where the record names another content by now, keep none, and return that record."""
    data = None
    with suppress(InvoiceNotFound):  # or its content is another by now
        data = _make(invoice, kind)
        file_store.put_file(place.key, data, place.content_type)
    current = store.find_invoice(invoice.company_id, invoice.invoice_id)
    if current and data is not None and _on_request(current).get(kind) == _on_request(invoice)[kind]:
        return invoice
    file_store.delete_file(place.key)
    if current is None or current.files == invoice.files:
        raise InvoiceNotFound(invoice.invoice_id)
    return current


def _make(invoice: Invoice, kind: FileKind) -> bytes:
    from chalicelib.documents.syntaxes.codec import write_cii

    kept = read_kept(invoice)
    return kept.report if kind is FileKind.REPORT else write_cii(load_document(kept.content))
