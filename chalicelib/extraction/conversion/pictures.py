"""Pictures of pages as a PDF: the pages of a TIFF (a fax, a scanner's file), and photos that were decoded elsewhere.

A page is as wide as A4, like every picture here; a fax has other resolutions across and down, which TIFF tells. Each
page is decoded and written before the next one is looked at, so that a file of many pages takes the memory of one.
"""

import io
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.errors import CorruptFile, DocumentTooLong, ImageTooLarge, TooManyPages
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.picture import MAX_EDGE, PAGE_WIDTH_INCHES, on_white
from chalicelib.formats.picture_damage import damage
from chalicelib.ocr.picture import MAX_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
MAX_SKEW = 4.0  # of a fax's resolutions, across and down: 204 to 98 dots an inch is the usual one
JPEG_QUALITY = 88
ORIENTATION, ON_ITS_SIDE = 0x0112, {5, 6, 7, 8}  # TIFF 6.0 section 8, Exif 2.32 4.6.4
GREY = {"1", "L", "I", "I;16", "F"}
MAX_ALL_PIXELS = 8  # times the limit of one picture: what all pages may have together


def pictures_to_pdf(data: bytes, limits: Limits) -> bytes:
    """Return a PDF of a picture file's pages.

    Raises:
        CorruptFile, ImageTooLarge, TooManyPages: it can't be opened, or has too much.
        DocumentTooLong: the PDF would be larger than a file may be.

    """
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas: Any = Canvas(buffer, invariant=True, pageCompression=0)
    try:
        with Image.open(io.BytesIO(data)) as opened:
            _check_sizes(opened, limits)
            for index in range(_count(opened)):
                opened.seek(index)
                _draw(canvas, opened)
    except damage() as error:
        raise CorruptFile from error
    canvas.save()
    if buffer.tell() > limits.file_bytes:
        raise DocumentTooLong
    return buffer.getvalue()


def _check_sizes(opened: "Image", limits: Limits) -> None:
    """Refuse too many pages, and too many pixels of a page or of all, before one is decoded."""
    count = _count(opened)
    if count > limits.pages:
        raise TooManyPages(count, limits.pages)
    pixels = []
    for index in range(count):
        opened.seek(index)
        pixels.append(opened.width * opened.height)
    if max(pixels) > limits.pixels:
        raise ImageTooLarge(max(pixels), limits.pixels)
    if sum(pixels) > MAX_ALL_PIXELS * limits.pixels:
        raise ImageTooLarge(sum(pixels), MAX_ALL_PIXELS * limits.pixels)


def _count(opened: "Image") -> int:
    return int(getattr(opened, "n_frames", 1)) if opened.format == "TIFF" else 1


def _draw(canvas: Any, opened: "Image") -> None:
    from PIL import ImageOps

    stretch = _stretch(opened)  # before the picture is turned, which ends what is known of its turn
    page = on_white(ImageOps.exif_transpose(opened), "L" if opened.mode in GREY else "RGB")
    width, height = page.size
    height_as_shown = height * stretch
    page.thumbnail(_fitting(width, height))
    scale = PAGE_WIDTH_INCHES * POINTS_PER_INCH / max(1, min(width, height_as_shown))
    size = width * scale, height_as_shown * scale
    canvas.setPageSize(size)
    canvas.drawImage(_embedded(page, is_bilevel=opened.mode == "1"), 0, 0, *size)
    canvas.showPage()


def _embedded(page: "Image", *, is_bilevel: bool) -> Any:
    """Return a page as it is put into the PDF: a fax as it is, everything else as JPEG, a tenth as large."""
    from reportlab.lib.utils import ImageReader

    if is_bilevel:
        return ImageReader(page)
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return ImageReader(buffer)


def _fitting(width: int, height: int) -> tuple[float, float]:
    """Return how large a page's picture is kept: no larger than a recogniser takes."""
    factor = min(1.0, (MAX_PIXELS / max(1, width * height)) ** 0.5, MAX_EDGE / max(1, width, height))
    return max(1.0, width * factor), max(1.0, height * factor)


def _stretch(opened: "Image") -> float:
    """Return how much higher than wide a pixel is on the upright page; the file says it of the picture as it lies."""
    across, down = opened.info.get("dpi", (1, 1))
    if not across or not down:
        return 1.0
    stretch = float(down) / float(across) if _lies_on_its_side(opened) else float(across) / float(down)
    return stretch if 1 / MAX_SKEW <= stretch <= MAX_SKEW else 1.0


def _lies_on_its_side(opened: "Image") -> bool:
    return opened.getexif().get(ORIENTATION) in ON_ITS_SIDE
