"""The fonts of rendered invoices: embedded, and chosen letter by letter so that no name is lost.

Source Sans for Latin, Greek and Cyrillic, FiraGO for Arabic and Hebrew, WenQuanYi Micro Hei for what these lack
(Chinese, Japanese, Korean), whose bold letters are drawn with a stroke around them, since a bold font of it would take
5 MB. Letters that no font has are shown as a white square; `lacking` names them, and nothing that is issued has any.
All fonts are TrueType: reportlab embeds no other.
"""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from chalicelib.documents.rendering import right_to_left
from chalicelib.fonts import Font, PackedFont, path, unpacked

REGULAR, BOLD, CJK = "InvoiceSans", "InvoiceSans-Bold", "InvoiceCJK"
STROKE = 0.024
"""How thick the stroke of bold Chinese letters is, as a share of their size."""
_FONTS = {REGULAR: Font.SANS, BOLD: Font.SANS_BOLD, CJK: Font.CJK}
_RIGHT_TO_LEFT = {
    False: ("InvoiceRightToLeft", PackedFont.RIGHT_TO_LEFT),
    True: ("InvoiceRightToLeft-Bold", PackedFont.RIGHT_TO_LEFT_BOLD),
}
_MISSING = "\N{WHITE SQUARE}"
_DASHES = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HORIZONTAL BAR}": "—"})
_INVISIBLE = frozenset({"Cc", "Cf"})
_SYMBOL = "S"
"""Unicode's class of signs such as that of the shekel: of those FiraGO has some that no other font has."""
_SELECTORS = range(0xFE00, 0xFE10)


@cache
def register() -> None:
    """Make the fonts known to reportlab, once a process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, font in _FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(path(font))))


@cache
def _right_to_left(*, is_bold: bool) -> str:
    """The name of the font for Arabic and Hebrew, which is unpacked only where there are such letters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name, packed = _RIGHT_TO_LEFT[is_bold]
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(unpacked(packed))))
    return name


def cleaned(text: str) -> str:
    r"""Return a text as it is drawn: letters composed (NFC) and joined, every space a plain one, nothing invisible.

    What runs from the right stays in the order in which it is read, with what says which way it runs.

    >>> cleaned("Mu\u0308ller\u200b\t1\u202f234")
    'Müller 1 234'
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).translate(_DASHES)
    if not right_to_left.is_in(composed) and right_to_left.RIGHT_TO_LEFT not in composed:
        return "".join(map(_drawn, composed))
    joined = right_to_left.joined(composed)
    return "".join(letter if letter in right_to_left.UNSEEN else _drawn(letter) for letter in joined)


def lacking(text: str) -> str:
    """Return the letters of a text that no font has in all forms that it may be drawn in, each once.

    >>> register()
    >>> lacking("Zoë 北京 नम"), lacking("Ελλάδα, Київ, שלום, سلام")
    ('नम', '')
    """
    letters = {*unicodedata.normalize("NFC", text).translate(_DASHES)}
    return "".join(sorted(letter for letter in letters if not _is_known(letter)))


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Split text into pieces of one font each: the wanted one where it has the letters, else another that has them."""
    is_mixed = right_to_left.is_in(text)  # its spaces are then those of the wider font, or words would seem joined
    shown = (letter for letter in text if letter not in right_to_left.UNSEEN)
    for chosen, letters in groupby(shown, key=lambda letter: _font_for(letter, font, is_spaced=is_mixed)):
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


def _is_known(letter: str) -> bool:
    """Whether there is a font for a letter, in each of its forms."""
    forms = right_to_left.forms(letter)
    drawn = "" if forms is None else "".join(map(_drawn, forms))
    return forms is not None and all(_font_for(form, REGULAR) for form in drawn)


@cache
def _font_for(letter: str, font: str, *, is_spaced: bool = False) -> str | None:
    if right_to_left.is_in(letter) or (is_spaced and letter == " "):
        return _having(letter, _right_to_left(is_bold=font == BOLD))
    known = _having(letter, font) or _having(letter, CJK)
    is_sign = unicodedata.category(letter).startswith(_SYMBOL)
    return known or (_having(letter, _right_to_left(is_bold=font == BOLD)) if is_sign else None)


def _having(letter: str, font: str) -> str | None:
    """The font, if it has the letter."""
    return font if ord(letter) in _letters(font) else None


def _letters(name: str) -> dict[int, int]:
    from reportlab.pdfbase import pdfmetrics

    face: Any = pdfmetrics.getFont(name).face
    letters: dict[int, int] = face.charToGlyph
    return letters
