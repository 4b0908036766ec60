"""The fonts of rendered invoices: embedded, and chosen letter by letter so that no name is lost.

Source Sans for Latin, Greek and Cyrillic, WenQuanYi Micro Hei for what it lacks (Chinese, Japanese, Korean), whose bold
letters are drawn with a stroke around them, since a bold font of it would take 5 MB. Letters that neither has are shown
as a white square; `lacking` names them, and nothing that is issued has any. Both fonts are TrueType: reportlab embeds
no other.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from chalicelib.fonts import Font, path

REGULAR, BOLD, CJK = "InvoiceSans", "InvoiceSans-Bold", "InvoiceCJK"
STROKE = 0.024
"""How thick the stroke of bold Chinese letters is, as a share of their size."""
_FONTS = {REGULAR: Font.SANS, BOLD: Font.SANS_BOLD, CJK: Font.CJK}
_MISSING = "\N{WHITE SQUARE}"
_DASHES = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HORIZONTAL BAR}": "—"})
_INVISIBLE = frozenset({"Cc", "Cf"})
_SELECTORS = range(0xFE00, 0xFE10)


@cache
def register() -> None:
    """Make the fonts known to reportlab, once a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, font in _FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(path(font))))


def cleaned(text: str) -> str:
    r"""Return a text as it is drawn: letters composed (NFC), every space a plain one, nothing invisible.

    >>> cleaned("Mu\u0308ller\u200b\t1\u202f234")
    'Müller 1 234'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_drawn(letter) for letter in unicodedata.normalize("NFC", text).translate(_DASHES))


def lacking(text: str) -> str:
    """Return the letters of a text that no font has, each once.

    >>> register()
    >>> lacking("Zoë 北京 שלום"), lacking("Ελλάδα, Київ")
    ('ולםש', '')
    """
    return "".join(sorted({letter for letter in cleaned(text) if _font_for(letter, REGULAR) is None}))


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Split text into pieces of one font each: the wanted one where it has the letters, else the CJK one."""
    for chosen, letters in groupby(text, key=lambda letter: _font_for(letter, font)):
        piece = "".join(letters)
        yield (chosen or CJK), piece if chosen else _MISSING * len(piece)


def width(text: str, font: str, size: float) -> float:
    """Width of text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(piece, name, size) for name, piece in runs(text, font)))


def _drawn(letter: str) -> str:
    if letter.isspace():
        return "\N{IDEOGRAPHIC SPACE}" if letter == "\N{IDEOGRAPHIC SPACE}" else " "
    return "" if unicodedata.category(letter) in _INVISIBLE or ord(letter) in _SELECTORS else letter


@cache
def _font_for(letter: str, font: str) -> str | None:
    return next((name for name in (font, CJK) if ord(letter) in _letters(name)), None)


def _letters(name: str) -> dict[int, int]:
    from reportlab.pdfbase import pdfmetrics

    face: Any = pdfmetrics.getFont(name).face
    letters: dict[int, int] = face.charToGlyph
    return letters
