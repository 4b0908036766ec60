"""Pages of invoices, newest first. A page costs one query, however many invoices there are."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import BadCursor
from chalicelib.ids import is_id
from chalicelib.storage import invoices as store
from chalicelib.storage.invoice_records import Invoice, State

_CHECK_LENGTH = 8


class Scope(StrEnum):
    """Whose invoices are listed."""

    MINE = "mine"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which invoices of a company are listed: all, or one creator's, or those in a state."""

    company_id: str
    creator: str | None
    state: State | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some invoices, and where the next page begins; without a cursor it is the last."""

    items: tuple[Invoice, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def list_invoices(caller: Caller, *, scope: Scope, state: State | None, limit: int, cursor: str | None) -> Page:
    """Return one page of at most `limit` invoices.

    A member of a company that keeps its invoices from members gets its own, whatever the scope.

    Raises:
        BadCursor: the cursor was not given out for this selection.

    """
    mine = scope is Scope.MINE or not (caller.is_admin or caller.sees_company)
    selection = _Selection(caller.company_id, caller.user_id if mine else None, state)
    before = _read_cursor(selection, cursor) if cursor else None
    found = store.list_invoices(
        selection.company_id, creator=selection.creator, state=selection.state, before=before, limit=limit + 1
    )
    shown = tuple(found[:limit])
    more = len(found) > limit
    return Page(shown, _write_cursor(selection, shown[-1].invoice_id) if more else None)


def _write_cursor(selection: _Selection, invoice_id: str) -> str:
    return base64.urlsafe_b64encode(f"{invoice_id}{_check(selection, invoice_id)}".encode()).decode().rstrip("=")


def _read_cursor(selection: _Selection, cursor: str) -> str:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    invoice_id, check = text[:-_CHECK_LENGTH], text[-_CHECK_LENGTH:]
    if not is_id(invoice_id) or check != _check(selection, invoice_id):
        raise BadCursor
    return invoice_id


def _check(selection: _Selection, invoice_id: str) -> str:
    """Tie a cursor to its list. No secret is needed: the partition that is read comes from the caller's session."""
    place = "\0".join((selection.company_id, selection.creator or "", selection.state or "", invoice_id))
    return hashlib.sha256(place.encode()).hexdigest()[:_CHECK_LENGTH]
