"""The company's list of addresses that mail is no longer sent to. Only an admin takes one off it."""

import re
from dataclasses import dataclass

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import BadCursor, SuppressionNotFound, SuppressionsHidden
from chalicelib.paging import cut
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.sendings import Suppression
from chalicelib.storage.sendings import suppressions as store

_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class SuppressionsPage:
    """Some suppressed addresses, and where the next page begins; without a cursor it is the last."""

    items: tuple[Suppression, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def list_suppressions(caller: Caller, *, limit: int, cursor: str | None) -> SuppressionsPage:
    """Return one page of the company's suppressed addresses.

    Raises:
        SuppressionsHidden: the caller may not see all of the company's invoices, nor to whom they went.
        BadCursor: the cursor does not come from this list.

    """
    if not caller.sees_all:
        raise SuppressionsHidden
    if cursor is not None and not _ID.fullmatch(cursor):
        raise BadCursor
    found = store.list_suppressions(caller.company_id, after=cursor, limit=limit + 1)
    return SuppressionsPage(*cut(found, limit, lambda suppression: suppression.suppression_id))


@needs(Role.ADMIN)
def lift_suppression(caller: Caller, suppression_id: str) -> None:
    """Let an address be written to again.

    Raises:
        SuppressionNotFound: it is not in the list.

    """
    known = bool(_ID.fullmatch(suppression_id))
    lifted = happened(caller, AuditKind.SUPPRESSION_LIFTED, subject=suppression_id)
    if not known or not store.delete_suppression(caller.company_id, suppression_id, lifted):
        raise SuppressionNotFound
