"""Pages that are pictures: scans and photos, as files of their own or inside a PDF.

What was recognised is trusted less than what was written: a field read this way is `sure` only where the arithmetic of
the totals confirms it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import NoText
from chalicelib.extraction.lexicon.language import rank_languages
from chalicelib.extraction.pages.geometry import centre, holds, middle
from chalicelib.extraction.pages.page import Page, Word, words_of
from chalicelib.extraction.pages.text_orientation import shown_box, turned_size
from chalicelib.extraction.result import Context, Extracted, Field, FieldName, Limits, Method
from chalicelib.extraction.sources.picture import MAX_EDGE, Picture, is_blank, open_picture, prepare
from chalicelib.extraction.sources.recognised_pages import POINTS_PER_INCH, RecognisedOnce, recognise_pages
from chalicelib.ocr.picture import MAX_PIXELS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

RENDER_DPI = 200
MAX_PAGES = 12  # recognising takes seconds a page: a document of scans is read this far, and says so
MAX_CONFIDENCE = 0.88  # of a recognised field that nothing confirms
CONFIRMED = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
SURE, SURER = 0.95, 0.98  # confidence of amounts that add up, and to which rates or lines add up as well
MIN_WORDS = 8  # on all pages: fewer are stray marks on a scan
GARBAGE_WORDS = 60  # a page of so many words has some that are known, in any language that is read


def read_picture(data: bytes, context: Context, limits: Limits, ocr: RecognisedOnce) -> Extracted:
    """Read a file that is one picture."""
    return read_recognised(pages_of_picture(data, limits, ocr), context)


def pages_of_picture(data: bytes, limits: Limits, ocr: RecognisedOnce) -> list[Page]:
    """The page that a picture file shows, with the words that are recognised."""
    return list(_recognise({1: open_picture(data, limits)}, ocr).values())


def read_recognised(recognised: Iterable[Page], context: Context) -> Extracted:
    """Read pages whose words were recognised, here or elsewhere."""
    from chalicelib.extraction.reading.page_reader import read_pages_as_invoice

    pages = list(recognised)
    if not any(page.rows for page in pages):
        raise NoText("No text could be recognised in the picture.")
    read = read_pages_as_invoice(pages, context)
    sure = SURE if _tax_says_something(read.fields) else SURER
    by_number: dict[int | None, Page] = {page.number: page for page in pages}
    fields: dict[FieldName, Field] = {}
    mended: list[str] = []
    for name, field in read.fields.items():
        words = _words_of(field, by_number.get(field.page))
        # The most doubtful word that a field was read from says how sure the recogniser is of it (0..1).
        legibility = min([word.confidence for word in words], default=1.0)
        fields[name] = _as_recognised(name, field, sure, legibility)
        mended += [f"mended:{name.value}"] if any(word.mended for word in words) else []
    return replace(read, fields=fields, warnings=(*read.warnings, *mended))


def _words_of(field: Field, page: Page | None) -> list[Word]:
    if field.box is None or page is None:
        return []
    return [word for word in words_of([page]) if _lies_in(word, page, field.box)]


def _lies_in(word: Word, page: Page, box: Box) -> bool:
    shown = shown_box(word.box, page)
    return holds(box, centre(shown), middle(shown))


def _tax_says_something(fields: Mapping[FieldName, Field]) -> bool:
    """Whether net and tax have the same sign, so that their sum is a check.

    A tax of nothing adds up with any amount that was taken for both net and total, and with a misread amount, what was
    paid already can pass for a negative tax.
    """
    net, tax = fields.get(FieldName.NET_TOTAL), fields.get(FieldName.TAX_TOTAL)
    return net is not None and tax is not None and Decimal(net.value) * Decimal(tax.value) > 0


def _as_recognised(name: FieldName, field: Field, sure: float, legibility: float) -> Field:
    confirmed = name in CONFIRMED and field.confidence >= sure
    confidence = field.confidence if confirmed else min(field.confidence, MAX_CONFIDENCE) * legibility
    return replace(field, method=Method.OCR, confidence=confidence)


def with_scans_recognised(
    document: "PdfDocument", pages: Sequence[Page], limits: Limits, ocr: RecognisedOnce
) -> tuple[list[Page], bool]:
    """The pages of a PDF, with those that are pictures recognised; False where there were too many of them."""
    scans = [page for page in pages if is_picture(page) or len(page.segments) < MIN_WORDS]
    recognised = recognised_pages(document, scans[:MAX_PAGES], limits, ocr)
    complete: list[Page] = []
    rows = 0
    for page in pages:
        known = recognised.get(page.number, page)
        complete.append(known.counted(known.number, rows))
        rows += len(known.rows)
    return complete, len(scans) <= MAX_PAGES


def recognised_pages(
    document: "PdfDocument", pages: Sequence[Page], limits: Limits, ocr: RecognisedOnce
) -> dict[int, Page]:
    """Pages of a PDF by their numbers, as their pictures are recognised."""
    return _recognise({page.number: _render(document, page, limits) for page in pages}, ocr)


def is_picture(page: Page) -> bool:
    """Whether the page has no text that can be used: none at all, or not what a person sees, or garbage."""
    words = len(list(words_of([page])))
    if not page.legible or words == 0:
        return True
    return words >= GARBAGE_WORDS and not rank_languages([page])


def _render(document: "PdfDocument", page: Page, limits: Limits) -> Picture:
    most = min(limits.pixels, MAX_PIXELS)
    fitting = MAX_EDGE / max(1.0, page.width, page.height), math.sqrt(most / max(1.0, page.width * page.height))
    scale = min(RENDER_DPI / POINTS_PER_INCH, *fitting)
    image = document[page.number - 1].render(scale=scale, grayscale=True).to_pil().convert("L")
    picture = prepare(image)
    width, _ = turned_size((page.width, page.height), -page.turned % 360)
    return Picture(picture.image, picture.width / width * POINTS_PER_INCH)


def _recognise(pictures: Mapping[int, Picture], ocr: RecognisedOnce) -> dict[int, Page]:
    """Pictures by page number as pages; one without anything dark on it is not shown to the recogniser."""
    inked = {number: picture for number, picture in pictures.items() if not is_blank(picture)}
    pages = {page.number: page for page in recognise_pages(inked, ocr)}
    return {number: pages.get(number) or _empty(picture, number) for number, picture in pictures.items()}


def _empty(picture: Picture, number: int) -> Page:
    scale = POINTS_PER_INCH / picture.dpi
    return Page(number, picture.width * scale, picture.height * scale, ())
