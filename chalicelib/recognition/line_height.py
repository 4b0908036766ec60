"""Words of one height a line, from boxes that are as high as the letters in them.

Textract's box of "no" is lower than that of "Nap", while the height is what the size of type is known by.
"""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.ocr.recognition import RecognisedWord

MAX_HEIGHT = 1.8  # times the usual height of a line's words: a logo or a frame that was taken for a letter
LEADING = 0.15  # of their height, which the boxes lack above and below


def evened(line: Iterable[RecognisedWord]) -> list[RecognisedWord]:
    """A line's words with the height of the line; a logo or a frame that was taken for a letter doesn't count.

    >>> words = [RecognisedWord("no", 0, 4, 9, 10), RecognisedWord("Nap", 12, 0, 30, 10)]
    >>> [(word.top, word.bottom) for word in evened(words)]
    [(-1.5, 11.5), (-1.5, 11.5)]
    """
    words = list(line)
    usual = sorted(_height(word) for word in words)[len(words) // 2] * MAX_HEIGHT
    letters = [word for word in words if _height(word) <= usual]
    top, bottom = min(word.top for word in letters), max(word.bottom for word in letters)
    pad = LEADING * (bottom - top)
    return [replace(word, top=top - pad, bottom=bottom + pad) if word in letters else word for word in words]


def _height(word: RecognisedWord) -> float:
    return word.bottom - word.top
