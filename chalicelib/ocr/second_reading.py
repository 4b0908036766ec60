"""Lines that the tiny model is unsure of, read again by the small one.

The tiny model knows when it errs: its mean confidence on a line is a better sign than its least sure character. A wrong
digit makes a wrong amount, where a wrong letter of a name is still that name, so lines with digits must be surer; and
so must lines with accents, for which it has a poorer eye. Of spaces the model is often unsure, and words are parted by
the ink (`word_splitting.py`), so they do not count. It knows fewer Chinese and Japanese characters than the small one
and confuses more, so every line with one of these is read again.
"""

from collections.abc import Sequence

from chalicelib.ocr.characters import Character, confidence, read_strips
from chalicelib.ocr.models import Reader
from chalicelib.ocr.strips import Strip

SURE, SURE_OF_PLAIN_LETTERS = 0.95, 0.88  # mean confidence of a line's characters
EASTERN = "\u2e80", "\ud7af"  # from the first to the last character of Chinese, Japanese and Korean scripts


def read_doubtful_again(
    strips: Sequence[Strip], first: Sequence[list[Character]], small: Reader
) -> list[list[Character]]:
    """The characters of each strip: those of the first reading, or of the second where the first is doubtful."""
    doubtful = [index for index, characters in enumerate(first) if is_doubtful(characters)]
    again = read_strips([strips[index] for index in doubtful], small)
    return list((dict(enumerate(first)) | dict(zip(doubtful, again, strict=True))).values())


def is_doubtful(characters: Sequence[Character]) -> bool:
    """Whether a line is to be read again; one without characters is.

    >>> is_doubtful([Character("N", 4, 0.9), Character("o", 12, 0.9)]), is_doubtful([Character("1", 4, 0.9)])
    (False, True)
    >>> is_doubtful([Character("\u8acb", 4, 0.99)])
    True
    """
    written = [character for character in characters if not character.text.isspace()]
    if any(EASTERN[0] <= character.text <= EASTERN[1] for character in written):
        return True
    has_plain_letters_alone = not any(map(_is_digit_or_accented, written))
    return confidence(written) < (SURE_OF_PLAIN_LETTERS if has_plain_letters_alone else SURE)


def _is_digit_or_accented(character: Character) -> bool:
    return character.text.isdigit() or (character.text.isalpha() and not character.text.isascii())
