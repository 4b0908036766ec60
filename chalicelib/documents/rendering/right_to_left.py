"""Arabic and Hebrew as they are drawn: letters in the forms that join them, lines in the order in which they are seen.

PDFs draw glyphs from the left, whatever the language. Arabic letters become the forms that Unicode keeps for old
systems (Presentation Forms-A and -B), which the font has; the bidirectional algorithm (Unicode Standard Annex 9) puts
the pieces of a line in order. Vowel signs are left out, as print does: they would have to be placed over their letters.

Programs that copy text from a PDF put such lines back in the order in which they are read, from what they see. Poppler
does that right, but for a comma beside Latin letters; PDFium takes some Latin codes in an Arabic line apart.
`ActualText` would not help: both put that in another order as well.
"""

import re
import unicodedata
from functools import cache
from typing import Any, Literal

Direction = Literal["L", "R"]
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
UNSEEN = frozenset({LEFT_TO_RIGHT, RIGHT_TO_LEFT, "\N{ARABIC LETTER MARK}", "\N{ZERO WIDTH NON-JOINER}"})
"""What says in which direction a text runs and what is not joined, and is not drawn."""
_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG: dict[str, Direction] = {"L": "L", "R": "R", "AL": "R"}
"""Unicode's classes of what has a direction of its own."""
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_VOWEL_SIGNS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
                          "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]")  # fmt: skip
_NUMBER = re.compile(
    r"""(?<![^\s(\[{"«'\u2068])[+\-−]?[0-9](?:[\s.,/:()\-–]?[0-9])*[%‰]?(?![^\s)\]}"»'.,;:!?،؛؟\u2069])"""
)
"""A number that stands alone, in groups or as a range."""
_ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_OWN_WAY = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_UNDRAWN = UNSEEN | {*_ISOLATED, *_OWN_WAY}
_SEPARATOR = re.compile(r"(\s*·\s*)")
"""Stands between the pieces of a line, each of which runs in its own direction."""
_LEVEL_PROBE = "\N{SOFT HYPHEN}"
"""Takes the level of the letter before it: it comes to stand at the side that says which way that letter runs."""


def is_in(text: str) -> bool:
    """Whether a text has letters that are written from the right.

    >>> is_in("Zoë"), is_in("a שלום")
    (False, True)
    """
    return _LETTERS.search(text) is not None


def direction(text: str) -> Direction:
    """The direction of a paragraph: that of its first letter; numbers alone run from the left.

    >>> direction("שלום ABC"), direction("ABC שלום"), direction("+971 4 555")
    ('R', 'L', 'L')
    """
    classes = (unicodedata.bidirectional(letter) for letter in text)
    return next((_STRONG[each] for each in classes if each in _STRONG), "L")


def mark(paragraph: str) -> str:
    """What each line of a paragraph begins with to keep its direction; nothing where all runs from the left."""
    if not is_in(paragraph):
        return ""
    return RIGHT_TO_LEFT if direction(paragraph) == "R" else LEFT_TO_RIGHT


def joined(text: str) -> str:
    r"""A text with Arabic letters in the forms that join them, in the order in which they are read.

    >>> joined("بيت 12") == "\ufe91\ufef4\ufe96 12"
    True
    """
    if not is_in(text):
        return text
    bare = _VOWEL_SIGNS.sub("", text)
    return str(_reshaper().reshape(bare)) if _ARABIC.search(bare) else bare


def forms(letter: str) -> str | None:
    r"""All forms that a letter may be drawn in, itself with them; None for an Arabic one whose forms are not known.

    >>> forms("a"), forms("ب") == "\u0628\ufe91\ufe92\ufe90", forms("ە")
    ('a', True, None)
    """
    if _VOWEL_SIGNS.match(letter):
        return ""
    if not _ARABIC.match(letter) or unicodedata.category(letter) != "Lo":
        return letter
    known = _reshaper().letters.get(letter)
    return None if known is None else letter + "".join(known[1:])


def read(text: str) -> str:
    """What a joined text says, its letters in their plain forms.

    >>> read(joined("بيت")) == "بيت"
    True
    """
    return _FORMS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)


def seen(text: str) -> str:
    """A line in the order in which it is seen, from the left: numbers stay whole, brackets face what they enclose.

    >>> seen("שלום (4 555), ISO 4017")
    'ISO 4017 ,(4 555) םולש'
    """
    shown = _ordered(text) if is_in(text) or RIGHT_TO_LEFT in text else text
    return "".join(letter for letter in shown if letter not in _UNDRAWN)


def _ordered(text: str) -> str:
    from bidi import get_display
    from bidi.mirror import MIRRORED

    way = direction(text)
    whole = _NUMBER.sub(_isolated, _isolated_pieces(text))
    brackets = "".join(re.escape(letter) for letter in sorted(MIRRORED.keys() & {*text}))
    if not brackets:
        return str(get_display(whole, base_dir=way))
    probed = re.sub(f"[{brackets}]", lambda bracket: bracket[0] + _LEVEL_PROBE, whole)
    return re.sub(
        f"{_LEVEL_PROBE}([{brackets}])|([{brackets}]){_LEVEL_PROBE}",
        lambda found: str(MIRRORED[found[1]]) if found[1] else found[2],
        get_display(probed, base_dir=way),
    )


def _isolated_pieces(line: str) -> str:
    """A line whose pieces, if it has several, each run in their own direction."""
    pieces = _SEPARATOR.split(line.lstrip(LEFT_TO_RIGHT + RIGHT_TO_LEFT))
    if len(pieces) == 1:
        return line
    return "".join(piece if number % 2 else piece.join(_OWN_WAY) for number, piece in enumerate(pieces))


def _isolated(number: re.Match[str]) -> str:
    """A number as one piece, unless it goes on a Latin word: ISO 4017."""
    before = number.string[max(0, number.start() - 2) : number.start()].strip()
    return number[0] if before and unicodedata.bidirectional(before[-1]) == "L" else number[0].join(_ISOLATED)


@cache
def _reshaper() -> Any:
    """What knows the forms; of ligatures only those of lam and alef, which Arabic cannot do without."""
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"use_unshaped_instead_of_isolated": True, "ARABIC LIGATURE ALLAH": False})
