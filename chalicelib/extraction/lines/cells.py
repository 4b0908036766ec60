"""A table's row by columns: which of its numbers and words belong to which column.

Numbers go to the header that they stand under or nearest to; words, being left-aligned, to the last text column that
begins left of them. A number set like a word among words is a part of a text ("iPad 16 GB"), whatever it stands under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import has_digit, has_letter
from chalicelib.extraction.lexicon.currency_signs import CODES, SYMBOLS
from chalicelib.extraction.lines.columns import NUMERIC, UNKNOWN, Column, Header
from chalicelib.extraction.pages.geometry import centre, height, overlap_x
from chalicelib.extraction.pages.page import Segment, Word

TEXT_COLUMNS = ("description", "article", "position", "unit", "date", UNKNOWN)
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
        for name, value in numbers:
            cells.numbers.setdefault(name, value)
        used = {index for _, value in numbers for index in range(value.start, value.end)}
        rest = " ".join(w.text for n, w in enumerate(segment.words) if n not in used and w.text not in SYMBOLS)
        if not numbers and not _is_remark(header, segment):
            for name, part in _split_text(header, segment):
                cells.texts.setdefault(name, []).append(part)
        elif rest and any(name in ("quantity", "unit_price") for name, _ in numbers) and cells.unit is None:
            cells.unit = rest
    return cells


def _is_remark(header: Header, segment: Segment) -> bool:
    """A word in a column of numbers ("Yes" under "Tax"), or an amount in an unknown column."""
    column = nearest(header.columns, segment.box)
    if column.name == UNKNOWN and not has_letter(segment.text):
        return True
    over = overlap_x(segment.box, column.box) > 0
    return over and column.name in NUMERIC and len(segment.text) <= REMARK and header.columns[0] is not column


def _numbers_of(evidence: Evidence, header: Header, segment: Segment) -> list[tuple[str, Value]]:
    """The numbers of a segment with their columns; none where the segment is text with a number in it."""
    found: list[tuple[str, Value]] = []
    for value in evidence.values[segment]:
        if value.kind is not Kind.NUMBER or value.number is None:
            continue
        column = nearest(header.columns, value.box)
        if column.name not in NUMERIC:
            if not found and value.start == 0 and len(segment.words) == value.end and column.name != "description":
                continue
            return found
        if _is_within_text(value, column):
            return found
        name = "tax_rate" if value.number.percent and column.name != "discount" else column.name
        found.append((name, value))
    return found


def _is_within_text(value: Value, column: Column) -> bool:
    before = value.segment.words[: value.start]
    if (before and before[-1].text.endswith(":")) or value.segment.words[value.start].text.startswith(":"):
        return True
    if before and gap_before(value) < WORD_SPACE * height(value.box) and not _is_currency(before[-1]):
        return True
    words = any(
        letter.isalpha()
        for word in before
        for letter in word.text
        if not value.number or word.text != value.number.currency
    )
    return words and overlap_x(value.box, column.box) <= 0


def gap_before(value: Value) -> float:
    """Points between a number and the word before it in its segment."""
    words = value.segment.words
    return words[value.start].box.left - words[value.start - 1].box.right


def _is_currency(word: Word) -> bool:
    return word.text.strip(":") in SYMBOLS or word.text.strip(":") in CODES or not has_letter(word.text)


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
    started = [
        column
        for column in header.columns
        if column.name in TEXT_COLUMNS and column.box.left <= word.box.left + COLUMN_TOLERANCE
    ]
    if not started:
        column = nearest(header.columns, word.box)
        return column.name if column.name in TEXT_COLUMNS else "description"
    last = started[-1]
    if last.name in ("position", "date") and not has_digit(word.text):
        ends = [c.box.left for c in header.columns if c.name == "description" and c.box.left > last.box.left]
        return last.name if ends and word.box.right < ends[0] and last is not header.columns[0] else "description"
    return last.name
