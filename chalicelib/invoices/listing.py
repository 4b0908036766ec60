"""Pages of invoices. A page costs the same, however many invoices there are."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import BadCursor, InvalidInput
from chalicelib.records.invoices import Invoice
from chalicelib.records.selections import Filters, Selection, Sort
from chalicelib.storage.invoices import lists as store

_CHECK_LENGTH = 8


class Scope(StrEnum):
    """Whose invoices are listed."""

    MINE = "mine"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Page:
    """Some invoices, and where the next page begins; without a cursor it is the last."""

    items: tuple[Invoice, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def select(caller: Caller, *, scope: Scope, filters: Filters, sort: Sort) -> Selection:
    """Return what a caller asks for, as far as it may see it.

    A member of a company that keeps its invoices from members gets its own, whatever the scope.

    Raises:
        InvalidInput: a range ends before it begins.

    """
    _refuse_reversed(filters)
    mine = scope is Scope.MINE or not caller.sees_all
    return Selection(caller.company_id, caller.user_id if mine else None, filters, sort)


@needs(Role.MEMBER)
def list_invoices(
    caller: Caller, *, scope: Scope, filters: Filters, sort: Sort, limit: int, cursor: str | None
) -> Page:
    """Return one page of at most `limit` invoices; fewer, even none, where the page ended at the bound of its reading.

    Raises:
        InvalidInput: a range ends before it begins.
        BadCursor: the cursor was not given out for this selection.

    """
    selection = select(caller, scope=scope, filters=filters, sort=sort)
    after = _read_cursor(selection, cursor) if cursor is not None else None
    try:
        found = store.read_page(selection, after=after, limit=limit)
    except ValueError as error:
        raise BadCursor from error
    return Page(found.invoices, _write_cursor(selection, found.resume) if found.resume else None)


def _refuse_reversed(filters: Filters) -> None:
    if filters.issued_from and filters.issued_to and filters.issued_from > filters.issued_to:
        raise InvalidInput(("to", "The range of dates ends before it begins."))
    if filters.min_total is not None and filters.max_total is not None and filters.min_total > filters.max_total:
        raise InvalidInput(("max_total", "The highest total is below the lowest."))


def _write_cursor(selection: Selection, key: str) -> str:
    return base64.urlsafe_b64encode(f"{key}{_check(selection, key)}".encode()).decode().rstrip("=")


def _read_cursor(selection: Selection, cursor: str) -> str:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    key, check = text[:-_CHECK_LENGTH], text[-_CHECK_LENGTH:]
    if not key or check != _check(selection, key):
        raise BadCursor
    return key


def _check(selection: Selection, key: str) -> str:
    """Tie a cursor to its list. No secret is needed: the partition that is read comes from the caller's session."""
    return hashlib.sha256(f"{selection!r}\0{key}".encode()).hexdigest()[:_CHECK_LENGTH]
