"""Names and numbers as they are compared, without what their writers disagree about, and as they are shown."""

import re
import unicodedata

_PUNCTUATION = re.compile(r"[\W_]+")


def compact(text: str | None) -> str:
    """Return a name or number without what its writers disagree about: case, accents, spaces, punctuation.

    >>> compact("Café Nord, S.A. "), compact("cafe nord SA"), compact("DE 123.456-789"), compact(None)
    ('cafenordsa', 'cafenordsa', 'de123456789', '')
    """
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    return _PUNCTUATION.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def without_controls(text: str) -> str:
    r"""Return a text without the characters that control how it is shown (Unicode's categories C).

    >>> without_controls("pass\x00wd\u202e 🧾.pdf")
    'passwd 🧾.pdf'
    """
    return "".join(character for character in text if unicodedata.category(character)[0] != "C")
