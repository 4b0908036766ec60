"""Recognised words as pages, so that the reader doesn't care who recognised them.

A recogniser gets straightened pictures and gives words with boxes in their pixels; pages are built from them just as
from a PDF's own words.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from chalicelib.extraction.box import Box
from chalicelib.extraction.errors import NoText, PictureNotRead
from chalicelib.extraction.pages.geometry import middle
from chalicelib.extraction.pages.page import Page, Word, build_page
from chalicelib.extraction.pages.straightening import Straightening, find_straightening
from chalicelib.extraction.pages.text_orientation import turned_size
from chalicelib.extraction.sources.picture import Picture
from chalicelib.extraction.values.look_alikes import mended_page
from chalicelib.ocr.recognition import Ocr, PictureRefused, RecognisedWord, Recognition

POINTS_PER_INCH = 72
NEAR, BESIDE = 3.0, 0.5  # heights of a word: to the next one of its line, and up or down
MAX_PICTURES = 24  # that are recognised for one file: 12 of it and 12 of the one inside it; each may cost money


class Unavailable:
    """The recogniser of a machine that has none: a file that needs one can't be read, and the error says why."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """Raise `NoText`."""
        del pictures
        raise NoText


class RecognisedOnce:
    """A recogniser that is shown each picture of a file once, however often the file's pages are read.

    `pages` has the page of each picture that it was shown, in that order; 0 for those of the file around this one.
    """

    def __init__(self, ocr: Ocr) -> None:
        self._ocr = ocr
        self._known: dict[str, Recognition] = {}
        self.pages: list[int] = []

    def recognise(self, pictures: Mapping[int, bytes]) -> list[Recognition]:
        """The words of pictures by their pages' numbers; raise `NoText` where they would be too many."""
        digests = {number: hashlib.sha256(picture).hexdigest() for number, picture in pictures.items()}
        new: dict[str, int] = {}
        for number, digest in digests.items():
            if digest not in self._known:
                new.setdefault(digest, number)
        if new:
            self._ask([pictures[number] for number in new.values()], new)
        return [self._known[digest] for digest in digests.values()]

    def _ask(self, pictures: Sequence[bytes], new: Mapping[str, int]) -> None:
        if len(self.pages) + len(new) > MAX_PICTURES:
            raise NoText
        recognitions = self._ocr.recognise(pictures)
        self._known.update(zip(new, recognitions, strict=True))
        self.pages += new.values()

    def begin_inner_file(self) -> None:
        """What was shown so far are no pages of the file that is read from now on."""
        self.pages = [0] * len(self.pages)


def recognise_pages(pictures: Mapping[int, Picture], ocr: RecognisedOnce) -> list[Page]:
    """Page models of pictures by their pages' numbers, in points; rows are counted from 0 on each."""
    try:
        recognitions = ocr.recognise({number: picture.png() for number, picture in pictures.items()})
    except PictureRefused as error:
        raise PictureNotRead from error
    return [_page(*parts) for parts in zip(recognitions, pictures.values(), pictures, strict=True)]


def _page(recognition: Recognition, picture: Picture, number: int) -> Page:
    scale = POINTS_PER_INCH / picture.dpi
    size = turned_size((picture.width * scale, picture.height * scale), recognition.turned)
    found = [_in_points(word, scale) for word in recognition.words]
    straightening = find_straightening(found, size)
    words = chain.from_iterable(_level(line, straightening) for line in _lines(found))
    page = mended_page(build_page(number, size, words))
    return replace(page, turned=recognition.turned, straightening=straightening)


def _in_points(word: RecognisedWord, scale: float) -> RecognisedWord:
    left, top, right, bottom = (scale * edge for edge in (word.left, word.top, word.right, word.bottom))
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def _lines(words: Sequence[RecognisedWord]) -> Iterator[list[RecognisedWord]]:
    """The words line by line, as they were recognised: those of one line have its slope, and stand side by side."""
    line: list[RecognisedWord] = []
    for word in words:
        if line and not _goes_on(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _goes_on(last: RecognisedWord, word: RecognisedWord) -> bool:
    """Whether a word stands behind another in its line: close, and at the height that the line's slope leads to."""
    height = word.bottom - word.top
    if word.slope != last.slope or not last.left < word.left or word.left - last.right >= NEAR * height:
        return False
    expected = (last.top + last.bottom) / 2 + last.slope * (word.left - last.left)
    return abs((word.top + word.bottom) / 2 - expected) < BESIDE * height


def _level(line: Sequence[RecognisedWord], straightening: Straightening) -> Iterator[Word]:
    """The words of a line on the straight page, all at one height: none may get into another row than the others."""
    boxes = [straightening.straight_box(Box(word.left, word.top, word.right, word.bottom)) for word in line]
    height = sum(middle(box) for box in boxes) / len(boxes)
    for word, box in zip(line, boxes, strict=True):
        down = height - middle(box)
        yield Word(word.text, replace(box, top=box.top + down, bottom=box.bottom + down), confidence=word.confidence)
