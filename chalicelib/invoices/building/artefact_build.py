"""From what was read in a source to everything that an invoice has: content, e-invoice, page, verdict."""

from dataclasses import dataclass

from chalicelib.extraction.result import Extracted, Reading
from chalicelib.extraction.sniff import Format
from chalicelib.invoices.building import artefacts
from chalicelib.invoices.building.applicability import is_for_rules
from chalicelib.invoices.building.content import decide_direction, make_content, summarise
from chalicelib.invoices.building.kept_content import Kept, layout_of
from chalicelib.invoices.building.validation_outcome import judge, leave_unjudged
from chalicelib.logs import logger
from chalicelib.metrics import Step, timed
from chalicelib.records.companies import Company
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, Status
from chalicelib.records.lifecycle.approval import UNAPPROVED
from chalicelib.records.lifecycle.changes import InvoiceChanges
from chalicelib.storage.files.files import InvoiceFiles

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was read: the record, what was read, whose it is."""

    invoice: Invoice
    reading: Reading
    company: Company | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a record: its changes, and the events that tell of them."""

    changes: InvoiceChanges
    events: tuple[Event, ...] = ()


def make(files: InvoiceFiles, source: Source) -> Outcome:
    """Make and store all files that follow from a source."""
    from chalicelib.invoices.building.country_form import in_form_of_countries

    extracted, document = source.reading.extracted, source.reading.document
    with timed(Step.MAKE):
        content = make_content(extracted, document)
        made = artefacts.make_ubl(document) | _page(source) | _own_pages(extracted)
    read = Event(EventKind.READ, data={"warnings": list(extracted.warnings)})
    received = extracted.embedded_xml
    is_own = source.invoice.creation_method is CreationMethod.GUI
    is_e_invoice = extracted.structured is not None and not is_own
    with timed(Step.VALIDATE):
        if is_e_invoice or is_for_rules(document, extracted.document_type):
            made |= {} if is_e_invoice else in_form_of_countries(document, is_own=is_own)
            came_as = extracted.structured.syntax if extracted.structured else None
            verdict = judge(received or made[FileKind.UBL], came_as=came_as)
        else:
            verdict = leave_unjudged()
    made[FileKind.CONTENT] = Kept(content, layout_of(extracted), verdict.report).to_bytes()
    if received:
        made[FileKind.RECEIVED] = received
    with timed(Step.STORE):
        stored = artefacts.store(files, made)
    summary = summarise(content)
    changes: InvoiceChanges = {
        "status": Status.READY,
        "content_type": source.reading.format.content_type,
        "document_type": extracted.document_type.value,
        "pages": extracted.pages or None,
        "warnings": extracted.warnings,
        "received_syntax": extracted.structured.syntax if extracted.structured else None,
        "files": stored,
        "failure_code": None,
        "failure_detail": None,
        "direction": decide_direction(source.invoice, summary, source.company),
        **UNAPPROVED,
        **summary,
        **verdict.changes,  # type: ignore[typeddict-item]  # mypy fears further keys in it
    }
    return Outcome(changes, (read, verdict.event))


def read_form(invoice: Invoice, source: bytes) -> Reading:
    """Return what an invoice made in the form says: its document as we stored it, with the number from its record."""
    from chalicelib.documents.exact_json import parse_json
    from chalicelib.documents.model.document import Document
    from chalicelib.extraction.einvoices.from_document import read_own_document

    document = Document.model_validate(parse_json(source))
    if invoice.invoice_number:
        document = document.model_copy(update={"invoice_number": invoice.invoice_number})
    return Reading(read_own_document(document), document, Format.JSON)


def _page(source: Source) -> artefacts.Made:
    """Return the page for people: what the reading shows, or one that is laid out as the company's own."""
    if source.invoice.creation_method is CreationMethod.GUI:
        language, branding = source.invoice.language or FALLBACK_LANGUAGE, artefacts.branding_of(source.company)
        return artefacts.make_page(source.reading.document, hybrid=True, language=language, branding=branding)
    if source.reading.page_defect:
        logger().error("a document could not be laid out", defect=source.reading.page_defect)
    shown = {FileKind.PDF: source.reading.page, FileKind.PREVIEW: source.reading.preview}
    return {kind: data for kind, data in shown.items() if data}


def _own_pages(extracted: Extracted) -> artefacts.Made:
    """Return the PDF of the first invoice's pages, where the source holds several invoices."""
    return {FileKind.PDF: extracted.parts[0].pdf} if extracted.parts else {}
