"""A page of words, laid out by hand: what a PDF's text layer would be, without the detour of a PDF."""

from dataclasses import dataclass, field

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.page import Page, Word, build_page

WIDTH, HEIGHT = 595.0, 842.0
LETTER, BOLD_LETTER, IDEOGRAPH, SPACE = 0.48, 0.53, 1.0, 0.28  # of the type's size
FIRST_IDEOGRAPH = "\u3000"


@dataclass
class Sheet:
    """An A4 page in the making."""

    words: list[Word] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, size: float = 9.0, *, bold: bool = False) -> float:
        """Write a line with its upper edge at `y`; a negative `x` is where it ends. Returns the next line's height."""
        left = x if x >= 0 else -x - _width(text, size, bold)
        for word in text.split():
            right = left + _width(word, size, bold)
            self.words.append(Word(word, Box(left, y, right, y + size * 1.2), bold))
            left = right + SPACE * size
        return y + size * 1.35

    def page(self) -> Page:
        """The page model."""
        return build_page(1, (WIDTH, HEIGHT), self.words)


def _width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - as its word is
    letter = BOLD_LETTER if bold else LETTER
    widths = (IDEOGRAPH if char >= FIRST_IDEOGRAPH else SPACE if char == " " else letter for char in text)
    return sum(widths) * size
