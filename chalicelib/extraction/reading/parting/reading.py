"""Reading pages that may be more than one invoice: parts where they are certain, and copies once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.extraction.fields.completeness import with_warning
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.parting.copies import original_pages
from chalicelib.extraction.reading.parting.cutting import Knife
from chalicelib.extraction.reading.parting.parts import IsBlank, find_parts
from chalicelib.extraction.result import Context, DocumentType, Extracted, FieldName
from chalicelib.extraction.warning_codes import SEVERAL_INVOICES

COPY_LEFT_OUT = "copy_left_out"
Read = Callable[[Sequence[Page]], Extracted]


def read_in_parts(
    pages: Sequence[Page], read: Read, context: Context, *, knife: Knife | None, is_blank: IsBlank
) -> Extracted:
    """The reading of the pages; where they are several invoices for certain, of the first, with the parts of all.

    A file that is known to be one invoice (`Context.own_pages`), or that can't be cut, has no parts. `is_blank` tells
    whether there is nothing on a page without text.
    """
    originals = original_pages(pages)
    if context.own_pages is not None or len(originals) < len(pages):
        return read_once(pages, read)
    verdict = find_parts(pages, context, is_blank)
    parts = knife.cut(verdict.parts) if knife else ()
    if parts:
        return replace(read_once(pages[: parts[0].last_page], read), parts=parts)
    reading = read(pages)
    unsaid = verdict.several and SEVERAL_INVOICES not in reading.warnings
    is_invoice = reading.document_type is not DocumentType.OTHER
    return with_warning(reading, SEVERAL_INVOICES) if unsaid and is_invoice else reading


def read_once(pages: Sequence[Page], read: Read) -> Extracted:
    """The reading of the pages, without those that only repeat an invoice."""
    originals = original_pages(pages)
    if len(originals) == len(pages):
        return read(pages)
    reading = read(originals)
    if reading.document_type is DocumentType.OTHER or FieldName.INVOICE_NUMBER not in reading.fields:
        return read(pages)
    return with_warning(replace(reading, pages=len(pages)), COPY_LEFT_OUT)
