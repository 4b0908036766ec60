"""Lists as files."""

from typing import Literal

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.responses import Begun, Content, SeeOther
from chalicelib.api.models.exports import ExportOut, ExportQuery, export_out
from chalicelib.api.models.lifecycle import TransfersIn, TransfersOut
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    Conflict,
    ExportNotFound,
    InvalidInput,
    InvoiceNotFound,
    NoCompany,
    NothingOpen,
    NotPayable,
    NotReady,
    RoleNeeded,
    Throttled,
)
from chalicelib.exports import asking, credit_transfers, csv_file
from chalicelib.exports.asking import Link, Table
from chalicelib.ids import Intended
from chalicelib.invoices import listing

exports = Resource(__name__)

Csv = Literal["text/csv; charset=utf-8"]


@exports.route(
    "/invoices/export",
    scope=Scope.READ,
    headers=("Content-Disposition",),
    heavy=True,
    raises=(InvalidInput, NoCompany, Throttled),
)
def export_invoices(caller: Caller, query: ExportQuery) -> Content[Csv] | SeeOther | Begun[ExportOut]:
    """Give a list as a file: at once, by a link to it (303), or later (202)."""
    selection = listing.select(caller, scope=query.scope, filters=query.filters(), sort=query.sort)
    match asking.export_list(caller, selection, query.format, csv_file.Style(query.bom, query.decimal_comma)):
        case Table(filename, text):
            return Content(text, csv_file.CONTENT_TYPE, filename)
        case Link(url):
            return SeeOther(url)
        case started:
            return Begun(export_out(started), f"/exports/{started.export_id}")


@exports.route("/exports/{export_id}", scope=Scope.READ, raises=(ExportNotFound, NoCompany))
def get_export(caller: Caller, export_id: str) -> ExportOut:
    """Tell how far an export is, and where its file is."""
    return export_out(*asking.fetch_export(caller, export_id))


@exports.route(
    "/invoices/credit_transfers",
    scope=Scope.DECIDE,
    method="POST",
    heavy=True,
    idempotent=True,
    raises=(Conflict, InvalidInput, InvoiceNotFound, NoCompany, NotPayable, NotReady, NothingOpen, RoleNeeded),
)
def make_credit_transfers(caller: Caller, body: TransfersIn, intended: Intended) -> TransfersOut:
    """Make a SEPA credit transfer file of approved payables, and plan a payment of each."""
    made = credit_transfers.make_credit_transfers(caller, body.ids, body.date, intended)
    return TransfersOut.model_validate(made)
