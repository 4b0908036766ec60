"""Lines that the tiny model is unsure of, read again by the small one.

The tiny model knows when it errs: its mean confidence on a line is a better sign than its least sure character. A wrong
digit makes a wrong amount, where a wrong letter of a name is still nearly that name, so lines with digits must be
surer; and so must lines with accents. In a short line of plain letters in the head, which may be a name, one doubtful
letter counts too, for it may stand for two: "Drukkerj" for "Drukkerij". Of spaces the model is often unsure, and words
are separated by the ink (`word_splitting.py`), so they do not count.

Some letters it knows poorly and is sure all the same: it reads Polish ł as t and Turkish ı as i, and confuses Chinese
and Japanese characters. A line with a letter of these languages is read again, and so is the
whole page where several sure lines have one.
"""

from collections.abc import Iterable, Sequence

from chalicelib.ocr.characters import Character, confidence, read_strips
from chalicelib.ocr.models import Reader
from chalicelib.ocr.strips import Strip

SURE, SURE_OF_PLAIN_LETTERS = 0.95, 0.88  # mean confidence of a line's characters
LEAST_SURE_LETTER, LONGEST_NAME = 0.7, 30  # confidence of a letter in a line of so many plain letters at most
EASTERN = "\u2e80", "\ud7af"  # from the first to the last character of Chinese, Japanese and Korean scripts
POLISH_OR_TURKISH = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻğışĞİŞ")
HEAD = 0.2  # of a page, from its first line to its last: where names stand
SEVERAL = 2  # lines: a single one may be a name, or a logo that was taken for a letter


def read_doubtful_again(
    strips: Sequence[Strip], first: Sequence[list[Character]], small: Reader
) -> list[list[Character]]:
    """The characters of each strip: those of the first reading, or of the second where the first is doubtful."""
    heads = _in_head(strips)
    unsure = [is_unsure(characters, in_head=head) for characters, head in zip(first, heads, strict=True)]
    poorly_known = [any(map(_is_poorly_known, characters)) for characters in first]
    everywhere = sum(poor and not doubt for poor, doubt in zip(poorly_known, unsure, strict=True)) >= SEVERAL
    doubtful = [index for index in range(len(first)) if everywhere or unsure[index] or poorly_known[index]]
    readings = list(first)
    again = read_strips([strips[index] for index in doubtful], small)
    for index, characters in zip(doubtful, again, strict=True):
        readings[index] = characters
    return readings


def _in_head(strips: Sequence[Strip]) -> list[bool]:
    """Which lines stand in the upper part of what is written."""
    heights = [strip.line.y for strip in strips]
    top, bottom = min(heights, default=0.0), max(heights, default=0.0)
    return [height <= top + HEAD * (bottom - top) for height in heights]


def is_unsure(characters: Iterable[Character], *, in_head: bool = False) -> bool:
    """Whether the model is unsure of a line; of one without characters it is.

    >>> is_unsure([Character("N", 4, 0.9), Character("o", 12, 0.9)]), is_unsure([Character("1", 4, 0.9)])
    (False, True)
    >>> is_unsure([*[Character("N", 4, 1.0)] * 9, Character("o", 12, 0.6)], in_head=True)
    True
    """
    written = [character for character in characters if not character.text.isspace()]
    has_plain_letters_alone = not any(map(_is_digit_or_accented, written))
    if not has_plain_letters_alone:
        return confidence(written) < SURE
    may_be_name = in_head and len(written) <= LONGEST_NAME
    return confidence(written) < SURE_OF_PLAIN_LETTERS or (may_be_name and _least(written) < LEAST_SURE_LETTER)


def _least(characters: Iterable[Character]) -> float:
    return min([character.confidence for character in characters], default=0.0)


def _is_poorly_known(character: Character) -> bool:
    return EASTERN[0] <= character.text <= EASTERN[1] or character.text in POLISH_OR_TURKISH


def _is_digit_or_accented(character: Character) -> bool:
    return character.text.isdigit() or (character.text.isalpha() and not character.text.isascii())
