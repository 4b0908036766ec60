"""Hybrid invoices: the PDF for people with the CII for machines inside (Factur-X 1.0, ZUGFeRD 2; PDF/A-3).

The page is made ready for archiving first: PDF/A asks for a colour profile of the output and a file identifier, which
the factur-x library leaves to the maker of the page. Last comes what the library and pypdf get wrong: the version of
the format, and that metadata say what they are about.
"""

import hashlib
import io
from typing import Any

from chalicelib.documents.model.document import EN_16931, Document
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.pdf import PLAIN, render_pdf
from chalicelib.documents.syntaxes.codec import write_cii

_VERSION = "%PDF-1.7"
"""What PDF/A-3 builds on; pypdf writes its own default over what the page said."""
_PRODUCER = "pypdf"
"""What factur-x writes into the XMP metadata; the information dictionary has to say the same."""


def render_facturx(document: Document, *, language: str = "en", branding: Branding = PLAIN) -> bytes:
    """Render a document as Factur-X, profile EN 16931, whatever specification it follows otherwise."""
    xml = write_cii(document.model_copy(update={"specification": EN_16931}))
    return embed(render_pdf(document, language=language, branding=branding), xml, language=language)


def embed(pdf: bytes, cii: bytes, *, language: str = "en") -> bytes:
    """Put a CII document into a PDF that `render_pdf` made."""
    from facturx import generate_from_binary

    hybrid: bytes = generate_from_binary(
        _archivable(pdf), cii, flavor="factur-x", level="en16931", check_xsd=False, lang=language,
        afrelationship="alternative", xmp_compression=False,
    )  # fmt: skip
    return _finished(hybrid)


def _archivable(pdf: bytes) -> bytes:
    """The page with the sRGB profile as its output intent, and an identifier."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import (
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
        TextStringObject,
    )

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    profile = StreamObject()
    profile.set_data(_srgb_profile())
    profile[NameObject("/N")] = NumberObject(3)
    intent = DictionaryObject({
        NameObject("/Type"): NameObject("/OutputIntent"),
        NameObject("/S"): NameObject("/GTS_PDFA1"),
        NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
        NameObject("/Info"): TextStringObject("sRGB IEC61966-2.1"),
        NameObject("/DestOutputProfile"): writer._add_object(profile.flate_encode()),  # noqa: SLF001 (no public way)
    })  # fmt: skip
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([intent])
    writer.add_metadata({"/Producer": _PRODUCER})
    identifier = ByteStringObject(hashlib.sha256(pdf).digest()[:16])
    writer._ID = ArrayObject([identifier, identifier])  # noqa: SLF001
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _finished(hybrid: bytes) -> bytes:
    """XMP wants `rdf:about` on each description; empty, it means this file."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(hybrid)))
    metadata: Any = writer.root_object["/Metadata"].get_object()
    metadata.set_data(metadata.get_data().replace(b"<rdf:Description>", b'<rdf:Description rdf:about="">'))
    writer.pdf_header = _VERSION
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _srgb_profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
