"""A picture of a document's first page, for lists and for the eye that approves what was read.

A preview is a convenience: where none can be made (XML has no page, a damaged page does not render), there is none.
The picture's size follows from `max_edge_px` alone, however large the page claims to be. It is kept as long as the
invoice is, so it has no more colours than it takes to look like the page.
"""

import io
from typing import TYPE_CHECKING

from chalicelib.formats.pdfium import load
from chalicelib.formats.picture_damage import damage

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000  # of a picture before it is shrunk
LARGEST_SCALE = 3.0  # a stamp-sized page is not blown up beyond this
GREYS = 16  # of a page without colours: as many as the edges of letters need
COLOURS = 64
WHITE = 255


def render_preview(data: bytes, kind: str, max_edge_px: int = 1200) -> bytes | None:
    """Page 1 of a PDF, or a picture, as PNG with no edge longer than `max_edge_px`; None without a page."""
    match kind:
        case "pdf":
            return _of_pdf(data, max_edge_px)
        case "png" | "jpeg" | "webp" | "gif" | "bmp":
            return _of_picture(data, max_edge_px)
        case _:
            return None


def _of_pdf(data: bytes, max_edge_px: int) -> bytes | None:
    pypdfium2 = load()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[0]
        edge = max(page.get_size())
        scale = min(LARGEST_SCALE, max_edge_px / edge) if edge > 0 else 1.0
        return _png(page.render(scale=scale).to_pil())
    except (pypdfium2.PdfiumError, IndexError):
        return None
    finally:
        document.close()


def _of_picture(data: bytes, max_edge_px: int) -> bytes | None:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("RGB", (max_edge_px, max_edge_px))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((max_edge_px, max_edge_px))
            return _png(upright)
    except damage():
        return None


def _png(picture: object) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)  # noqa: S101 - for the type checker: pdfium's bindings are untyped
    buffer = io.BytesIO()
    _with_few_colours(picture.convert("RGB")).save(buffer, "PNG")
    return buffer.getvalue()


def _with_few_colours(picture: "Image") -> "Image":
    """Return a picture with a palette: a page of text takes a fifth of the bytes so, and looks the same."""
    from PIL import Image, ImageChops

    red, green, blue = picture.split()
    if ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox():
        return picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    steps = [round(value * (GREYS - 1) / WHITE) for value in range(WHITE + 1)]
    indices = green.point(steps)
    indices.putpalette([round(step * WHITE / (GREYS - 1)) for step in range(GREYS) for _ in "RGB"])
    return indices
