"""The further invoices of an upload that holds several: their records, their files, their arrival.

Their ids follow from the upload's and their place in it. Their sources are stored first, where no event is raised; then
one transaction finishes the upload's own record and adds theirs, as `queued`; then each source arrives as any upload
does, and is read by itself. So a worker that dies, or that is not the first, changes nothing: before the transaction
there are only files, which the next try stores again, byte for byte; after it the records are there once and for all,
and what has not arrived yet is sent by the next try, or by the sweep. Who deletes one never finds it made again.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath

from chalicelib.extraction.result import Part
from chalicelib.ids import part_id
from chalicelib.json_data import JsonObject
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, State, Status
from chalicelib.records.lifecycle.changes import InvoiceChanges
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import NewInvoice

PDF_TYPE = "application/pdf"
MAX_NUMBER = 100  # characters of an invoice's number in a timeline


@dataclass(frozen=True, slots=True)
class Parting:
    """An upload's record as it was when it was read, and the invoices in it; none where it is one invoice."""

    upload: Invoice
    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are several."""
        return len(self.parts) > 1

    @property
    def changes(self) -> InvoiceChanges:
        """What the upload's own record, the first invoice's, says of it."""
        return {"parts": len(self.parts), "part_pages": self.parts[0].pages} if self else {}

    @property
    def events(self) -> tuple[Event, ...]:
        """What the first invoice's timeline says of it."""
        invoices = [_told(self.upload, number, part) for number, part in enumerate(self.parts, 1)]
        return (Event(EventKind.PARTED, data={"invoices": invoices}),) if self else ()

    def further(self) -> list[NewInvoice]:
        """The records of the other invoices."""
        return [_new(self.upload, number, part) for number, part in self._others()]

    def keep_sources(self) -> None:
        """Store the other invoices' sources, where nothing is told of them yet."""
        for number, part in self._others():
            file_store.put_file(_files(self.upload, number).kept(FileKind.SOURCE), part.pdf, PDF_TYPE)

    def arrive(self) -> None:
        """Have the other invoices' sources arrive, once their records are there."""
        for number, part in self._others():
            file_store.put_file(_files(self.upload, number).incoming, part.pdf, PDF_TYPE)

    def discard(self) -> None:
        """Remove the sources that no record came to: the upload is finished or gone without them."""
        for number, _ in self._others():
            files = _files(self.upload, number)
            if store.find_invoice(files.company_id, files.invoice_id) is None:
                file_store.delete_invoice_files(files)

    def _others(self) -> list[tuple[int, Part]]:
        return list(enumerate(self.parts, 1))[1:]


def arrive_late(upload: Invoice) -> None:
    """Have those sources of a finished upload's other invoices arrive that are not taken up yet."""
    for number in range(2, (upload.parts or 0) + 1):
        files = _files(upload, number)
        invoice = store.find_invoice(files.company_id, files.invoice_id)
        if invoice is not None and invoice.status is Status.QUEUED:
            with suppress(FileMissing):  # deleted meanwhile
                file_store.read_source_again(files)


def _new(upload: Invoice, number: int, part: Part) -> NewInvoice:
    invoice = Invoice(
        company_id=upload.company_id,
        invoice_id=part_id(upload.invoice_id, number),
        filename=part_name(upload.filename, number),
        content_type=PDF_TYPE,
        creation_method=upload.creation_method,
        status=Status.QUEUED,
        state=State.UNVALIDATED,
        uploaded_by=upload.uploaded_by,
        created_at=upload.created_at,
        updated_at=upload.created_at,
        size=len(part.pdf),
        on_duplicate=upload.on_duplicate,
        batch=upload.batch,
        part_of=upload.invoice_id,
        part_pages=part.pages,
    )
    data = {"filename": invoice.filename, "part_of": upload.invoice_id, **_place(part)}
    return NewInvoice(invoice, Event(EventKind.RECEIVED, upload.uploaded_by, data))


def part_name(filename: str, number: int) -> str:
    """Return the file name of a part of an upload.

    >>> part_name("scan.of.may.pdf", 2), part_name("scan", 3)
    ('scan.of.may-2.pdf', 'scan-3.pdf')
    """
    return f"{PurePath(filename).stem}-{number}.pdf"


def _told(upload: Invoice, number: int, part: Part) -> JsonObject:
    named = {"id": part_id(upload.invoice_id, number), "invoice_number": part.invoice_number[:MAX_NUMBER]}
    return {**named, **_place(part)}


def _place(part: Part) -> JsonObject:
    return {"pages": [part.first_page, part.last_page], "signs": list(part.signs)}


def _files(upload: Invoice, number: int) -> InvoiceFiles:
    return InvoiceFiles(upload.company_id, part_id(upload.invoice_id, number))
