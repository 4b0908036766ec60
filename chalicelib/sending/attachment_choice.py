"""Which files of an invoice go with a mail, and what their recipients see them called."""

import re
from collections.abc import Sequence

from chalicelib.errors import InvoiceBroken
from chalicelib.invoices.invoice_files import available_files, provide_file
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, State
from chalicelib.records.sendings import Attachment

REPORT_TYPE = "text/plain"
_EXTENSIONS = {
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/gzip": "gz",
    "application/pkcs7-mime": "p7m",
    "application/json": "json",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/heic": "heic",
    "text/html": "html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    REPORT_TYPE: "txt",
}
_UNSAFE = re.compile(r'[<>:"/\\|?*\s]+')  # what Windows and mail programs trip over
_MAX_STEM_LENGTH = 100


def choose_attachments(
    invoice: Invoice, wanted: Sequence[FileKind], *, force: bool, to_colleagues: bool
) -> tuple[Attachment, ...]:
    """Return the files that go with the mail: those that are wanted, or its page where none are named.

    Colleagues get the report with it, and of an invoice that failed the report alone, unless it is forced.

    Raises:
        InvoiceBroken: it failed, and more than the report is wanted without force.
        FileNotAvailable: it has no such file.

    """
    kinds = tuple(wanted) or _usual(invoice, force=force, to_colleagues=to_colleagues)
    if invoice.state is State.FAILED and not force and set(kinds) != {FileKind.REPORT}:
        raise InvoiceBroken(invoice.invoice_id)
    found = {attachment.name: attachment for attachment in (_attachment(invoice, kind) for kind in kinds)}
    return tuple(found.values())


def safe_name(filename: str, content_type: str) -> str:
    r"""Return a file name that is safe to save anywhere, with the extension that its content has.

    >>> safe_name('Angebot "März"/2026: Nr. 7.exe', "application/pdf")
    'Angebot_März_2026_Nr._7.pdf'
    >>> safe_name("..", "text/plain")
    'invoice.txt'
    """
    stem, dot, _ = filename.rpartition(".")
    printable = "".join(character for character in (stem if dot else filename) if character.isprintable())
    safe = _UNSAFE.sub("_", printable).strip("._ ")[:_MAX_STEM_LENGTH]
    return f"{safe or 'invoice'}.{_EXTENSIONS.get(content_type, 'bin')}"


def _usual(invoice: Invoice, *, force: bool, to_colleagues: bool) -> tuple[FileKind, ...]:
    page = FileKind.PDF if FileKind.PDF in available_files(invoice) else FileKind.SOURCE
    if invoice.state is State.UNVALIDATED or not to_colleagues:
        return (page,)
    return (FileKind.REPORT,) if invoice.state is State.FAILED and not force else (page, FileKind.REPORT)


def _attachment(invoice: Invoice, kind: FileKind) -> Attachment:
    place = provide_file(invoice, kind)
    shown = REPORT_TYPE if kind is FileKind.REPORT else place.content_type  # people read it, not machines
    name = place.key.rpartition("/")[2]
    return Attachment(invoice.invoice_id, kind, name, safe_name(place.filename, shown), shown)
