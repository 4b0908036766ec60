"""Exports that are made in the background: what was asked for, how far it is, and whose turn it is to go on.

In the companies table, a company's partition: company#<id> / export#<export>. A record is written as a whole, if it
still has the version that it was read with.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.clock import now
from chalicelib.storage.companies import CompanyTableItem, company_key
from chalicelib.storage.invoice_selections import Selection
from chalicelib.storage.table import save_if, to_attributes, to_record

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class ExportFormat(StrEnum):
    """What a list is made into."""

    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"


class ExportStatus(StrEnum):
    """Where an export stands."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


KEPT = timedelta(days=7)
"""How long an export can be fetched; the bucket's lifecycle rule for `exports/` in the template says the same."""

FINISHED = (ExportStatus.READY, ExportStatus.FAILED)


class ExportBusy(Exception):
    """Another worker is at it, or has been a moment ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export. `total` is how many invoices there are, once they are counted, `done` how many are in the file.

    How to go on: behind the sort key `after`, with the upload `upload_id` after its `parts` (their ETags), at the byte
    `size`; `collected` says that all rows are in. Of a ZIP, `entries` are the
    files in it so far, whose `directory` of so many bytes is kept aside.
    `attempts` counts the workers that began since the last progress; until `leased_until` only one of them goes on.
    """

    company_id: str
    export_id: str
    requested_by: str
    format: ExportFormat
    selection: Selection
    filename: str
    created_at: datetime
    expires_at: datetime
    bom: bool = False
    status: ExportStatus = ExportStatus.QUEUED
    finished_at: datetime | None = None
    failure_code: str | None = None
    failure_detail: str | None = None
    total: int | None = None
    done: int = 0
    after: str | None = None
    collected: bool = False
    upload_id: str | None = None
    parts: tuple[str, ...] = ()
    size: int = 0
    entries: int = 0
    directory: int = 0
    attempts: int = 0
    leased_until: datetime | None = None
    version: int = field(default=0)

    @property
    def progress(self) -> int:
        """How far it is, in percent; 100 only when it can be fetched."""
        if self.status is ExportStatus.READY:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


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


def put_export(export: Export) -> None:
    """Store a new export."""
    _item(export).save()


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
    attributes: dict[str, Any] = to_attributes(export) | {
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
