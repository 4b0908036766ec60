"""Type in which every letter takes the same room, as typewriters, dot printers and tills set it.

A space is there as wide as a letter, which elsewhere is the gap between two columns.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Protocol

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.geometry import height

NARROWEST, WIDEST = 0.95, 1.75  # widths of a letter: a space, with what narrow letters leave free at its sides
CLOSE = 1.2  # heights of the type: a wider gap says nothing of a page's spaces
LEAST_SPACES, SHARE = 6, 0.2  # of a page's spaces that are so wide, before some of its type is taken for fixed
_THOUSANDS = re.compile(r"\d{3}(?:[.,'’]?\d{3})*(?:[.,]\d{1,2})?(?!\d)")
_DECIMALS = re.compile(r"\d[.,]\d{2}$")


class Printed(Protocol):
    """A word with its place."""

    @property
    def text(self) -> str:
        """Its letters."""

    @property
    def box(self) -> Box:
        """The rectangle around it."""


def has_fixed_width(rows: Iterable[Sequence[Printed]]) -> bool:
    """Whether some of a page's type has letters of one width."""
    close = [pair for pair in chain.from_iterable(map(pairwise, rows)) if 0 < _space(*pair) < CLOSE * _size(*pair)]
    wide = sum(is_one_space(*pair) for pair in close)
    return wide >= max(LEAST_SPACES, SHARE * len(close))


def is_one_space(left: Printed, right: Printed) -> bool:
    """Whether two words are separated as by one space of such type."""
    letter = max(_letter(left), _letter(right))
    return NARROWEST * letter <= _space(left, right) <= WIDEST * letter


def is_one_number(left: str, right: str) -> bool:
    """Whether two groups of digits with a space between may be one number: an amount's thousands, a telephone's groups.

    >>> is_one_number("9", "523,00"), is_one_number("7718", "06")
    (True, True)
    >>> is_one_number("2", "3,19"), is_one_number("5,00", "20")
    (False, False)
    """
    if _DECIMALS.search(left):
        return False
    return not _DECIMALS.search(right) or (len(left) < len("1000") and _THOUSANDS.match(right) is not None)


def _space(left: Printed, right: Printed) -> float:
    return right.box.left - left.box.right


def _size(left: Printed, right: Printed) -> float:
    return max(height(left.box), height(right.box))


def _letter(word: Printed) -> float:
    """The mean width of a word's letters."""
    return (word.box.right - word.box.left) / len(word.text)
