"""The shapes of exports on the wire."""

from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.api.http.schema import Instant, Output
from chalicelib.api.models.invoices import Failure, SelectionQuery
from chalicelib.records.exports import Export, ExportFormat, ExportStatus
from chalicelib.settings import settings


class ExportQuery(SelectionQuery):
    """Which invoices, as which kind of file."""

    format: ExportFormat = ExportFormat.CSV
    bom: Annotated[bool, Field(description="Begin CSV with a mark by which Excel knows that it is UTF-8")] = False
    decimal_comma: Annotated[
        bool, Field(description="Write CSV with decimal commas, and semicolons between cells, as Excel in Europe does")
    ] = False


class ExportLink(BaseModel):
    """A link to the file, good for some seconds; a new request gives a new link."""

    url: str
    expires_in: int


class ExportOut(Output):
    """An export that is made in the background: how far it is, in percent, and where the file is once it is ready."""

    id: str
    format: ExportFormat
    filename: str
    status: ExportStatus
    progress: int
    rows: int | None
    failure: Failure | None
    requested_by: str
    created_at: Instant
    finished_at: Instant | None
    expires_at: Instant
    download: ExportLink | None


def export_out(export: Export, url: str | None = None) -> ExportOut:
    """Return an export, with a link to its file."""
    failed = export.failure_code is not None
    return ExportOut(
        id=export.export_id,
        format=export.format,
        filename=export.filename,
        status=export.status,
        progress=export.progress,
        rows=export.done if export.status is ExportStatus.READY else export.total,
        failure=Failure(code=export.failure_code or "", detail=export.failure_detail or "") if failed else None,
        requested_by=export.requested_by,
        created_at=export.created_at,
        finished_at=export.finished_at,
        expires_at=export.expires_at,
        download=ExportLink(url=url, expires_in=settings().download_link_seconds) if url else None,
    )
