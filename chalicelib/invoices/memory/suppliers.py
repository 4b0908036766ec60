"""The suppliers that a company's corrections taught about: listed, looked into, forgotten.

Only who may see all of the company's invoices may see them; only an admin forgets one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict, SupplierNotFound, SuppliersHidden
from chalicelib.extraction.memory.model import Memory
from chalicelib.ids import is_id
from chalicelib.invoices.memory.stored import memory_of
from chalicelib.paging import check_cursor, cut
from chalicelib.records.accounts import User
from chalicelib.storage.accounts.users import find_users
from chalicelib.storage.memory import suppliers as store
from chalicelib.storage.memory.suppliers import StoredMemory

MAX_TRIES = 5


@dataclass(frozen=True, slots=True)
class SuppliersPage:
    """Some suppliers, and where the next page begins; without a cursor it is the last."""

    items: tuple[StoredMemory, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class SupplierDetail:
    """A supplier, what is remembered of it, and the people who taught it, as far as they still have an account."""

    stored: StoredMemory
    memory: Memory
    people: Mapping[str, User]


@needs(Role.MEMBER)
def list_suppliers(caller: Caller, *, limit: int, cursor: str | None) -> SuppliersPage:
    """Return one page of the suppliers that something is remembered of, in the order in which they were first taught.

    Raises:
        SuppliersHidden: the caller may not see all of the company's invoices.
        BadCursor: the cursor is not one of this list's.

    """
    _refuse_hidden(caller)
    check_cursor(cursor)
    found = store.list_memories(caller.company_id, after=cursor, limit=limit + 1)
    return SuppliersPage(*cut(found, limit, lambda memory: memory.supplier_id))


@needs(Role.MEMBER)
def fetch_memory(caller: Caller, supplier_id: str) -> SupplierDetail:
    """Return what is remembered of a supplier.

    Raises:
        SuppliersHidden: the caller may not see all of the company's invoices.
        SupplierNotFound: nothing is; another company's supplier is no different from none.

    """
    _refuse_hidden(caller)
    stored = _find(caller, supplier_id)
    memory = memory_of(stored)
    return SupplierDetail(stored, memory, find_users({each.lesson.user_id for each in memory.fields.values()}))


@needs(Role.ADMIN)
def forget_memory(caller: Caller, supplier_id: str) -> None:
    """Forget all that is remembered of a supplier; invoices that were read with it stay as they are.

    Raises:
        SupplierNotFound: nothing is remembered of it.
        Conflict: it is being corrected all the time.

    """
    for _ in range(MAX_TRIES):
        if store.forget_memory(_find(caller, supplier_id)):
            return
    raise Conflict


def _find(caller: Caller, supplier_id: str) -> StoredMemory:
    stored = store.find_memory(caller.company_id, supplier_id) if is_id(supplier_id) else None
    if stored is None:
        raise SupplierNotFound
    return stored


def _refuse_hidden(caller: Caller) -> None:
    if not caller.sees_all:
        raise SuppliersHidden
