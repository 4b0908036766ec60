"""The rows under a header, as records: which rows make a line, and where the table ends.

A record begins with the row that holds the first of its numbers. Text rows after it continue its description; text
rows before a row of numbers without a text of its own belong to that one. The table ends where the totals begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.vocabulary import Hit, hits
from chalicelib.extraction.lines.cells import TAX_RATE, RowCells, cells_of, nearest
from chalicelib.extraction.lines.columns import AMOUNTS, UNKNOWN, Header, is_header_row
from chalicelib.extraction.lines.line_record import Record, is_product
from chalicelib.extraction.pages.geometry import around, overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.amounts import decimals_of

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
FEW_CELLS = 3  # a label, an amount, and perhaps something between
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
    ends = [header.first_row for header in headers[1:]] + [max(evidence.rows) + 1]
    for header, end in zip(headers, ends, strict=True):
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
        proven = is_product(cells.numbers) or _is_rated(evidence, row, cells)
        if begun and not proven and _may_end(evidence, row, cells):
            if not _goes_on(evidence, header, number, end):
                break
        elif not proven and _is_no_line(evidence, header, row, cells, table if skipped else None):
            _attach(table, pending)
            pending, skipped = [], begun  # above the lines stand balances, below them totals
        elif _is_record(evidence, cells):
            begun = True
            _add_numbers(table, number, cells, pending, new_page=row[0].page != header.page)
            pending = []
        else:
            pending.append((number, cells))
    _attach(table, pending)


def _is_rated(evidence: Evidence, row: Sequence[Segment], cells: RowCells) -> bool:
    """Whether a row with text and amount is a line by its cell of the tax: a word, or beside a charge's name a rate."""
    if "description" not in cells.texts or "net_amount" not in cells.numbers:
        return False
    if _is_name_of_total(evidence, row[0]):
        return False
    if TAX_RATE in cells.texts:
        return True
    return TAX_RATE in cells.numbers and any(hit.begins_as("charge") for hit in evidence.labels_of(row[0]))


def _is_name_of_total(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text is the name of a total and nothing else."""
    return any(hit.fills_segment and _totals_named(hit) for hit in evidence.labels_of(segment))


def _may_end(evidence: Evidence, row: Sequence[Segment], cells: RowCells) -> bool:
    """Whether a row does not belong to the table: it is set apart, or another thing begins."""
    if not cells.numbers.keys() >= PARTS and _is_set_apart(evidence, row):
        return True
    return _ends_table(evidence, row)


def _is_no_line(
    evidence: Evidence, header: Header, row: Sequence[Segment], cells: RowCells, skipped: Table | None
) -> bool:
    """Whether a row within the table is a balance, a sum or a payment.

    Behind such a row, where `skipped` is the table, numbers that complete no line are none either.
    """
    if skipped and cells.numbers and not _completes_last(skipped, row[0].row, cells):
        return True
    if _is_skipped(evidence, row):
        return True
    return _is_other_amount(evidence, header, row, cells)


def _is_record(evidence: Evidence, cells: RowCells) -> bool:
    """Numbers that a line is made of; a lone whole number where amounts have decimals is a page number or a note."""
    keys = [name for name in KEY_COLUMNS if name in cells.numbers]
    if len(keys) == 1 and evidence.decimal_mark and keys[0] in AMOUNTS:
        number = cells.numbers[keys[0]].number
        return number is not None and number.decimals is not None
    return bool(keys)


def _completes_last(table: Table, number: int, cells: RowCells) -> bool:
    if not PARTS.isdisjoint(cells.numbers):
        return True
    return bool(table.records) and _completes(table.records[-1], number, cells)


def _is_set_apart(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether there is much empty space above the row."""
    above = evidence.rows[row[0].row - 1]
    if above[0].page != row[0].page:
        return False
    return row[0].box.top - around(above).bottom > SET_APART * row[0].size


def _labels_with_numbers(evidence: Evidence, row: Sequence[Segment], names: Sequence[str]) -> bool:
    labelled = [hit for hit in evidence.labels_of(*row) if hit.leads and _may_name(hit, names)]
    if not any(_speaks_for_row(evidence, row, hit) for hit in labelled):
        return False
    left = labelled[0].box.left
    return any(value.box.left > left and not value.is_rate for value in evidence.numbers_of(*row))


def _may_name(hit: Hit, names: Sequence[str]) -> bool:
    return not set(names).isdisjoint(hit.names_in_its_language())


def _speaks_for_row(evidence: Evidence, row: Sequence[Segment], hit: Hit) -> bool:
    """Whether a label is not only a cell's of a line.

    It begins its row, or one of few cells; or it fills its segment, and a number follows in the next: totals may stand
    beside other things.
    """
    if len(row) <= FEW_CELLS or hit.segment is row[0]:
        return True
    following = row[row.index(hit.segment) + 1 :]
    if not hit.fills_segment or len(following) > LAST_CELLS:
        return False
    return bool(evidence.numbers_of(*following[:1]))


def _ends_table(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """The totals begin here, or another table."""
    signs = (_names_totals, is_header_row, _is_row_of_labels, _is_row_of_totals, _stands_over_total)
    return any(sign(evidence, row) for sign in signs)


def _names_totals(evidence: Evidence, row: Sequence[Segment]) -> bool:
    return _labels_with_numbers(evidence, row, END_LABELS)


def _is_row_of_labels(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether the row is the head of a small table of totals: "Due by | Account number | Total due"."""
    if len(row) == 1:
        return False
    for segment in row:
        if not any(hit.fills_segment for hit in evidence.labels_of(segment)):
            return False
    return any(map(_totals_named, evidence.labels_of(*row)))


def _totals_named(hit: Hit) -> set[str]:
    """The totals that a label may name."""
    return set(END_LABELS).intersection(hit.names_in_its_language())


def _is_row_of_totals(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Labels of totals side by side, with the amounts under them: "Net amount | VAT | Total"."""
    totals = [_totals_named(hit) for hit in evidence.labels_of(*row) if hit.start == 0]
    if sum(map(bool, totals)) < max(MIN_TOTALS, len(row) / 2) or len(set().union(*totals)) == 1:
        return False
    return not decimals_of(evidence, row)


def _stands_over_total(evidence: Evidence, row: Sequence[Segment]) -> bool:
    """Whether a row ends with the name of a total, and the amount stands right under it."""
    last = row[-1]
    if not _is_name_of_total(evidence, last):
        return False
    below = decimals_of(evidence, evidence.rows.get(last.row + 1, ())[-1:])
    return any(value.start == 0 and overlap_x(value.box, last.box) > 0 for value in below)


def _goes_on(evidence: Evidence, header: Header, number: int, end: int) -> bool:
    """Whether a line follows closely, proven by its product: the row is a remark on the tax of the line before."""
    page = evidence.rows[number][0].page
    for following in range(number + 1, min(end, number + 1 + REMARK_ROWS)):
        row = evidence.rows[following]
        near = row[0].page == page and not _is_set_apart(evidence, row)
        if near and is_product(cells_of(evidence, header, row).numbers):
            return True
    return False


def _is_skipped(evidence: Evidence, row: Sequence[Segment]) -> bool:
    for segment in row:
        if any(hit.begins_as(*NO_LINE) for hit in hits(segment, "words", evidence.languages)):
            return True
    return _labels_with_numbers(evidence, row, SKIPPED_LABELS)


def _is_other_amount(evidence: Evidence, header: Header, row: Sequence[Segment], cells: RowCells) -> bool:
    """Whether a row's only amount stands in a column that is no line's, as a payment's among the credits does."""
    last = row[-1]
    if not cells.numbers.keys().isdisjoint(KEY_COLUMNS) or not last.text[-1:].isdigit():
        return False
    begins_with_amount = any(value.start == 0 and value.has_decimals for value in evidence.values[last])
    return begins_with_amount and nearest(header.columns, last.box).name == UNKNOWN


def _add_numbers(
    table: Table, number: int, cells: RowCells, pending: list[tuple[int, RowCells]], *, new_page: bool
) -> None:
    """Add a row with numbers to the line above, which it completes, or as a line of its own."""
    current = table.records[-1] if table.records and not new_page else None
    if current and _completes(current, number, cells):
        _merge_texts(current, pending)
    else:
        current = Record()
        if _has_own_text(table, cells):
            _attach(table, pending)
        else:
            _merge_texts(current, pending)
        table.records.append(current)
    for name, value in cells.numbers.items():
        current.numbers.setdefault(name, value)
    current.unit = current.unit or cells.unit
    _merge_texts(current, [(number, cells)])
    table.rows.update(current.rows)


def _has_own_text(table: Table, cells: RowCells) -> bool:
    """Whether a row of numbers says what they are for; an article's number does where nothing is a description."""
    if table.header.has("description"):
        return "description" in cells.texts
    return not cells.texts.keys().isdisjoint(("description", "article"))


def _completes(record: Record, number: int, cells: RowCells) -> bool:
    """Whether these numbers belong to the record above: directly below, and none that it has already."""
    if is_product(cells.numbers) or number - record.rows[-1] > 2:  # noqa: PLR2004
        return False
    mine = record.numbers.keys() & KEY_COLUMNS
    return mine.isdisjoint(cells.numbers) and mine.isdisjoint(AMOUNTS)


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
