"""How each kind of value is written in each syntax.

A format turns text into a value, or None where it isn't one, and back. Reading never fails: what cannot be understood
stays unread and is listed as such.
"""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.documents.model.types import MAX_DIGITS, plain

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
# Marks as they are written by hand, where they can mean one thing only: 1.190,00 and 1190,5, but not 1,190.
_MARKED = re.compile(r"[+-]?(?:\d{1,3}(?:[. ]\d{3})+,\d{1,2}|\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+,\d{1,2})", re.ASCII)
# Where the decimal sign is known to be a comma; spaces that don't break group as others do.
_WITH_COMMA = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([. \u00a0\u202f])\d{3}(?:\1\d{3})*(?:,\d*)?", re.ASCII)
_GROUPED_OR_NOT = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
# The day, perhaps with a time: as XML Schema's dateTime, and as UN/CEFACT's formats 203 and 204.
_DATE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{4}(?:\d\d)?)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_DAY_FIRST = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})", re.ASCII)
_NOTE = re.compile(r"(?:#([A-Z]{3})#)?(.*)", re.DOTALL)
_EVENTS = {"3": "5", "35": "29", "432": "72"}
_CII_REGISTRATIONS = {"VAT": "VA"}
_CII_REGISTRATION = "FC"
CII_DATE = "102"
"""UN/CEFACT's code for dates written YYYYMMDD (UNTDID 2379)."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of value is written in a syntax.

    `beside` is an attribute that stands beside the value, and what it says; `$currency` and `$tax_currency` are the
    document's. `in_front` puts the value before what the element already holds. `notation` is how numbers are written.
    """

    read: Callable[[str], object]
    write: Callable[[Any], str]
    beside: tuple[str, str] | None = None
    beside_written: bool = True
    in_front: bool = False
    notation: re.Pattern[str] = _NUMBER


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its format in UBL and in CII."""

    ubl: Format
    cii: Format


def read_number(text: str) -> Decimal | None:
    """Read an `xsd:decimal` of sane length, or a number with marks that can mean one thing only.

    >>> read_number("-12.50"), read_number("1e9"), read_number("12,50"), read_number("1.190,00"), read_number("1,190")
    (Decimal('-12.50'), None, Decimal('12.50'), Decimal('1190.00'), None)
    """
    if len(text) > MAX_DIGITS:
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if not _MARKED.fullmatch(text):
        return None
    whole, fraction = re.split(r"[.,](?=\d{1,2}$)", text)
    return Decimal(f"{re.sub('[., ]', '', whole)}.{fraction}")


def read_comma_number(text: str) -> Decimal | None:
    """Read a number of a format whose decimal sign is a comma; one dot before three digits can mean two things.

    >>> read_comma_number("0,1255"), read_comma_number("1,250"), read_comma_number("1.250,00")
    (Decimal('0.1255'), Decimal('1.250'), Decimal('1250.00'))
    >>> read_comma_number("1 250"), read_comma_number("12.50"), read_comma_number("1.250")
    (Decimal('1250'), Decimal('12.50'), None)
    """
    if len(text) > MAX_DIGITS or _GROUPED_OR_NOT.fullmatch(text):
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"[.\s]", "", text).replace(",", "."))
    return Decimal(text.replace(",", ".")) if _WITH_COMMA.fullmatch(text) else read_number(text)


def read_date(text: str) -> date | None:
    """Read the day of a date in ISO 8601 or in digits, or with the day first and full stops; a time is dropped.

    >>> read_date("2024-02-29+01:00"), read_date("20240229"), read_date("2023-02-29")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29), None)
    >>> read_date("2024-02-29T10:30:00Z"), read_date("202402291030"), read_date("29.2.2024"), read_date("02/03/2024")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29), datetime.date(2024, 2, 29), None)
    """
    match, parts = _DATE.fullmatch(text), (1, 2, 3)
    if match is None:
        match, parts = _DAY_FIRST.fullmatch(text), (3, 2, 1)
    try:
        return date(*(int(match[part]) for part in parts)) if match else None
    except ValueError:
        return None


def is_unusual(text: str, value: object, notation: re.Pattern[str] = _NUMBER) -> bool:
    """Whether a value was understood, but is written as no e-invoice of its format may write it.

    >>> is_unusual("12,50", Decimal("12.50")), is_unusual("12.50", Decimal("12.50"))
    (True, False)
    """
    number = isinstance(value, Decimal) and not notation.fullmatch(text)
    return number or (isinstance(value, date) and bool(_DAY_FIRST.fullmatch(text)))


def _with_comma(number: Decimal) -> str:
    return plain(number).replace(".", ",")


def _read_octets(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True) or None
    except ValueError:
        return None


def _read_note_part(part: int) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        match = _NOTE.fullmatch(text)
        return (match[part] or "").strip() or None if match else None

    return read


def _terms(text: str) -> str:
    """Payment terms; XRechnung ends each line of its discount terms, the last one too, with a line break (BR-DE-18)."""
    last = text.rpartition("\n")[2].strip()
    return f"{text}\n" if last.startswith("#") and last.endswith("#") else text


def _renamed(names: Mapping[str, str]) -> Format:
    """Codes, some of which CII calls otherwise than the model does."""
    ours = {theirs: model for model, theirs in names.items()}
    return Format(lambda code: ours.get(code, code) or None, lambda code: names.get(code, code))


def _numbers(beside: str, *, written: bool) -> Format:
    return Format(read_number, plain, ("currencyID", beside), beside_written=written)


_TEXT = Format(lambda text: text or None, str)
_BARE_NUMBER = Format(read_number, plain)
TEXT = Kind(_TEXT, _TEXT)
TERMS = Kind(*[Format(_TEXT.read, _terms)] * 2)
TAX_ID_SCHEME = Kind(_TEXT, _renamed(_CII_REGISTRATIONS))
"""The tax that a party's identifier is for: UNTDID 5153 in the model and in UBL, UNTDID 1153 in CII."""
REGISTRATION_SCHEME = Kind(_TEXT, Format(_TEXT.read, lambda _: _CII_REGISTRATION))
"""The scheme of a local tax registration: UNTDID 1153's FC is the only one that CII's profiles take."""
NUMBER = Kind(_BARE_NUMBER, _BARE_NUMBER)
COMMA_NUMBER = Kind(*[Format(read_comma_number, _with_comma, notation=_WITH_COMMA)] * 2)
"""A number or an amount of a format whose decimal sign is a comma."""
AMOUNT = Kind(_numbers("$currency", written=True), _numbers("$currency", written=False))
TAX_TOTAL = Kind(AMOUNT.ubl, AMOUNT.ubl)
TAX_TOTAL_ACCOUNTING = Kind(_numbers("$tax_currency", written=True), _numbers("$tax_currency", written=True))
DATE = Kind(
    Format(read_date, date.isoformat),
    Format(read_date, lambda day: day.isoformat().replace("-", ""), ("format", CII_DATE)),
)
OCTETS = Kind(*[Format(_read_octets, lambda octets: base64.b64encode(octets).decode())] * 2)
NOTE_TEXT = Kind(Format(_read_note_part(2), str), _TEXT)
"""BT-22: in UBL behind the subject that `#AAI#` in front of it names (CEN/TS 16931-3-2)."""
NOTE_SUBJECT = Kind(Format(_read_note_part(1), "#{}#".format, in_front=True), _TEXT)
TAX_POINT = Kind(_TEXT, _renamed(_EVENTS))
"""BT-8: UNTDID 2005 in the model and in UBL, the matching codes of UNTDID 2475 in CII."""
