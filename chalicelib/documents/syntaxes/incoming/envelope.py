"""The invoice within a file of XML: the file itself, or what an envelope carries.

Peppol puts it into a StandardBusinessDocument, web services into a SOAP envelope, and UBL's AttachedDocument holds it
as text or as Base64. Whatever an envelope is called: the one element in it that is an invoice is what was sent.
"""

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib.documents.errors import MalformedXml, SeveralInvoices, XmlRefused
from chalicelib.documents.syntaxes.incoming.repair import is_mislabelled, repaired
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
_BASE64_OF_XML = ("PD94", "PEl", "PENy", "PHJz", "77u/")  # "<?xml", "<In", "<Cr", "<rs", a byte order mark


def invoice_within(data: bytes) -> bytes:
    """The bytes of the one invoice in a file of XML, repaired if need be; the file's own where it holds none.

    Raise `XmlRefused`, `MalformedXml` or `SeveralInvoices`.
    """
    data, root = _parse(data)
    if root.tag in INVOICES:
        return data
    found = [*_elements(root), *_texts(root)]
    if len(found) > 1:
        raise SeveralInvoices(len(found))
    return found[0] if found else data


def _parse(data: bytes) -> tuple[bytes, "_Element"]:
    if is_mislabelled(data):
        data = repaired(data)
    try:
        return data, parse_hardened(data)
    except MalformedXml as error:
        mended = repaired(data)
        if mended == data:
            raise
        try:
            return mended, parse_hardened(mended)
        except MalformedXml:
            raise error from None


def _elements(root: "_Element") -> Iterator[bytes]:
    """Invoices that are elements of an envelope."""
    from lxml import etree

    for number, element in enumerate(root.iter("{*}*")):
        if number > MAX_ELEMENTS:
            return
        if element.tag in INVOICES:
            yield etree.tostring(element, encoding="UTF-8", xml_declaration=True, with_tail=False)


def _texts(root: "_Element") -> Iterator[bytes]:
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
            data, inside = _parse(inner)
        except (MalformedXml, XmlRefused):
            continue
        if inside.tag in INVOICES:
            yield data
        else:
            yield from _elements(inside)


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
