"""What a file that is no pages yet is made into: a PDF, which is read and shown in its place."""

from chalicelib.extraction.conversion.blocks import Block
from chalicelib.extraction.errors import PhotoNotOpened, UnsupportedFormat
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import Format
from chalicelib.ocr.recognition import Ocr, PhotoOpener, PictureRefused


def convert(kind: Format, data: bytes, limits: Limits, ocr: Ocr) -> bytes:
    """Return the PDF of a file whose format says `is_converted`; raises an `UnreadableFile` that says why not.

    `ocr` opens photos in HEIC, for which it has the decoder.
    """
    match kind:
        case Format.TIFF:
            from chalicelib.extraction.conversion.pictures import pictures_to_pdf

            return pictures_to_pdf(data, limits)
        case Format.HEIC:
            return _of_photo(data, limits, ocr)
        case Format.DOCX | Format.XLSX | Format.HTML:
            from chalicelib.extraction.conversion.typesetting import typeset

            return typeset(_blocks(kind, data), limits.pages)
        case _:
            raise UnsupportedFormat


def _of_photo(data: bytes, limits: Limits, ocr: Ocr) -> bytes:
    from chalicelib.extraction.conversion.pictures import pictures_to_pdf

    if not isinstance(ocr, PhotoOpener):
        raise PhotoNotOpened
    try:
        return pictures_to_pdf(ocr.open_photo(data), limits)
    except PictureRefused as error:
        raise PhotoNotOpened from error


def _blocks(kind: Format, data: bytes) -> list[Block]:
    if kind is Format.DOCX:
        from chalicelib.extraction.conversion.docx import read_docx

        return read_docx(data)
    if kind is Format.XLSX:
        from chalicelib.extraction.conversion.xlsx import read_xlsx

        return read_xlsx(data)
    from chalicelib.extraction.conversion.html import read_html

    return read_html(data)
