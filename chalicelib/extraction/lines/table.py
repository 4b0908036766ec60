"""The rows under a header, as records: which rows make a line, and where the table ends.

A record begins with the row that holds the first of its numbers. Text rows after it continue its description; text
rows before a row of numbers without a text of its own belong to that one. The table ends where the totals begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.vocabulary import Hit, hits
from chalicelib.extraction.lines.cells import RowCells, cells_of, nearest
from chalicelib.extraction.lines.columns import AMOUNTS, UNKNOWN, Header, is_header_row
from chalicelib.extraction.lines.line_record import Record
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import decimals_of, near

KEY_COLUMNS = ("quantity", "unit_price", *AMOUNTS)
PARTS = {"quantity", "unit_price"}
END_LABELS = ("net_total", "total", "amount_due", "tax_total")  # the totals begin: the table is over
SKIPPED_LABELS = (
    "subtotal",
    "discount",
    "charge",
    "rounding",
    "prepaid",
    "previous_balance",
)  # amounts between the lines that are no lines
NO_LINE = {"carried_forward", "prices_include_tax"}  # words that a row begins with which is no line
LAST_CELLS = 2  # behind a sum's label: in a line with more, the word is a cell's ("Porto", a town)
MIN_TOTALS = 2  # labels of totals side by side
REMARK_ROWS = 2  # rows after a remark within which the next line begins
SET_APART = 4.0  # line heights of nothing: what follows is no line unless it has quantity and price


@dataclass
class Table:
    """The records of all parts of the table, and the rows it takes up."""

    header: Header
    records: list[Record] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)


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
    pending: list[tuple[int, RowCells]] = []
    begun = skipped = False
    for number in range(header.last_row + 1, end):
        row = evidence.rows[number]
        cells = cells_of(evidence, header, row)
        if not _is_product(cells):
            apart = not set(cells.numbers) >= PARTS and _is_set_apart(evidence, row)
            if begun and (apart or _ends_table(evidence, row)):
                if not _goes_on(evidence, header, number, end):
                    break
                continue
            if (
                _is_skipped(evidence, row)
                or _is_other_amount(evidence, header, row, cells)
                or (skipped and cells.numbers and not _completes_last(table, number, cells))
            ):
                _attach(table, pending)
                pending, skipped = [], begun  # above the lines stand balances, below them totals
                continue
        if _is_record(evidence, cells):
            begun = True
            _add_numbers(table, number, cells, pending, new_page=row[0].page != header.page)
            pending = []
        else:
            pending.append((number, cells))
    _attach(table, pending)


def _is_product(cells: RowCells) -> bool:
    """Quantity times price is the amount: a line for certain, whatever its words are ("Delivery", "Discount")."""
    quantity, price = cells.numbers.get("quantity"), cells.numbers.get("unit_price")
    amount = cells.numbers.get("net_amount") or cells.numbers.get("gross_amount")
    if not (quantity and price and amount):
        return False
    return near(quantity.amount * price.amount, amount.amount)


def _is_record(evidence: Evidence, cells: RowCells) -> bool:
    """Numbers that a line is made of; a lone whole number where amounts have decimals is a page number or a note."""
    keys = [name for name in KEY_COLUMNS if name in cells.numbers]
    if len(keys) == 1 and evidence.decimal_mark and keys[0] in AMOUNTS:
        number = cells.numbers[keys[0]].number
        return number is not None and number.decimals is not None
    return bool(keys)


def _completes_last(table: Table, number: int, cells: RowCells) -> bool:
    has_parts = bool(PARTS & set(cells.numbers))
    return has_parts or (bool(table.records) and _completes(table.records[-1], number, cells))


def _is_set_apart(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether there is much empty space above the row."""
    above = evidence.rows[row[0].row - 1]
    gap = row[0].box.top - max(segment.box.bottom for segment in above)
    return above[0].page == row[0].page and gap > SET_APART * row[0].size


def _labels_with_numbers(evidence: Evidence, row: Sequence[Segment], names: Sequence[str]) -> bool:
    first = row[0]
    labelled = [
        hit
        for segment in row
        for hit in evidence.labels_by_segment.get(segment, ())
        if hit.leads and set(names) & set(hit.names_in_its_language())
    ]
    short = len(row) <= 3  # noqa: PLR2004 - a label, an amount, and perhaps something between
    if not any(short or hit.segment is first or _names_next(evidence, row, hit) for hit in labelled):
        return False
    numbers = [v for s in row for v in evidence.values[s] if v.number and not v.number.percent]
    return any(value.box.left > labelled[0].box.left for value in numbers)


def _names_next(evidence: Evidence, row: Sequence[Segment], hit: Hit) -> bool:
    """Whether a label fills its segment and a number follows in the next: totals may stand beside other things."""
    following = row[row.index(hit.segment) + 1 :]
    at_end = 1 <= len(following) <= LAST_CELLS
    return hit.fills_segment and at_end and any(value.number for value in evidence.values[following[0]])


def _ends_table(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """The totals begin here, or another table."""
    return (
        _labels_with_numbers(evidence, row, END_LABELS)
        or is_header_row(evidence, row)
        or _is_row_of_labels(evidence, row)
        or _is_row_of_totals(evidence, row)
    )


def _is_row_of_labels(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether the row is the head of a small table of totals: "Due by | Account number | Total due"."""
    labels = [evidence.labels_by_segment.get(segment, ()) for segment in row]
    names = {name for found in labels for hit in found for name in hit.names_in_its_language()}
    filled = all(any(hit.fills_segment for hit in found) for found in labels)
    return len(row) > 1 and filled and bool(names & set(END_LABELS))


def _is_row_of_totals(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Labels of totals side by side, with the amounts under them: "Net amount | VAT | Total"."""
    named = [
        set(END_LABELS) & set(hit.names_in_its_language())
        for segment in row
        for hit in evidence.labels_by_segment.get(segment, ())
        if hit.start == 0
    ]
    totals = [names for names in named if names]
    several = len(totals) >= MIN_TOTALS and len(totals) * 2 >= len(row) and len(set().union(*totals)) > 1
    return several and not decimals_of(evidence, row)


def _goes_on(evidence: Evidence, header: Header, number: int, end: int) -> bool:
    """Whether a line follows closely, proven by its product: the row is a remark on the tax of the line before."""
    rows = [evidence.rows[n] for n in range(number + 1, min(end, number + 1 + REMARK_ROWS))]
    near = (r for r in rows if r[0].page == evidence.rows[number][0].page and not _is_set_apart(evidence, r))
    return any(_is_product(cells_of(evidence, header, row)) for row in near)


def _is_skipped(evidence: Evidence, row: Sequence[Segment]) -> bool:
    carried = any(
        hit.start == 0 and NO_LINE & set(hit.names())
        for segment in row
        for hit in hits(segment, "words", evidence.languages)
    )
    return carried or _labels_with_numbers(evidence, row, SKIPPED_LABELS)


def _is_other_amount(evidence: Evidence, header: Header, row: Sequence[Segment], cells: RowCells) -> bool:
    """Whether a row's only amount stands in a column that is no line's, as a payment's among the credits does."""
    if set(cells.numbers) & set(KEY_COLUMNS):
        return False
    last = row[-1]
    amount = any(v.number and v.number.decimals and v.start == 0 for v in evidence.values[last])
    return amount and last.text[-1:].isdigit() and nearest(header.columns, last.box).name == UNKNOWN


def _add_numbers(
    table: Table, number: int, cells: RowCells, pending: list[tuple[int, RowCells]], *, new_page: bool
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


def _completes(record: Record, number: int, cells: RowCells) -> bool:
    """Whether these numbers belong to the record above: directly below, and none that it has already."""
    if _is_product(cells):
        return False
    mine = set(record.numbers) & set(KEY_COLUMNS)
    theirs = set(cells.numbers) & set(KEY_COLUMNS)
    return not (mine & theirs) and not (mine & set(AMOUNTS)) and number - record.rows[-1] <= 2  # noqa: PLR2004


def _merge_texts(record: Record, rows: Sequence[tuple[int, RowCells]]) -> None:
    for number, cells in rows:
        record.rows.append(number)
        for name, segments in cells.texts.items():
            record.texts.setdefault(name, []).extend(segments)


def _attach(table: Table, pending: Sequence[tuple[int, RowCells]]) -> None:
    """Text rows after a record continue it while they follow closely."""
    if not table.records:
        return
    for number, cells in pending:
        record = table.records[-1]
        if number - record.rows[-1] > 1:
            return
        _merge_texts(record, [(number, cells)])
        table.rows.add(number)
