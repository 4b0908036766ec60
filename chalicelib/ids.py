"""Opaque ids that sort by the time they were made, so that "newest first" is the key's own order."""

import hashlib
import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_LENGTH = 26  # 130 bits hold 48 of milliseconds and 80 of randomness
_RANDOM_BITS = 80
_ENTRY_BITS = 20  # from one file of a batch to the next: the invoices in a file have ids in between
_INNER_BITS = 40  # from one batch within a batch to the next
_STEP_BITS = 64  # from one id to the next of the same millisecond: a neighbour can't be guessed
EPOCH = datetime.fromtimestamp(0, UTC)
"""The earliest time that an id can tell."""
_ID = re.compile(f"[{_ALPHABET}]{{{_LENGTH}}}")


_newest = 0
_lock = Lock()


def new_id() -> str:
    """Return a new id: 26 characters, 80 bits of it random, greater than those made before (to the millisecond).

    Of one process's ids each is greater than the one before, also within a millisecond.

    >>> first, second = new_id(), new_id()
    >>> len(first), is_id(first), first < second
    (26, True, True)
    """
    global _newest  # noqa: PLW0603 - the order of ids is the process's
    with _lock:
        number = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        if number <= _newest:
            number = _newest + 1 + secrets.randbits(_STEP_BITS)
        _newest = number
    return _written(number)


def part_id(id_: str, number: int) -> str:
    """Return the id of a part, by the id of the whole, which is also the first part's: always the same, in their order.

    >>> part_id("01jd3w2g00" + "0" * 15 + "z", 1), part_id("01jd3w2g00" + "0" * 15 + "z", 2)
    ('01jd3w2g00000000000000000z', '01jd3w2g000000000000000010')
    """
    return _written(_number(id_) + number - 1)


def entry_id(id_: str, number: int) -> str:
    """Return the id of a batch's file, by the batch's id and the file's place in it; parts of files fit in between.

    >>> entry_id("01jd3w2g00" + "0" * 16, 1), part_id(entry_id("01jd3w2g00" + "0" * 16, 1), 2)
    ('01jd3w2g000000000000010000', '01jd3w2g000000000000010001')
    """
    return _written(_number(id_) + (number << _ENTRY_BITS))


def entry_number(id_: str, entry: str) -> int:
    """Return the place of a file in its batch, by the batch's id and the file's, or that of an invoice in the file.

    >>> batch = "01jd3w2g00" + "0" * 16
    >>> entry_number(batch, entry_id(batch, 7)), entry_number(batch, part_id(entry_id(batch, 7), 2))
    (7, 7)
    """
    return (_number(entry) - _number(id_)) >> _ENTRY_BITS


def inner_batch_id(id_: str, number: int) -> str:
    """Return the id of a batch within a batch, by the outer one's id and its place: beyond all ids of that one's files.

    >>> inner_batch_id("01jd3w2g00" + "0" * 16, 1) > entry_id("01jd3w2g00" + "0" * 16, 1_000_000)
    True
    """
    return _written(_number(id_) + (number << _INNER_BITS))


def derived_id(instant: datetime, text: str) -> str:
    """Return an id that follows from a time and a text: the same for the same, and nobody's guess.

    >>> derived_id(datetime(2026, 5, 6, tzinfo=UTC), "a") == derived_id(datetime(2026, 5, 6, tzinfo=UTC), "a")
    True
    """
    milliseconds = int(instant.timestamp() * 1000)
    random = int.from_bytes(hashlib.sha256(text.encode()).digest()[: _RANDOM_BITS // 8])
    return _written((milliseconds << _RANDOM_BITS) | random)


@dataclass(frozen=True, slots=True)
class Intended:
    """The id of what a request makes; `again` where an earlier try of the same request may have made it already."""

    id: str = field(default_factory=new_id)
    again: bool = False


def time_of(id_: str) -> datetime:
    """Return when an id was made, to the millisecond.

    >>> time_of("01jd3w2g00" + "0" * 16).isoformat()
    '2024-11-20T04:07:47.456000+00:00'
    """
    return datetime.fromtimestamp((_number(id_) >> _RANDOM_BITS) / 1000, UTC)


def first_id(instant: datetime) -> str:
    """Return the id before all that are made at an instant or later.

    >>> first_id(time_of("01jd3w2g00" + "z" * 16))
    '01jd3w2g000000000000000000'
    """
    return _written((instant - EPOCH) // timedelta(milliseconds=1) << _RANDOM_BITS)


def id_before(id_: str) -> str:
    """Return the id that sorts right before another one.

    >>> id_before("01jd3w2g00" + "0" * 15 + "z")
    '01jd3w2g00000000000000000y'
    """
    return _written(_number(id_) - 1)


def is_id(text: str) -> bool:
    """Tell whether a text has the shape of an id.

    >>> is_id("../../etc/passwd")
    False
    """
    return _ID.fullmatch(text) is not None


def _number(id_: str) -> int:
    number = 0
    for character in id_:
        number = number << 5 | _ALPHABET.index(character)
    return number


def _written(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
