"""Exports that are made in the background."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.records.selections import Selection


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
    decimal_comma: bool = False
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
