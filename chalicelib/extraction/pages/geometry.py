"""Rectangles on a page, and how two of them lie to each other. Points from the top left corner, as in `Box`."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.extraction.box import Box

SHARED_HEIGHT = 0.5  # of the lower of two texts, to be on one line; lines set solid share less


class Placed(Protocol):
    """Something with a place on a page."""

    @property
    def box(self) -> Box:
        """The rectangle around it."""


def union(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around all.

    >>> union([Box(0, 0, 1, 1), Box(2, 1, 3, 4)])
    Box(left=0, top=0, right=3, bottom=4)
    """
    lefts, tops, rights, bottoms = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def around(things: Iterable[Placed]) -> Box:
    """The smallest rectangle around things that have one each."""
    return union([thing.box for thing in things])


def height(box: Box) -> float:
    """How tall the rectangle is."""
    return box.bottom - box.top


def width(box: Box) -> float:
    """How wide the rectangle is."""
    return box.right - box.left


def middle(box: Box) -> float:
    """The y of the horizontal line through the centre."""
    return (box.top + box.bottom) / 2


def centre(box: Box) -> float:
    """The x of the vertical line through the centre."""
    return (box.left + box.right) / 2


def overlap_x(a: Box, b: Box) -> float:
    """How many points two rectangles share horizontally; negative where there is a gap.

    >>> overlap_x(Box(0, 0, 10, 1), Box(4, 5, 20, 6)), overlap_x(Box(0, 0, 10, 1), Box(12, 0, 20, 1))
    (6, -2)
    """
    return min(a.right, b.right) - max(a.left, b.left)


def overlap_y(a: Box, b: Box) -> float:
    """How many points two rectangles share vertically; negative where there is a gap."""
    return min(a.bottom, b.bottom) - max(a.top, b.top)


def touch(a: Box, b: Box) -> bool:
    """Whether two rectangles share something."""
    return min(overlap_x(a, b), overlap_y(a, b)) > 0


def holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a rectangle."""
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def same_row(a: Box, b: Box) -> bool:
    """Whether two texts stand on one line, small differences of size and baseline forgiven."""
    return overlap_y(a, b) >= min(height(a), height(b)) * SHARED_HEIGHT
