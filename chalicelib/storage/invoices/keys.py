"""The keys of the invoices table's indexes: text that sorts as what it stands for, intervals of it, and partitions.

DynamoDB compares text byte by byte, and a page is an interval of one partition's sort keys. Every key ends in the
invoice's id, so that no two are equal and any of them can be gone on from. What has no value comes after `~`, outside
the interval of values, so that a list in either direction can put it last.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zlib import crc32

from chalicelib.records.invoices import Invoice, State, Status
from chalicelib.records.selections import Sort

SUPPLIER_MARK = "\x1f"  # before a supplier's name among the searched texts; `fold` leaves none in them
SUPPLIER_LETTERS = 3  # how much of a supplier's name chooses the partition
UNFINISHED_SHARDS = 8
AT_WORK = frozenset({Status.QUEUED, Status.PROCESSING})

_END = "#"  # before every digit
_ABOVE = "~"  # behind every digit and letter
_MAX_EXPONENT = 499
_NINES = str.maketrans("0123456789", "9876543210")


@dataclass(frozen=True, slots=True)
class Interval:
    """All keys from `low` to `high`, both included; none where `low` is behind `high`."""

    low: str
    high: str

    def __bool__(self) -> bool:
        """Whether any key can be in it."""
        return self.low <= self.high

    def __contains__(self, key: str) -> bool:
        """Tell whether a key is in it."""
        return self.low <= key <= self.high

    def beyond(self, key: str, *, forward: bool) -> "Interval":
        """Return what is left of it behind a key, in the direction of reading.

        >>> Interval("a", "z").beyond("k", forward=True), Interval("a", "z").beyond("k", forward=False)
        (Interval(low='k ', high='z'), Interval(low='a', high='j~'))
        """
        if forward:
            return Interval(max(self.low, key + " "), self.high)
        return Interval(self.low, min(self.high, key[:-1] + chr(ord(key[-1]) - 1) + _ABOVE))


ALL = Interval("!", "~")
VALUES = Interval("!", "}")
MISSING = Interval("~", "~~")


def date_key(value: date | None, invoice_id: str) -> str:
    """Return the sort key of a date.

    >>> date_key(date(2024, 1, 5), "id"), date_key(None, "id")
    ('2024-01-05#id', '~#id')
    """
    return f"{value.isoformat() if value else _ABOVE}{_END}{invoice_id}"


def number_key(value: Decimal | None, invoice_id: str) -> str:
    """Return the sort key of an exact number."""
    return f"{_ABOVE if value is None else ordered(value)}{_END}{invoice_id}"


def dates(first: date | None, last: date | None) -> Interval:
    """Return the keys of dates from the first to the last; None is no limit.

    >>> date_key(date(2024, 1, 31), "id") in dates(date(2024, 1, 1), date(2024, 1, 31))
    True
    >>> date_key(None, "id") in dates(None, None)
    False
    """
    return _interval(first.isoformat() if first else None, last.isoformat() if last else None)


def numbers(least: Decimal | None, most: Decimal | None) -> Interval:
    """Return the keys of numbers from the least to the most; None is no limit."""
    return _interval(None if least is None else ordered(least), None if most is None else ordered(most))


def ordered(value: Decimal) -> str:
    """Return a number as text that sorts as numbers do: its sign, its power of ten, its digits.

    A negative number's digits are turned round, and end behind all others: of two, the longer one is the smaller.

    >>> numbers = ["-120.5", "-120", "-3", "-0.07", "0", "0.07", "3", "12", "12.30", "120", "1e9"]
    >>> sorted(numbers, key=lambda number: ordered(Decimal(number))) == numbers
    True
    >>> ordered(Decimal("12.30")) == ordered(Decimal("12.3"))
    True
    """
    if not value:
        return "1"
    sign, digits, _ = value.as_tuple()
    exponent = max(-_MAX_EXPONENT, min(_MAX_EXPONENT, value.adjusted()))
    text = f"{exponent + _MAX_EXPONENT + 1:03d}" + "".join(map(str, digits)).rstrip("0")
    return f"0{text.translate(_NINES)}{_ABOVE}" if sign else f"2{text}"


def fold(text: str) -> str:
    r"""Return a text as it is compared: without difference of case, of compatible characters, of white space.

    >>> fold("  STRASSE \n ９") == fold("straße 9")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def _interval(low: str | None, high: str | None) -> Interval:
    return Interval(f"{low}{_END}" if low else VALUES.low, f"{high}{_END}{_ABOVE}" if high else VALUES.high)


def sort_key(sort: Sort, invoice: Invoice) -> str:
    """Return where an invoice stands in a list of this order."""
    match sort.attribute:
        case "total":
            return number_key(invoice.total, invoice.invoice_id)
        case "issue_date":
            return date_key(invoice.issue_date, invoice.invoice_id)
        case "due_date":
            return date_key(invoice.due_date, invoice.invoice_id)
        case _:
            return invoice.invoice_id


def creator_partition(company_id: str, creator: str) -> str:
    """Return the partition of what one user added."""
    return f"{company_id}#{creator}"


def creator_state_partition(company_id: str, creator: str, state: State) -> str | None:
    """Return the partition of what one user added, in one state; None for `passed`, since most of it has."""
    return None if state is State.PASSED else f"{company_id}#{creator}#{state}"


def state_partition(company_id: str, state: State) -> str | None:
    """Return the partition of a company's invoices in one state; None for `passed`, since most of them have."""
    return None if state is State.PASSED else f"{company_id}#{state}"


def duplicate_partition(company_id: str, invoice_id: str) -> str:
    """Return the index's partition of the invoices that repeat one."""
    return f"{company_id}#{invoice_id}"


def unread_partition(company_id: str) -> str:
    """Return the partition of a company's invoices that have not been read yet, beside those of statuses."""
    return f"{company_id}#unread"


def status_partition(company_id: str, status: Status) -> str | None:
    """Return the partition of a company's invoices in one status; nearly all are `ready`, which needs none."""
    return None if status is Status.READY else f"{company_id}#{status}"


def supplier_partition(company_id: str, folded: str) -> str | None:
    """Return the partition of suppliers whose folded names begin so; None where the beginning is too short for one."""
    return f"{company_id}#{folded[:SUPPLIER_LETTERS]}" if len(folded) >= SUPPLIER_LETTERS else None


def unfinished_partition(invoice_id: str, status: str) -> str | None:
    """Return an invoice's partition in the index; none for one that is finished, or whose file is still awaited.

    >>> unfinished_partition("01jd3w2g000000000000000000", "queued")
    'unfinished#6'
    >>> unfinished_partition("01jd3w2g000000000000000000", "ready") is None
    True
    """
    return f"unfinished#{crc32(invoice_id.encode()) % UNFINISHED_SHARDS}" if status in AT_WORK else None
