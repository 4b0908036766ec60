"""The rows under a header, as records: which number belongs to which column, which text to which line.

A record begins with the row that holds the first of its numbers. Text rows after it continue its description; text
rows before a row of numbers without a text of its own belong to that one. The table ends where the totals begin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chalicelib.extraction.columns import AMOUNTS, NUMERIC, Column, Header, is_header_row
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.geometry import centre, height, overlap_x, union
from chalicelib.extraction.numbers import CODES, SYMBOLS
from chalicelib.extraction.page import Segment, Word
from chalicelib.extraction.result import Box
from chalicelib.extraction.totals import near
from chalicelib.extraction.values import Kind, Value
from chalicelib.extraction.vocabulary import hits

KEY_COLUMNS = ("quantity", "unit_price", *AMOUNTS)
PARTS = {"quantity", "unit_price"}
TEXT_COLUMNS = ("description", "article", "position", "unit", "date")
END_LABELS = ("net_total", "total", "amount_due", "tax_total")  # the totals begin: the table is over
SKIPPED_LABELS = (
    "subtotal",
    "discount",
    "charge",
    "rounding",
    "prepaid",
)  # amounts between the lines that are no lines
SET_APART = 4.0  # line heights of nothing: what follows is no line unless it has quantity and price
WORD_SPACE = 0.5  # of the height: a number nearer to the word before it belongs to a text
WRAPPED = 1.45  # line heights between the lines of one wrapped description
COLUMN_TOLERANCE = 4.0  # points by which a text may begin left of its column's header


@dataclass
class Record:
    """One line of the invoice as found on the page."""

    numbers: dict[str, Value] = field(default_factory=dict)
    texts: dict[str, list[Segment]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    unit: str | None = None

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self._segments()[0].page

    @property
    def box(self) -> Box:
        """The rectangle around what it consists of on its first page."""
        return union(segment.box for segment in self._segments() if segment.page == self.page)

    def _segments(self) -> list[Segment]:
        return [value.segment for value in self.numbers.values()] + [s for texts in self.texts.values() for s in texts]


@dataclass
class Table:
    """The records of all parts of the table, and the rows it takes up."""

    header: Header
    records: list[Record] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    leftover: list[list[Segment]] = field(default_factory=list)


@dataclass(slots=True)
class _RowCells:
    numbers: dict[str, Value]
    texts: dict[str, list[Segment]]
    unit: str | None


def read_table(evidence: Evidence, headers: Sequence[Header]) -> Table | None:
    """Read the table of lines over all its headers; None where there is no table."""
    if not headers:
        return None
    table = Table(headers[0])
    for index, header in enumerate(headers):
        end = headers[index + 1].first_row if index + 1 < len(headers) else max(evidence.rows) + 1
        table.rows.update(range(header.first_row, header.last_row + 1))
        _read_part(evidence, header, table, end)
    return table


def _read_part(evidence: Evidence, header: Header, table: Table, end: int) -> None:
    """Read the rows below a header up to the table's end."""
    pending: list[tuple[int, _RowCells]] = []
    begun = skipped = False
    for number in range(header.last_row + 1, end):
        row = evidence.rows[number]
        cells = _cells(evidence, header, row)
        if not _is_product(cells):
            apart = not PARTS <= set(cells.numbers) and _is_set_apart(evidence, row)
            if begun and (apart or _ends_table(evidence, row)):
                break
            if _is_skipped(evidence, row) or (skipped and cells.numbers and not _completes_last(table, number, cells)):
                _attach(table, pending)
                pending, skipped = [], True
                continue
        if _is_record(evidence, cells):
            begun = True
            _add_numbers(table, number, cells, pending, new_page=row[0].page != header.page)
            pending = []
        else:
            pending.append((number, cells))
    _attach(table, pending)


def _is_product(cells: _RowCells) -> bool:
    """Quantity times price is the amount: a line for certain, whatever its words are ("Delivery", "Discount")."""
    quantity, price = cells.numbers.get("quantity"), cells.numbers.get("unit_price")
    amount = cells.numbers.get("net_amount") or cells.numbers.get("gross_amount")
    return bool(quantity and price and amount) and near(quantity.amount * price.amount, amount.amount)


def _is_record(evidence: Evidence, cells: _RowCells) -> bool:
    """Numbers that a line is made of; a lone whole number where amounts have decimals is a page number or a note."""
    keys = [name for name in KEY_COLUMNS if name in cells.numbers]
    if len(keys) == 1 and evidence.decimal_mark and keys[0] in AMOUNTS:
        number = cells.numbers[keys[0]].number
        return number is not None and number.decimals is not None
    return bool(keys)


def _completes_last(table: Table, number: int, cells: _RowCells) -> bool:
    has_parts = bool(PARTS & set(cells.numbers))
    return has_parts or (bool(table.records) and _completes(table.records[-1], number, cells))


def _is_set_apart(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Is there much empty space above the row?"""
    above = evidence.rows[row[0].row - 1]
    gap = row[0].box.top - max(segment.box.bottom for segment in above)
    return above[0].page == row[0].page and gap > SET_APART * row[0].size


def _labels_with_numbers(evidence: Evidence, row: Sequence[Segment], names: Sequence[str]) -> bool:
    first = row[0]
    labelled = [
        hit
        for segment in row
        for hit in evidence.labels_by_segment.get(segment, ())
        if hit.start == 0 and set(names) & set(hit.names()[:2])
    ]
    if not labelled or not any(hit.segment is first or len(row) <= 3 for hit in labelled):  # noqa: PLR2004
        return False
    numbers = [v for s in row for v in evidence.values[s] if v.number and not v.number.percent]
    return any(value.box.left > labelled[0].box.left for value in numbers)


def _ends_table(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """The totals begin here, or another table."""
    return _labels_with_numbers(evidence, row, END_LABELS) or is_header_row(evidence, row)


def _is_skipped(evidence: Evidence, row: Sequence[Segment]) -> bool:
    carried = any(hit.start == 0 for segment in row for hit in hits(segment, "words", evidence.languages))
    return carried or _labels_with_numbers(evidence, row, SKIPPED_LABELS)


def _cells(evidence: Evidence, header: Header, row: Sequence[Segment]) -> _RowCells:
    cells = _RowCells({}, {}, None)
    for segment in row:
        numbers = _numbers_of(evidence, header, segment)
        for name, value in numbers:
            cells.numbers.setdefault(name, value)
        used = {index for _, value in numbers for index in range(value.start, value.end)}
        rest = " ".join(word.text for index, word in enumerate(segment.words) if index not in used)
        if not numbers:
            for name, part in _split_text(header, segment):
                cells.texts.setdefault(name, []).append(part)
        elif rest and any(name in ("quantity", "unit_price") for name, _ in numbers) and cells.unit is None:
            cells.unit = rest
    return cells


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
        name = "tax_rate" if value.number.percent and column.name in ("tax_amount", *AMOUNTS) else column.name
        found.append((name, value))
    return found


def _is_within_text(value: Value, column: Column) -> bool:
    before = value.segment.words[: value.start]
    if before and before[-1].text.endswith(":") or value.segment.words[value.start].text.startswith(":"):
        return True
    if before and gap_before(value) < WORD_SPACE * height(value.box) and not _is_currency(before[-1], value):
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


def _is_currency(word: Word, value: Value) -> bool:
    return word.text.strip(":") in SYMBOLS or word.text.strip(":") in CODES or not any(map(str.isalpha, word.text))


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
    if last.name in ("position", "date") and not any(letter.isdigit() for letter in word.text):
        return "description"
    return last.name


def _add_numbers(
    table: Table, number: int, cells: _RowCells, pending: list[tuple[int, _RowCells]], *, new_page: bool
) -> None:
    current = table.records[-1] if table.records and not new_page else None
    if current and _completes(current, number, cells):
        _merge_texts(current, pending)
    else:
        own_text = cells.texts.get("description") or (
            cells.texts.get("article") and not table.header.has("description")
        )
        if not own_text and pending:
            current = Record()
            _merge_texts(current, pending)
        else:
            _attach(table, pending)
            current = Record()
        table.records.append(current)
    current.numbers |= {name: value for name, value in cells.numbers.items() if name not in current.numbers}
    current.unit = current.unit or cells.unit
    _merge_texts(current, [(number, cells)])
    table.rows.update(current.rows)


def _completes(record: Record, number: int, cells: _RowCells) -> bool:
    """Do these numbers belong to the record above: directly below, and none that it has already?"""
    mine = set(record.numbers) & set(KEY_COLUMNS)
    theirs = set(cells.numbers) & set(KEY_COLUMNS)
    return not (mine & theirs) and not (mine & set(AMOUNTS)) and number - record.rows[-1] <= 2  # noqa: PLR2004


def _merge_texts(record: Record, rows: Sequence[tuple[int, _RowCells]]) -> None:
    for number, cells in rows:
        record.rows.append(number)
        for name, segments in cells.texts.items():
            record.texts.setdefault(name, []).extend(segments)


def _attach(table: Table, pending: Sequence[tuple[int, _RowCells]]) -> None:
    """Text rows after a record continue it while they follow closely."""
    if not table.records:
        return
    for number, cells in pending:
        record = table.records[-1]
        if number - record.rows[-1] > 1:
            return
        _merge_texts(record, [(number, cells)])
        table.rows.add(number)


def description_rows(record: Record) -> Iterator[Segment]:
    """The segments of the description: its first line, and those that wrap closely under it."""
    segments = sorted(record.texts.get("description", []), key=lambda s: (s.row, s.box.left))
    if not segments:
        return
    anchor = min((value.segment.row for value in record.numbers.values()), default=segments[0].row)
    last: Segment | None = None
    for segment in segments:
        if last and segment.row > anchor and segment.row != last.row and not _wraps(last, segment):
            return
        yield segment
        last = segment


def _wraps(above: Segment, below: Segment) -> bool:
    close = below.box.top - above.box.top <= WRAPPED * max(above.size, below.size)
    return close and above.bold == below.bold and abs(above.box.left - below.box.left) <= above.size * 2
