"""Making an export in the background, part by part.

Messages come at least once, and a worker ends by its time limit or dies between any two calls. So the work is cut into
parts: a part's bytes are stored first, then the record says that they are there and where to go on. The next
worker, by a further message or by the same one again, goes on behind the last part that the record knows and
overwrites the one that was begun. A lease keeps two workers from doing that at the same time.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from tempfile import TemporaryFile

from chalicelib.clock import now
from chalicelib.errors import DomainError, ExportFailed, ExportTooLarge
from chalicelib.exports import csv_file, xlsx_file
from chalicelib.exports.contents import Contents, contents_of
from chalicelib.exports.rows import Value, shown_in
from chalicelib.logs import logger
from chalicelib.records.exports import Export, ExportFormat, ExportStatus
from chalicelib.records.invoices import Invoice
from chalicelib.settings import settings
from chalicelib.storage.exports import export_files, exports
from chalicelib.storage.exports.export_files import UploadLost, export_key
from chalicelib.storage.exports.exports import FINISHED
from chalicelib.storage.files import files as file_store
from chalicelib.storage.invoices.keys import sort_key
from chalicelib.storage.invoices.lists import count, read_page
from chalicelib.storage.queues.export_queue import enqueue_export

Remaining = Callable[[], float]

MAX_ATTEMPTS = 3
_MARGIN_SECONDS = 90  # what one more part, or the end, may take
_PAGE = 250
_MAX_READ_FOR_A_PAGE = 5_000


def make_export(company_id: str, export_id: str, remaining: Remaining) -> None:
    """Go on with an export until it is done or the time is nearly over; then leave it for a further message.

    `remaining` tells the seconds that are left. An export that is done, or gone, needs nothing.

    Raises:
        ExportBusy: somebody else is at it.

    """
    found = exports.find_export(company_id, export_id)
    if found is None or found.status in FINISHED:
        return
    export = exports.take_export(found, remaining())
    if export.attempts > MAX_ATTEMPTS:
        _give_up(export, ExportFailed())
        return
    try:
        while export.status not in FINISHED:
            if export.attempts == 0 and remaining() < _MARGIN_SECONDS:
                exports.save_export(replace(export, leased_until=None))
                enqueue_export(company_id, export_id)
                return
            export = exports.save_export(replace(_step(export), attempts=0))
    except ExportTooLarge as reason:
        _give_up(export, reason)
    except UploadLost:
        exports.save_export(_from_the_start(export))
        raise
    except Exception:
        exports.save_export(replace(export, leased_until=None))
        raise
    logger().info("exported", export_id=export_id, status=export.status, rows=export.done)


def _step(export: Export) -> Export:
    """Do the next piece of work; return the record that says so."""
    contents = contents_of(export.format, csv_file.Style(export.bom, export.decimal_comma))
    if export.total is None:
        return _begin(export, contents)
    if not export.collected:
        return _add_part(export, contents)
    return _finish(export, contents)


def _begin(export: Export, contents: Contents) -> Export:
    total, limit = count(export.selection), settings().export_max_rows
    if total > limit:
        raise ExportTooLarge(total, limit)
    workbook = export.format is ExportFormat.XLSX
    upload_id = None if workbook else export_files.begin_upload(_key(export), contents.content_type)
    return replace(export, total=total, upload_id=upload_id)


def _add_part(export: Export, contents: Contents) -> Export:
    """Collect as much as a part holds, and store it."""
    buffer = bytearray() if export.parts else bytearray(contents.head())
    directory, entries, done, after = bytearray(), export.entries, export.done, export.after
    for invoice in _invoices(export):
        piece = contents.piece(invoice, done + 1, export.size + len(buffer))
        buffer += piece.data
        directory += piece.directory
        entries, done, after = entries + piece.entries, done + 1, sort_key(export.selection.sort, invoice)
        if len(buffer) >= settings().export_part_bytes:
            break
    else:
        after = None
    offset = export.size + len(buffer)
    if export.format is ExportFormat.ZIP:
        file_store.put_file(_aside(export, "directory"), bytes(directory), "application/octet-stream")
    grown = replace(
        export, entries=entries, done=done, after=after, size=offset, directory=export.directory + len(directory)
    )
    if after is not None:
        return _store(export, grown, bytes(buffer))
    buffer += contents.tail(_directory(export) + bytes(directory), entries, offset)
    return _store(export, replace(grown, collected=True), bytes(buffer))


def _store(export: Export, grown: Export, data: bytes) -> Export:
    """Store the next part's bytes: of the file itself, or of the rows that are going to be a workbook."""
    number = len(export.parts) + 1
    if export.parts and not data:
        return grown
    if number > export_files.MAX_PARTS:
        raise ExportTooLarge(export.total or 0, export.done)
    if export.upload_id:
        tag = export_files.put_part(_key(export), export.upload_id, number, data)
    else:
        tag = _aside(export, "rows")
        file_store.put_file(tag, data, "application/x-ndjson")
    return replace(grown, parts=(*export.parts, tag))


def _finish(export: Export, contents: Contents) -> Export:
    if export.upload_id:
        export_files.finish_upload(_key(export), export.upload_id, export.parts)
    else:
        with TemporaryFile() as book:
            xlsx_file.write(book, _rows(export))
            book.seek(0)
            export_files.put_stream(_key(export), book, contents.content_type)
    return replace(export, status=ExportStatus.READY, finished_at=now(), leased_until=None, parts=())


def _invoices(export: Export) -> Iterator[Invoice]:
    """Yield the invoices that are not in the file yet."""
    after = export.after
    while True:
        found = read_page(export.selection, after=after, limit=_PAGE, evaluated=_MAX_READ_FOR_A_PAGE)
        yield from (shown_in(export.selection, invoice) for invoice in found.invoices)
        after = found.resume
        if after is None:
            return


def _rows(export: Export) -> Iterator[list[Value]]:
    for key in export.parts:
        for line in file_store.get_file(key).splitlines():  # bytes: at line feeds only
            yield xlsx_file.load(line)


def _directory(export: Export) -> bytes:
    """Return the part of a ZIP's directory that earlier parts kept aside."""
    if not export.directory:
        return b""
    kept = (_aside(export, "directory", number) for number in range(1, len(export.parts) + 1))
    return b"".join(file_store.get_file(key) for key in kept)


def _give_up(export: Export, reason: DomainError) -> None:
    failed = replace(export, status=ExportStatus.FAILED, failure_code=reason.code, failure_detail=reason.detail)
    exports.save_export(replace(failed, finished_at=now(), leased_until=None, parts=()))
    logger().error("an export failed", export_id=export.export_id, code=reason.code)


def _from_the_start(export: Export) -> Export:
    """Return an export whose upload is lost, to be begun anew."""
    return replace(
        export,
        total=None,
        done=0,
        after=None,
        collected=False,
        upload_id=None,
        parts=(),
        size=0,
        entries=0,
        directory=0,
        leased_until=None,
    )


def _key(export: Export) -> str:
    return export_key(export.company_id, export.export_id, export.filename)


def _aside(export: Export, what: str, number: int | None = None) -> str:
    """Return the key of what is kept beside the file: of the next part, or of a part by its number."""
    return export_key(export.company_id, export.export_id, f"{what}-{number or len(export.parts) + 1:05d}")
