"""Ruled lines taken out of a picture before its text is recognised.

Frames of tables make recognisers join cells, lose digits that stand alone, and read strokes as letters. A rule is a
dark run that is longer than any stroke of a letter, and thin; a dark area, such as a heading set white on black, is
left alone.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SHORTEST = 90  # pixels: at 300 dpi 7.6 mm, where letters of 10 points have strokes of 2.5 mm
THICKEST = 13  # pixels: a rule of a point and a half has 6
DARK_BELOW = 190  # grey level: thin rules are grey where the picture was turned
PAPER, INK = 255, 0
RUN = re.compile(rb"\x00{%d,}" % SHORTEST)


def without_rules(image: "Image") -> "Image":
    """A grey picture with its horizontal and vertical rules painted over."""
    from PIL import Image, ImageDraw

    dark = image.point(lambda level: INK if level < DARK_BELOW else PAPER)
    cleaned = image.copy()
    brush = ImageDraw.Draw(cleaned)
    for row, start, end in _rules(dark):
        brush.rectangle((start, row - 1, end, row + 1), fill=PAPER)
    for column, start, end in _rules(dark.transpose(Image.Transpose.TRANSPOSE)):
        brush.rectangle((column - 1, start, column + 1, end), fill=PAPER)
    return cleaned


def _rules(dark: "Image") -> Iterator[tuple[int, int, int]]:
    """The horizontal runs of thin rules: row, first pixel and the one after the last."""
    from PIL import ImageOps

    framed = ImageOps.expand(dark, 1, fill=PAPER)  # so that no run goes on in the next row
    pixels, width = framed.tobytes(), framed.width
    for run in RUN.finditer(pixels):
        row, start = divmod(run.start(), width)
        length = run.end() - run.start()
        # At several places: a rule that crosses this one is no thickness of it.
        if any(_thickness(pixels, run.start() + length * part // 4, width) <= THICKEST for part in (1, 2, 3)):
            yield row - 1, start - 1, start - 1 + length


def _thickness(pixels: bytes, middle: int, width: int) -> int:
    above = below = middle
    while pixels[above] == INK and middle - above <= THICKEST * width:
        above -= width
    while pixels[below] == INK and below - middle <= THICKEST * width:
        below += width
    return (below - above) // width - 1
