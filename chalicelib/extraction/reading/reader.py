"""The entry: what a file is decides how it is read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.extraction.errors import NoText, SeveralFiles, UnreadableFile, UnsupportedFormat
from chalicelib.extraction.fields.completeness import as_other_document, with_gaps, with_warning, without_places
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.result import Context, DocumentType, Extracted, Field, FieldName, Limits
from chalicelib.extraction.sniff import Format, check_size, sniff
from chalicelib.extraction.sources.recognised_pages import RecognisedOnce, Unavailable
from chalicelib.extraction.warning_codes import SEVERAL_INVOICES
from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.recognition import Ocr

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from chalicelib.extraction.einvoices.from_xml import EInvoice
    from chalicelib.extraction.sources.attachments import AttachedFile

# Fields on which the XML inside a PDF and the visible page must agree, for the page is what people approve.
COMPARED = (
    FieldName.INVOICE_NUMBER,
    FieldName.ISSUE_DATE,
    FieldName.CURRENCY,
    FieldName.NET_TOTAL,
    FieldName.TAX_TOTAL,
    FieldName.TOTAL,
    FieldName.AMOUNT_DUE,
    FieldName.IBAN,
)
SURE_ENOUGH = 0.9  # of the page's value, before it is held against the XML
MAX_NAMED, MAX_NUMBER = 20, 100  # further invoices that warnings name, characters of their numbers


def read(
    data: bytes, context: Context | None = None, limits: Limits | None = None, ocr: Ocr | None = None
) -> Extracted:
    """Read a file's bytes; raises an `UnreadableFile` that says why when that is impossible.

    `ocr` recognises pages that are pictures; without it, this machine's recogniser does where it is installed.
    """
    limits = limits or Limits()
    check_size(len(data), limits.file_bytes)
    kind, pages = as_pages(sniff(data), data, limits, ocr)
    return read_as(kind, pages, context or Context(), limits, ocr)


def as_pages(kind: Format, data: bytes, limits: Limits, ocr: Ocr | None) -> tuple[Format, bytes]:
    """What is read and shown of a file: the PDF that is made of it, or the file itself; raises an `UnreadableFile`."""
    if not kind.is_converted:
        return kind, data
    from chalicelib.extraction.conversion.convert import convert

    return Format.PDF, convert(kind, data, limits, ocr or local_recogniser() or Unavailable())


def read_as(kind: Format, data: bytes, context: Context, limits: Limits, ocr: Ocr | None) -> Extracted:
    """Read the bytes of a file whose format and size are known, `as_pages`; raises an `UnreadableFile`."""
    once = RecognisedOnce(ocr or local_recogniser() or Unavailable())
    match kind:
        case Format.PDF:
            return _with_pictured(with_gaps(_read_pdf(data, context, limits, once)), once)
        case Format.XML | Format.GZIP | Format.SIGNED:
            from chalicelib.extraction.einvoices.from_xml import read_xml

            return with_gaps(read_xml(data))
        case Format.JSON:
            from chalicelib.extraction.einvoices.from_json import read_json

            return read_json(data)
        case _ if kind.is_picture:
            from chalicelib.extraction.reading.scans import read_picture

            return _with_pictured(with_gaps(read_picture(data, context, limits, once)), once)
        case _:
            raise UnsupportedFormat


def _with_pictured(reading: Extracted, ocr: RecognisedOnce) -> Extracted:
    return replace(reading, pictured=tuple(ocr.pages))


def _read_pdf(
    data: bytes, context: Context, limits: Limits, ocr: RecognisedOnce, *, within_another: bool = False
) -> Extracted:
    from chalicelib.extraction.einvoices.from_xml import EmbeddedXml, find_embedded_xml
    from chalicelib.extraction.reading.parting.cutting import with_own_pdf
    from chalicelib.extraction.sources.attachments import attached_files
    from chalicelib.extraction.sources.pdf import open_pdf, read_pages

    document = open_pdf(data, limits)
    try:
        pages = read_pages(document)
        own = pages[: context.own_pages]
        files = attached_files(data)
        xml = find_embedded_xml(files) if files else EmbeddedXml()
        if xml.invoices:
            return _with_xml(xml.invoices, own, context, limits)
        inner = () if within_another else _pdfs(files)
        result = _read_pages_or_none(document, own, context, limits, ocr, needed=not inner)
        result = with_own_pdf(document, result, pages, context, limits) if result else None
    finally:
        document.close()
    if result and xml.is_other_document:
        return as_other_document(result)
    if result is None or (inner and result.document_type is DocumentType.OTHER):
        return _read_inner(inner, result, context, limits, ocr)
    return with_warning(result, "attached_xml_unusable") if xml.unusable else result


def _read_pages_or_none(
    document: "PdfDocument",
    pages: tuple[Page, ...],
    context: Context,
    limits: Limits,
    ocr: RecognisedOnce,
    *,
    needed: bool,
) -> Extracted | None:
    """The pages' reading; where they can't be read and are not needed, for there is another file within, None."""
    try:
        return _read_pages(document, pages, context, limits, ocr)
    except UnreadableFile:
        if needed:
            raise
        return None


def _read_pages(
    document: "PdfDocument", pages: tuple[Page, ...], context: Context, limits: Limits, ocr: RecognisedOnce
) -> Extracted:
    from chalicelib.extraction.reading.mixed_pages import may_say_more, read_with_pictures
    from chalicelib.extraction.reading.parting.cutting import Knife
    from chalicelib.extraction.reading.parting.reading import read_in_parts
    from chalicelib.extraction.sources.forms import refuse_placeholder

    refuse_placeholder(document, pages)
    if not _has_text(pages):
        return _read_scans(document, pages, context, limits, ocr)

    def read_some(some: Sequence[Page]) -> Extracted:
        return read_with_pictures(document, some, context, limits, ocr)

    def is_blank(page: Page) -> bool:
        return not may_say_more(document, page, paper_too=True)

    knife = Knife(document, pages, limits)
    return read_in_parts(pages, read_some, context, knife=knife, is_blank=is_blank)


def _pdfs(files: Sequence["AttachedFile"]) -> tuple[bytes, ...]:
    return tuple(file.content for file in files if file.format is Format.PDF)


def _read_inner(
    inner: tuple[bytes, ...], outer: Extracted | None, context: Context, limits: Limits, ocr: RecognisedOnce
) -> Extracted:
    """The reading of the one PDF that a portfolio, or a letter that is no invoice itself, carries.

    Its places are on pages that the file does not show, and are left out. Of several PDFs none is taken.
    """
    if len(inner) > 1:
        if outer is None:
            raise SeveralFiles(len(inner))
        return with_warning(outer, "attachments_not_read")
    ocr.begin_inner_file()
    as_one = replace(context, own_pages=limits.pages)
    found = _read_pdf(inner[0], as_one, limits, ocr, within_another=True)
    if found.document_type is DocumentType.OTHER and outer is not None:
        return outer
    return with_warning(without_places(found), "read_from_attachment")


def _read_scans(
    document: "PdfDocument", pages: tuple[Page, ...], context: Context, limits: Limits, ocr: RecognisedOnce
) -> Extracted:
    """Pages that are pictures; without a recogniser, the text that is hidden under them."""
    from chalicelib.extraction.reading.page_reader import read_pages_as_invoice
    from chalicelib.extraction.reading.parting.cutting import Knife
    from chalicelib.extraction.reading.parting.reading import read_in_parts
    from chalicelib.extraction.reading.scans import read_recognised, with_scans_recognised

    try:
        recognised, all_of_them = with_scans_recognised(document, pages, limits, ocr)
        knife = Knife(document, pages, limits) if all_of_them else None
        result = read_in_parts(
            recognised, lambda some: read_recognised(some, context), context, knife=knife, is_blank=lambda _: True
        )
    except NoText:
        if not any(page.rows for page in pages):
            raise
        return with_warning(read_pages_as_invoice(pages, context), "pages_not_read")
    return result if all_of_them else with_warning(result, "pages_not_read")


def _has_text(pages: tuple[Page, ...]) -> bool:
    """Whether there is text to read on any page, and it is no garbage."""
    from chalicelib.extraction.reading.scans import MIN_WORDS, is_picture

    words = sum(len(segment.words) for page in pages for segment in page.segments)
    return words >= MIN_WORDS and not all(is_picture(page) for page in pages)


def _with_xml(invoices: Sequence["EInvoice"], pages: tuple[Page, ...], context: Context, limits: Limits) -> Extracted:
    """The values of the XML that agrees best with the page.

    Warnings name what the page says otherwise, and the invoices of the other XML.
    """
    from chalicelib.extraction.einvoices.from_xml import read_e_invoice
    from chalicelib.extraction.reading.page_reader import read_pages_as_invoice

    for invoice in invoices:
        check_size(len(invoice.xml), limits.file_bytes)
    readings = [replace(read_e_invoice(invoice), pages=len(pages)) for invoice in invoices]
    if not _has_text(pages):
        return _naming_others(readings[0], readings)
    page = read_pages_as_invoice(pages, context)
    result = max(readings, key=lambda reading: _agreement(reading, page))
    warnings = [
        f"xml_and_page_disagree:{name.value}"
        for name in COMPARED
        if _disagree(result.fields.get(name), page.fields.get(name))
    ]
    warnings += [SEVERAL_INVOICES] if SEVERAL_INVOICES in page.warnings else []
    agreed = replace(result, language=page.language, warnings=(*result.warnings, *warnings))
    return _naming_others(agreed, readings)


def _naming_others(taken: Extracted, readings: Sequence[Extracted]) -> Extracted:
    """The reading of the XML that was taken with warnings that name the invoices of the XML that was not."""
    own = _number(taken)
    others = dict.fromkeys(number for reading in readings if (number := _number(reading)) and number != own)
    named = [f"xml_of_another_invoice:{number[:MAX_NUMBER]}" for number in list(others)[:MAX_NAMED]]
    return replace(taken, warnings=(*taken.warnings, *named))


def _number(reading: Extracted) -> str | None:
    field = reading.fields.get(FieldName.INVOICE_NUMBER)
    return field.value if field else None


def _agreement(reading: Extracted, page: Extracted) -> int:
    """How many of the compared fields XML and page have in common, less those in which they differ."""
    both = [
        (reading.fields[name], page.fields[name]) for name in COMPARED if name in reading.fields and name in page.fields
    ]
    return sum(1 if _comparable(one.value) == _comparable(other.value) else -1 for one, other in both)


def _disagree(from_xml: Field | None, from_page: Field | None) -> bool:
    if from_xml is None or from_page is None or from_page.confidence < SURE_ENOUGH:
        return False
    return _comparable(from_xml.value) != _comparable(from_page.value)


def _comparable(value: str) -> str:
    """Amounts by their value, everything else without spaces."""
    from decimal import Decimal, InvalidOperation

    try:
        return str(abs(Decimal(value)).normalize())
    except InvalidOperation:
        return "".join(value.split()).upper()
