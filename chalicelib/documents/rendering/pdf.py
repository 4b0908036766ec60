"""A document as a PDF that can be sent to a customer as it is."""

from functools import partial

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.money import exactly
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.labels import Labels
from chalicelib.documents.rendering.letterhead import Rendering, draw_footer, draw_letterhead, title
from chalicelib.documents.rendering.lines import draw_lines
from chalicelib.documents.rendering.sheet import Sheet
from chalicelib.documents.rendering.summary import draw_summary
from chalicelib.documents.rendering.values import Values

PLAIN = Branding()


def render_pdf(document: Document, *, language: str = "en", branding: Branding = PLAIN) -> bytes:
    """Render a document, whatever it lacks; a language that is not known is English."""
    fonts.register()
    country = document.supplier.address.country if document.supplier and document.supplier.address else None
    labels = Labels(language, country)
    rendering = Rendering(document, Sheet(), labels, Values(labels.language, document.currency), branding)
    with exactly():
        draw_letterhead(rendering)
        draw_lines(rendering)
        draw_summary(rendering)
    name = f"{title(rendering)} {document.invoice_number or ''}".strip()
    author = (document.supplier.name if document.supplier else None) or ""
    return rendering.sheet.to_pdf(title=name, author=author, finish=partial(draw_footer, rendering))
