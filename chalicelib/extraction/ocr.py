"""Text recognition behind one small interface, so that the reader doesn't care who recognises.

Tesseract is here (`tesseract.py`); a paid service is bound outside this package, which knows no AWS. A recogniser gets
a straightened picture and gives words with boxes in its pixels; pages are built from them just as from a PDF's own
words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.extraction.errors import NoText
from chalicelib.extraction.geometry import height, union
from chalicelib.extraction.page import Page, Word, build_page
from chalicelib.extraction.picture import Picture
from chalicelib.extraction.result import Box
from chalicelib.extraction.turning import turned_size

POINTS_PER_INCH = 72
LEADING = 0.15  # of their height, which recognised boxes lack above and below: they are as high as the letters
TORN = 0.15  # of its height: a narrower gap is none between words, whose gaps are a quarter and more of it
ALIKE = 2.5  # how many times as high as "no" a "Ty" of the same type is at most
TALLEST = 1.8  # times the usual height of a line's words: a logo or a frame that was taken for a letter


@dataclass(frozen=True)
class Recognition:
    """The words of a picture, with boxes in pixels from the top left corner.

    `turned` is how far the recogniser turned the picture to have its text upright, in degrees counter-clockwise
    (0, 90, 180 or 270); the boxes are those of the turned picture.
    """

    words: tuple[Word, ...]
    turned: int = 0


class Ocr(Protocol):
    """A text recogniser."""

    @property
    def finds_orientation(self) -> bool:
        """Whether it reads a picture whichever way up; others are asked again with the picture turned."""

    def recognise(self, png: bytes) -> Recognition:
        """The words of a picture; a picture without any is no error."""


class Unavailable:
    """The recogniser of a machine that has none: whoever needs it learns why the file can't be read."""

    finds_orientation = True

    def recognise(self, png: bytes) -> Recognition:
        """Raise `NoText`."""
        del png
        raise NoText


def recognise(picture: Picture, ocr: Ocr, number: int, first_row: int = 0) -> Page:
    """A page model of a picture, in points."""
    scale = POINTS_PER_INCH / picture.dpi
    recognition = ocr.recognise(picture.png())
    words = [Word(word.text, _scaled(word.box, scale), word.bold) for word in recognition.words]
    size = turned_size((picture.width * scale, picture.height * scale), recognition.turned)
    return replace(build_page(number, size, words, first_row), turned=recognition.turned)


def _scaled(box: Box, scale: float) -> Box:
    pad = LEADING * height(box)
    return Box(box.left * scale, (box.top - pad) * scale, box.right * scale, (box.bottom + pad) * scale)


def evened(line: Iterable[Word]) -> list[Word]:
    """A line's words with the height of the line.

    Recognised boxes are as high as the letters in them ("no" is lower than "Nap"), while the height is what the size of
    type is known by. A logo or a frame that was taken for a letter doesn't count.

    >>> [word.box.top for word in evened([Word("no", Box(0, 4, 9, 10)), Word("Nap", Box(12, 0, 30, 13))])]
    [0, 0]
    """
    words = list(line)
    usual = sorted(height(word.box) for word in words)[len(words) // 2] * TALLEST
    letters = [word for word in words if height(word.box) <= usual]
    top, bottom = min(word.box.top for word in letters), max(word.box.bottom for word in letters)
    return [
        replace(word, box=Box(word.box.left, top, word.box.right, bottom)) if word in letters else word
        for word in words
    ]


def mended(line: Iterable[Word]) -> list[Word]:
    """A line's words with those put together that recognition tore apart, as it does with large type in logos.

    Heights are those of the letters, so this comes before `evened`. Only letters are put together: between digits, so
    narrow a gap parts thousands.

    >>> names = [Word("Nor", Box(0, 0, 60, 40)), Word("th", Box(65, 0, 99, 40)), Word("Mill", Box(115, 0, 180, 40))]
    >>> [word.text for word in mended(names)]
    ['North', 'Mill']
    """
    words: list[Word] = []
    for word in line:
        if words and _is_torn(words[-1], word):
            last = words.pop()
            word = Word(last.text + word.text, union((last.box, word.box)), last.bold and word.bold)  # noqa: PLW2901
        words.append(word)
    return words


def _is_torn(left: Word, right: Word) -> bool:
    gap = right.box.left - left.box.right
    goes_on = left.text.isalpha() and right.text[0].isalpha() and right.text[0].islower()
    low, tall = sorted((height(left.box), height(right.box)))
    return goes_on and tall <= ALIKE * low and 0 <= gap < TORN * tall
