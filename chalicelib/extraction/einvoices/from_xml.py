"""E-invoices: what their XML says, and the XML that hybrid PDFs (Factur-X, ZUGFeRD) carry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.documents import errors as xml_errors
from chalicelib.documents.syntaxes import codec
from chalicelib.documents.syntaxes.incoming.envelope import invoice_within
from chalicelib.documents.syntaxes.national.national_formats import dialect_of
from chalicelib.documents.syntaxes.national.unread_formats import unread_format
from chalicelib.extraction.document_paths import PATHS
from chalicelib.extraction.einvoices.from_document import read_document
from chalicelib.extraction.errors import CorruptFile, UnsupportedFormat, XmlRefused
from chalicelib.extraction.fields.completeness import as_other_document
from chalicelib.extraction.result import Extracted, Method, Structured
from chalicelib.extraction.sniff import Format
from chalicelib.extraction.sources.attachments import AttachedFile

EMBEDDED_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""Names that the standards give the file: Factur-X and ZUGFeRD 2, ZUGFeRD 1, and the XRechnung profile."""
MAX_PATHS = 30  # that are named of what a national format says and the document has no place for
PRO_FORMA = "325"  # BT-3: asks for no payment that may be booked
OTHER_DOCUMENTS = frozenset({
    "SCRDMCCBDACIOMessageStructure", "CrossIndustryOrder", "CrossIndustryOrderResponse", "CrossIndustryOrderChange",
    "CrossIndustryQuotation", "CrossIndustryDespatchAdvice", "Order", "OrderResponse", "OrderResponseSimple",
    "OrderChange", "OrderCancellation", "Quotation", "RequestForQuotation", "DespatchAdvice", "ReceiptAdvice",
    "RemittanceAdvice", "Statement", "Reminder", "Catalogue",
})  # fmt: skip
"""Roots of XML that is about something else than an invoice: Order-X, and UBL's and UN/CEFACT's other documents."""
_IN_LIST = re.compile(r"\.\d+\..*")
_FIELDS = {path: name.value for name, path in PATHS.items()}


@dataclass(frozen=True, slots=True)
class EInvoice:
    """An e-invoice's XML, and what was parsed of it."""

    xml: bytes
    parsed: codec.Parsed


@dataclass(frozen=True, slots=True)
class EmbeddedXml:
    """What the XML in a PDF is: invoices, likeliest first; another document; and whether some can't be used."""

    invoices: tuple[EInvoice, ...] = ()
    is_other_document: bool = False
    unusable: bool = False


def read_xml(data: bytes) -> Extracted:
    """Read an e-invoice in UBL or CII; raise `XmlRefused`, `CorruptFile` or `UnsupportedFormat`."""
    return read_e_invoice(_parse_or_refuse(data))


def read_e_invoice(invoice: EInvoice) -> Extracted:
    """What an e-invoice says, as a reading."""
    parsed = invoice.parsed
    structured = Structured(parsed.document, None if parsed.is_national else invoice.xml, parsed.syntax)
    reading = replace(read_document(parsed.document, Method.EMBEDDED_XML), structured=structured)
    if parsed.document.type_code == PRO_FORMA:
        return as_other_document(reading)
    return replace(reading, warnings=(*reading.warnings, *_warnings(parsed)))


def _warnings(parsed: codec.Parsed) -> list[str]:
    """What was not understood, or only because nothing else can be meant: by field, or by the list it is in.

    Of a national format also what the document has no place for, and the format itself.
    """
    found = [("not_understood", path) for path in parsed.not_understood]
    found += [("unusual_notation", path) for path in parsed.unusual]
    named = [f"{code}:{_FIELDS.get(path) or _IN_LIST.sub('', path)}" for code, path in found]
    dialect = dialect_of(parsed.document.specification)
    if parsed.is_national or dialect:
        name = dialect.id if dialect else parsed.syntax
        named += [f"national_format:{name}", *(f"no_place:{path}" for path in _without_place(parsed))]
    return list(dict.fromkeys(named))


def _without_place(parsed: codec.Parsed) -> list[str]:
    """Paths below the root, signatures left out: `Fa/Adnotacje/P_16`."""
    paths = [path.lstrip("/").partition("/")[2] for path in parsed.ignored if "{" not in path]
    return paths[:MAX_PATHS]


def find_embedded_xml(files: Sequence[AttachedFile]) -> EmbeddedXml:
    """What the XML among a PDF's files is, by content; of several invoices, those with a standard's name go first."""
    invoices: list[tuple[int, EInvoice]] = []
    other = unusable = False
    for file in filter(_is_xml, files):
        found = _invoice_or_root(file.content)
        if isinstance(found, EInvoice):
            invoices.append((_rank(file.name), found))
        elif found in OTHER_DOCUMENTS:
            other = other or not file.supplement
        else:
            unusable = unusable or not file.supplement
    ranked = [invoice for _, invoice in sorted(invoices, key=lambda each: each[0])]
    distinct: dict[bytes, EInvoice] = {}
    for invoice in ranked:
        distinct.setdefault(invoice.xml, invoice)
    return EmbeddedXml(tuple(distinct.values()), other and not invoices, unusable and not (invoices or other))


def _is_xml(file: AttachedFile) -> bool:
    return file.format in {Format.XML, Format.GZIP, Format.SIGNED} or file.name.lower().endswith(".xml")


def _invoice_or_root(xml: bytes) -> EInvoice | str | None:
    """The invoice in a file of XML; what else it is by its root's name; None where it can't be parsed."""
    try:
        invoice = _parse(xml)
    except xml_errors.NotAnInvoice as error:
        return error.root.rpartition("}")[2].rpartition(":")[2]
    except xml_errors.DocumentError:
        return None
    document = invoice.parsed.document
    return invoice if document.invoice_number or document.totals else None


def _rank(name: str) -> int:
    name = name.lower()
    return EMBEDDED_NAMES.index(name) if name in EMBEDDED_NAMES else len(EMBEDDED_NAMES)


def _parse(data: bytes) -> EInvoice:
    found = invoice_within(data)
    return EInvoice(found.data, codec.read(found.root))


def _parse_or_refuse(data: bytes) -> EInvoice:
    try:
        return _parse(data)
    except xml_errors.XmlRefused as error:
        raise XmlRefused(f"The XML is not accepted: {error.reason}.") from error
    except xml_errors.MalformedXml as error:
        raise CorruptFile(f"The XML is damaged: {error.reason}.") from error
    except xml_errors.SeveralInvoices as error:
        detail = f"The XML is an envelope with {error.count} invoices. Please upload each by itself."
        raise UnsupportedFormat(detail) from error
    except xml_errors.NotAnInvoice as error:
        raise UnsupportedFormat(_refusal(error.root)) from error


def _refusal(root: str) -> str:
    if name := unread_format(root):
        return f"The XML is {name}. Please send the invoice as PDF, or as UBL or CII (Factur-X, ZUGFeRD)."
    return "The XML is neither a UBL nor a CII (Factur-X, ZUGFeRD) invoice, and in no national format that is read."
