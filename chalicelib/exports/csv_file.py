"""Rows as CSV (RFC 4180): commas, CRLF, quotes where they are needed, UTF-8.

Where decimals have commas, as in most of Europe, spreadsheets part cells by semicolons; both come on request.

A spreadsheet takes a cell that begins like a formula for one, and an invoice's texts are strangers' words. Such a cell
gets an apostrophe in front, which spreadsheets read as "this is text" (OWASP, CSV injection). Numbers are left alone:
a credit note's total stays a negative number.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from chalicelib.exports.rows import COLUMNS, Value

CONTENT_TYPE: Final = "text/csv; charset=utf-8"
BOM = "\ufeff"  # by which Excel knows that it is UTF-8
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: with a mark of UTF-8 at its beginning, and with decimal commas and semicolons."""

    bom: bool = False
    decimal_comma: bool = False


def heading(style: Style) -> str:
    """Return the first line, and the mark before it."""
    return (BOM if style.bom else "") + _lines([[column.name for column in COLUMNS]], style)


def lines(rows: Iterable[Sequence[Value]], style: Style) -> str:
    """Return the lines of rows."""
    return _lines(([_styled(value, style) for value in row] for row in rows), style)


def table(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a whole file of other columns than an invoice's, in the usual style."""
    style = Style()
    return _lines([columns], style) + lines(rows, style)


def cell(value: Value) -> str:
    r"""Return a value as a cell's text; amounts with the decimals they have, instants in UTC.

    >>> cell("=HYPERLINK(\"http://evil.example\")"), cell("-12.50"), cell("-1+cmd"), cell(Decimal("-3.10")), cell(None)
    ('\'=HYPERLINK("http://evil.example")', '-12.50', "'-1+cmd", '-3.10', '')
    """
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            dangerous = value.startswith(_FORMULA_STARTS) and not _NEGATIVE.fullmatch(value)
            return f"'{value}" if dangerous else str(value)


def _styled(value: Value, style: Style) -> str:
    text = cell(value)
    return text.replace(".", ",") if style.decimal_comma and isinstance(value, Decimal) else text


def _lines(rows: Iterable[Sequence[str]], style: Style) -> str:
    out = io.StringIO(newline="")
    delimiter = ";" if style.decimal_comma else ","
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
