"""The company's items: kept once, found by what one begins to type, copied into forms that name them."""

from chalicelib.api.http.blueprint import Resource, etag
from chalicelib.api.http.responses import Reply
from chalicelib.api.models.sales.entries import (
    EntryQuery,
    ItemIn,
    ItemOut,
    ItemPageOut,
    item_out,
    items_out,
)
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    BadCursor,
    EntryNumberTaken,
    InvalidInput,
    ItemNotFound,
    NoCompany,
    RoleNeeded,
    TooManyEntries,
    VersionMismatch,
)
from chalicelib.ids import Intended
from chalicelib.invoices.catalogue import entries
from chalicelib.records.sales.entries import Entry, EntryKind

items = Resource(__name__)
_KIND = EntryKind.ITEM


@items.route("/items", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_items(caller: Caller, query: EntryQuery) -> ItemPageOut:
    """List the company's items by name, or those that are found by what was typed."""
    return items_out(entries.list_entries(caller, _KIND, search=query.search, limit=query.limit, cursor=query.cursor))


@items.route(
    "/items",
    scope=Scope.WRITE,
    method="POST",
    status=201,
    idempotent=True,
    headers=("Location", "ETag"),
    raises=(EntryNumberTaken, InvalidInput, NoCompany, TooManyEntries),
)
def add_item(caller: Caller, body: ItemIn, intended: Intended) -> Reply[ItemOut]:
    """Keep an item."""
    made = entries.add_entry(caller, _KIND, body.values(), intended)
    return Reply(item_out(made), headers={"Location": f"/items/{made.entry_id}", **etag(made.version)})


@items.route("/items/{item_id}", scope=Scope.READ, headers=("ETag",), raises=(ItemNotFound, NoCompany))
def get_item(caller: Caller, item_id: str) -> Reply[ItemOut]:
    """Fetch an item; its `ETag` is for changing it."""
    return _reply(entries.fetch_entry(caller, _KIND, item_id))


@items.route(
    "/items/{item_id}",
    scope=Scope.WRITE,
    method="PUT",
    headers=("ETag",),
    raises=(ItemNotFound, EntryNumberTaken, InvalidInput, NoCompany, VersionMismatch),
)
def change_item(caller: Caller, item_id: str, body: ItemIn, if_match: int | None) -> Reply[ItemOut]:
    """Replace what is known of an item; what was issued stays as it is. `If-Match` guards others' changes."""
    return _reply(entries.change_entry(caller, _KIND, item_id, body.values(), if_match))


@items.route(
    "/items/{item_id}",
    method="DELETE",
    status=204,
    raises=(ItemNotFound, NoCompany, RoleNeeded, VersionMismatch),
)
def delete_item(caller: Caller, item_id: str, if_match: int | None) -> None:
    """Remove an item (admins); what was issued stays as it is."""
    entries.delete_entry(caller, _KIND, item_id, if_match)


def _reply(entry: Entry) -> Reply[ItemOut]:
    return Reply(item_out(entry), headers=etag(entry.version))
