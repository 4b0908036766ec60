"""Texts made comparable: numbers without their signs, the form of a number, the words of a row."""

import re

from chalicelib.extraction.letters import has_letter_or_digit
from chalicelib.extraction.lexicon.folding import fold

_LETTERS, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
_PUNCTUATION = re.compile(r"[\W_]+")
MAX_OTHER_LENGTH = 3  # characters that a number of the same form may be longer or shorter


def compact(text: str) -> str:
    """A text without case, spaces and punctuation.

    >>> compact("DE 123.456-789"), compact("Café Nord, S.A.")
    ('de123456789', 'cafenordsa')
    """
    return _PUNCTUATION.sub("", fold(text))


def form_of(text: str) -> str:
    """What a number is made of: letters as `a`, digits as `9`, anything else as it is.

    >>> form_of("INV-2024/0017"), form_of("R77")
    ('a-9/9', 'a9')
    """
    return _DIGITS.sub("9", _LETTERS.sub("a", text.strip()))


def has_form(text: str, form: str, length: int) -> bool:
    """Whether a text is made as a form says, and about as long.

    >>> has_form("INV-2025/1", "a-9/9", 13), has_form("INV", "a-9/9", 13), has_form("1", "9", 8)
    (True, False, False)
    """
    return form_of(text) == form and abs(len(text.strip()) - length) <= MAX_OTHER_LENGTH


def is_sign(text: str) -> bool:
    """Whether a word is punctuation only.

    >>> is_sign(":"), is_sign("No.")
    (True, False)
    """
    return not has_letter_or_digit(text)
