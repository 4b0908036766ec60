"""The fonts of rendered invoices: embedded, and chosen letter by letter so that no name is lost.

Source Sans for Latin, Greek and Cyrillic, WenQuanYi Micro Hei for what it lacks (Chinese, Japanese, Korean). Letters
that neither has are shown as a white square. Both fonts are TrueType: reportlab embeds no other.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from chalicelib.fonts import Font, path

REGULAR, BOLD, CJK = "InvoiceSans", "InvoiceSans-Bold", "InvoiceCJK"
_FONTS = {REGULAR: Font.SANS, BOLD: Font.SANS_BOLD, CJK: Font.CJK}
_MISSING = "\N{WHITE SQUARE}"


@cache
def register() -> None:
    """Make the fonts known to reportlab, once a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, font in _FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(path(font))))


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Split text into pieces of one font each: the wanted one where it has the letters, else the CJK one."""
    for chosen, letters in groupby(text, key=lambda letter: _font_for(letter, font)):
        piece = "".join(letters)
        yield (chosen or CJK), piece if chosen else _MISSING * len(piece)


def width(text: str, font: str, size: float) -> float:
    """Width of text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(piece, name, size) for name, piece in runs(text, font)))


@cache
def _font_for(letter: str, font: str) -> str | None:
    return next((name for name in (font, CJK) if ord(letter) in _letters(name)), None)


def _letters(name: str) -> dict[int, int]:
    from reportlab.pdfbase import pdfmetrics

    face: Any = pdfmetrics.getFont(name).face
    letters: dict[int, int] = face.charToGlyph
    return letters
