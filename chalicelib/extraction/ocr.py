"""Text recognition behind one small interface, so that the reader doesn't care who recognises.

Tesseract is here (`tesseract.py`); a paid service is bound outside this package, which knows no AWS. A recogniser gets
an upright, straightened picture and gives words with boxes in its pixels; pages are built from them just as from a
PDF's own words.
"""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.extraction.page import Page, Word, build_page
from chalicelib.extraction.picture import Picture
from chalicelib.extraction.result import Box

POINTS_PER_INCH = 72


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
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)
