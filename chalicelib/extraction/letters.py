"""What a text is made of: letters, digits, words."""

from collections.abc import Iterable
from typing import Protocol


class Printed(Protocol):
    """Something with a text: a word of a page or of a kept layout."""

    @property
    def text(self) -> str:
        """As printed."""


class Span(Protocol):
    """A part of a text or of its words: from one place up to another, without it."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def overlap(one: Span, other: Span) -> bool:
    """Whether two parts of a text share something."""
    return max(one.start, other.start) < min(one.end, other.end)


def has_letter(text: str) -> bool:
    """Whether there is a letter in it, of any script."""
    return any(map(str.isalpha, text))


def has_digit(text: str) -> bool:
    """Whether there is a digit in it."""
    return any(map(str.isdigit, text))


def has_letter_or_digit(text: str) -> bool:
    """Whether it is more than signs."""
    return any(map(str.isalnum, text))


def count_letters(text: str) -> int:
    """How many letters it has."""
    return sum(map(str.isalpha, text))


def count_digits(text: str) -> int:
    """How many digits it has."""
    return sum(map(str.isdigit, text))


def digits_of(text: str) -> str:
    """Its digits alone.

    >>> digits_of("HRB 12-345"), has_letter("12:30"), has_letter("№ 合計")
    ('12345', False, True)
    """
    return "".join(filter(str.isdigit, text))


def bare_number(text: str) -> str:
    """A number's letters, as capitals, and digits alone: the same for every way of printing the number.

    >>> bare_number("de 123.456-789")
    'DE123456789'
    """
    return "".join(filter(str.isalnum, text.upper()))


def texts_of(words: Iterable[Printed]) -> list[str]:
    """The text of each word."""
    return [word.text for word in words]


def text_of_words(words: Iterable[Printed]) -> str:
    """The words with single spaces."""
    return " ".join(texts_of(words))
