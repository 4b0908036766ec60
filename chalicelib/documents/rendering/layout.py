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


def lay_out(
    document: Document,
    *,
    hybrid: bool = False,
    language: str = "en",
    branding: Branding = PLAIN,
    is_draft: bool = False,
) -> Layout:
    """Lay a document out; `hybrid` puts the CII into the PDF (Factur-X), which is for issued invoices of our own."""
    from chalicelib.documents.preview import render_preview

    if hybrid:
        pdf = render_facturx(document, language=language, branding=branding)
    else:
        pdf = render_pdf(document, language=language, branding=branding, is_draft=is_draft)
    return Layout(pdf, render_preview(pdf, "pdf"))
