"""A document as a PDF that can be sent to a customer as it is."""

from functools import partial

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.money import exactly
from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.branding import Branding
from chalicelib.documents.rendering.labels import Labels
from chalicelib.documents.rendering.page.closing import draw_closing
from chalicelib.documents.rendering.page.footer import draw_footer
from chalicelib.documents.rendering.page.letterhead import draw_letterhead
from chalicelib.documents.rendering.page.lines import draw_lines
from chalicelib.documents.rendering.page.rendering import Rendering, title
from chalicelib.documents.rendering.page.sheet import Sheet
from chalicelib.documents.rendering.page.totals import draw_totals
from chalicelib.documents.rendering.values import Values, locale_of

PLAIN = Branding()


def render_pdf(
    document: Document, *, language: str = "en", branding: Branding = PLAIN, is_draft: bool = False
) -> bytes:
    """Render a document, whatever it lacks; a language that is not known is English.

    A draft says so across every page.
    """
    fonts.register()
    home, abroad = (
        party.address.country if party and party.address else None for party in (document.supplier, document.customer)
    )
    labels = Labels(language, home)
    values = Values(locale_of(labels.language, abroad, home), document.currency)
    rendering = Rendering(document, Sheet(is_mirrored=labels.is_right_to_left), labels, values, branding)
    with exactly():
        draw_letterhead(rendering)
        draw_lines(rendering)
        draw_totals(rendering)
        draw_closing(rendering)
    return rendering.sheet.to_pdf(
        title=f"{title(rendering)} {document.invoice_number or ''}".strip(),
        author=rendering.supplier.name or "",
        finish=partial(draw_footer, rendering),
        stamp=labels["draft"] if is_draft else "",
    )
