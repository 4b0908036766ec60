"""Asking for an export: a short table is answered at once, everything else is made in the background."""

import json
from dataclasses import dataclass, replace
from io import BytesIO

from chalicelib.accounts.throttling import Action, throttle_account
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import ExportNotFound, InvalidInput
from chalicelib.exports import csv_file, xlsx_file
from chalicelib.exports.contents import contents_of
from chalicelib.exports.rows import shown_in, values_of
from chalicelib.ids import is_id, new_id
from chalicelib.invoices.lifecycle.approving import policy_of
from chalicelib.records.exports import Export, ExportFormat, ExportStatus
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.selections import Selection
from chalicelib.settings import MAX_ANSWER_BYTES, settings
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.exports import exports as store
from chalicelib.storage.exports.export_files import export_key, put_stream
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.invoices.lists import read_page
from chalicelib.storage.queues.export_queue import enqueue_export

_MAX_READ_FOR_A_ROW = 3  # how many items are read for a row that is answered at once


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file."""

    filename: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A presigned address of a file that is there."""

    url: str


@needs(Role.MEMBER)
def export_list(
    caller: Caller, selection: Selection, kind: ExportFormat, style: csv_file.Style
) -> Table | Link | Export:
    """Return a list as a file, a link to it, or the export that makes it in the background.

    Raises:
        InvalidInput: it would be of payables that lack the approval which the company asks for.
        Throttled: the company had too many made in the background during this hour.

    """
    selection = _only_approved(caller, selection)
    if kind is not ExportFormat.ZIP:
        limit = settings().export_direct_rows
        found = read_page(selection, limit=limit, evaluated=limit * _MAX_READ_FOR_A_ROW)
        if found.resume is None:
            invoices = tuple(shown_in(selection, invoice) for invoice in found.invoices)
            made = {"format": kind, "rows": len(invoices)}
            add_event(happened(caller, AuditKind.EXPORT_MADE, after=made))
            return _at_once(selection.company_id, invoices, kind, style)
    return _start(caller, selection, kind, style)


@needs(Role.MEMBER)
def fetch_export(caller: Caller, export_id: str) -> tuple[Export, str | None]:
    """Return an export of the caller's, or any for an admin; and a link to its file, once it is there.

    A member who may no longer see the company's invoices can't fetch a file of them either.

    Raises:
        ExportNotFound: the caller can see no export with this id.

    """
    export = store.find_export(caller.company_id, export_id) if is_id(export_id) else None
    if export is None or not _may_fetch(caller, export):
        raise ExportNotFound
    if export.status is not ExportStatus.READY:
        return export, None
    add_event(happened(caller, AuditKind.EXPORT_DOWNLOADED, subject=export_id, after={"format": export.format}))
    return export, _link(export.company_id, export_id, export.filename, export.format)


def _only_approved(caller: Caller, selection: Selection) -> Selection:
    """Return the list without what may not be exported as payable: what was not approved, where the company asks."""
    filters = selection.filters
    if filters.direction is not InvoiceDirection.PAYABLE or not policy_of(caller).is_needed:
        return selection
    if filters.approval not in {None, Approval.APPROVED}:
        raise InvalidInput(("approval", "Your company exports only what was approved as payable."))
    return replace(selection, filters=replace(filters, approval=Approval.APPROVED))


def _may_fetch(caller: Caller, export: Export) -> bool:
    if caller.is_admin:
        return True
    return export.requested_by == caller.user_id and caller.may_see(export.selection.creator or "")


def _at_once(company_id: str, invoices: tuple[Invoice, ...], kind: ExportFormat, style: csv_file.Style) -> Table | Link:
    rows = [values_of(invoice) for invoice in invoices]
    filename, file = _filename(kind), BytesIO()
    if kind is ExportFormat.CSV:
        text = csv_file.heading(style) + csv_file.lines(rows, style)
        if len(json.dumps(text)) <= MAX_ANSWER_BYTES:
            return Table(filename, text)
        file.write(text.encode())
    else:
        xlsx_file.write(file, rows)
    file.seek(0)
    export_id = new_id()
    put_stream(export_key(company_id, export_id, filename), file, contents_of(kind).content_type)
    return Link(_link(company_id, export_id, filename, kind))


def _start(caller: Caller, selection: Selection, kind: ExportFormat, style: csv_file.Style) -> Export:
    throttle_account(Action.EXPORT, selection.company_id)
    instant = now()
    export = Export(
        company_id=selection.company_id,
        export_id=new_id(),
        requested_by=caller.user_id,
        format=kind,
        selection=selection,
        filename=_filename(kind),
        created_at=instant,
        expires_at=instant + store.KEPT,
        bom=style.bom,
        decimal_comma=style.decimal_comma,
    )
    asked = happened(caller, AuditKind.EXPORT_ASKED, subject=export.export_id, after={"format": kind})
    store.put_export(export, asked)
    enqueue_export(export.company_id, export.export_id)
    return export


def _filename(kind: ExportFormat) -> str:
    return f"invoices-{now().date().isoformat()}.{kind}"


def _link(company_id: str, export_id: str, filename: str, kind: ExportFormat) -> str:
    content_type = contents_of(kind).content_type
    key = export_key(company_id, export_id, filename)
    return download_link(key, filename, content_type)
