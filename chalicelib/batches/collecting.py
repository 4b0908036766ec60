"""Several files in one request, or an archive: each file its own result, an archive opened later, in the cage.

The batch's id is the request's, and its files' ids follow from it: a repeat of the request, or one that broke off,
makes nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.containers.contents import MAX_CONTAINER_BYTES
from chalicelib.containers.signatures import may_hold_several
from chalicelib.errors import DuplicateFile, InvalidInput
from chalicelib.ids import Intended, entry_id, inner_batch_id
from chalicelib.invoices.uploading import accept_upload, display_name, refuse_size
from chalicelib.records.batches.batch import Batch, BatchEntry, BatchKind, BatchStatus
from chalicelib.records.invoices import Invoice, OnDuplicate
from chalicelib.settings import settings
from chalicelib.storage.batches import batches as store
from chalicelib.storage.files import files as file_store

ARCHIVE_TYPE = "application/octet-stream"  # what it is, the process that opens it will see
UNSTORED = timedelta(days=29)  # how long an archive may still come after its form has expired


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a client sent it."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file of a request: its entry in the batch, and the invoice or the batch that it is now."""

    entry: BatchEntry
    invoice: Invoice | None = None
    batch: Batch | None = None


def holds_several(files: Sequence[SentFile]) -> bool:
    """Tell whether a request's files are a batch: more than one, or an archive or a mail."""
    return len(files) > 1 or may_hold_several(files[0].data)


@needs(Role.MEMBER)
def take_files(
    caller: Caller, intended: Intended, files: Sequence[SentFile], on_duplicate: OnDuplicate
) -> tuple[Batch, list[Result]]:
    """Store the files of a request; return their batch and what became of each, none yet for a lone archive.

    Raises:
        InvalidInput: the only file is an archive that is empty, or larger than is opened.

    """
    if len(files) == 1:
        return keep_archive(caller, intended, files[0], on_duplicate), []
    batch = store.add_batch(
        new_batch(caller, intended.id, BatchKind.FORM, f"{len(files)} files", on_duplicate, status=BatchStatus.OPENING)
    )
    results = [_take(caller, batch, intended, number, file) for number, file in enumerate(files, 1)]
    for result in results:
        store.put_entry(result.entry)
    refused = store.refusals_in(result.entry for result in results)
    return store.settle(batch, status=BatchStatus.TAKEN_IN, entries=len(files), refused=refused), results


@needs(Role.MEMBER)
def keep_archive(caller: Caller, intended: Intended, file: SentFile, on_duplicate: OnDuplicate) -> Batch:
    """Store an archive or a mail; that it is there has it opened.

    Raises:
        InvalidInput: it is empty, or larger than is opened.

    """
    refuse_size(len(file.data), MAX_CONTAINER_BYTES, field="file")
    batch = store.add_batch(new_batch(caller, intended.id, BatchKind.ARCHIVE, file.filename, on_duplicate))
    file_store.put_file(file_store.batch_source(batch.company_id, batch.batch_id), file.data, ARCHIVE_TYPE)
    return store.mark_stored(batch)


def new_batch(
    caller: Caller,
    batch_id: str,
    kind: BatchKind,
    filename: str,
    on_duplicate: OnDuplicate,
    *,
    status: BatchStatus = BatchStatus.AWAITING_UPLOAD,
) -> Batch:
    """Return a new batch; one whose files never come goes by itself, as does one whose request broke off."""
    instant = now()
    return Batch(
        company_id=caller.company_id,
        batch_id=batch_id,
        kind=kind,
        status=status,
        filename=display_name(filename),
        uploaded_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        on_duplicate=on_duplicate,
        refused={},
        expires_at=instant + timedelta(seconds=settings().upload_window_seconds) + UNSTORED,
    )


def _take(caller: Caller, batch: Batch, intended: Intended, number: int, file: SentFile) -> Result:
    """Store one file of several; what is wrong with it is its result and no error of the request."""
    try:
        if may_hold_several(file.data):
            inner = Intended(inner_batch_id(batch.batch_id, number), again=intended.again)
            archive = keep_archive(caller, inner, file, batch.on_duplicate)
            return Result(entry_of(batch, number, file.filename, inner_batch=archive.batch_id), batch=archive)
        invoice = store_file(caller, batch, number, file, again=intended.again)
        return Result(entry_of(batch, number, file.filename, invoice_id=invoice.invoice_id), invoice)
    except InvalidInput as error:
        return Result(entry_of(batch, number, file.filename, code=error.code, detail=error.problems[0][1]))
    except DuplicateFile as first:
        return Result(duplicate_entry(batch, number, file.filename, first))


def store_file(caller: Caller, batch: Batch, number: int, file: SentFile, *, again: bool) -> Invoice:
    """Store one file of a batch as an invoice; raises what `accept_upload` does."""
    return accept_upload(
        caller,
        Intended(entry_id(batch.batch_id, number), again=again),
        filename=file.filename,
        content_type=file.content_type,
        data=file.data,
        on_duplicate=batch.on_duplicate,
        batch=batch.origin,
    )


def duplicate_entry(batch: Batch, number: int, filename: str, first: DuplicateFile) -> BatchEntry:
    """Return the entry of a file whose bytes the company has already."""
    known = {"duplicate_of": first.invoice_id or None, "duplicate_uploaded_by": first.uploaded_by or None}
    return entry_of(batch, number, filename, code=first.code, detail=first.detail, **known)


def entry_of(batch: Batch, number: int, filename: str, **became: str | None) -> BatchEntry:
    """Return the entry of a file; `became` are the fields that say what became of it."""
    name = display_name(filename)
    return BatchEntry(company_id=batch.company_id, batch_id=batch.batch_id, number=number, filename=name, **became)
