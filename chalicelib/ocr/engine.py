"""The recogniser: a page's picture in, its words out, whichever way up it lies."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.ocr import models
from chalicelib.ocr.characters import Character, read_strips
from chalicelib.ocr.detection import TextLine, find_lines
from chalicelib.ocr.recognition import RecognisedWord, Recognition
from chalicelib.ocr.strips import Strip, cut
from chalicelib.ocr.word_splitting import split

if TYPE_CHECKING:
    from PIL.Image import Image

QUARTER, HALF = 90, 180  # degrees counter-clockwise
MOST_LINES = 2_000  # of a page: a dense one has 200
READABLE = 0.8  # mean confidence of a page's characters; upside down it is lower
LEAST_CONFIDENCE = 0.5  # mean of a line's characters: below are drawings, stamps and dirt


@dataclass(frozen=True)
class _ReadLine:
    strip: Strip
    characters: list[Character]

    @property
    def confidence(self) -> float:
        """The mean of the characters'."""
        return sum(character.confidence for character in self.characters) / max(1, len(self.characters))


class Engine:
    """The models, loaded once; not safe for several threads at once."""

    def __init__(self, threads: int = 1) -> None:
        """Load the models; raise `ModelsMissing`."""
        self._finding, self._reading, self._alphabet = models.load(threads)

    def recognise(self, picture: bytes) -> Recognition:
        """The words of a PNG or JPEG."""
        from PIL import Image

        with Image.open(io.BytesIO(picture)) as opened:
            grey = opened.convert("L")
        lines = find_lines(grey, self._finding)
        turned = 0
        if _lies_on_its_side(lines):
            grey, turned = grey.transpose(Image.Transpose.ROTATE_90), QUARTER
            lines = find_lines(grey, self._finding)
        read, over = self._read(grey, lines[:MOST_LINES])
        return Recognition(tuple(_words(read, grey, over=over)), turned + (HALF if over else 0))

    def _read(self, picture: "Image", lines: Sequence[TextLine]) -> tuple[list[_ReadLine], bool]:
        """The lines as they are read best, and whether that is upside down."""
        strips = [cut(picture, line) for line in lines]
        upright = self._read_strips(strips)
        if _confidence(upright) >= READABLE:
            return upright, False
        over = self._read_strips([strip.upside_down() for strip in strips])
        return (over, True) if _confidence(over) > _confidence(upright) else (upright, False)

    def _read_strips(self, strips: Sequence[Strip]) -> list[_ReadLine]:
        read = read_strips(strips, self._reading, self._alphabet)
        return [_ReadLine(strip, characters) for strip, characters in zip(strips, read, strict=True)]


def _lies_on_its_side(lines: Sequence[TextLine]) -> bool:
    """Whether more text runs up or down than across, by length."""
    down = sum(line.half_height for line in lines if line.tall)
    return down > sum(line.half_length for line in lines if not line.tall)


def _confidence(lines: Sequence[_ReadLine]) -> float:
    characters = [character.confidence for line in lines for character in line.characters]
    return sum(characters) / len(characters) if characters else 0.0


def _words(lines: Sequence[_ReadLine], picture: "Image", *, over: bool) -> list[RecognisedWord]:
    """The lines' words in reading order, with places on the picture as its text is upright."""
    kept = [line for line in lines if line.characters and line.confidence >= LEAST_CONFIDENCE]
    words = [words for line in kept if (words := _words_of(line, picture.size, over=over))]
    words.sort(key=lambda line: (line[0].top, line[0].left))
    return [word for line in words for word in line]


def _words_of(line: _ReadLine, size: tuple[int, int], *, over: bool) -> list[RecognisedWord]:
    return [
        _placed(line.strip, word.text, (word.left, word.right), word.confidence, size, over=over)
        for word in split(line.strip, line.characters)
    ]


def _placed(
    strip: Strip, text: str, ends: tuple[float, float], confidence: float, size: tuple[int, int], *, over: bool
) -> RecognisedWord:
    """A word with its rectangle; on a page that stands on its head, a strip's left end is the page's right one."""
    (left, left_y), (right, right_y) = strip.place(ends[0]), strip.place(ends[1])
    middle = (left_y + right_y) / 2
    if over:
        (left_x, y) = strip.place(strip.image.width - ends[0])
        (right_x, _) = strip.place(strip.image.width - ends[1])
        left, right, middle = size[0] - left_x, size[0] - right_x, size[1] - y
    half, (run, rise) = strip.line.half_height, strip.line.along
    return RecognisedWord(text, left, middle - half, right, middle + half, confidence, rise / run)
