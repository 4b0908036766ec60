"""From what was read in a source to everything that an invoice has: content, e-invoice, page, verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.result import Extracted, Method
from chalicelib.extraction.sources.sniff import Format, sniff
from chalicelib.invoices.building import artefacts
from chalicelib.invoices.building.applicability import is_for_rules
from chalicelib.invoices.building.content import make_content, summarise, to_bytes
from chalicelib.invoices.building.validation_outcome import judge, leave_unjudged
from chalicelib.metrics import Step, timed
from chalicelib.records.companies import Company
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, Status
from chalicelib.storage.files.files import InvoiceFiles

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XML: "application/xml",
    Format.JSON: "application/json",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
}
PAGELESS = {Format.XML, Format.JSON}
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was read: the record, the bytes, what was read, the picture of its first page, whose it is."""

    invoice: Invoice
    data: bytes
    extracted: Extracted
    preview: bytes | None
    company: Company | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a record: its changes, and the events that tell of them."""

    changes: Mapping[str, Any]
    events: tuple[Event, ...] = ()


def make(files: InvoiceFiles, source: Source) -> Outcome:
    """Make and store all files that follow from a source."""
    from chalicelib.documents.syntaxes.codec import parse

    with timed(Step.MAKE):
        document, extracted = _document_of(source)
        content = make_content(extracted, document)
        made = artefacts.make_xml(document) | _page(source, document) | _own_pages(extracted)
    read = Event(EventKind.READ, data={"warnings": list(extracted.warnings)})
    received = extracted.embedded_xml
    from_page = received is None and sniff(source.data) not in PAGELESS
    with timed(Step.VALIDATE):
        if from_page and not is_for_rules(document, extracted.document_type):
            verdict = leave_unjudged()
        else:
            verdict = judge(received or made[FileKind.UBL])
    made |= {FileKind.CONTENT: to_bytes(content), FileKind.REPORT: verdict.report}
    if received:
        made[FileKind.RECEIVED] = received
    syntax = parse(received).syntax if received else None
    with timed(Step.STORE):
        stored = artefacts.store(files, made)
    changes = {
        "status": Status.READY,
        "content_type": CONTENT_TYPES[sniff(source.data)],
        "document_type": extracted.document_type.value,
        "pages": extracted.pages or None,
        "warnings": extracted.warnings,
        "received_syntax": syntax,
        "files": stored,
        "failure_code": None,
        "failure_detail": None,
        **summarise(content),
        **verdict.changes,
    }
    return Outcome(changes, (read, verdict.event))


def _document_of(source: Source) -> tuple["Document", Extracted]:
    """Return the document, and what is shown as read; an invoice made in the form has its number from its record."""
    from chalicelib.extraction.einvoices.from_document import read_document
    from chalicelib.extraction.einvoices.from_json import parse_document
    from chalicelib.extraction.einvoices.to_document import to_document

    if sniff(source.data) is not Format.JSON:
        return to_document(source.extracted), source.extracted
    document = parse_document(source.data)
    if source.invoice.invoice_number:
        document = document.model_copy(update={"invoice_number": source.invoice.invoice_number})
    return document, read_document(document, Method.STRUCTURED)


def _own_pages(extracted: Extracted) -> artefacts.Made:
    """Return the PDF of the first invoice's pages, where the source holds several invoices."""
    return {FileKind.PDF: extracted.parts[0].pdf} if extracted.parts else {}


def _page(source: Source, document: "Document") -> artefacts.Made:
    """Return the page for people: the source's own, or one that is laid out."""
    if source.preview:
        return {FileKind.PREVIEW: source.preview}
    if sniff(source.data) not in PAGELESS:
        return {}
    ours = source.invoice.creation_method is CreationMethod.GUI
    language = source.invoice.language or FALLBACK_LANGUAGE
    branding = artefacts.branding_of(source.company if ours else None)
    return artefacts.make_page(document, hybrid=ours, language=language, branding=branding)
