"""The recogniser: a page's picture in, its words out, whichever way up it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.ocr import models
from chalicelib.ocr.characters import Character, confidence, read_strips
from chalicelib.ocr.detection import TextLine, find_lines
from chalicelib.ocr.picture import open_page
from chalicelib.ocr.recognition import RecognisedWord, Recognition
from chalicelib.ocr.second_reading import read_doubtful_again
from chalicelib.ocr.strips import Strip, cut
from chalicelib.ocr.word_splitting import split

if TYPE_CHECKING:
    from PIL.Image import Image

QUARTER, HALF = 90, 180  # degrees counter-clockwise
MAX_LINES = 2_000  # of a page: a dense one has 200
READABLE = 0.8  # mean confidence of a page's characters; upside down it is 0.5 to 0.7
MAX_TRIED = 16  # of the longest lines are read turned, to see whether the page is upside down
LEAST_CONFIDENCE = 0.5  # mean of a line's characters: below are drawings, stamps and dirt


@dataclass(frozen=True)
class _ReadLine:
    strip: Strip
    characters: list[Character]


class Engine:
    """The models, loaded once; not safe for several threads at once."""

    def __init__(self) -> None:
        """Load the models; raise `ModelsMissing`."""
        self._models = models.load()

    def recognise(self, picture: bytes) -> Recognition:
        """The words of a page's picture; raise `NotAPicture`."""
        from PIL import Image

        grey = open_page(picture)
        lines = self._find(grey)
        turned = 0
        if _lies_on_its_side(lines):
            grey, turned = grey.transpose(Image.Transpose.ROTATE_90), QUARTER
            lines = self._find(grey)
        read, upside_down = self._read(grey, lines[:MAX_LINES])
        return Recognition(tuple(_words(read, grey, upside_down=upside_down)), turned + (HALF if upside_down else 0))

    def _find(self, picture: "Image") -> list[TextLine]:
        return find_lines(picture, self._models.tiny_finder, self._models.small_finder)

    def _read(self, picture: "Image", lines: Sequence[TextLine]) -> tuple[list[_ReadLine], bool]:
        """The lines as they are read best, and whether that is upside down."""
        strips = [cut(picture, line) for line in lines]
        first = read_strips(strips, self._models.tiny_reader)
        upside_down = self._is_upside_down(strips, first)
        if upside_down:
            strips = [strip.upside_down() for strip in strips]
            first = read_strips(strips, self._models.tiny_reader)
        read = read_doubtful_again(strips, first, self._models.small_reader)
        return [_ReadLine(strip, characters) for strip, characters in zip(strips, read, strict=True)], upside_down

    def _is_upside_down(self, strips: Sequence[Strip], upright: Sequence[list[Character]]) -> bool:
        """Whether a page that is hard to read is easier to read upside down."""
        if confidence(chain.from_iterable(upright)) >= READABLE:
            return False
        longest = sorted(range(len(strips)), key=lambda index: -strips[index].image.width)[:MAX_TRIED]
        turned = read_strips([strips[index].upside_down() for index in longest], self._models.tiny_reader)
        return confidence(chain.from_iterable(turned)) > confidence(chain(*(upright[index] for index in longest)))


def _lies_on_its_side(lines: Sequence[TextLine]) -> bool:
    """Whether more text runs up or down than across, by length."""
    down = sum(line.half_height for line in lines if line.tall)
    return down > sum(line.half_length for line in lines if not line.tall)


def _words(lines: Sequence[_ReadLine], picture: "Image", *, upside_down: bool) -> list[RecognisedWord]:
    """The lines' words in reading order, with places on the picture as its text is upright."""
    kept = [line for line in lines if confidence(line.characters) >= LEAST_CONFIDENCE]
    words = [words for line in kept if (words := _words_of(line, picture.size, upside_down=upside_down))]
    words.sort(key=lambda line: (line[0].top, line[0].left))
    return [word for line in words for word in line]


def _words_of(line: _ReadLine, size: tuple[int, int], *, upside_down: bool) -> list[RecognisedWord]:
    return [
        _placed(line.strip, word.text, (word.left, word.right), word.confidence, size, upside_down=upside_down)
        for word in split(line.strip, line.characters)
    ]


def _placed(
    strip: Strip, text: str, ends: tuple[float, float], confidence: float, size: tuple[int, int], *, upside_down: bool
) -> RecognisedWord:
    """A word with its rectangle; on an upside-down page, a strip's left end is the page's right one."""
    width = strip.image.width
    begin, end = (width - ends[0], width - ends[1]) if upside_down else ends
    (left, left_y), (right, right_y) = strip.place(begin), strip.place(end)
    middle = (left_y + right_y) / 2
    if upside_down:
        left, right, middle = size[0] - left, size[0] - right, size[1] - middle
    half, (run, rise) = strip.line.half_height, strip.line.along
    return RecognisedWord(text, left, middle - half, right, middle + half, confidence, rise / run)
