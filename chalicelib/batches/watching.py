"""How far a batch is, and what became of its files."""

from dataclasses import dataclass, replace
from itertools import islice

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import BadCursor, BatchNotFound, FileNotAvailable, MalwareFound, NotScanned
from chalicelib.ids import is_id
from chalicelib.paging import check_cursor, cut
from chalicelib.records.batches.batch import Batch, BatchEntry, BatchKind, Progress
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.batches import batches as store
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.files.scans import NotScannedYet, find_clean_version

MAX_DIGITS = 5  # of an entry's number


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some files of a batch, and after which number the next page begins; without it, this is the last."""

    items: tuple[BatchEntry, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class BatchPage:
    """Some batches, newest first, and before which one the next page begins."""

    items: tuple[Batch, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def fetch_batch(caller: Caller, batch_id: str) -> tuple[Batch, Progress]:
    """Return a batch and how far its invoices are.

    Raises:
        BatchNotFound: the caller can see no batch with this id.

    """
    batch = _visible(caller, batch_id)
    return batch, store.progress_of(batch)


@needs(Role.MEMBER)
def list_batches(caller: Caller, *, limit: int, cursor: str | None) -> BatchPage:
    """Return a page of the company's batches that the caller may see, newest first.

    Raises:
        BadCursor: the cursor is not one of ours.

    """
    check_cursor(cursor)
    found = list(islice(store.list_batches(caller.company_id, cursor, limit + 1), limit + 1))
    page, following = cut(found, limit, lambda batch: batch.batch_id)
    return BatchPage(tuple(batch for batch in page if caller.may_see(batch.uploaded_by)), following)


@needs(Role.MEMBER)
def list_entries(caller: Caller, batch_id: str, *, limit: int, cursor: str | None) -> EntryPage:
    """Return a page of a batch's files, with what became of each.

    Raises:
        BatchNotFound: the caller can see no batch with this id.
        BadCursor: the cursor is not one of ours.

    """
    batch = _visible(caller, batch_id)
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) == MAX_DIGITS):
        raise BadCursor
    found = list(islice(store.list_entries(batch, cursor, limit + 1), limit + 1))
    page, following = cut(found, limit, lambda entry: f"{entry.number:05}")
    return EntryPage(tuple(_as_seen(entry, caller) for entry in page), following)


@needs(Role.MEMBER)
def link_to_source(caller: Caller, batch_id: str) -> str:
    """Return a link that downloads a batch's archive or mail as it came.

    Raises:
        BatchNotFound: the caller can see no batch with this id.
        FileNotAvailable: the files came one by one, or the archive has not come yet, or not passed its scan.

    """
    batch = _visible(caller, batch_id)
    key = file_store.batch_source(batch.company_id, batch.batch_id)
    try:
        file_store.check_file(key)
        version = find_clean_version(key)
    except (FileMissing, NotScannedYet, MalwareFound, NotScanned) as error:
        raise FileNotAvailable("source") from error
    add_event(happened(caller, AuditKind.FILE_DOWNLOADED, subject=batch_id, after={"file": "source"}))
    is_mail = batch.kind is BatchKind.MAIL
    return download_link(key, batch.filename, "message/rfc822" if is_mail else "application/octet-stream", version)


def _visible(caller: Caller, batch_id: str) -> Batch:
    batch = store.find_batch(caller.company_id, batch_id) if is_id(batch_id) else None
    if batch is None or not caller.may_see(batch.uploaded_by):
        raise BatchNotFound(batch_id)
    return batch


def _as_seen(entry: BatchEntry, caller: Caller) -> BatchEntry:
    return entry if caller.may_see(entry.duplicate_uploaded_by or "") else replace(entry, duplicate_of=None)
