"""E-invoices: what their XML says, and the XML that hybrid PDFs (Factur-X, ZUGFeRD) carry.

Nothing is guessed here, so everything is certain, except amounts of a document whose own totals contradict each other.
"""

import struct
import zlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from chalicelib.documents import codec
from chalicelib.documents import errors as xml_errors
from chalicelib.documents.model import Address, Document
from chalicelib.documents.model import Line as DocumentLine
from chalicelib.documents.totals import total_differences
from chalicelib.documents.types import plain
from chalicelib.extraction.errors import CorruptFile, FileTooLarge, UnsupportedFormat, XmlRefused
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Limits, Line, Method, TaxRow
from chalicelib.extraction.terms import AMOUNTS, PATHS

if TYPE_CHECKING:
    from pypdf import PdfReader

CERTAIN = 1.0
CONTRADICTED = 0.6
"""Confidence in the amounts of a document whose totals disagree."""
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
    document = _parse(data).document
    disagree = bool(total_differences(document))
    return Extracted(
        document_type=DocumentType.CREDIT_NOTE if document.is_credit_note else DocumentType.INVOICE,
        fields=dict(_fields(document, CONTRADICTED if disagree else CERTAIN)),
        lines=tuple(_line(line) for line in document.lines),
        tax_breakdown=tuple(
            TaxRow(_plain(row.rate) or "0", _plain(row.taxable_amount), _plain(row.tax_amount))
            for row in document.tax_breakdown
        ),
        warnings=("totals_disagree",) if disagree else (),
        embedded_xml=data,
    )


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


def _fields(document: Document, amount_confidence: float) -> Iterator[tuple[FieldName, Field]]:
    for name, path in PATHS.items():
        value = _text(_reach(document, path))
        if value is None and name is FieldName.SUPPLIER_TAX_ID:
            value = _text(_reach(document, "supplier.tax_registration"))
        if value:
            yield name, Field(value, amount_confidence if name in AMOUNTS else CERTAIN, Method.EMBEDDED_XML)


def _reach(value: object, path: str) -> object:
    for step in path.split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    return value


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Address):
        return address_text(value)
    return value if isinstance(value, str) else None


def address_text(address: Address) -> str | None:
    """An address on one line.

    >>> address_text(Address(line_1="Main St 1", post_code="1234", city="Town", country="AU"))
    'Main St 1, 1234 Town, AU'
    """
    town = " ".join(filter(None, (address.post_code, address.city)))
    parts = (address.line_1, address.line_2, address.line_3, town, address.subdivision, address.country)
    return ", ".join(filter(None, parts)) or None


def _line(line: DocumentLine) -> Line:
    item = line.item
    return Line(
        description=(item and (item.name or item.description)) or "",
        quantity=_plain(line.quantity),
        unit=line.unit,
        unit_price=_plain(line.price.net if line.price else None),
        net_amount=_plain(line.net_amount),
        tax_rate=_plain(line.tax_rate),
        confidence=CERTAIN,
    )


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
