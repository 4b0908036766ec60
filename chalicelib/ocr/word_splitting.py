"""A line's characters as words with places.

The model writes spaces, but not each one that a person sees, and it says only roughly where a character stands. The
ink decides: a word ends in the gap between two characters, and a gap that is much wider than the line's others parts
two words without a written space too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.characters import Character
from chalicelib.ocr.strips import HEIGHT, Strip

CONTRAST = 0.35  # of a strip's range of greys: what differs from the paper by more is ink
SPACE = 0.24 * HEIGHT  # pixels: the narrowest gap that is taken for a space where none is written
SPACE_BESIDE_DIGIT = 0.2 * HEIGHT  # the same between a letter and a digit, where a model loses spaces: "Total42.00"
RULES, BRACKETS = "|_~", (("[", "]"), ("{", "}"))
WIDER = 2.5  # times the line's usual gap, which is wide in letter-spaced and fixed-width type


@dataclass(frozen=True, slots=True)
class StripWord:
    """A word on a strip, with its ends in pixels."""

    text: str
    left: float
    right: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Gap:
    """Paper between two characters: where it begins and ends, and whether it separates words."""

    start: float
    end: float
    parts: bool


def split(strip: Strip, characters: Sequence[Character]) -> list[StripWord]:
    """The words of a strip, from left to right."""
    letters = [character for character in characters if not character.text.isspace()]
    if not letters:
        return []
    ink = _ink(strip)
    spaces = [character.x for character in characters if character.text.isspace()]
    gaps = _gaps(letters, spaces, ink)
    left, right = _ends(ink, strip.image.width)
    return _without_drawn([word for word in _words(letters, gaps, left, right) if word.text])


def _without_drawn(words: list[StripWord]) -> list[StripWord]:
    """The words without single ideographs amid other letters, which are drawings taken for letters."""
    drawn = [word for word in words if _is_ideograph(word.text)]
    if len(words) > len(drawn) == _ideographs(words):
        return [word for word in words if word not in drawn]
    return words


def _is_ideograph(text: str) -> bool:
    """Whether a word is one Chinese character: alone among other letters, that is a logo that was taken for one."""
    return len(text) == 1 and "\u3400" <= text <= "\u9fff"


def _ideographs(words: Sequence[StripWord]) -> int:
    return sum("\u3400" <= letter <= "\u9fff" for word in words for letter in word.text)


def _ink(strip: Strip) -> NDArray[np.bool_]:
    """Which columns of a strip have ink, on paper of whatever colour."""
    counts = np.asarray(strip.image.histogram())
    paper = int(np.searchsorted(counts.cumsum(), counts.sum() / 2))
    shades = np.nonzero(counts)[0]
    contrast = int(CONTRAST * max(1, shades[-1] - shades[0]))
    grey = np.asarray(strip.image)
    is_ink: NDArray[np.bool_] = np.logical_or(grey < paper - contrast, grey > paper + contrast)
    columns: NDArray[np.bool_] = np.any(is_ink, axis=0)
    return columns


def _ends(ink: NDArray[np.bool_], width: int) -> tuple[float, float]:
    columns = np.nonzero(ink)[0]
    return (float(columns[0]), float(columns[-1] + 1)) if len(columns) else (0.0, float(width))


def _gaps(letters: Sequence[Character], spaces: Sequence[float], ink: NDArray[np.bool_]) -> list[_Gap]:
    """The paper between each two neighbouring letters."""
    stretches = _stretches_of_paper(ink)
    papers = [_widest_paper(stretches, len(ink), left.x, right.x) for left, right in pairwise(letters)]
    usual = median(end - start for start, end in papers) if papers else 0.0
    return [
        _Gap(start, end, _is_written(spaces, left.x, right.x) or end - start > max(_space(left, right), WIDER * usual))
        for (start, end), (left, right) in zip(papers, pairwise(letters), strict=True)
    ]


def _space(left: Character, right: Character) -> float:
    return SPACE_BESIDE_DIGIT if left.text.isalpha() and right.text.isdigit() else SPACE


def _is_written(spaces: Sequence[float], left: float, right: float) -> bool:
    return any(left < space < right for space in spaces)


def _stretches_of_paper(ink: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Where the stretches without ink begin, and where they end."""
    edges = np.diff(np.pad(~ink, 1).astype(np.int8))
    return np.nonzero(edges == 1)[0].tolist(), np.nonzero(edges == -1)[0].tolist()


def _widest_paper(stretches: tuple[list[int], list[int]], width: int, left: float, right: float) -> tuple[float, float]:
    """The widest stretch without ink between two places; where there is none, the middle."""
    starts, ends = stretches
    first, last = int(left), min(int(right) + 1, width)
    inside = slice(bisect_right(ends, first), bisect_left(starts, last))
    papers = [(max(first, start), min(last, end)) for start, end in zip(starts[inside], ends[inside], strict=True)]
    if not papers:
        return (left + right) / 2, (left + right) / 2
    start, end = max(papers, key=lambda paper: paper[1] - paper[0])
    return float(start), float(end)


def _words(letters: Sequence[Character], gaps: Sequence[_Gap], left: float, right: float) -> Iterator[StripWord]:
    begin, start = 0, left
    for index, gap in enumerate(gaps, 1):
        if gap.parts:
            yield _word(letters[begin:index], start, gap.start)
            begin, start = index, gap.end
    yield _word(letters[begin:], start, right)


def _word(letters: Sequence[Character], left: float, right: float) -> StripWord:
    confidence = min(letter.confidence for letter in letters)
    return StripWord(without_frame("".join(letter.text for letter in letters)), left, max(left, right), confidence)


def without_frame(text: str) -> str:
    """A word without the rules of a table that were taken for letters.

    >>> without_frame("|42.00]"), without_frame("[DE]"), without_frame("|")
    ('42.00', '[DE]', '')
    """
    text = text.strip(RULES)
    for opening, closing in BRACKETS:
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing)
    return text
