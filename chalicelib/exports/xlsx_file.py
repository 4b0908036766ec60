"""Rows as an Excel workbook with typed cells: dates are dates, amounts numbers, and text is always text.

Rows that were collected earlier are kept as JSON, one a line (`dump`, `load`), since a workbook can't be continued.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from chalicelib.exports.rows import COLUMNS, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
_MAX_EXACT_DIGITS = 15  # what a spreadsheet's number holds
_FIRST_DAY = date(1900, 3, 1)  # Excel's calendar has a 29 February 1900


def write(target: IO[bytes], rows: Iterable[Sequence[Value]]) -> None:
    """Write a workbook of one sheet, with filters and a heading that stays; rows are forgotten once written."""
    from xlsxwriter import Workbook

    with Workbook(target, {"constant_memory": True, "strings_to_urls": False}) as book:
        formats: dict[type, Format] = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        sheet = book.add_worksheet("Invoices")
        sheet.freeze_panes(1, 1)
        bold = book.add_format({"bold": True})
        for number, column in enumerate(COLUMNS):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.name, bold)
        line = 0
        for line, row in enumerate(rows, 1):
            for number, value in enumerate(row):
                _write(sheet, line, number, value, formats)
        sheet.autofilter(0, 0, line, len(COLUMNS) - 1)


def dump(row: Sequence[Value]) -> str:
    """Return a row as one line.

    >>> load(dump([Decimal("1.50"), date(2024, 1, 2), "=1", None]))
    [Decimal('1.50'), datetime.date(2024, 1, 2), '=1', None]
    """
    return json.dumps([_packed(value) for value in row], ensure_ascii=False) + "\n"


def load(line: str | bytes) -> list[Value]:
    """Return the row of a line."""
    return [_KINDS[kind](text) for kind, text in json.loads(line)]


_KINDS: dict[str, Callable[[str], Value]] = {
    "n": Decimal,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "s": str,
    "": lambda _: None,
}


def _packed(value: Value) -> tuple[str, str]:
    match value:
        case None:
            return "", ""
        case Decimal():
            return "n", format(value, "f")
        case datetime():
            return "t", value.isoformat()
        case date():
            return "d", value.isoformat()
        case _:
            return "s", str(value)


def _write(sheet: "Worksheet", line: int, number: int, value: Value, formats: dict[type, "Format"]) -> None:
    match value:
        case None:
            return
        case Decimal() if len(value.as_tuple().digits) <= _MAX_EXACT_DIGITS:
            sheet.write_number(line, number, float(value))  # its own kind of number; this many digits survive
        case datetime():
            sheet.write_datetime(line, number, value.astimezone(UTC).replace(tzinfo=None), formats[datetime])
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(line, number, value, formats[date])
        case _:
            sheet.write_string(line, number, str(value))
