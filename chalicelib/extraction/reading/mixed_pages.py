"""Pages whose text is not all there is: scanned pages among others, and pages with text around a picture of the rest.

Most pictures on invoices are logos and paper, and recognising costs seconds or money. So a picture is read only where
the text alone makes no invoice, or does not say who sent it, and the reading says so (`partly_picture`). A picture that
text is written all over is paper: it is read only where the text says so little that a form's labels may be on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import NoText
from chalicelib.extraction.fields.completeness import with_warning
from chalicelib.extraction.pages.geometry import around, height, touch, width
from chalicelib.extraction.pages.page import Page, Word, build_page, words_of
from chalicelib.extraction.pages.text_orientation import turned_box
from chalicelib.extraction.reading.page_reader import read_pages_as_invoice
from chalicelib.extraction.reading.pictured_parties import with_surer_parties
from chalicelib.extraction.reading.scans import MAX_PAGES, is_picture, read_recognised, recognised_pages
from chalicelib.extraction.result import Context, DocumentType, Extracted, FieldName, Limits
from chalicelib.extraction.sources.pdf import Transform
from chalicelib.extraction.sources.recognised_pages import RecognisedOnce

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LARGE = 0.15  # of the page's area: logos are smaller
MAX_OBJECTS = 5_000  # that are looked at for pictures
PAPER_WORDS, PAPER_HEIGHT = 30, 0.5  # words on a picture, and the part of its height that they span, if it is paper
STROKES = 500  # parts of outlines on a page without text: a letter has some twenty, a rule or a frame up to five
TOTALS = (FieldName.TOTAL, FieldName.AMOUNT_DUE)
KEYS = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE)
PARTLY = "partly_picture"
DOUBTFUL = 0.7  # of a supplier's name
MARK = 0.004  # of the page's area: a picture with a name in it; smaller are icons


def read_with_pictures(
    document: "PdfDocument", pages: Sequence[Page], context: Context, limits: Limits, ocr: RecognisedOnce
) -> Extracted:
    """Read the text of the pages, and the pictures on them where that is not enough."""
    reading = read_pages_as_invoice(pages, context)
    pictured: list[Page] = []
    if not _is_enough(reading):
        paper_too = _says_little(reading)
        pictured = [page for page in pages if may_say_more(document, page, paper_too=paper_too)]
    if pictured:
        return _with_pages_recognised(document, pages, pictured, reading, context, limits=limits, ocr=ocr)
    if _doubts_supplier(reading) and _has_mark(document, pages[0]):
        return _with_parties_of_picture(document, pages, reading, context, limits=limits, ocr=ocr)
    return reading


def _with_pages_recognised(
    document: "PdfDocument",
    pages: Sequence[Page],
    pictured: Sequence[Page],
    reading: Extracted,
    context: Context,
    *,
    limits: Limits,
    ocr: RecognisedOnce,
) -> Extracted:
    """The pages read again with the words of those that have pictures; the text's reading where there are none."""
    try:
        recognised = recognised_pages(document, pictured[:MAX_PAGES], limits, ocr)
    except NoText:  # without a recogniser, the text is what there is
        return with_warning(reading, PARTLY)
    if not any(page.rows for page in recognised.values()):
        return reading if all(is_picture(page) for page in pictured) else with_warning(reading, PARTLY)
    return with_warning(read_recognised(_merged(pages, recognised), context), PARTLY)


def _is_enough(reading: Extracted) -> bool:
    return _has_any(reading, TOTALS) and "lines_incomplete" not in reading.warnings


def _has_any(reading: Extracted, names: Sequence[FieldName]) -> bool:
    return any(map(reading.fields.__contains__, names))


def _doubts_supplier(reading: Extracted) -> bool:
    supplier = reading.fields.get(FieldName.SUPPLIER_NAME)
    return reading.document_type is not DocumentType.OTHER and (supplier is None or supplier.confidence < DOUBTFUL)


def _has_mark(document: "PdfDocument", page: Page) -> bool:
    """Whether there is a picture on the page that is large enough for a name: a logo, a letterhead."""
    return any(box and _area(box) >= MARK * page.width * page.height for box, _ in _objects(document, page))


def _with_parties_of_picture(
    document: "PdfDocument",
    pages: Sequence[Page],
    reading: Extracted,
    context: Context,
    *,
    limits: Limits,
    ocr: RecognisedOnce,
) -> Extracted:
    """The reading with the parties that the first page's pictures name, where those are surer."""
    try:
        recognised = recognised_pages(document, pages[:1], limits, ocr)
        again = read_recognised(_merged(pages, recognised), context)
    except NoText:
        return reading
    found = with_surer_parties(reading, again)
    return reading if found is reading else with_warning(found, PARTLY)


def _says_little(reading: Extracted) -> bool:
    """Whether of number, date and an amount more than one is missing, as where the text only fills in a form."""
    amount = _has_any(reading, (FieldName.NET_TOTAL, *TOTALS))
    return [amount, *map(reading.fields.__contains__, KEYS)].count(False) > 1


def may_say_more(document: "PdfDocument", page: Page, *, paper_too: bool) -> bool:
    """Whether a page has something to recognise: garbage for text, or large pictures, or letters that are drawn."""
    words = list(words_of([page]))
    if words and is_picture(page):
        return True
    area = strokes = 0.0
    for picture, drawn in _objects(document, page):
        if picture and (paper_too or not _is_paper(picture, words)):
            area += _area(picture)
        strokes += drawn
        if area >= LARGE * page.width * page.height or (not words and strokes >= STROKES):
            return True
    return False


def _objects(document: "PdfDocument", page: Page) -> Iterator[tuple[Box | None, int]]:
    """The pictures on a page with their boxes, and the drawings with the number of their strokes."""
    import pypdfium2.raw as pdfium

    shown = document[page.number - 1]
    place, size = Transform(shown), shown.get_size()
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    for item in islice(shown.get_objects(filter=kinds), MAX_OBJECTS):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            yield None, pdfium.FPDFPath_CountSegments(item.raw)
        else:
            left, bottom, right, top = _on_page(item).get_bounds()
            yield turned_box(place.box(left, top, right, bottom), page.turned, size), 0


def _on_page(item: Any) -> Any:
    """The object itself, or the outermost form that it is in: only that one's bounds are those on the page."""
    while item.container is not None:
        item = item.container
    return item


def _area(box: Box) -> float:
    return max(0.0, width(box)) * max(0.0, height(box))


def _is_paper(picture: Box, words: Sequence[Word]) -> bool:
    over = [word for word in words if touch(word.box, picture)]
    if len(over) < PAPER_WORDS:
        return False
    return height(around(over)) >= PAPER_HEIGHT * height(picture)


def _merged(pages: Sequence[Page], recognised: dict[int, Page]) -> list[Page]:
    """The pages with what was recognised where they have no text of their own; rows counted anew."""
    merged: list[Page] = []
    first_row = 0
    for page in pages:
        extra = recognised.get(page.number)
        base = extra if extra and is_picture(page) else page
        words = list(words_of([base]))
        if extra and base is page and extra.turned == page.turned:
            words += _beside(words, _as_on_picture(extra))
        built = build_page(page.number, (base.width, base.height), words, first_row)
        merged.append(replace(built, turned=base.turned, straightening=base.straightening))
        first_row += len(built.rows)
    return merged


def _beside(words: Sequence[Word], recognised: Sequence[Word]) -> list[Word]:
    """The recognised words that stand where no others do."""
    return [word for word in recognised if not any(touch(word.box, other.box) for other in words)]


def _as_on_picture(page: Page) -> list[Word]:
    """A recognised page's words where the picture shows them: the text beside them was not set straight either."""
    words = list(words_of([page]))
    straightening = page.straightening
    if straightening is None:
        return words
    return [replace(word, box=straightening.box_on_picture(word.box)) for word in words]
