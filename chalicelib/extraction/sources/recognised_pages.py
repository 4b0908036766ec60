"""Recognised words as pages, so that the reader doesn't care who recognised them.

A recogniser gets straightened pictures and gives words with boxes in their pixels; pages are built from them just as
from a PDF's own words.
"""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import NoText, PictureNotRead
from chalicelib.extraction.pages.page import Page, Word, build_page
from chalicelib.extraction.pages.straightening import Straightening, find_straightening
from chalicelib.extraction.pages.text_orientation import turned_size
from chalicelib.extraction.sources.picture import Picture
from chalicelib.extraction.values.look_alikes import mended_page
from chalicelib.ocr.recognition import Ocr, PictureRefused, RecognisedWord, Recognition

POINTS_PER_INCH = 72


class Unavailable:
    """The recogniser of a machine that has none: a file that needs one can't be read, and the error says why."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """Raise `NoText`."""
        del pictures
        raise NoText


def recognise_pages(pictures: Sequence[Picture], ocr: Ocr, numbers: Sequence[int]) -> list[Page]:
    """Page models of pictures, in points, with the given page numbers; rows are counted from 0 on each."""
    try:
        recognitions = ocr.recognise([picture.png() for picture in pictures]) if pictures else []
    except PictureRefused as error:
        raise PictureNotRead from error
    return [_page(*parts) for parts in zip(recognitions, pictures, numbers, strict=True)]


def _page(recognition: Recognition, picture: Picture, number: int) -> Page:
    scale = POINTS_PER_INCH / picture.dpi
    size = turned_size((picture.width * scale, picture.height * scale), recognition.turned)
    found = [_in_points(word, scale) for word in recognition.words]
    straightening = find_straightening(found, size)
    page = mended_page(build_page(number, size, [_straight(word, straightening) for word in found]))
    return replace(page, turned=recognition.turned, straightening=straightening)


def _in_points(word: RecognisedWord, scale: float) -> RecognisedWord:
    left, top, right, bottom = (scale * edge for edge in (word.left, word.top, word.right, word.bottom))
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def _straight(word: RecognisedWord, straightening: Straightening) -> Word:
    box = straightening.straight_box(Box(word.left, word.top, word.right, word.bottom))
    return Word(word.text, box, confidence=word.confidence)
