"""A table's row by columns: which of its numbers and words belong to which column.

Numbers go to the header that they stand under or nearest to; words, being left-aligned, to the last text column that
begins left of them. A number set like a word among words is a part of a text ("iPad 16 GB"), whatever it stands under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.letters import has_digit, has_letter, texts_of
from chalicelib.extraction.lexicon.currency_signs import SYMBOLS, is_currency
from chalicelib.extraction.lexicon.tax_notes import category_in_cell
from chalicelib.extraction.lines.columns import NUMERIC, TAXES, UNKNOWN, Column, Header
from chalicelib.extraction.pages.geometry import centre, height, overlap_x
from chalicelib.extraction.pages.page import Segment, Word

TEXT_COLUMNS = ("description", "article", "position", "unit", "date", UNKNOWN)
TAX_RATE = "tax_rate"
WORD_SPACE = 0.5  # of the height: a number nearer to the word before it belongs to a text
REMARK = 6  # letters at most of a word that stands for a number
COLUMN_TOLERANCE = 4.0  # points by which a text may begin left of its column's header


@dataclass(slots=True)
class RowCells:
    """What a row holds by column: numbers, texts, and the unit beside a quantity or price."""

    numbers: dict[str, Value]
    texts: dict[str, list[Segment]]
    unit: str | None


def cells_of(evidence: Evidence, header: Header, row: Sequence[Segment]) -> RowCells:
    """Sort a row's numbers and words into columns."""
    cells = RowCells({}, {}, None)
    for segment in row:
        numbers = _numbers_of(evidence, header, segment)
        if numbers:
            _add_numbers(cells, header, segment, numbers)
        else:
            _add_texts(cells, header, segment)
    return cells


def _add_numbers(cells: RowCells, header: Header, segment: Segment, numbers: Sequence[tuple[str, Value]]) -> None:
    for name, value in numbers:
        cells.numbers.setdefault(name, value)
    own, described = _before_description(header, segment, numbers)
    cells.unit = cells.unit or _unit_beside(own, numbers)
    if described:
        cells.texts.setdefault("description", []).append(described)


def _add_texts(cells: RowCells, header: Header, segment: Segment) -> None:
    if _is_untaxed(header, segment):
        cells.texts.setdefault(TAX_RATE, []).append(segment)
    elif not _is_remark(header, segment):
        for name, part in _split_text(header, segment):
            cells.texts.setdefault(name, []).append(part)


def _before_description(
    header: Header, segment: Segment, numbers: Sequence[tuple[str, Value]]
) -> tuple[Segment, Segment | None]:
    """A segment up to where its description begins, and that: "14 boxes | TOMATOES 5 KG", set close."""
    column = next((each for each in header.columns if each.name == "description"), None)
    if column is None or numbers[0][0] != "quantity" or column.box.left <= segment.box.left:
        return segment, None
    end = max([value.end for _, value in numbers])
    for start, word in enumerate(segment.words[end:], end):
        if _begins_under(column, word):
            return replace(segment, words=segment.words[:start]), replace(segment, words=segment.words[start:])
    return segment, None


def _begins_under(column: Column, word: Word) -> bool:
    return word.box.left >= column.box.left - COLUMN_TOLERANCE


def _unit_beside(segment: Segment, numbers: Sequence[tuple[str, Value]]) -> str | None:
    """What stands beside a quantity or a price in its segment, but for a currency."""
    if dict(numbers).keys().isdisjoint(("quantity", "unit_price")):
        return None
    words = list(texts_of(segment.words))
    for _, value in numbers:
        words[value.start : value.end] = [""] * (value.end - value.start)
    return " ".join([word for word in words if word and word not in SYMBOLS]) or None


def _is_untaxed(header: Header, segment: Segment) -> bool:
    """A word in a column of rates or taxes that says why there is none."""
    column = nearest(header.columns, segment.box)
    if column.name not in TAXES or overlap_x(segment.box, column.box) <= 0:
        return False
    return category_in_cell(segment.text) is not None


def _is_remark(header: Header, segment: Segment) -> bool:
    """A word in a column of numbers ("Yes" under "Tax"), or an amount in an unknown column."""
    column = nearest(header.columns, segment.box)
    if column.name == UNKNOWN and not has_letter(segment.text):
        return True
    if column.name not in NUMERIC or column is header.columns[0]:
        return False
    return overlap_x(segment.box, column.box) > 0 and len(segment.text) <= REMARK


def _numbers_of(evidence: Evidence, header: Header, segment: Segment) -> list[tuple[str, Value]]:
    """The numbers of a segment with their columns; none where the segment is text with a number in it."""
    found: list[tuple[str, Value]] = []
    for value in evidence.numbers_of(segment):
        column = nearest(header.columns, value.box)
        if column.name in NUMERIC:
            if _is_within_text(value, column):
                return found
            found.append((_role_of(value, column), value))
        elif found or not _is_alone(value) or column.name == "description":
            return found
    return found


def _role_of(value: Value, column: Column) -> str:
    """What a number is by its column; a percentage is a rate, but for a discount's."""
    return TAX_RATE if value.is_rate and column.name != "discount" else column.name


def _is_alone(value: Value) -> bool:
    """Whether a value is all of its segment."""
    return value.start == 0 and value.end == len(value.segment.words)


def _is_within_text(value: Value, column: Column) -> bool:
    """Whether a number belongs to the words before it, by a colon, by its nearness, or as it stands under nothing."""
    before = value.words_before
    if value.segment.words[value.start].text.startswith(":"):
        return True
    if not before:
        return False
    if before[-1].text.endswith(":") or _follows_word(value):
        return True
    if overlap_x(value.box, column.box) > 0:
        return False
    return has_letter("".join([text for text in texts_of(before) if text != value.currency]))


def _follows_word(value: Value) -> bool:
    """Whether no more than a space stands between a number and a word that is no currency."""
    return gap_before(value) < WORD_SPACE * height(value.box) and not _is_currency(value.words_before[-1])


def gap_before(value: Value) -> float:
    """Points between a number and the word before it in its segment."""
    words = value.segment.words
    return words[value.start].box.left - words[value.start - 1].box.right


def _is_currency(word: Word) -> bool:
    return is_currency(word.text.strip(":")) or not has_letter(word.text)


def nearest(columns: Sequence[Column], box: Box) -> Column:
    """The column whose header a text stands under, or the nearest."""

    def cost(column: Column) -> tuple[float, float]:
        gap = max(0.0, -overlap_x(column.box, box))
        edges = (column.box.left - box.left, column.box.right - box.right, centre(column.box) - centre(box))
        return gap, min(map(abs, edges))

    return min(columns, key=cost)


def _split_text(header: Header, segment: Segment) -> Iterator[tuple[str, Segment]]:
    """A text's words by column; in a narrow table one segment may run through several columns."""
    parts: list[tuple[str, list[Word]]] = []
    for word in segment.words:
        name = _text_column(header, word)
        if parts and (parts[-1][0] == name or not _begins_column(header, word)):
            parts[-1][1].append(word)
        else:
            parts.append((name, [word]))
    for name, words in parts:
        yield name, Segment(tuple(words), segment.page, segment.row)


def _begins_column(header: Header, word: Word) -> bool:
    return any(abs(column.box.left - word.box.left) <= COLUMN_TOLERANCE for column in header.columns)


def _text_column(header: Header, word: Word) -> str:
    """Texts are left-aligned: the last text column that begins left of it; else what it stands under."""
    last: Column | None = None
    for column in header.columns:
        if column.name in TEXT_COLUMNS and column.box.left <= word.box.left + COLUMN_TOLERANCE:
            last = column
    if last is None:
        column = nearest(header.columns, word.box)
        return column.name if column.name in TEXT_COLUMNS else "description"
    if last.name not in ("position", "date") or has_digit(word.text):
        return last.name
    stays = last is not header.columns[0] and _ends_before_description(header, last, word)
    return last.name if stays else "description"


def _ends_before_description(header: Header, column: Column, word: Word) -> bool:
    """Whether a word is at its end where the description begins, in a column to the right of its own."""
    for other in header.columns:
        if other.name == "description" and other.box.left > column.box.left:
            return word.box.right < other.box.left
    return False
