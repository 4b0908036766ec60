"""Excel workbooks (ECMA-376 part 1, SpreadsheetML): the values of the sheets that are shown, as their cells show them.

Formulas are not computed: a cell has its last value. Macros, links and external data are never looked at. Numbers are
written with the decimals, percent signs and currency signs of their format, dates and months as ISO 8601, times as
hours with decimals.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby, islice
from typing import TYPE_CHECKING

from chalicelib.extraction.conversion.blocks import MAX_COLUMNS, MAX_ROWS, Block, table_of
from chalicelib.extraction.conversion.office import Package
from chalicelib.extraction.errors import CorruptFile

if TYPE_CHECKING:
    from lxml.etree import _Element

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
MAX_SHEETS = 20
MAX_DIGITS = 15  # that Excel keeps of a number
GENERAL = ""
# Numbers of the formats that are not written into a workbook (18.8.30).
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    **dict.fromkeys((14, 15, 16, 22), "yyyy-mm-dd"), 17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"), 37: "0", 38: "0", 39: "0.00", 40: "0.00", 44: "0.00",
}  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)  # more than a day's hours (18.8.31)
HOURS_PLACES = 4  # decimals: twenty minutes times a rate are right to the cent
_DECIMALS = re.compile(r"[0#?]\.([0?]+)")
_CURRENCY = re.compile(r"[^\W\d_]{2,4}|[\u20a0-\u20bf$£¥¢]")
_SIGN = re.compile(r"[$€£¥]")
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]+")
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
MAX_DAYS = 200_000  # after the epoch: the year 2447


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What the cells refer to."""

    strings: list[str]
    formats: list[str]
    epoch: dt.date


def read_xlsx(data: bytes) -> list[Block]:
    """Return a workbook's tables; raises `CorruptFile`, `EncryptedDocument` or `DocumentTooLong`."""
    package = Package(data)
    main = package.part(WORKBOOK)
    if main is None:
        raise CorruptFile
    is_1904 = any(_name(each) == "workbookPr" and each.get("date1904") in {"1", "true"} for each in main.iter())
    epoch = _EPOCH_1904 if is_1904 else _EPOCH
    workbook = _Workbook(_strings(package.part(STRINGS)), _formats(package.part(STYLES)), epoch)
    blocks: list[Block] = []
    for name in _shown_sheets(package, main):
        root = package.part(name)
        if root is not None:
            blocks += _tables(root, workbook)
    return blocks


def _shown_sheets(package: Package, main: "_Element") -> Iterator[str]:
    relations = package.part(RELATIONS)
    targets = {each.get("Id"): each.get("Target", "") for each in relations} if relations is not None else {}
    shown = [each for each in main.iter() if _name(each) == "sheet" and each.get("state", "visible") == "visible"]
    for sheet in shown[:MAX_SHEETS]:
        id_ = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = str(targets.get(str(id_), ""))
        yield target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _strings(root: "_Element | None") -> list[str]:
    return [] if root is None else [_rich_text(item) for item in root if _name(item) == "si"]


def _rich_text(item: "_Element") -> str:
    """Return a text's runs together, without the reading aids of Chinese and Japanese."""
    texts = (each for each in item.iter() if _name(each) == "t")
    return "".join(each.text or "" for each in texts if not any(_name(up) == "rPh" for up in each.iterancestors()))


def _formats(root: "_Element | None") -> list[str]:
    """Return the number format of each cell style."""
    if root is None:
        return []
    written = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter() if _name(each) == "numFmt"}
    styles = next((each for each in root if _name(each) == "cellXfs"), ())
    return [_format(style.get("numFmtId", "0"), written) for style in styles]


def _format(number: str, written: Mapping[str | None, str]) -> str:
    if number in written:
        return written[number]
    return BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL


def _tables(root: "_Element", workbook: _Workbook) -> Iterator[Block]:
    """Return a sheet's tables: rows that follow one another without an empty row between them."""
    for filled, rows in groupby(_rows(root, workbook), key=any):
        table = table_of(rows) if filled else None
        if table:
            yield table


def _rows(root: "_Element", workbook: _Workbook) -> Iterator[list[str]]:
    """Return the texts of the rows that are shown; one of nothing where rows are left out."""
    hidden = _hidden_columns(root)
    last = 0
    for row in islice((row for row in root.iter() if _name(row) == "row" and not _is_hidden(row)), MAX_ROWS):
        number = _number(row.get("r"), last + 1)
        if number > last + 1:
            yield []
        yield _cells(row, workbook, hidden)
        last = number


def _is_hidden(element: "_Element") -> bool:
    return element.get("hidden") in {"1", "true"}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < MAX_DIGITS else otherwise


def _hidden_columns(root: "_Element") -> set[int]:
    hidden: set[int] = set()
    for column in root.iter():
        if _name(column) == "col" and _is_hidden(column):
            first, last = (_number(column.get(name), 0) for name in ("min", "max"))
            hidden.update(range(first, min(last, MAX_COLUMNS) + 1))
    return hidden


def _cells(row: "_Element", workbook: _Workbook, hidden: set[int]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        if _name(cell) != "c":
            continue
        column = _column(cell.get("r")) or len(texts) + 1
        if column in hidden or column > 10 * MAX_COLUMNS:
            continue
        texts += [""] * (column - len(texts))
        texts[column - 1] = _text(cell, workbook)
    return texts


def _column(place: str | None) -> int | None:
    """Return a column's number, counted from 1.

    >>> _column("A1"), _column("AB12"), _column(None)
    (1, 28, None)
    """
    found = _COLUMN.fullmatch(place or "")
    if not found:
        return None
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _text(cell: "_Element", workbook: _Workbook) -> str:
    if cell.get("t") == "inlineStr":
        return _rich_text(cell)
    value = next((each.text or "" for each in cell if _name(each) == "v"), "")
    match cell.get("t", "n"):
        case "s":
            index = _number(value, len(workbook.strings))
            return workbook.strings[index] if index < len(workbook.strings) else ""
        case "n":
            index = _number(cell.get("s"), 0)
            return _shown(value, workbook.formats[index] if index < len(workbook.formats) else GENERAL, workbook.epoch)
        case "e" | "b":
            return ""
        case _:
            return value


def _shown(value: str, form: str, epoch: dt.date) -> str:
    """Return a number as a cell of a format shows it.

    >>> _shown("45000", "dd/mm/yyyy", _EPOCH), _shown("0.19", "0%", _EPOCH), _shown("7.1", '#,##0.00 "EUR"', _EPOCH)
    ('2023-03-15', '19%', '7.10 EUR')
    >>> _shown("119.00000000000001", "", _EPOCH), _shown("1234.5", "[$€-407] #,##0.00", _EPOCH)
    ('119', '1234.50 €')
    >>> _shown("1.5625", "[h]:mm", _EPOCH), _shown("45413", "mmm yyyy", _EPOCH)
    ('37.5', '2024-05')
    """
    try:
        number = Decimal(value)
        rounded = number.normalize().__round__(MAX_DIGITS) if not number.is_finite() else _rounded(number)
    except (InvalidOperation, ValueError, OverflowError):
        return value
    first = form.partition(";")[0]
    plain = _QUOTED.sub("", _ELAPSED.sub(r"\1", first))
    if _DATE.search(plain):
        return _as_moment(rounded, frozenset(plain.lower()), epoch)
    percent = "%" in plain
    decimals = _DECIMALS.search(plain)
    number = rounded * 100 if percent else rounded
    fixed = len(decimals[1]) if decimals else 0 if re.search(r"[0#]", plain) else None
    text = f"{number:f}" if fixed is None else f"{number:.{fixed}f}"
    return f"{text}{'%' if percent else ''} {_currency(first)}".strip()


def _rounded(number: Decimal) -> Decimal:
    """Return a number with the digits that Excel keeps, and no zeros behind them."""
    if not number or abs(number.adjusted()) > MAX_DIGITS:
        return Decimal(0)
    kept = number.quantize(Decimal(1).scaleb(max(number.adjusted() - MAX_DIGITS + 1, -MAX_DIGITS)))
    return kept.normalize() if kept.as_tuple().exponent != 0 else kept


def _as_moment(number: Decimal, letters: frozenset[str], epoch: dt.date) -> str:
    """Return a number as the date, month or time that a format with these letters shows."""
    if letters & set("hs") and not letters & set("yd"):
        return _as_hours(number)
    date = _as_date(number, epoch)
    is_month = "m" in letters and "d" not in letters
    return (date[: len("yyyy-mm")] if is_month else date) or f"{number:f}"


def _as_hours(number: Decimal) -> str:
    """Return days and parts of them as hours with decimals, which can be multiplied by a rate: 7:30 is 7.5."""
    hours = round(24 * number, HOURS_PLACES)
    return f"{hours:f}".rstrip("0").rstrip(".")


def _as_date(number: Decimal, epoch: dt.date) -> str:
    """Return the date of a number of days; empty where no calendar has it."""
    days = int(number)
    return (epoch + dt.timedelta(days)).isoformat() if 0 < days < MAX_DAYS else ""


def _currency(form: str) -> str:
    """Return the currency that a format writes beside the number: a sign or a code, quoted or in brackets."""
    quoted = "".join(text for groups in _QUOTED.findall(form) for text in groups)
    found = _CURRENCY.search(quoted) or _SIGN.search(_QUOTED.sub("", form))
    return found[0] if found else ""


def _name(element: "_Element") -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
