"""The list of invoices: what is asked for most, also of a process that has just begun."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.invoices import InvoicePage, ListQuery, invoice_out
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import BadCursor, InvalidInput, NoCompany
from chalicelib.invoices import listing

lists = Resource(__package__)


@lists.route("/invoices", scope=Scope.READ, raises=(BadCursor, InvalidInput, NoCompany))
def list_invoices(caller: Caller, query: ListQuery) -> InvoicePage:
    """List the company's invoices, or the caller's own."""
    page = listing.list_invoices(
        caller,
        scope=query.scope,
        filters=query.filters(),
        sort=query.sort,
        limit=query.limit,
        cursor=query.cursor,
    )
    items = tuple(invoice_out(invoice, caller) for invoice in page.items)
    return InvoicePage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)
