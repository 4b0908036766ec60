"""The invoice within a file of XML: the file itself, or what an envelope carries.

Peppol puts it into a StandardBusinessDocument, web services into a SOAP envelope, and UBL's AttachedDocument holds it
as text or as Base64. Whatever an envelope is called: the one element in it that is an invoice is what was sent.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.documents.errors import MalformedXml, SeveralInvoices, XmlRefused
from chalicelib.documents.syntaxes.incoming.compressed import unpacked
from chalicelib.documents.syntaxes.incoming.repair import is_mislabelled, repaired
from chalicelib.documents.syntaxes.incoming.signed import signed_content
from chalicelib.documents.syntaxes.national.national_formats import national_format
from chalicelib.documents.syntaxes.node import parse_hardened

if TYPE_CHECKING:
    from lxml.etree import _Element

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
INVOICES = frozenset({
    f"{{{_UBL}Invoice-2}}Invoice", f"{{{_UBL}CreditNote-2}}CreditNote",
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice",
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument",
})  # fmt: skip
MAX_ELEMENTS = 200_000  # of an envelope that are looked through
MAX_TEXTS = 20  # texts within an envelope that are XML themselves
_BASE64_OF_XML = ("PD94", "PEl", "PENy", "PHJz", "77u/", "H4sI")  # "<?xml", "<In", "<Cr", "<rs", a mark, gzip


@dataclass(frozen=True, slots=True)
class ParsedXml:
    """XML as bytes, what they were parsed into, and what had to be done for it.

    It was `taken_out` of an envelope, a signature or gzip, or `repaired`, because the bytes as they came are no XML or
    lie about their encoding.
    """

    data: bytes
    root: "_Element"
    taken_out: bool = False
    repaired: bool = False


def invoice_within(data: bytes) -> ParsedXml:
    """The one invoice in a file of XML, repaired if need be; the file's own XML where it holds none.

    Raise `XmlRefused`, `MalformedXml` or `SeveralInvoices`.
    """
    whole = _parse(data)
    if _is_invoice(whole.root):
        return whole
    found = [*_elements(whole.root), *_texts(whole.root)]
    if len(found) > 1:
        raise SeveralInvoices(len(found))
    return replace(found[0], taken_out=True, repaired=whole.repaired or found[0].repaired) if found else whole


def _is_invoice(element: "_Element") -> bool:
    return element.tag in INVOICES or national_format(str(element.tag)) is not None


def _parse(data: bytes) -> ParsedXml:
    inner = signed_content(unpacked(data))
    taken_out, mislabelled = inner != data, is_mislabelled(inner)
    if mislabelled:
        inner = repaired(inner)
    try:
        return ParsedXml(inner, parse_hardened(inner), taken_out, repaired=mislabelled)
    except MalformedXml as error:
        mended = repaired(inner)
        if mended == inner:
            raise
        try:
            return ParsedXml(mended, parse_hardened(mended), taken_out, repaired=True)
        except MalformedXml:
            raise error from None


def _elements(root: "_Element") -> Iterator[ParsedXml]:
    """Invoices that are elements of an envelope."""
    from lxml import etree

    for number, element in enumerate(root.iter("{*}*")):
        if number > MAX_ELEMENTS:
            return
        if _is_invoice(element):
            data = etree.tostring(element, encoding="UTF-8", xml_declaration=True, with_tail=False)
            yield ParsedXml(data, element)


def _texts(root: "_Element") -> Iterator[ParsedXml]:
    """Invoices that are the text of an element, as XML or as Base64."""
    looked_at = 0
    for element in root.iter("{*}*"):
        inner = _xml_in(element.text or "")
        if inner is None:
            continue
        looked_at += 1
        if looked_at > MAX_TEXTS:
            return
        try:
            inside = _parse(inner)
        except (MalformedXml, XmlRefused):
            continue
        if _is_invoice(inside.root):
            yield inside
        else:
            yield from (replace(each, repaired=inside.repaired) for each in _elements(inside.root))


def _xml_in(text: str) -> bytes | None:
    text = text.strip()
    if text.startswith("<"):
        return text.encode()
    if not text.startswith(_BASE64_OF_XML):
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None
