"""Pictures of pages made ready for text recognition: limited, upright, straight, large enough.

The angle is found without any library but Pillow: lines of text make rows of a picture dark or light, so the angle at
which the rows differ most is the one at which the text runs straight.
"""

import io
import math
from dataclasses import dataclass
from statistics import pvariance
from typing import TYPE_CHECKING

from chalicelib.extraction.errors import CorruptFile, ImageTooLarge
from chalicelib.extraction.result import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

# What recognisers take: Amazon Textract's limits for one picture, which also keep Tesseract's time in bounds. A grey
# pixel is at most a byte of PNG, so that the number of pixels bounds the bytes.
MOST_BYTES = 10_000_000
MOST_PIXELS = 9_500_000  # an A4 page at 300 dpi has 8.7 million
LONGEST_EDGE = 10_000
WANTED_WIDTH = 2480  # pixels: an A4 page at 300 dpi; recognition needs letters of some 20 pixels
LARGEST_ENLARGEMENT = 3.0
PAGE_WIDTH_INCHES = 8.27  # a photo's resolution is unknown: its width is taken for a page's
SKEW_WIDTH = 700  # pixels of the copy on which the angle is measured
COARSE, FINE = 0.5, 0.125  # degrees
MOST_SKEW = 6.0  # degrees; more is no skew but another orientation
WHITE = 255
BLACK_BELOW = 160  # grey level
LEAST_INK = 0.0002  # of the area: a single line of text has more
LEAST_SKEW = 0.1  # degrees that are worth turning for
LEAST_GAIN = 1.05  # times the variance of the untouched picture


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
    """A PNG's or JPEG's picture, prepared; its size is checked before a pixel is decoded."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            pixels = image.width * image.height
            if pixels > limits.pixels:
                raise ImageTooLarge(pixels, limits.pixels)
            upright = ImageOps.exif_transpose(image)
            return prepare(_on_white(upright))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CorruptFile from error


def _on_white(image: "Image") -> "Image":
    """Grey, with white where the picture is transparent."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (WHITE, WHITE, WHITE, WHITE))
        image = Image.alpha_composite(paper, image)
    return image.convert("L")


def prepare(image: "Image") -> Picture:
    """Large enough, small enough, and straight."""
    from PIL import Image

    factor = _factor(*image.size)
    if factor != 1:
        size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    angle = 0.0 if is_blank(Picture(image, 1)) else skew(image)
    if abs(angle) >= LEAST_SKEW:
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=WHITE)
    return Picture(image, min(image.size) / PAGE_WIDTH_INCHES)


def _factor(width: int, height: int) -> float:
    """How much a picture is enlarged or shrunk.

    >>> _factor(1240, 1754), _factor(2480, 3508), _factor(20000, 400), _factor(100, 20000)
    (2.0, 1.0, 0.5, 0.5)
    """
    narrow, long = max(1, min(width, height)), max(1, width, height)
    wanted = min(LARGEST_ENLARGEMENT, max(1.0, WANTED_WIDTH / narrow))
    return min(wanted, LONGEST_EDGE / long, math.sqrt(MOST_PIXELS / (narrow * long)))


def is_blank(picture: Picture) -> bool:
    """Whether there is nothing dark on the picture that could be text."""
    dark = sum(picture.image.histogram()[:BLACK_BELOW])
    return dark < LEAST_INK * picture.width * picture.height


def skew(image: "Image") -> float:
    """The degrees by which a picture must be turned counter-clockwise so that its lines run level."""
    height = max(1, round(image.height * SKEW_WIDTH / image.width))
    small = image.resize((SKEW_WIDTH, height)).point(lambda level: WHITE if level < BLACK_BELOW else 0)
    level = _evenness(small, 0)
    steps = int(MOST_SKEW / COARSE)
    best = max((n * COARSE for n in range(-steps, steps + 1)), key=lambda angle: _evenness(small, angle))
    fine = max((best + n * FINE for n in range(-3, 4)), key=lambda angle: _evenness(small, angle))
    return fine if _evenness(small, fine) > level * LEAST_GAIN else 0.0


def _evenness(image: "Image", angle: float) -> float:
    """How much the rows' darkness varies when the picture is turned."""
    from PIL import Image

    turned = image.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX)
    return pvariance(rows.tobytes())
