"""Lines cut out of the picture, straight and of one height, as the reading model wants them."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.ocr.detection import TextLine

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT = 48  # pixels, of every strip
MAX_WIDTH = 3_200  # pixels: a line across a page in small type has some 2,000
MIN_WIDTH = 16
LEVEL = 0.1  # of a line's half height: a line that rises by less is cut out without turning it


@dataclass(frozen=True)
class Strip:
    """A line's picture, grey, with the line that it was cut from."""

    image: "Image"
    line: TextLine

    def place(self, across: float) -> tuple[float, float]:
        """The point on the page's picture that lies so many pixels from the strip's left end, in its middle."""
        reach = (2 * across / self.image.width - 1) * self.line.half_length
        return self.line.x + reach * self.line.along[0], self.line.y + reach * self.line.along[1]

    def upside_down(self) -> "Strip":
        """The strip turned by half a turn, as it reads where the page is upside down."""
        from PIL import Image

        return Strip(self.image.transpose(Image.Transpose.ROTATE_180), self.line)


def cut(picture: "Image", line: TextLine) -> Strip:
    """A line's strip."""
    width = min(MAX_WIDTH, max(MIN_WIDTH, round(HEIGHT * line.half_length / line.half_height)))
    if abs(line.along[1]) * line.half_length > LEVEL * line.half_height:
        return Strip(_turned(picture, line, width), line)
    left, right = max(0.0, line.x - line.half_length), min(picture.width, line.x + line.half_length)
    top, bottom = max(0.0, line.y - line.half_height), min(picture.height, line.y + line.half_height)
    inside = TextLine((left + right) / 2, (top + bottom) / 2, line.along, (right - left) / 2, (bottom - top) / 2)
    box = left, top, right, bottom
    return Strip(picture.resize((width, HEIGHT), _bilinear(), box=box, reducing_gap=2.0), inside)


def _turned(picture: "Image", line: TextLine, width: int) -> "Image":
    """A line that rises or falls, cut out along its own direction."""
    from PIL import Image

    right, down = line.along
    corners: list[float] = []
    for along, across in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
        x, y = along * line.half_length, across * line.half_height
        corners += [line.x + x * right - y * down, line.y + x * down + y * right]
    size = math.ceil(2 * line.half_length), math.ceil(2 * line.half_height)
    cut_out = picture.transform(size, Image.Transform.QUAD, corners, _bilinear(), fillcolor=255)
    return cut_out.resize((width, HEIGHT), _bilinear(), reducing_gap=2.0)


def _bilinear() -> "Image.Resampling":  # type: ignore[name-defined]
    from PIL import Image

    return Image.Resampling.BILINEAR
