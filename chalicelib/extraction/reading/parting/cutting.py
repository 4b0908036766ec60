"""A PDF of just an invoice's pages, cut from the file that it came in.

The cut is checked: where a piece does not say word for word what its pages say, as may happen to forms and damaged
files, there is no cut. Two cuts of the same pages are the same bytes, so that it makes no difference which of two
workers made it: pdfium's time and random id are overwritten, at their places and in their length.
"""

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.pages.mentions import text_of
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.parting.limits import MAX_TIMES_THE_FILE
from chalicelib.extraction.result import Context, Extracted, FieldName, Limits, Part
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from chalicelib.formats.pdfium import load

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_INFO = re.compile(rb"/Info (\d+) 0 R")
_CREATED = re.compile(rb"/CreationDate\(D:[^)]*\)")
_ID = re.compile(rb"/ID\[<([0-9A-F]+)><([0-9A-F]+)>\]")
_EPOCH = b"/CreationDate(D:19700101000000+00'00')"


@dataclass(frozen=True, slots=True)
class Knife:
    """What cuts an opened PDF: the document, the text of its pages, and how large pieces may be."""

    document: "PdfDocument"
    pages: Sequence[Page]
    limits: Limits

    def cut(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """The parts with their PDFs; none where one of them can't be cut."""
        done: list[Part] = []
        left = MAX_TIMES_THE_FILE * self.limits.file_bytes
        for part in parts:
            pdf = _piece(self.document, part)
            left -= len(pdf)
            if left < 0 or not self._is_good(pdf, part):
                return ()
            done.append(replace(part, pdf=pdf))
        return tuple(done)

    def _is_good(self, pdf: bytes, part: Part) -> bool:
        if not 0 < len(pdf) <= self.limits.file_bytes:
            return False
        wanted = text_of(self.pages[part.first_page - 1 : part.last_page])
        try:
            return _text_of_pdf(pdf, self.limits) == wanted
        except UnreadableFile:
            return False


def with_own_pdf(
    document: "PdfDocument", reading: Extracted, pages: Sequence[Page], context: Context, limits: Limits
) -> Extracted:
    """The reading of a parted file's first invoice, read once more, with the PDF of its pages."""
    own = context.own_pages
    if own is None or own >= len(pages):
        return reading
    number = reading.fields.get(FieldName.INVOICE_NUMBER)
    part = Part(1, own, number.value if number else "")
    return replace(reading, parts=Knife(document, pages, limits).cut([part]))


def _piece(document: "PdfDocument", part: Part) -> bytes:
    """A new PDF of a part's pages; empty where pdfium can't make it."""
    pypdfium2 = load()
    piece = pypdfium2.PdfDocument.new()
    try:
        piece.import_pages(document, list(range(part.first_page - 1, part.last_page)))
        buffer = io.BytesIO()
        piece.save(buffer)
    except pypdfium2.PdfiumError:
        return b""
    finally:
        piece.close()
    return reproducible(buffer.getvalue())


def reproducible(pdf: bytes) -> bytes:
    """A PDF that pdfium has just written, without the time and the random id in it."""
    info = _INFO.search(pdf, pdf.rfind(b"trailer"))
    start = pdf.find(b"\n%s 0 obj" % info[1]) if info else -1
    end = pdf.find(b"endobj", start)
    if 0 <= start < end:
        pdf = pdf[:start] + _CREATED.sub(_same_time, pdf[start:end]) + pdf[end:]
    trailer = pdf.rfind(b"trailer")
    return pdf[:trailer] + _ID.sub(_id_of(pdf[:trailer]), pdf[trailer:])


def _same_time(match: re.Match[bytes]) -> bytes:
    return _EPOCH if len(_EPOCH) == len(match[0]) else match[0]


def _id_of(body: bytes) -> bytes:
    digest = hashlib.sha256(body).hexdigest()[:32].upper().encode()
    return b"/ID[<%s><%s>]" % (digest, digest)


def _text_of_pdf(pdf: bytes, limits: Limits) -> str:
    piece = open_pdf(pdf, limits)
    try:
        return text_of(read_pages(piece))
    finally:
        piece.close()
