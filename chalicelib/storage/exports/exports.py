"""Exports that are made in the background: what was asked for, how far it is, and whose turn it is to go on.

In the companies table, a company's partition: company#<id> / export#<export>. A record is written as a whole, if it
still has the version that it was read with.
"""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.records.exports import Export, ExportFormat, ExportStatus
from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.selections import Selection
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import TransactWrite, commit, save_if, to_attributes, to_record
from chalicelib.storage.companies.companies import CompanyTableItem, company_key

if TYPE_CHECKING:
    from pydantic import TypeAdapter


KEPT = timedelta(days=7)
"""How long an export can be fetched; the bucket's lifecycle rule for `exports/` in the template says the same."""

FINISHED = (ExportStatus.READY, ExportStatus.FAILED)


class ExportBusy(Exception):
    """Another worker is at it, or has been a moment ago."""


class ExportItem(CompanyTableItem, discriminator="export"):
    """An export."""

    company_id = UnicodeAttribute()
    export_id = UnicodeAttribute()
    requested_by = UnicodeAttribute()
    format = UnicodeAttribute()
    selection = UnicodeAttribute()
    filename = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    bom = BooleanAttribute()
    decimal_comma = BooleanAttribute(default=False)
    status = UnicodeAttribute()
    finished_at = UTCDateTimeAttribute(null=True)
    failure_code = UnicodeAttribute(null=True)
    failure_detail = UnicodeAttribute(null=True)
    total = NumberAttribute(null=True)
    done = NumberAttribute()
    after = UnicodeAttribute(null=True)
    collected = BooleanAttribute()
    upload_id = UnicodeAttribute(null=True)
    parts = ListAttribute(of=UnicodeAttribute)
    size = NumberAttribute()
    entries = NumberAttribute()
    directory = NumberAttribute()
    attempts = NumberAttribute()
    leased_until = UTCDateTimeAttribute(null=True)
    version = NumberAttribute()


def put_export(export: Export, event: AuditEvent) -> None:
    """Store a new export."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(export))
        put_event(transaction, event)

    commit(build)


def find_export(company_id: str, export_id: str) -> Export | None:
    """Return an export, strongly consistent; one that is over its time does not count."""
    try:
        item = ExportItem.get(company_key(company_id), _sort_key(export_id), consistent_read=True)
    except ExportItem.DoesNotExist:
        return None
    export = to_record(
        Export,
        item,
        format=ExportFormat(item.format),
        status=ExportStatus(item.status),
        selection=_selections().validate_json(item.selection),
        parts=tuple(item.parts),
    )
    return export if export.expires_at > now() else None


def take_export(export: Export, seconds: float) -> Export:
    """Begin to work on an export, for at most so many seconds.

    Raises:
        ExportBusy: somebody else has begun, and may be at it still.

    """
    instant = now()
    if export.leased_until and export.leased_until > instant:
        raise ExportBusy
    until = instant + timedelta(seconds=seconds)
    begun = replace(export, status=ExportStatus.RUNNING, attempts=export.attempts + 1, leased_until=until)
    return save_export(begun)


def save_export(export: Export) -> Export:
    """Store an export in the place of the version that it was made from; return it with the next version.

    Raises:
        ExportBusy: somebody else has gone on with it.

    """
    saved = replace(export, version=export.version + 1)
    if not save_if(_item(saved), ExportItem.version == export.version):
        raise ExportBusy
    return saved


def _item(export: Export) -> ExportItem:
    attributes: JsonObject = to_attributes(export) | {
        "selection": _selections().dump_json(export.selection).decode(),
        "parts": list(export.parts),
    }
    return ExportItem(company_key(export.company_id), _sort_key(export.export_id), **attributes)


def _sort_key(export_id: str) -> str:
    return f"export#{export_id}"


@cache
def _selections() -> "TypeAdapter[Selection]":
    from pydantic import TypeAdapter

    return TypeAdapter(Selection)
