"""The files that are made from an invoice's document, and how they replace older ones.

Each making stores its files under new names, and the record names the valid ones. So the record's one conditional
write decides which making counts; what lost, or is replaced, is removed afterwards.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from chalicelib.ids import new_id
from chalicelib.logs import logger
from chalicelib.records.companies import Company
from chalicelib.records.files import FileKind, names_on_request
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document
    from chalicelib.documents.rendering import Branding

Made = dict[FileKind, bytes]

_MAKING_DIGITS = 12  # 60 bits tell the makings of one invoice apart


def make_ubl(document: "Document") -> Made:
    """Return the e-invoice that rules are applied to; the other syntax is made when somebody asks for it."""
    from chalicelib.documents.syntaxes.codec import write_ubl

    return {FileKind.UBL: write_ubl(document)}


def make_page(document: "Document", *, hybrid: bool, language: str, branding: "Branding") -> Made:
    """Return the PDF for people and the picture of its first page; none where the document can't be laid out.

    `hybrid` puts the CII into the PDF (Factur-X), which is for invoices of our own.
    """
    from chalicelib.documents.rendering.drawing import NotLaidOut, draw

    try:
        layout = draw(document, hybrid=hybrid, language=language, branding=branding)
    except NotLaidOut:  # the page is a convenience: what was read must not go with it
        logger().exception("a document could not be laid out")
        return {}
    return {FileKind.PDF: layout.pdf, **({FileKind.PREVIEW: layout.preview} if layout.preview else {})}


def branding_of(company: Company | None) -> "Branding":
    """Return what makes a company's invoices look like its own."""
    from base64 import b64decode

    from chalicelib.documents.rendering import Branding

    profile = company.profile if company else {}
    plain = Branding()
    logo = profile.get("logo")
    return Branding(
        color=profile.get("color") or plain.color,
        logo=b64decode(logo) if logo else None,
        footer=profile.get("footer"),
        template=profile.get("template") or plain.template,
    )


def store(files: InvoiceFiles, made: Made) -> dict[str, str]:
    """Store files under new names; return the name of each kind."""
    making = new_id()[-_MAKING_DIGITS:]  # one for all: a record that names them packs better
    return {str(kind): file_store.put_made(files, kind, data, making) for kind, data in made.items()}


def discard(files: InvoiceFiles, names: Iterable[str]) -> None:
    """Remove files that no record names any more.

    What they were replaced by counts already, so a failure here must not be reported as one of that: it is logged, and
    the files go when the invoice is deleted.
    """
    for name in names:
        file_store.try_delete_file(files.kept(name))


def replaced(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the names of files that are no longer named, also of those that may have been made on request.

    >>> replaced({"ubl": "a", "report": "b"}, {"ubl": "c"})
    ['a', 'b']
    >>> replaced({"content": "content-01.json.gz"}, {"content": "content-01.json.gz", "report": "report-02.json"})
    ['report-01.json']
    """
    return sorted(_all_names(before) - _all_names(after))


def _all_names(files: Mapping[str, str]) -> set[str]:
    return {*files.values(), *names_on_request(files).values()}
