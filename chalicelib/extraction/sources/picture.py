"""Pictures of pages made ready for text recognition: limited, upright, of good contrast, large enough.

How large they may be, the recogniser says (`chalicelib/ocr/picture.py`).
"""

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.extraction.errors import CorruptFile, ImageTooLarge
from chalicelib.extraction.result import Limits
from chalicelib.formats.picture_damage import damage
from chalicelib.ocr.picture import MAX_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_EDGE = 10_000  # pixels: Amazon Textract takes no longer ones
WANTED_WIDTH = 1654  # pixels: an A4 page at 200 dpi
LARGEST_ENLARGEMENT = 3.0
PAGE_WIDTH_INCHES = 8.27  # a photo's resolution is unknown: its width is taken for a page's
WHITE = 255
BLACK_BELOW = 160  # grey level
LEAST_INK = 0.0002  # of the area: a single line of text has more
CLIPPED = (0.1, 1)  # percent of the darkest and the lightest pixels that contrast does not heed
MIDDLE_GREY = 128
DEEP = {"I", "I;16", "I;16B"}  # greys of two bytes, as some scanners write them


@dataclass(frozen=True)
class Picture:
    """A page's picture in grey, with its resolution."""

    image: "Image"
    dpi: float

    @property
    def width(self) -> int:
        """In pixels."""
        return int(self.image.width)

    @property
    def height(self) -> int:
        """In pixels."""
        return int(self.image.height)

    def png(self) -> bytes:
        """The picture's bytes."""
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    def turned(self, degrees: int) -> "Picture":
        """Turned counter-clockwise by a multiple of 90 degrees."""
        return Picture(self.image.rotate(degrees, expand=True), self.dpi)


def open_picture(data: bytes, limits: Limits) -> Picture:
    """A picture file's first picture, prepared; its size is checked before a pixel is decoded."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as image:
            pixels = image.width * image.height
            if pixels > limits.pixels:
                raise ImageTooLarge(pixels, limits.pixels)
            upright = ImageOps.exif_transpose(image)
            return prepare(on_white(upright, "L"))
    except damage() as error:
        raise CorruptFile from error


def on_white(image: "Image", mode: str) -> "Image":
    """A picture in grey (`L`) or colour (`RGB`), with white where it is transparent."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (WHITE, WHITE, WHITE, WHITE))
        image = Image.alpha_composite(paper, image)
    if image.mode in DEEP:  # Pillow cuts off what is above 255 instead of scaling it
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert(mode)


def prepare(image: "Image") -> Picture:
    """Dark on light, large enough, small enough."""
    from PIL import Image

    image = _dark_on_light(image)
    factor = _factor(*image.size)
    if factor != 1:
        size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return Picture(image, min(image.size) / PAGE_WIDTH_INCHES)


def _dark_on_light(image: "Image") -> "Image":
    """With the full range of greys, and negatives turned over: faint pages, dark photos, white on black."""
    from PIL import ImageOps

    image = ImageOps.autocontrast(image, cutoff=CLIPPED)
    lighter = sum(image.histogram()[MIDDLE_GREY:])
    return image if 2 * lighter >= image.width * image.height else ImageOps.invert(image)


def _factor(width: int, height: int) -> float:
    """How much a picture is enlarged or shrunk.

    >>> sizes = (827, 1170), (1654, 2339), (3508, 5000), (20000, 400), (100, 20000)
    >>> [round(_factor(*size), 2) for size in sizes]
    [2.0, 1.0, 0.5, 0.5, 0.5]
    """
    narrow, long = max(1, min(width, height)), max(1, width, height)
    wanted = min(LARGEST_ENLARGEMENT, max(1.0, WANTED_WIDTH / narrow))
    return min(wanted, MAX_EDGE / long, math.sqrt(MAX_PIXELS / (narrow * long)))


def is_blank(picture: Picture) -> bool:
    """Whether there is nothing dark on the picture that could be text."""
    dark = sum(picture.image.histogram()[:BLACK_BELOW])
    return dark < LEAST_INK * picture.width * picture.height
