"""The pages of a file as a person sees them: how large each is, its picture, and the words that are printed on it.

One system of coordinates holds for every file: points (1/72 inch) from the top left corner of the page as it is shown.
A PDF's page is as large as it says. A photo's resolution is unknown, so its shorter edge is taken for the width of an
A4 page, as its text is recognised (`sources/picture.py`).
"""

import io
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.errors import CorruptFile, ImageTooLarge, UnsupportedFormat
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.pages.shown_page import ShownPage, ShownWord, Size
from chalicelib.extraction.pages.text_orientation import shown_box
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import Format
from chalicelib.extraction.sources.forms import open_page
from chalicelib.extraction.sources.pdf import open_pdf, read_page
from chalicelib.extraction.sources.picture import PAGE_WIDTH_INCHES, on_white
from chalicelib.formats.picture_damage import damage

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
MAX_EDGE_PX = 1_800  # of a page's picture: small print is legible, and a page stays below a megabyte
MAX_SCALE = 4.0  # pixels a point: a stamp-sized page is not blown up beyond this
MAX_PNG_BYTES = 700_000  # a page of text is far smaller; what is not is a photo, which JPEG is made for
JPEG_QUALITY = 82


def page_sizes(kind: Format, data: bytes, limits: Limits) -> list[Size]:
    """How large each page of a PDF or a picture is, in points; raises what `open_pdf` and `show_page` do."""
    if kind is Format.PDF:
        document = open_pdf(data, limits)
        try:
            return [_size_of_page(document, index) for index in range(len(document))]
        finally:
            document.close()
    return [_size_of(_open_picture(kind, data, limits).size)]


def show_page(kind: Format, data: bytes, number: int, limits: Limits) -> ShownPage | None:
    """One page, counted from 1; None where the file has no such page.

    Raises `UnsupportedFormat` for a file without pages, `ImageTooLarge`, `CorruptFile`, and what `open_pdf` does.
    """
    if kind is Format.PDF:
        return _show_page_of_pdf(data, number, limits)
    picture = _open_picture(kind, data, limits)
    return ShownPage(_size_of(picture.size), _encoded(_shrunk(picture))) if number == 1 else None


def _show_page_of_pdf(data: bytes, number: int, limits: Limits) -> ShownPage | None:
    document = open_pdf(data, limits)
    try:
        if not 1 <= number <= len(document):
            return None
        read = read_page(document, number - 1, 0)
        return ShownPage(_size_of_page(document, number - 1), _encoded(_rendered(document, number - 1)), _words(read))
    finally:
        document.close()


def _size_of_page(document: Any, index: int) -> Size:
    """A page's size as it is shown: turned where the PDF says so."""
    page = document[index]
    try:
        width, height = page.get_size()
    finally:
        page.close()
    return float(width), float(height)


def _words(page: Page) -> tuple[ShownWord, ...]:
    """The words of a page that says what a person sees there."""
    words = (word for segment in page.segments for word in segment.words) if page.legible else ()
    return tuple(ShownWord(word.text, shown_box(word.box, page)) for word in words)


def _rendered(document: Any, index: int) -> "Image":
    page = open_page(document, index)
    try:
        scale = min(MAX_SCALE, MAX_EDGE_PX / max(1.0, *page.get_size()))
        return page.render(scale=scale).to_pil()  # type: ignore[no-any-return]
    finally:
        page.close()


def _open_picture(kind: Format, data: bytes, limits: Limits) -> "Image":
    """The picture as it is shown; its size is checked before a pixel is decoded."""
    from PIL import Image, ImageOps

    if not kind.has_pages or kind.is_converted:
        raise UnsupportedFormat
    try:
        with Image.open(io.BytesIO(data)) as picture:
            pixels = picture.width * picture.height
            if pixels > limits.pixels:
                raise ImageTooLarge(pixels, limits.pixels)
            return ImageOps.exif_transpose(picture)
    except damage() as error:
        raise CorruptFile from error


def _size_of(pixels: tuple[int, int]) -> Size:
    """A picture's size in points.

    >>> _size_of((1654, 2339))
    (595.44, 842.04)
    """
    scale = PAGE_WIDTH_INCHES * POINTS_PER_INCH / max(1, min(pixels))
    return round(pixels[0] * scale, 2), round(pixels[1] * scale, 2)


def _shrunk(picture: "Image") -> "Image":
    picture.thumbnail((MAX_EDGE_PX, MAX_EDGE_PX))
    return picture


def _encoded(picture: "Image") -> bytes:
    png = _saved(picture, "PNG")
    return png if len(png) <= MAX_PNG_BYTES else _saved(picture, "JPEG", quality=JPEG_QUALITY)


def _saved(picture: "Image", form: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    on_white(picture, "RGB").save(buffer, form, **options)
    return buffer.getvalue()
