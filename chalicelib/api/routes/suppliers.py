"""The company's suppliers, and what its corrections taught the reader about them."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.models.suppliers import (
    KnownSupplierPage,
    MemoryOut,
    memory_out,
    supplier_out,
)
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import BadCursor, Conflict, NoCompany, RoleNeeded, SupplierNotFound, SuppliersHidden
from chalicelib.invoices.memory import suppliers as remembered

suppliers = Resource(__name__)


@suppliers.route("/suppliers", scope=Scope.READ, raises=(BadCursor, NoCompany, SuppliersHidden))
def list_suppliers(caller: Caller, query: PageQuery) -> KnownSupplierPage:
    """List the suppliers that corrections taught about."""
    page = remembered.list_suppliers(caller, limit=query.limit, cursor=query.cursor)
    items = tuple(map(supplier_out, page.items))
    return KnownSupplierPage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@suppliers.route(
    "/suppliers/{supplier_id}/memory", scope=Scope.READ, raises=(NoCompany, SupplierNotFound, SuppliersHidden)
)
def get_memory(caller: Caller, supplier_id: str) -> MemoryOut:
    """Fetch what is remembered of a supplier: labels, places, values, and the corrections that taught them."""
    return memory_out(remembered.fetch_memory(caller, supplier_id))


@suppliers.route(
    "/suppliers/{supplier_id}/memory",
    scope=Scope.DECIDE,
    method="DELETE",
    status=204,
    raises=(Conflict, NoCompany, RoleNeeded, SupplierNotFound),
)
def forget_memory(caller: Caller, supplier_id: str) -> None:
    """Forget all that is remembered of a supplier (admins)."""
    remembered.forget_memory(caller, supplier_id)
