"""Breaking text into lines that fit."""

from collections.abc import Iterable, Iterator

from chalicelib.documents.rendering import fonts, right_to_left

_LONGEST_WORD = 100  # letters; no word is longer, and what is measured in pieces takes time in proportion
_BREAKS_AFTER = 0x2E7F
"""From here on in Unicode a line may break after any letter: Chinese and Japanese have no spaces."""
_NEVER_FIRST = frozenset("，。、；：？！）》」』】〉”’％,.;:?!)%")
"""Marks that begin no line."""


def wrap(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Break text into lines that fit; between words, between Chinese letters, and within words that are too long.

    Where something runs from the right, each line begins with a mark of the direction that its paragraph has.
    """
    for paragraph in text.splitlines() or [""]:
        mark = right_to_left.mark(paragraph)
        line = ""
        for part in _parts(paragraph, font, size, width):
            if line and fonts.width((line + part).rstrip(), font, size) > width:
                yield mark + line.rstrip()
                line = part.lstrip()
            else:
                line += part
        yield mark + line.rstrip()


def wrap_parts(parts: Iterable[str], separator: str, font: str, size: float, width: float) -> Iterator[str]:
    """Put parts beside each other with a separator, as many as fit on a line; none ends or begins with a separator."""
    line = ""
    for part in parts:
        if line and fonts.width(fonts.cleaned(line + separator + part), font, size) > width:
            yield from wrap(line, font, size, width)
            line = part
        else:
            line += separator + part if line else part
    yield from wrap(line, font, size, width)


def _parts(paragraph: str, font: str, size: float, width: float) -> Iterator[str]:
    """The pieces of a paragraph, each no wider than a line."""
    for piece in _pieces(fonts.cleaned(paragraph)):
        yield from _split_long(piece, font, size, width)


def _pieces(text: str) -> Iterator[str]:
    """Words with the space after them; letters that may end a line one by one, with the marks behind them."""
    word = ""
    for letter, following in zip(text, f"{text[1:]} ", strict=False):
        word += letter
        if _may_end(letter, following) or len(word) >= _LONGEST_WORD:
            yield word
            word = ""
    if word:
        yield word


def _may_end(letter: str, following: str) -> bool:
    """Whether a line may break between two letters."""
    if ord(letter) > _BREAKS_AFTER and not right_to_left.is_in(letter):
        return following not in _NEVER_FIRST
    return letter.isspace() or letter == "-"


def _split_long(piece: str, font: str, size: float, width: float) -> Iterator[str]:
    while len(piece) > 1 and fonts.width(piece.rstrip(), font, size) > width:
        end = max(1, int(len(piece) * width / fonts.width(piece, font, size)))
        while end > 1 and fonts.width(piece[:end], font, size) > width:
            end -= 1
        yield piece[:end]
        piece = piece[end:]
    yield piece
