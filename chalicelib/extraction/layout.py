"""The words of a document's pages with their places: enough to find a label and its value again.

It is made where the file is read, kept beside the reading, and bounded. Places are in points from the top left corner
of the page as it was turned to have its text upright.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import text_of_words
from chalicelib.json_data import JsonObject

MAX_PAGES = 4  # the first three, and the last, where totals stand
MAX_PIECES = 1_500
MAX_LETTERS = 80  # of a word
MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class PageShape:
    """A page's number, its size as it is read, and the degrees by which it was turned for that."""

    number: int
    width: float
    height: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word, and how far it reaches across the page."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of a piece that are a date, an amount, or a number with a form of its own; its value in canonical text."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a row, as a person sees it: a label, a value, a cell."""

    page: int
    row: int
    top: float
    bottom: float
    words: tuple[PrintedWord, ...]
    values: tuple[Typed, ...] = ()

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return text_of_words(self.words)

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return self.box_of(0, len(self.words))

    def box_of(self, start: int, end: int) -> Box:
        """The rectangle around some of the words."""
        return Box(self.words[start].left, self.top, self.words[end - 1].right, self.bottom)


@dataclass(frozen=True)
class Layout:
    """The pieces of the pages that are kept, in reading order; `recognised` where a recogniser made the words."""

    pages: tuple[PageShape, ...]
    pieces: tuple[Piece, ...]
    recognised: bool = False

    @cached_property
    def rows(self) -> Mapping[int, tuple[Piece, ...]]:
        """The pieces of each row, from the left."""
        found: dict[int, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            found[piece.row].append(piece)
        return {row: tuple(sorted(pieces, key=lambda piece: piece.words[0].left)) for row, pieces in found.items()}

    def shape(self, number: int) -> PageShape | None:
        """A page by its number."""
        return next((page for page in self.pages if page.number == number), None)


def to_plain(layout: Layout) -> JsonObject:
    """A layout as plain data.

    >>> word = PrintedWord("Total", 10.0, 40.0)
    >>> layout = Layout((PageShape(1, 595.0, 842.0),), (Piece(1, 0, 20.0, 30.0, (word,)),))
    >>> from_plain(to_plain(layout)) == layout
    True
    """
    return {
        "pages": [[page.number, page.width, page.height, page.turned] for page in layout.pages],
        "pieces": [_piece_to_plain(piece) for piece in layout.pieces],
        "recognised": layout.recognised,
    }


def _piece_to_plain(piece: Piece) -> list[Any]:
    words = [[word.text, word.left, word.right] for word in piece.words]
    values = [[typed.kind, typed.value, typed.start, typed.end] for typed in piece.values]
    return [piece.page, piece.row, piece.top, piece.bottom, words, values]


def from_plain(plain: JsonObject) -> Layout:
    """The layout that `to_plain` was given."""
    pages = tuple(PageShape(*page) for page in plain["pages"])
    return Layout(pages, tuple(map(_piece_of_plain, plain["pieces"])), bool(plain["recognised"]))


def _piece_of_plain(plain: Sequence[Any]) -> Piece:
    page, row, top, bottom, words, values = plain
    return Piece(
        page, row, top, bottom, tuple(PrintedWord(*word) for word in words), tuple(Typed(*value) for value in values)
    )


def to_bytes(layout: Layout) -> bytes | None:
    """A layout as the file that it is kept as; None for one that is too large to keep."""
    data = json.dumps(to_plain(layout), ensure_ascii=False, separators=(",", ":")).encode()
    return data if len(data) <= MAX_BYTES else None


def from_bytes(data: bytes) -> Layout:
    """The layout of a kept file."""
    return from_plain(json.loads(data))
