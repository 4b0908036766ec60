"""The entry: what a file is decides how it is read."""

from dataclasses import replace
from typing import Any

from chalicelib.extraction.errors import FileTooLarge, NoText
from chalicelib.extraction.ocr import Unavailable
from chalicelib.extraction.page import Page
from chalicelib.extraction.result import Context, Extracted, Field, FieldName, Limits
from chalicelib.extraction.sniff import Format, sniff
from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.recognition import Ocr

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


def read(
    data: bytes, context: Context | None = None, limits: Limits | None = None, ocr: Ocr | None = None
) -> Extracted:
    """Read a file's bytes; raises an `UnreadableFile` that says why when that is impossible.

    `ocr` recognises pages that are pictures; without it, this machine's recogniser does where it is installed.
    """
    context, limits = context or Context(), limits or Limits()
    if len(data) > limits.file_bytes:
        raise FileTooLarge(len(data), limits.file_bytes)
    match sniff(data):
        case Format.PDF:
            return _read_pdf(data, context, limits, ocr)
        case Format.XML:
            from chalicelib.extraction.from_xml import read_xml

            return read_xml(data, limits)
        case Format.PNG | Format.JPEG:
            from chalicelib.extraction.scans import read_picture

            return read_picture(data, context, limits, _recogniser(ocr))
        case Format.JSON:
            from chalicelib.extraction.from_json import read_json

            return read_json(data)


def _recogniser(ocr: Ocr | None) -> Ocr:
    return ocr or local_recogniser() or Unavailable()


def _read_pdf(data: bytes, context: Context, limits: Limits, ocr: Ocr | None) -> Extracted:
    from chalicelib.extraction.pdf import open_pdf, read_pages

    document = open_pdf(data, limits)
    try:
        pages = read_pages(document)
        xml = _embedded_xml(data) if document.count_attachments() > 0 else None
        if xml is not None:
            return _with_xml(xml, pages, context, limits)
        if not _has_text(pages):
            return _read_scans(document, pages, context, limits, ocr)
        from chalicelib.extraction.partly import read_with_pictures

        return read_with_pictures(document, pages, context, limits, _recogniser(ocr))
    finally:
        document.close()


def _read_scans(document: Any, pages: tuple[Page, ...], context: Context, limits: Limits, ocr: Ocr | None) -> Extracted:
    """Pages that are pictures; where nobody is there to recognise them, by the text that is hidden under them."""
    from chalicelib.extraction.page_reader import read_pages_as_invoice
    from chalicelib.extraction.scans import read_recognised, with_scans_recognised

    try:
        recognised, all_of_them = with_scans_recognised(document, pages, limits, _recogniser(ocr))
        result = read_recognised(recognised, context)
    except NoText:
        if not any(page.rows for page in pages):
            raise
        return with_warning(read_pages_as_invoice(pages, context), "pages_not_read")
    return result if all_of_them else with_warning(result, "pages_not_read")


def with_warning(reading: Extracted, warning: str) -> Extracted:
    """The reading with one more warning."""
    return replace(reading, warnings=(*reading.warnings, warning))


def _has_text(pages: tuple[Page, ...]) -> bool:
    """Whether there is text to read on any page, and it is no garbage."""
    from chalicelib.extraction.scans import MIN_WORDS, is_picture

    words = sum(len(segment.words) for page in pages for segment in page.segments)
    return words >= MIN_WORDS and not all(is_picture(page) for page in pages)


def _embedded_xml(data: bytes) -> bytes | None:
    from chalicelib.extraction.from_xml import find_embedded_xml

    return find_embedded_xml(data)


def _with_xml(xml: bytes, pages: tuple[Page, ...], context: Context, limits: Limits) -> Extracted:
    """The XML's values; where the visible page says something else, a warning names the field."""
    from chalicelib.extraction.from_xml import read_xml
    from chalicelib.extraction.page_reader import read_pages_as_invoice

    result = replace(read_xml(xml, limits), embedded_xml=xml, pages=len(pages))
    if not _has_text(pages):
        return result
    page = read_pages_as_invoice(pages, context)
    warnings = [
        f"xml_and_page_disagree:{name.value}"
        for name in COMPARED
        if _disagree(result.fields.get(name), page.fields.get(name))
    ]
    return replace(result, language=page.language, warnings=(*result.warnings, *warnings))


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
