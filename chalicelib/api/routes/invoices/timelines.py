"""What happened to invoices."""

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.models.invoice_details import (
    ChangesOut,
    ChangesQuery,
    EventPage,
    TimelineQuery,
    changes_out,
    timeline_out,
)
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import BadCursor, InvoiceNotFound, NoCompany
from chalicelib.invoices import records, timeline

timelines = Resource(__package__)


@timelines.route("/changes", scope=Scope.READ, raises=(BadCursor, NoCompany))
def list_changes(caller: Caller, query: ChangesQuery) -> ChangesOut:
    """List which invoices changed since an earlier answer; made for asking often, at the price of one read."""
    return changes_out(timeline.read_changes(caller, query.since))


@timelines.route("/invoices/{invoice_id}/timeline", scope=Scope.READ, raises=(BadCursor, InvoiceNotFound, NoCompany))
def get_timeline(caller: Caller, invoice_id: str, query: TimelineQuery) -> EventPage:
    """Fetch a page of what happened to an invoice, oldest first; the first page is in the invoice itself."""
    return timeline_out(records.fetch_timeline(caller, invoice_id, query.cursor))
