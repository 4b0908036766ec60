"""PDF forms: what a viewer shows in their fields is part of the page, and forms that only Adobe's viewer can show.

Values of fields, stamps and typed notes are annotations, which the text of a page leaves out. pdfium draws those that
have no appearance of their own, and flattening makes all of them content of the page, hidden ones excepted.

A dynamic XFA form has no pages: its PDF holds one page that asks to wait or to get another viewer.
"""

from typing import TYPE_CHECKING

from chalicelib.extraction.errors import UnreadableForm
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.page import Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_ANNOTATIONS = 5_000  # a page
MAX_PLACEHOLDER_WORDS = 150  # of the one page that Adobe's programs write in place of a form
# From the placeholders that Adobe's programs write, folded.
_PLACEHOLDERS = tuple(map(fold, (
    "If this message is not eventually replaced by the proper contents of the document",
    "The document you are trying to load requires Adobe Reader",
    "To view the full contents of this document, you need a later version of the PDF viewer",
    "Wenn diese Meldung nicht durch den eigentlichen Inhalt des Dokuments ersetzt wird",
    "Si ce message n'est pas remplacé par le contenu du document",
    "Si este mensaje no se reemplaza por el contenido del documento",
)))  # fmt: skip


def open_form(document: "PdfDocument") -> None:
    """Let pdfium draw the fields of a form; to be called before a page is opened."""
    import pypdfium2.raw as pdfium

    if document.get_formtype() == pdfium.FORMTYPE_ACRO_FORM:
        document.init_forms()


def open_page(document: "PdfDocument", index: int) -> "PdfPage":
    """A page with its annotations made part of it, as a viewer shows it."""
    import pypdfium2.raw as pdfium

    page = document[index]
    annotations = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if not 0 < annotations <= MAX_ANNOTATIONS:
        return page
    flattened = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    if not flattened:
        return page
    page.close()
    return document[index]


def refuse_placeholder(document: "PdfDocument", pages: tuple[Page, ...]) -> None:
    """Raise `UnreadableForm` where the pages only stand in for a form that isn't there."""
    import pypdfium2.raw as pdfium

    words = [word.text for page in pages for segment in page.segments for word in segment.words]
    if len(words) > MAX_PLACEHOLDER_WORDS:
        return
    text = fold("".join(words))
    dynamic = document.get_formtype() == pdfium.FORMTYPE_XFA_FULL
    if dynamic or any(sentence in text for sentence in _PLACEHOLDERS):
        raise UnreadableForm
