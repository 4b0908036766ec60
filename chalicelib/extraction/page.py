"""The page model: words with their places, rows, and segments (runs of words that belong together).

Both the PDF reader and the text recognition make words; everything above this module sees only pages, so that a scan
and a text PDF are understood by the same code. A *segment* is what a person sees as one piece of text in a row: a
label, a value, a table cell. It ends where the gap is wider than a space could be.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chalicelib.extraction.geometry import height, middle, same_row, union
from chalicelib.extraction.result import Box

# A space is 0.25-0.35 of the font's height, up to 0.6 in fixed-width and justified text; a column gap is wider.
SEGMENT_GAP = 0.9
# Between two numbers a thousands space is as narrow as a space can be; anything wider parts two columns.
NUMBER_GAP = 0.42
# In fixed-width type a space is as wide as a digit.
LETTER_WIDTHS = 1.02


@dataclass(frozen=True, slots=True)
class Word:
    """Text without a space in it."""

    text: str
    box: Box
    bold: bool = False


@dataclass(frozen=True, eq=False)
class Segment:
    """Words of one row with no more than a space between them. `row` counts over the whole document.

    Compared by identity: the same words elsewhere on the page are another segment.
    """

    words: tuple[Word, ...]
    page: int
    row: int

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        """The rectangle around the words."""
        return union(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The height of its tallest word: the measure of font size that every reader can give."""
        return max(height(word.box) for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word of it is set in bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True)
class Page:
    """One page: its rows from top to bottom, each with its segments from left to right.

    `turned` is how far it was turned to have its text upright, in degrees counter-clockwise; sizes and places are those
    of the turned page.
    """

    number: int
    width: float
    height: float
    rows: tuple[tuple[Segment, ...], ...]
    turned: int = 0

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in reading order."""
        return tuple(segment for row in self.rows for segment in row)


def build_page(number: int, size: tuple[float, float], words: Iterable[Word], first_row: int = 0) -> Page:
    """Arrange words into rows and segments."""
    rows = tuple(
        tuple(Segment(run, number, first_row + index) for run in _runs(row)) for index, row in enumerate(_rows(words))
    )
    return Page(number, size[0], size[1], rows)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by line: a word joins the row whose first word it stands beside, so that rows can't creep."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (middle(w.box), w.box.left)):
        for row in reversed(rows[-4:]):
            if same_row(row[0].box, word.box):
                row.append(word)
                break
        else:
            rows.append([word])
    rows.sort(key=lambda row: min(middle(word.box) for word in row))
    return [sorted(row, key=lambda w: w.box.left) for row in rows]


def _runs(row: list[Word]) -> list[tuple[Word, ...]]:
    runs = [[row[0]]]
    for word in row[1:]:
        if _parted(runs[-1][-1], word):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [tuple(run) for run in runs]


def _parted(left: Word, right: Word) -> bool:
    gap = right.box.left - left.box.right
    em = max(height(left.box), height(right.box))
    if left.text[-1].isdigit() and right.text[0].isdigit():
        letter = (left.box.right - left.box.left) / len(left.text)
        return gap > max(em * NUMBER_GAP, letter * LETTER_WIDTHS)
    return gap > em * SEGMENT_GAP
