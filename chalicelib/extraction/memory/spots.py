"""From a printed value to where it stands, and from there to the value that stands in that spot of another document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from chalicelib.extraction.box import Box
from chalicelib.extraction.layout import Layout, Piece
from chalicelib.extraction.letters import has_letter, text_of_words
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.memory.model import MAX_LABEL, Direction, Kind, Spot
from chalicelib.extraction.memory.printed import Printed, typed
from chalicelib.extraction.memory.texts import form_of, has_form, is_sign
from chalicelib.extraction.pages.geometry import middle, overlap_x

MAX_LABEL_WORDS = 6
MAX_ROWS = 6  # between a label and its value below
MAX_UNIT = 3  # letters of "EUR"
MAX_GAP = 2.5  # line heights between a label and the first value below it, and from each to the next
ALIGNED = 6.0  # points by which edges may differ
NEAR = 0.02  # of the page, by which a value without a label may have moved


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a row."""

    piece: Piece
    index: int

    @property
    def text(self) -> str:
        return self.piece.words[self.index].text


def spots_of(layout: Layout, kind: Kind, printed: Printed) -> list[Spot]:
    """Where a value stands: behind its label, below it, or else the place on the page alone."""
    labelled = filter(None, (_behind(layout, kind, printed), _below(layout, kind, printed)))
    return list(labelled) or [_spot(layout, printed, Direction.PLACE, "", 0)]


def _spot(layout: Layout, printed: Printed, direction: Direction, label: str, nth: int) -> Spot:
    page, x, y = _place(layout, printed)
    return Spot(
        direction, label[:MAX_LABEL], nth, page, x, y,
        words=printed.end - printed.start, form=form_of(printed.value), length=len(printed.value),
    )  # fmt: skip


def _place(layout: Layout, printed: Printed) -> tuple[int, float, float]:
    """The page, from the end where it is the last of several, and the place on it where the value begins."""
    box, number = printed.box, printed.piece.page
    shape = layout.shape(number)
    width, height = (shape.width, shape.height) if shape else (1.0, 1.0)
    last = number > 1 and number == layout.pages[-1].number
    return -1 if last else number, round(box.left / width, 4), round(middle(box) / height, 4)


def _row_words(layout: Layout, row: int) -> list[_Word]:
    words: list[_Word] = []
    for piece in layout.rows.get(row, ()):
        words += [_Word(piece, index) for index in range(len(piece.words))]
    return words


def _behind(layout: Layout, kind: Kind, printed: Printed) -> Spot | None:
    """The label before a value in its row, and how many values of its kind stand between."""
    words = _row_words(layout, printed.piece.row)
    at = next(i for i, word in enumerate(words) if word.piece is printed.piece and word.index == printed.start)
    end = _last_label_word(words[:at], kind)
    if end is None:
        return None
    label = fold(text_of_words(words[_label_start(words, end) : end + 1]))
    nth = _index_of(printed, _values_behind(words, end + 1, kind, printed.end - printed.start))
    return None if nth is None or not label else _spot(layout, printed, Direction.RIGHT, label, nth)


def _index_of(printed: Printed, found: Iterable[Printed]) -> int | None:
    """How many values stand before one; None where it is not among them."""
    for index, each in enumerate(found):
        if (each.piece, each.start) == (printed.piece, printed.start):
            return index
    return None


def _last_label_word(words: list[_Word], kind: Kind) -> int | None:
    """The last word that is part of no value and says something; a number's label stands right before it."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if _in_value(word):
            if kind is Kind.NUMBER:
                return None
        elif has_letter(word.text) and not (kind is Kind.AMOUNT and _is_unit(word)):
            return index
    return None


def _is_unit(word: _Word) -> bool:
    """Whether a word that stands alone is as short as a currency: between a label and an amount it is no label."""
    return len(word.piece.words) == 1 and len(word.text) <= MAX_UNIT


def _in_value(word: _Word) -> bool:
    return any(value.start <= word.index < value.end for value in word.piece.values)


def _label_start(words: list[_Word], end: int) -> int:
    start = end
    while start > 0 and end - start < MAX_LABEL_WORDS - 1:
        before = words[start - 1]
        if before.piece is not words[end].piece or _in_value(before):
            break
        start -= 1
    return start


def _values_behind(words: list[_Word], start: int, kind: Kind, count: int) -> Iterator[Printed]:
    """The values of a kind that begin at a word of a row or behind it; of texts, only the one that begins there."""
    rest = words[start:]
    if kind is Kind.NUMBER:
        first = next((word for word in rest if not is_sign(word.text)), None)
        yield from _text_at(first, count) if first else ()
        return
    seen: list[Piece] = []
    for word in rest:
        if word.piece not in seen:
            seen.append(word.piece)
            yield from [each for each in typed(word.piece, kind) if each.start >= word.index]


def _text_at(word: _Word, count: int) -> Iterator[Printed]:
    end = word.index + count
    if end <= len(word.piece.words):
        text = text_of_words(word.piece.words[word.index : end])
        yield Printed(text.strip(" :"), word.piece, word.index, end)


def _below(layout: Layout, kind: Kind, printed: Printed) -> Spot | None:
    """The label over a value, and how many values of its kind stand between."""
    for piece in _pieces_over(layout, printed):
        label = fold(piece.text)[:MAX_LABEL]
        if label and has_letter(piece.text) and not piece.values:
            nth = _nth_below(layout, piece, kind, printed)
            return None if nth is None else _spot(layout, printed, Direction.BELOW, label, nth)
        if not any(each.kind == kind for each in piece.values):
            return None
    return None


def _nth_below(layout: Layout, label: Piece, kind: Kind, printed: Printed) -> int | None:
    """Which value under a label it is; None where it stands too far below, or, as a number, is not the first text."""
    nth = _index_of(printed, _values_below(layout, label, kind, printed.end - printed.start))
    if nth is None or (kind is Kind.NUMBER and nth > 0):
        return None
    size = printed.piece.bottom - printed.piece.top
    return nth if printed.piece.top - label.bottom <= MAX_GAP * size * (nth + 1) else None


def _pieces_over(layout: Layout, printed: Printed) -> Iterator[Piece]:
    """What stands over a value, nearest first."""
    for row in range(printed.piece.row - 1, printed.piece.row - 1 - MAX_ROWS, -1):
        for piece in layout.rows.get(row, ()):
            if piece.page == printed.piece.page and _aligned(piece.box, printed.box):
                yield piece


def _values_below(layout: Layout, label: Piece, kind: Kind, count: int) -> Iterator[Printed]:
    for row in range(label.row + 1, label.row + 1 + MAX_ROWS):
        for piece in layout.rows.get(row, ()):
            if piece.page == label.page and _aligned(label.box, piece.box):
                yield from _values_in(piece, kind, count)


def _values_in(piece: Piece, kind: Kind, count: int) -> Iterator[Printed]:
    if kind is Kind.NUMBER:
        yield from _text_at(_Word(piece, 0), count)
    else:
        yield from typed(piece, kind)


def _aligned(one: Box, other: Box) -> bool:
    edges = min(abs(one.left - other.left), abs(one.right - other.right))
    return edges < ALIGNED or overlap_x(one, other) > 0


def find(layout: Layout, kind: Kind, spot: Spot) -> list[Printed]:
    """The values of the right type that stand in a spot; several where its label stands more than once."""
    found = [each for each in _candidates(layout, kind, spot) if _is_of_type(kind, spot, each.value)]
    if len({each.value for each in found}) < 2:  # noqa: PLR2004 - one value, wherever it stands
        return found
    return _near(layout, spot, found) or found


def _candidates(layout: Layout, kind: Kind, spot: Spot) -> Iterator[Printed]:
    match spot.direction:
        case Direction.RIGHT:
            for row in layout.rows:
                yield from _behind_label(_row_words(layout, row), kind, spot)
        case Direction.BELOW:
            for piece in layout.pieces:
                if fold(piece.text)[:MAX_LABEL] == spot.label:
                    yield from islice(_values_below(layout, piece, kind, spot.words), spot.nth, spot.nth + 1)
        case Direction.PLACE:
            for piece in layout.pieces:
                yield from _near(layout, spot, _any_in(piece, kind, spot))


def _any_in(piece: Piece, kind: Kind, spot: Spot) -> Iterator[Printed]:
    if kind is not Kind.NUMBER:
        yield from typed(piece, kind)
        return
    for index in range(len(piece.words) - spot.words + 1):
        yield from _text_at(_Word(piece, index), spot.words)


def _behind_label(words: list[_Word], kind: Kind, spot: Spot) -> Iterator[Printed]:
    for start in range(len(words)):
        end = _label_end(words, start, spot.label)
        if end is not None:
            yield from islice(_values_behind(words, end, kind, spot.words), spot.nth, spot.nth + 1)


def _label_end(words: list[_Word], start: int, label: str) -> int | None:
    """Where a label that begins with a word of a row ends; a long one may be the end of a longer text."""
    made = ""
    for index in range(start, min(len(words), start + MAX_LABEL_WORDS)):
        made = (made + fold(words[index].text))[:MAX_LABEL]
        if not label.startswith(made):
            return None
        if made == label and made:
            whole = index + 1 - start == MAX_LABEL_WORDS or _begins_text(words, start)
            return index + 1 if whole else None
    return None


def _begins_text(words: list[_Word], index: int) -> bool:
    """Whether nothing stands before a word in its piece, or a value does."""
    before = words[index - 1] if index else None
    return before is None or before.piece is not words[index].piece or _in_value(before)


def _is_of_type(kind: Kind, spot: Spot, value: str) -> bool:
    return kind is not Kind.NUMBER or has_form(value, spot.form, spot.length)


def _near(layout: Layout, spot: Spot, found: Iterable[Printed]) -> list[Printed]:
    """The values that stand where one was remembered."""
    return [each for each in found if _is_near(layout, spot, each)]


def _is_near(layout: Layout, spot: Spot, printed: Printed) -> bool:
    page, x, y = _place(layout, printed)
    return page == spot.page and abs(x - spot.x) <= NEAR and abs(y - spot.y) <= NEAR
