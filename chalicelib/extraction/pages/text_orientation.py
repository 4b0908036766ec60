"""Which way up text is, and places on a page that was turned to have its text upright.

Turns are in degrees counter-clockwise. Text is read upright; places are given on the page as it is shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.result import Extracted

Size = tuple[float, float]


class Turn(IntEnum):
    """Degrees counter-clockwise that set a text upright."""

    NONE = 0
    LEFT = 90
    OVER = 180
    RIGHT = 270


def turned_point(x: float, y: float, turn: int, size: Size) -> tuple[float, float]:
    """Where a point lies once what is so large is turned; from the top left corner.

    >>> [turned_point(10, 20, turn, (100, 200)) for turn in Turn]
    [(10, 20), (20, 90), (90, 180), (180, 10)]
    """
    width, height = size
    match turn:
        case Turn.LEFT:
            return y, width - x
        case Turn.OVER:
            return width - x, height - y
        case Turn.RIGHT:
            return height - y, x
        case _:
            return x, y


def turned_box(box: Box, turn: int, size: Size) -> Box:
    """Where a box lies once what is so large is turned.

    >>> turned_box(Box(10, 20, 30, 25), Turn.LEFT, (100, 200))
    Box(left=20, top=70, right=25, bottom=90)
    """
    first, second = turned_point(box.left, box.top, turn, size), turned_point(box.right, box.bottom, turn, size)
    across, down = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return Box(across[0], down[0], across[1], down[1])


def turned_size(size: Size, turn: int) -> Size:
    """How large something is once it is turned.

    >>> turned_size((100, 200), Turn.LEFT)
    (200, 100)
    """
    return size if turn % Turn.OVER == 0 else (size[1], size[0])


def as_shown(extracted: Extracted, pages: Sequence[Page]) -> Extracted:
    """A reading with its places on the pages as they are shown, not as they were turned and set straight to be read."""
    moved: dict[int | None, Page] = {page.number: page for page in pages if page.turned or page.straightening}
    if not moved:
        return extracted
    fields = {name: replace(f, box=_shown(f.box, moved.get(f.page))) for name, f in extracted.fields.items()}
    lines = tuple(replace(line, box=_shown(line.box, moved.get(line.page))) for line in extracted.lines)
    return replace(extracted, fields=fields, lines=lines)


def _shown(box: Box | None, page: Page | None) -> Box | None:
    return shown_box(box, page) if box and page else box


def shown_box(box: Box, page: Page) -> Box:
    """Where the page shows what was read in a box."""
    if page.straightening:
        box = page.straightening.box_on_picture(box)
    return turned_box(box, -page.turned % 360, (page.width, page.height))
