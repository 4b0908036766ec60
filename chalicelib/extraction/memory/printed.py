"""Values as they are printed: where a known one stands on the pages, and which one stands in a box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from chalicelib.extraction.box import Box
from chalicelib.extraction.layout import Layout, Piece
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.memory.model import Kind, kind_of
from chalicelib.extraction.memory.texts import compact, is_sign
from chalicelib.extraction.pages.geometry import centre, holds, middle, touch
from chalicelib.extraction.result import FieldName

MAX_WORDS = 12  # of a number or a name
TYPES = {
    FieldName.SUPPLIER_TAX_ID: "vat_id", FieldName.CUSTOMER_TAX_ID: "vat_id", FieldName.IBAN: "iban",
    FieldName.SUPPLIER_EMAIL: "email", FieldName.CUSTOMER_EMAIL: "email",
}  # fmt: skip
"""Values that have a type of their own beside dates and amounts."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A value and the words that print it."""

    value: str
    piece: Piece
    start: int
    end: int

    @property
    def box(self) -> Box:
        """The rectangle around its words."""
        return self.piece.box_of(self.start, self.end)


def same_value(kind: Kind, one: str, other: str) -> bool:
    """Whether two texts say the same value; a sign is no difference, for credit notes are printed with and without.

    >>> same_value(Kind.AMOUNT, "-119.00", "119"), same_value(Kind.NUMBER, "R 7-1", "r71")
    (True, True)
    """
    if kind is not Kind.AMOUNT:
        return compact(one) == compact(other)
    try:
        return abs(Decimal(one)) == abs(Decimal(other))
    except InvalidOperation:
        return False


def occurrences(layout: Layout, kind: Kind, value: str) -> Iterator[Printed]:
    """Every place where a value is printed, in reading order."""
    for piece in layout.pieces:
        if kind in (Kind.DATE, Kind.AMOUNT):
            yield from (each for each in typed(piece, kind) if same_value(kind, each.value, value))
        else:
            yield from _windows(piece, value)


def typed(piece: Piece, kind: str) -> Iterator[Printed]:
    """The dates, amounts or other typed values of a piece, from the left."""
    for each in piece.values:
        if each.kind == kind:
            yield Printed(each.value, piece, each.start, each.end)


def _windows(piece: Piece, value: str) -> Iterator[Printed]:
    """The words of a piece that together make a text."""
    wanted = compact(value)
    folded = list(map(compact, texts_of(piece.words)))
    start = 0
    while wanted and start < len(folded):
        end = _end_of(folded, start, wanted)
        if end is not None:
            yield Printed(value, piece, start, end)
        start = end or start + 1


def _end_of(folded: list[str], start: int, wanted: str) -> int | None:
    """Where the words from `start` on have made the wanted text, if they do."""
    made = ""
    for index in range(start, min(len(folded), start + MAX_WORDS)):
        made += folded[index]
        if not folded[start] or not wanted.startswith(made):
            return None
        if made == wanted:
            return index + 1
    return None


def is_printed(layout: Layout, value: str) -> Printed | None:
    """Where a text stands, as a whole or line by line, as an address does; None where a part of it is missing."""
    whole = _first_place(layout, value)
    parts = list(filter(compact, map(str.strip, value.split(","))))
    if whole is not None or not parts:
        return whole
    found = [_first_place(layout, part) for part in parts]
    return found[0] if all(found) else None


def _first_place(layout: Layout, value: str) -> Printed | None:
    return next(occurrences(layout, Kind.FIXED, value), None)


def in_box(layout: Layout, name: FieldName, page: int, box: Box) -> Printed | None:
    """The value of a field whose words stand in a box; None where there is no such value, or more than one."""
    kind = kind_of(name)
    pieces = [piece for piece in layout.pieces if piece.page == page and touch(piece.box, box)]
    inside: list[Printed] = []
    for piece in pieces:
        inside += [each for each in typed(piece, TYPES.get(name, kind)) if _covered(each.box, box)]
    if len(inside) == 1:
        return inside[0]
    return None if kind in (Kind.DATE, Kind.AMOUNT) else _whole_text(kind, pieces, box)


def _whole_text(kind: Kind, pieces: Sequence[Piece], box: Box) -> Printed | None:
    """What the pieces say in a box, together; a number is one text."""
    texts = list(filter(None, [_text_in(piece, box) for piece in pieces]))
    if not texts or (kind is Kind.NUMBER and len(texts) > 1):
        return None
    return replace(texts[0], value=", ".join([each.value for each in texts]))


def _text_in(piece: Piece, box: Box) -> Printed | None:
    inside: list[int] = []
    for index, word in enumerate(piece.words):
        if _covered(piece.box_of(index, index + 1), box) and not is_sign(word.text):
            inside.append(index)
    if not inside:
        return None
    start, end = inside[0], inside[-1] + 1
    return Printed(text_of_words(piece.words[start:end]).strip(" :"), piece, start, end)


def _covered(inner: Box, outer: Box) -> bool:
    """Whether a box's centre lies in another."""
    return holds(outer, centre(inner), middle(inner))
