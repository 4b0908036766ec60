"""The company's customers: kept once, found by what one begins to type, copied into forms that name them."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Reply
from chalicelib.api.models.sales.entries import (
    CustomerIn,
    CustomerOut,
    CustomerPageOut,
    EntryQuery,
    customer_out,
    customers_out,
)
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    BadCursor,
    CustomerNotFound,
    EntryNumberTaken,
    InvalidInput,
    NoCompany,
    RoleNeeded,
    TooManyEntries,
    VersionMismatch,
)
from chalicelib.ids import Intended
from chalicelib.invoices.catalogue import entries
from chalicelib.records.sales.entries import Entry, EntryKind

customers = Resource(__name__)
_KIND = EntryKind.CUSTOMER


@customers.route("/customers", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_customers(caller: Caller, query: EntryQuery) -> CustomerPageOut:
    """List the company's customers by name, or those that are found by what was typed."""
    return customers_out(
        entries.list_entries(caller, _KIND, search=query.search, limit=query.limit, cursor=query.cursor)
    )


@customers.route(
    "/customers",
    scope=Scope.WRITE,
    method="POST",
    status=201,
    idempotent=True,
    headers=("Location", "ETag"),
    raises=(EntryNumberTaken, InvalidInput, NoCompany, TooManyEntries),
)
def add_customer(caller: Caller, body: CustomerIn, intended: Intended) -> Reply[CustomerOut]:
    """Keep a customer."""
    made = entries.add_entry(caller, _KIND, body.values(), intended)
    return Reply(customer_out(made), headers={"Location": f"/customers/{made.entry_id}", **etag(made.version)})


@customers.route("/customers/{customer_id}", scope=Scope.READ, headers=("ETag",), raises=(CustomerNotFound, NoCompany))
def get_customer(caller: Caller, customer_id: str) -> Reply[CustomerOut]:
    """Fetch a customer; its `ETag` is for changing it."""
    return _reply(entries.fetch_entry(caller, _KIND, customer_id))


@customers.route(
    "/customers/{customer_id}",
    scope=Scope.WRITE,
    method="PUT",
    headers=("ETag",),
    raises=(CustomerNotFound, EntryNumberTaken, InvalidInput, NoCompany, VersionMismatch),
)
def change_customer(caller: Caller, customer_id: str, body: CustomerIn, if_match: int | None) -> Reply[CustomerOut]:
    """Replace what is known of a customer; what was issued stays as it is. `If-Match` guards others' changes."""
    return _reply(entries.change_entry(caller, _KIND, customer_id, body.values(), if_match))


@customers.route(
    "/customers/{customer_id}",
    method="DELETE",
    status=204,
    raises=(CustomerNotFound, NoCompany, RoleNeeded, VersionMismatch),
)
def delete_customer(caller: Caller, customer_id: str, if_match: int | None) -> None:
    """Remove a customer (admins); what was issued stays as it is."""
    entries.delete_entry(caller, _KIND, customer_id, if_match)


def _reply(entry: Entry) -> Reply[CustomerOut]:
    return Reply(customer_out(entry), headers=etag(entry.version))
