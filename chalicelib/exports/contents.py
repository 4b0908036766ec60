"""What an export's file is made of, invoice by invoice: lines of CSV, rows for a workbook, files in a ZIP."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from chalicelib.exports import csv_file, xlsx_file, zip_file
from chalicelib.exports.names import safe_name, unique_name
from chalicelib.exports.rows import values_of
from chalicelib.invoices.invoice_files import available_files, place_file
from chalicelib.records.exports import ExportFormat
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing
from chalicelib.storage.invoices.invoices import find_invoice

PLAIN = csv_file.Style()
_IN_ARCHIVE = (FileKind.SOURCE, FileKind.UBL, FileKind.PDF)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one invoice adds to the file; of a ZIP also to its directory."""

    data: bytes
    directory: bytes = b""
    entries: int = 0


class Contents(Protocol):
    """A kind of file, made piece by piece."""

    content_type: str

    def head(self) -> bytes:
        """Return what the file begins with."""
        ...

    def piece(self, invoice: Invoice, number: int, offset: int) -> Piece:
        """Return what an invoice adds at an offset of the file; `number` counts the invoices from 1."""
        ...

    def tail(self, directory: bytes, entries: int, offset: int) -> bytes:
        """Return what the file ends with."""
        ...


class Csv:
    """Lines of CSV."""

    content_type = csv_file.CONTENT_TYPE

    def __init__(self, style: csv_file.Style) -> None:
        """Take how the file is written."""
        self._style = style

    def head(self) -> bytes:
        """Return the heading."""
        return csv_file.heading(self._style).encode()

    def piece(self, invoice: Invoice, number: int, offset: int) -> Piece:  # noqa: ARG002 - the protocol's
        """Return a line."""
        return Piece(csv_file.lines([values_of(invoice)], self._style).encode())

    def tail(self, directory: bytes, entries: int, offset: int) -> bytes:  # noqa: ARG002 - the protocol's
        """Return nothing."""
        return b""


class Xlsx:
    """Rows that become a workbook when all of them are there."""

    content_type = xlsx_file.CONTENT_TYPE

    def head(self) -> bytes:
        """Return nothing."""
        return b""

    def piece(self, invoice: Invoice, number: int, offset: int) -> Piece:  # noqa: ARG002 - the protocol's
        """Return a row, as it is kept until then."""
        return Piece(xlsx_file.dump(values_of(invoice)).encode())

    def tail(self, directory: bytes, entries: int, offset: int) -> bytes:  # noqa: ARG002 - the protocol's
        """Return nothing."""
        return b""


class Zip:
    """The invoices' files, each invoice's in a folder of its own."""

    content_type = "application/zip"

    def head(self) -> bytes:
        """Return nothing."""
        return b""

    def piece(self, invoice: Invoice, number: int, offset: int) -> Piece:
        """Return an invoice's files."""
        folder, taken = folder_name(invoice, number), set[str]()
        data, directory, entries = bytearray(), bytearray(), 0
        for name, content in _files_of(invoice):
            path = f"{folder}/{unique_name(safe_name(name), taken)}"
            member = zip_file.member(path, content, invoice.created_at, offset + len(data))
            data += member.record
            directory += member.entry
            entries += 1
        return Piece(bytes(data), bytes(directory), entries)

    def tail(self, directory: bytes, entries: int, offset: int) -> bytes:
        """Return the archive's directory."""
        return directory + zip_file.end(entries, len(directory), offset)


def contents_of(kind: ExportFormat, style: csv_file.Style = PLAIN) -> Contents:
    """Return how a format's file is made."""
    match kind:
        case ExportFormat.CSV:
            return Csv(style)
        case ExportFormat.XLSX:
            return Xlsx()
        case ExportFormat.ZIP:
            return Zip()


def folder_name(invoice: Invoice, number: int) -> str:
    """Return the folder of an invoice: the number makes it unique and keeps the list's order."""
    known = (invoice.issue_date and invoice.issue_date.isoformat(), invoice.supplier, invoice.invoice_number)
    described = " ".join(part for part in known if part) or invoice.filename
    return f"{number:06d} {safe_name(described, 'invoice')}"


def _files_of(invoice: Invoice) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of an invoice's files, each object once.

    A correction replaces files while we read: then the names are looked up once more. What is gone is left out.
    """
    for kind in _IN_ARCHIVE:
        place = _place(invoice, kind)
        if place is None or (kind is FileKind.PDF and place == _place(invoice, FileKind.SOURCE)):
            continue
        key, name = place
        try:
            yield name, file_store.get_file(key)
        except FileMissing:
            current = find_invoice(invoice.company_id, invoice.invoice_id)
            moved = current and _place(current, kind)
            if moved and moved[0] != key:
                with suppress(FileMissing):
                    yield name, file_store.get_file(moved[0])


def _place(invoice: Invoice, kind: FileKind) -> tuple[str, str] | None:
    if kind not in available_files(invoice):
        return None
    place = place_file(invoice, kind)
    return place.key, place.filename
