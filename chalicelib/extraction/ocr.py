"""Text recognition behind one small interface, so that the reader doesn't care who recognises.

Tesseract is here (`tesseract.py`); a paid service is bound outside this package, which knows no AWS. A recogniser gets
an upright, straightened picture and gives words with boxes in its pixels; pages are built from them just as from a
PDF's own words.
"""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.extraction.geometry import height
from chalicelib.extraction.page import Page, Word, build_page
from chalicelib.extraction.picture import Picture
from chalicelib.extraction.result import Box

POINTS_PER_INCH = 72
LEADING = 0.15  # of their height, which recognised boxes lack above and below: they are as high as the letters


class Ocr(Protocol):
    """A text recogniser."""

    def words(self, png: bytes) -> Sequence[Word]:
        """The words of a picture; boxes in pixels from the top left corner."""


def recognise(picture: Picture, ocr: Ocr, number: int, first_row: int = 0) -> Page:
    """A page model of a picture, in points."""
    scale = POINTS_PER_INCH / picture.dpi
    words = [Word(word.text, _scaled(word.box, scale), word.bold) for word in ocr.words(picture.png())]
    size = (picture.width * scale, picture.height * scale)
    return build_page(number, size, words, first_row)


def _scaled(box: Box, scale: float) -> Box:
    pad = LEADING * height(box)
    return Box(box.left * scale, (box.top - pad) * scale, box.right * scale, (box.bottom + pad) * scale)
