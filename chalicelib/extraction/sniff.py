"""What a file is, by its first bytes (names and content types are claims of its sender), and how large it may be.

Sources of the signatures: ISO 32000-1 §7.5.2 (PDF, header within the first 1024 bytes as readers accept it),
PNG (W3C, §5.2), JPEG (ITU-T T.81, SOI marker), TIFF 6.0 §2, WebP (RFC 9649), GIF89a, BMP (the BITMAPFILEHEADER),
HEIF (ISO/IEC 23008-12, brands of the `ftyp` box), gzip (RFC 1952), ZIP (APPNOTE 4.3), Office Open XML (ECMA-376 part 2:
what it is stands in the names of its parts), XML 1.0 §F (byte order marks and the declaration).
"""

import re
from contextlib import suppress
from enum import StrEnum

from chalicelib.documents.syntaxes.incoming.compressed import SIGNATURE, beginning
from chalicelib.documents.syntaxes.incoming.signed import is_signed
from chalicelib.extraction.errors import EmptyFile, FileTooLarge, UnsupportedFormat
from chalicelib.extraction.unread_formats import AVIF, refusal_of
from chalicelib.formats.zip_reading import SIGNATURE as ZIP_SIGNATURE
from chalicelib.formats.zip_reading import ZipRefused, open_zip


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    XML = "xml"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    HEIC = "heic"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    JSON = "json"
    GZIP = "gzip"  # with XML inside
    SIGNED = "p7m"  # with XML inside, as Italy's e-invoices

    @property
    def content_type(self) -> str:
        """The media type that files of this format are kept under."""
        return _CONTENT_TYPES[self]

    @property
    def has_pages(self) -> bool:
        """Whether a person looks at the file's own pages, and no others are laid out from its data."""
        return self not in _DATA

    @property
    def is_converted(self) -> bool:
        """Whether a PDF is made of the file, which is read and shown in its place."""
        return self in _CONVERTED

    @property
    def is_picture(self) -> bool:
        """Whether the file is one picture, which is read and shown as it is."""
        return self in _PICTURES


_DATA = frozenset({Format.XML, Format.JSON, Format.GZIP, Format.SIGNED})
_CONVERTED = frozenset({Format.TIFF, Format.HEIC, Format.DOCX, Format.XLSX, Format.HTML})
_PICTURES = frozenset({Format.PNG, Format.JPEG, Format.WEBP, Format.GIF, Format.BMP})
_CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XML: "application/xml",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
    Format.TIFF: "image/tiff",
    Format.WEBP: "image/webp",
    Format.GIF: "image/gif",
    Format.BMP: "image/bmp",
    Format.HEIC: "image/heic",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.HTML: "text/html",
    Format.JSON: "application/json",
    Format.GZIP: "application/gzip",
    Format.SIGNED: "application/pkcs7-mime",
}

PDF_HEADER_WITHIN = 1024
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_HEIF_BRANDS = frozenset({b"mif1", b"msf1"})  # of any coding
_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Format.PNG),
    (re.compile(rb"\xff\xd8\xff"), Format.JPEG),
    (re.compile(rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+"), Format.TIFF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Format.WEBP),
    (re.compile(rb"GIF8[79]a"), Format.GIF),
    (re.compile(rb"BM....\x00\x00\x00\x00....[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", re.DOTALL), Format.BMP),
)
_WORD_MAIN = re.compile(r"word/document\d*\.xml")  # some programs of Microsoft's write a number
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(  # atomic and possessive: a comment that could end in many places costs exponential time else
    rb"(?:<\?xml[^>]*>|(?><!--.*?-->)|\s)*+(?:<!doctype\s+html|<(?:html|head|body|title|meta|table|div)[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def check_size(size: int, limit: int) -> None:
    """Refuse a file of so many bytes; raises `EmptyFile` or `FileTooLarge`."""
    if not size:
        raise EmptyFile
    if size > limit:
        raise FileTooLarge(size, limit)


def sniff(data: bytes) -> Format:
    r"""The format of a file's bytes; raises `EmptyFile` or `UnsupportedFormat`, which says what the file is.

    >>> sniff(b"%PDF-1.7 ...").value, sniff(b"<?xml version='1.0'?><Invoice/>").value, sniff(b'{"a": 1}').value
    ('pdf', 'xml', 'json')
    >>> sniff(b"<!DOCTYPE html><p>Invoice</p>").value, sniff(b"II*\x00...").value
    ('html', 'tiff')
    >>> sniff(b"MZ\x90...")
    Traceback (most recent call last):
    chalicelib.extraction.errors.UnsupportedFormat: The file is a program.
    """
    if not data:
        raise EmptyFile
    found = next((kind for signature, kind in _SIGNATURES if signature.match(data)), None)
    if found:
        return found
    if is_heif(data):
        return Format.HEIC
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return Format.PDF
    if is_signed(data):
        return Format.SIGNED
    if data.startswith(SIGNATURE):
        return _sniff_compressed(data)
    if data.startswith(ZIP_SIGNATURE):
        return _sniff_zip(data)
    refusal = refusal_of(data)
    if refusal:
        raise UnsupportedFormat(refusal)
    return _sniff_text(data[:PDF_HEADER_WITHIN])


def is_heif(data: bytes) -> bool:
    r"""Whether a file is a HEIF picture coded with HEVC, by its major brand, or as none of its brands is AVIF's.

    >>> is_heif(b"\x00\x00\x00\x18ftypheic"), is_heif(b"\x00\x00\x00\x18ftypmp42")
    (True, False)
    """
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    return brand in _HEVC_BRANDS or (brand in _HEIF_BRANDS and not AVIF.match(data))


def _sniff_compressed(data: bytes) -> Format:
    with suppress(UnsupportedFormat):
        if _sniff_text(beginning(data, PDF_HEADER_WITHIN)) is Format.XML:
            return Format.GZIP
    raise UnsupportedFormat("The file is compressed with gzip, and no XML. Please send what is in it.")


def _sniff_zip(data: bytes) -> Format:
    """The format of a ZIP file, by the names of its parts; only the directory is read."""
    try:
        names = set(open_zip(data).namelist())
    except ZipRefused as error:
        raise UnsupportedFormat(str(error)) from error
    if any(map(_WORD_MAIN.fullmatch, names)):
        return Format.DOCX
    if "xl/workbook.xml" in names:
        return Format.XLSX
    raise UnsupportedFormat(refusal_of(data, names) or "")


def _sniff_text(head: bytes) -> Format:
    while found := next((mark for mark in _BYTE_ORDER_MARKS if head.startswith(mark)), None):
        head = head.removeprefix(found)
    text = head.replace(b"\x00", b"").lstrip()
    if _HTML.match(text):
        return Format.HTML
    if text.startswith(b"<"):
        return Format.XML
    if text.startswith((b"{", b"[")):
        return Format.JSON
    before, declaration, _ = text.partition(b"<?xml")
    if declaration and not _CONTROLS.search(before):  # behind a line that a gateway wrote, say, but not in an archive
        return Format.XML
    raise UnsupportedFormat
