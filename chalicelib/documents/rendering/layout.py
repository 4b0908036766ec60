"""A document laid out: the PDF that people read, and the picture of its first page."""

from dataclasses import dataclass

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.facturx import render_facturx
from chalicelib.documents.rendering.pdf import PLAIN, render_pdf


@dataclass(frozen=True, slots=True)
class Layout:
    """The PDF, and its first page as PNG."""

    pdf: bytes
    preview: bytes | None


def lay_out(document: Document, *, hybrid: bool = False, language: str = "en", branding: Branding = PLAIN) -> Layout:
    """Lay a document out; `hybrid` puts the CII into the PDF (Factur-X), which is for invoices of our own."""
    from chalicelib.documents.preview import render_preview

    render = render_facturx if hybrid else render_pdf
    pdf = render(document, language=language, branding=branding)
    return Layout(pdf, render_preview(pdf, "pdf"))
