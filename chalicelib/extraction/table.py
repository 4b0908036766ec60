"""The rows under a header, as records: which number belongs to which column, which text to which line.

A record begins with the row that holds the first of its numbers. Text rows after it continue its description; text
rows before a row of numbers without a text of its own belong to that one. The table ends where the totals begin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chalicelib.extraction.columns import AMOUNTS, NUMERIC, Column, Header
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.geometry import centre, overlap_x, union
from chalicelib.extraction.page import Segment
from chalicelib.extraction.result import Box
from chalicelib.extraction.values import Kind, Value

KEY_COLUMNS = ("quantity", "unit_price", *AMOUNTS)
TEXT_COLUMNS = ("description", "article", "position", "unit", "date")
END_LABELS = ("net_total", "total", "amount_due", "tax_total")  # the totals begin: the table is over
SKIPPED_LABELS = ("subtotal", "discount", "charge", "rounding", "prepaid")  # amounts between the lines that are no lines
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
        if not _read_part(evidence, header, table, end):
            continue
    return table


def _read_part(evidence: Evidence, header: Header, table: Table, end: int) -> bool:
    """Read the rows below a header; False when the table's end was met."""
    pending: list[tuple[int, _RowCells]] = []
    for number in range(header.last_row + 1, end):
        row = evidence.rows[number]
        if _ends_table(evidence, row):
            _attach(table, pending)
            return False
        if _is_skipped(evidence, row):
            _attach(table, pending)
            pending = []
            table.rows.add(number)
            continue
        cells = _cells(evidence, header, row)
        if any(name in cells.numbers for name in KEY_COLUMNS):
            _add_numbers(table, number, cells, pending, new_page=row[0].page != header.page)
            pending = []
        else:
            pending.append((number, cells))
    _attach(table, pending)
    return True


def _labels_with_numbers(evidence: Evidence, row: Sequence[Segment], names: Sequence[str]) -> bool:
    first = row[0]
    labelled = [
        hit
        for segment in row
        for hit in evidence.labels_by_segment.get(segment, ())
        if hit.start == 0 and hit.names()[0].removesuffix("_weak") in names
    ]
    if not labelled or not any(hit.segment is first or len(row) <= 3 for hit in labelled):  # noqa: PLR2004
        return False
    return any(v.kind is Kind.NUMBER and v.box.left > labelled[0].box.left for s in row for v in evidence.values[s])


def _ends_table(evidence: Evidence, row: Sequence[Segment]) -> bool:
    return _labels_with_numbers(evidence, row, END_LABELS)


def _is_skipped(evidence: Evidence, row: Sequence[Segment]) -> bool:
    return _labels_with_numbers(evidence, row, SKIPPED_LABELS)


def _cells(evidence: Evidence, header: Header, row: Sequence[Segment]) -> _RowCells:
    cells = _RowCells({}, {}, None)
    for segment in row:
        numbers = _numbers_of(evidence, header, segment)
        for name, value in numbers:
            cells.numbers.setdefault(name, value)
        used = {index for _, value in numbers for index in range(value.start, value.end)}
        rest = " ".join(word.text for index, word in enumerate(segment.words) if index not in used)
        if not numbers:
            cells.texts.setdefault(_text_column(header, segment), []).append(segment)
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
    words = any(letter.isalpha() for word in before for letter in word.text if not value.number or word.text != value.number.currency)
    return words and overlap_x(value.box, column.box) <= 0


def nearest(columns: Sequence[Column], box: Box) -> Column:
    """The column whose header a text stands under, or the nearest."""

    def cost(column: Column) -> tuple[float, float]:
        gap = max(0.0, -overlap_x(column.box, box))
        edges = (column.box.left - box.left, column.box.right - box.right, centre(column.box) - centre(box))
        return gap, min(map(abs, edges))

    return min(columns, key=cost)


def _text_column(header: Header, segment: Segment) -> str:
    """Texts are left-aligned: the last text column that begins left of it; else what it stands under."""
    started = [
        column
        for column in header.columns
        if column.name in TEXT_COLUMNS and column.box.left <= segment.box.left + COLUMN_TOLERANCE
    ]
    if not started:
        column = nearest(header.columns, segment.box)
        return column.name if column.name in TEXT_COLUMNS else "description"
    last = started[-1]
    if last.name in ("position", "date") and not any(letter.isdigit() for letter in segment.text):
        return "description"
    return last.name


def _add_numbers(
    table: Table, number: int, cells: _RowCells, pending: list[tuple[int, _RowCells]], *, new_page: bool
) -> None:
    current = table.records[-1] if table.records and not new_page else None
    if current and _completes(current, number, cells):
        _merge_texts(current, pending)
    else:
        own_text = cells.texts.get("description") or (cells.texts.get("article") and not table.header.has("description"))
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
