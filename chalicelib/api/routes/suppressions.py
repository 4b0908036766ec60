"""The addresses that a company does not write to any more."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.models.sendings import SuppressionPage, suppression_out
from chalicelib.authorization import Caller
from chalicelib.errors import BadCursor, NoCompany, RoleNeeded, SuppressionNotFound, SuppressionsHidden
from chalicelib.sending import suppressed_addresses

suppressions = Resource(__name__)


@suppressions.route("/company/suppressions", raises=(BadCursor, NoCompany, SuppressionsHidden))
def list_suppressions(caller: Caller, query: PageQuery) -> SuppressionPage:
    """List the addresses to which mails came back for good, or whose owners complained."""
    page = suppressed_addresses.list_suppressions(caller, limit=query.limit, cursor=query.cursor)
    items = tuple(suppression_out(each) for each in page.items)
    return SuppressionPage(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@suppressions.route(
    "/company/suppressions/{suppression_id}",
    method="DELETE",
    status=204,
    raises=(NoCompany, RoleNeeded, SuppressionNotFound),
)
def lift_suppression(caller: Caller, suppression_id: str) -> None:
    """Let an address be written to again (admins)."""
    suppressed_addresses.lift_suppression(caller, suppression_id)
