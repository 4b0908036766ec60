"""What a file is, by its first bytes (names and content types are claims of its sender), and how large it may be.

Sources of the signatures: ISO 32000-1 §7.5.2 (PDF, header within the first 1024 bytes as readers accept it),
PNG (W3C, §5.2), JPEG (ITU-T T.81, SOI marker), gzip (RFC 1952), XML 1.0 §F (byte order marks and the declaration).
"""

import re
from enum import StrEnum

from chalicelib.documents.syntaxes.incoming.compressed import SIGNATURE, beginning
from chalicelib.documents.syntaxes.incoming.signed import is_signed
from chalicelib.extraction.errors import EmptyFile, FileTooLarge, UnsupportedFormat


class Format(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    XML = "xml"
    PNG = "png"
    JPEG = "jpeg"
    JSON = "json"
    GZIP = "gzip"  # with XML inside
    SIGNED = "p7m"  # with XML inside, as Italy's e-invoices

    @property
    def content_type(self) -> str:
        """The media type that files of this format are kept under."""
        return _CONTENT_TYPES[self]

    @property
    def has_pages(self) -> bool:
        """Whether a person can look at the file as it is."""
        return self not in _DATA


_DATA = frozenset({Format.XML, Format.JSON, Format.GZIP, Format.SIGNED})
_CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XML: "application/xml",
    Format.PNG: "image/png",
    Format.JPEG: "image/jpeg",
    Format.JSON: "application/json",
    Format.GZIP: "application/gzip",
    Format.SIGNED: "application/pkcs7-mime",
}

PDF_HEADER_WITHIN = 1024
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_size(size: int, limit: int) -> None:
    """Refuse a file of so many bytes; raises `EmptyFile` or `FileTooLarge`."""
    if not size:
        raise EmptyFile
    if size > limit:
        raise FileTooLarge(size, limit)


def sniff(data: bytes) -> Format:
    """The format of a file's bytes; raises `EmptyFile` or `UnsupportedFormat`.

    >>> sniff(b"%PDF-1.7 ...").value, sniff(b"<?xml version='1.0'?><Invoice/>").value, sniff(b'{"a": 1}').value
    ('pdf', 'xml', 'json')
    >>> sniff(b"PK...")
    Traceback (most recent call last):
    chalicelib.extraction.errors.UnsupportedFormat: The file is no PDF, no XML or JSON e-invoice, no PNG and no JPEG.
    """
    if not data:
        raise EmptyFile
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return Format.PDF
    if is_signed(data):
        return Format.SIGNED
    if data.startswith(SIGNATURE):
        return _sniff_compressed(data)
    return _sniff_text(data[:PDF_HEADER_WITHIN])


def _sniff_compressed(data: bytes) -> Format:
    if _sniff_text(beginning(data, PDF_HEADER_WITHIN)) is Format.XML:
        return Format.GZIP
    raise UnsupportedFormat


def _sniff_text(head: bytes) -> Format:
    while found := next((mark for mark in _BYTE_ORDER_MARKS if head.startswith(mark)), None):
        head = head.removeprefix(found)
    text = head.replace(b"\x00", b"").lstrip()
    if text.startswith(b"<") and not text.lower().startswith((b"<!doctype html", b"<html")):
        return Format.XML
    if text.startswith((b"{", b"[")):
        return Format.JSON
    before, declaration, _ = text.partition(b"<?xml")
    if declaration and not _CONTROLS.search(before):  # behind a line that a gateway wrote, say, but not in an archive
        return Format.XML
    raise UnsupportedFormat
