"""E-invoices: what their XML says, and the XML that hybrid PDFs (Factur-X, ZUGFeRD) carry."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from chalicelib.documents import codec
from chalicelib.documents import errors as xml_errors
from chalicelib.extraction.errors import CorruptFile, FileTooLarge, UnsupportedFormat, XmlRefused
from chalicelib.extraction.from_document import read_document
from chalicelib.extraction.result import Extracted, Limits, Method

if TYPE_CHECKING:
    from pypdf import PdfReader

EMBEDDED_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""Names that the standards give the file: Factur-X and ZUGFeRD 2, ZUGFeRD 1, and the XRechnung profile."""
MAX_ATTACHMENTS = 100
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""How pypdf fails on objects that are not what they should be."""


def read_xml(data: bytes, limits: Limits) -> Extracted:
    """Read an e-invoice in UBL or CII; raise `XmlRefused`, `CorruptFile`, `UnsupportedFormat` or `FileTooLarge`."""
    if len(data) > limits.file_bytes:
        raise FileTooLarge(len(data), limits.file_bytes)
    return replace(read_document(_parse(data).document, Method.EMBEDDED_XML), embedded_xml=data)


def find_embedded_xml(data: bytes) -> bytes | None:
    """The e-invoice that a hybrid PDF carries; None where there is none, or the PDF is too damaged to tell."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        candidates = sorted(_attachments(PdfReader(BytesIO(data))))
    except (PyPdfError, *_DAMAGE):
        return None
    return next((xml for _, xml in candidates if _is_invoice(xml)), None)


def _attachments(reader: "PdfReader") -> Iterator[tuple[int, bytes]]:
    """XML files within the PDF, those with a name from the standards first."""
    for number, attached in enumerate(reader.attachment_list):
        name = attached.name.lower()
        if number >= MAX_ATTACHMENTS:
            return
        if name.endswith(".xml"):
            rank = EMBEDDED_NAMES.index(name) if name in EMBEDDED_NAMES else len(EMBEDDED_NAMES)
            yield rank, bytes(attached.content)


def _is_invoice(xml: bytes) -> bool:
    try:
        codec.parse(xml)
    except xml_errors.DocumentError:
        return False
    return True


def _parse(data: bytes) -> codec.Parsed:
    try:
        return codec.parse(data)
    except xml_errors.XmlRefused as error:
        raise XmlRefused(f"The XML is not accepted: {error.reason}.") from error
    except xml_errors.MalformedXml as error:
        raise CorruptFile(f"The XML is damaged: {error.reason}.") from error
    except xml_errors.NotAnInvoice as error:
        raise UnsupportedFormat("The XML is neither a UBL nor a CII (Factur-X, ZUGFeRD) invoice.") from error
