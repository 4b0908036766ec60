"""What is kept of an invoice's reading, as one object: its content, the layout of its pages, the first report.

Three lines of JSON, compressed; the line of a missing layout or report is empty. Older objects have the content alone:
their layout and report are objects of their own, which the record names.
"""

from dataclasses import dataclass

from chalicelib.errors import InvoiceNotFound
from chalicelib.extraction import layout as layouts
from chalicelib.extraction.layout import Layout
from chalicelib.extraction.result import Extracted
from chalicelib.invoices.building.content import Content, from_bytes, to_bytes
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles

_LINE = b"\n"  # JSON that is written without indentation has none


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept; each part as it was written, and read when it is wanted."""

    content: Content
    layout: bytes = b""
    report: bytes = b""

    def to_bytes(self) -> bytes:
        """Return the object.

        >>> kept = Kept({"language": "en"}, b'{"pages":[]}')
        >>> Kept.of_bytes(kept.to_bytes()) == kept, Kept.of_bytes(b'{"language": "en"}') == Kept({"language": "en"})
        (True, True)
        """
        return _LINE.join((to_bytes(self.content), self.layout, self.report))

    @classmethod
    def of_bytes(cls, data: bytes) -> "Kept":
        """Read the object."""
        content, _, rest = data.partition(_LINE)
        layout, _, report = rest.partition(_LINE)
        return cls(from_bytes(content), layout, report)


def layout_of(extracted: Extracted) -> bytes:
    """Return the layout as it is kept; nothing of what has no pages, or pages with more words than any invoice's."""
    return (layouts.to_bytes(extracted.layout) if extracted.layout else None) or b""


def read_kept(invoice: Invoice) -> Kept:
    """Return what is kept of an invoice's reading; an empty content while there is none.

    Raises:
        InvoiceNotFound: it was deleted since the record was read.

    """
    name = invoice.files.get(FileKind.CONTENT)
    if name is None:
        return Kept({})
    try:
        return Kept.of_bytes(file_store.get_made(InvoiceFiles.of(invoice), name))
    except FileMissing as error:
        raise InvoiceNotFound(invoice.invoice_id) from error


def read_content(invoice: Invoice) -> Content:
    """Return what an invoice says; empty while that is unknown.

    Raises:
        InvoiceNotFound: it was deleted since the record was read.

    """
    return read_kept(invoice).content


def layout_in(invoice: Invoice, kept: Kept) -> Layout | None:
    """Return the layout of an invoice's pages, where one is kept."""
    data = kept_layout(invoice, kept)
    return layouts.from_bytes(data) if data else None


def kept_layout(invoice: Invoice, kept: Kept) -> bytes:
    """Return the layout as it is kept, with the content or by itself; nothing where there is none."""
    return kept.layout or _older_layout(invoice)


def _older_layout(invoice: Invoice) -> bytes:
    name = invoice.files.get(FileKind.LAYOUT)
    try:
        return file_store.get_made(InvoiceFiles.of(invoice), name) if name else b""
    except FileMissing:  # the invoice was changed or deleted since its record was read, which its content tells
        return b""
