"""Pages whose text is not all there is: scanned pages among others, and pages with text around a picture of the rest.

Most pictures on invoices are logos and paper, and recognising costs seconds or money. So a picture is read only where
the text alone makes no invoice, and the reading says that it was (`partly_picture`).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chalicelib.extraction.errors import NoText
from chalicelib.extraction.geometry import overlap_x, overlap_y
from chalicelib.extraction.ocr import Ocr
from chalicelib.extraction.page import Page, Word, build_page
from chalicelib.extraction.page_reader import read_pages_as_invoice
from chalicelib.extraction.result import Context, Extracted, FieldName, Limits
from chalicelib.extraction.scans import MOST_PAGES, is_picture, read_recognised, recognised_page

LARGE = 0.15  # of the page's area: logos are smaller
MOST_OBJECTS = 5_000  # that are looked at for pictures
PARTLY = "partly_picture"


def read_with_pictures(document: Any, pages: Sequence[Page], context: Context, limits: Limits, ocr: Ocr) -> Extracted:
    """Read the text of the pages, and the pictures on them where that is not enough."""
    reading = read_pages_as_invoice(pages, context)
    if _is_enough(reading):
        return reading
    pictured = [page for page in pages if is_picture(page) or _has_large_picture(document, page)]
    if not pictured:
        return reading
    try:
        recognised = {page.number: recognised_page(document, page, limits, ocr) for page in pictured[:MOST_PAGES]}
    except NoText:  # nobody is there to recognise anything; the text is what we have
        return _with_warning(reading)
    if not any(page.rows for page in recognised.values()):
        return reading if all(is_picture(page) for page in pictured) else _with_warning(reading)
    return _with_warning(read_recognised(_merged(pages, recognised), context))


def _is_enough(reading: Extracted) -> bool:
    totals = {FieldName.TOTAL, FieldName.AMOUNT_DUE} & set(reading.fields)
    return bool(totals) and "lines_incomplete" not in reading.warnings


def _with_warning(reading: Extracted) -> Extracted:
    return replace(reading, warnings=(*reading.warnings, PARTLY))


def _has_large_picture(document: Any, page: Page) -> bool:
    import pypdfium2.raw as pdfium

    area = 0.0
    for index, item in enumerate(document[page.number - 1].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])):
        left, bottom, right, top = item.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
        if area >= LARGE * page.width * page.height:
            return True
        if index >= MOST_OBJECTS:
            break
    return False


def _merged(pages: Sequence[Page], recognised: dict[int, Page]) -> list[Page]:
    """The pages with what was recognised where they have no text of their own; rows counted anew."""
    merged: list[Page] = []
    first_row = 0
    for page in pages:
        extra = recognised.get(page.number)
        base = extra if extra and is_picture(page) else page
        words = _words(base)
        if extra and extra.turned == page.turned:
            words += [word for word in _words(extra) if not any(_touch(word, other) for other in words)]
        built = build_page(page.number, (base.width, base.height), words, first_row)
        merged.append(replace(built, turned=base.turned))
        first_row += len(built.rows)
    return merged


def _words(page: Page) -> list[Word]:
    return [word for segment in page.segments for word in segment.words]


def _touch(one: Word, other: Word) -> bool:
    return overlap_x(one.box, other.box) > 0 and overlap_y(one.box, other.box) > 0
