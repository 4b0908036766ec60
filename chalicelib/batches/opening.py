"""An archive or a mail that arrived: opened in the cage, and each file in it stored as an upload of its own.

Messages come at least once, and a worker can die between any two calls. The files come out in the same order each time,
so a file's number, and with it its invoice's id, is always the same; what became of a file is recorded as soon as it is
known, and a file with a record is not taken again. The batch's last change, from `opening`, ends it once and for all.
"""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.authorization import Caller, Role
from chalicelib.batches.collecting import SentFile, duplicate_entry, entry_of, store_file
from chalicelib.batches.mail_reading import MailNotTaken, admit, answer_if_unusable
from chalicelib.containers.contents import (
    MAX_CONTAINER_BYTES,
    ContainerRefused,
    FoundFile,
    LeftOut,
    MailHead,
)
from chalicelib.containers.isolated import open_isolated
from chalicelib.errors import DuplicateFile, InvalidInput, MalwareFound, NotScanned
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import check_size
from chalicelib.logs import logger
from chalicelib.records.batches.batch import OPEN, Batch, BatchEntry, BatchKind, BatchStatus
from chalicelib.records.invoices import LOCKED_AWAY, Invoice
from chalicelib.settings import settings
from chalicelib.storage.batches import batches as store
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing
from chalicelib.storage.files.scans import find_clean_version, lock_away
from chalicelib.storage.invoices.invoices import InvoiceChanged

GIVEN_UP = ("opening_failed", "The file could not be opened after several tries. The fault is ours; the file is kept.")
NOTED_EVERY = 25  # files, after which the batch says how many became no invoice
GONE = ("file_missing", "The file is not there any more. Please send it again.")


def open_batch(company_id: str, batch_id: str, *, given_up_before: datetime | None = None) -> None:
    """Take in the files of a batch whose archive or mail is there, unless that is done.

    Raises:
        NotScannedYet: it is to be scanned first, and to be tried again; it fails instead if it is older than that.

    """
    batch = store.find_batch(company_id, batch_id)
    if batch is None:
        file_store.delete_file(file_store.batch_source(company_id, batch_id))
        return
    if batch.status not in OPEN:
        if batch.failure_code in LOCKED_AWAY:  # the worker may have died before it was locked away
            lock_away(file_store.batch_source(company_id, batch_id))
        return
    try:
        batch = _take_in(batch, _source(batch, given_up_before))
    except MailNotTaken as refusal:
        _finish(batch, BatchStatus.REFUSED, refusal.code, refusal.detail)
    except ContainerRefused as refusal:
        _answer(store.find_batch(company_id, batch_id) or batch, refusal.detail)
        _finish(batch, BatchStatus.FAILED, refusal.code, refusal.detail)
    except (MalwareFound, NotScanned) as reason:
        _finish(batch, BatchStatus.FAILED, reason.code, reason.detail)
        lock_away(file_store.batch_source(company_id, batch_id))
    except FileMissing:
        _finish(batch, BatchStatus.FAILED, *GONE)
    else:
        _answer(batch)
        _finish(batch, BatchStatus.TAKEN_IN)


def give_up(company_id: str, batch_id: str) -> None:
    """Mark a batch whose opening was given up as failed; what was taken in stays."""
    batch = store.find_batch(company_id, batch_id)
    if batch is not None:
        _finish(batch, BatchStatus.FAILED, *GIVEN_UP)


def _answer(batch: Batch, why: str = "") -> None:
    """Answer a mail in which nothing could be taken; `why` is about all of it.

    A mail that is damaged before it says who wrote it is not answered.
    """
    if batch.kind is BatchKind.MAIL:
        answer_if_unusable(batch, list(store.list_entries(batch)), why)


def _source(batch: Batch, given_up_before: datetime | None) -> bytes:
    key = file_store.batch_source(batch.company_id, batch.batch_id)
    version = find_clean_version(key, given_up_before)
    data = file_store.get_file(key, limit=MAX_CONTAINER_BYTES, version=version)
    try:
        check_size(len(data), MAX_CONTAINER_BYTES)
    except UnreadableFile as error:
        raise ContainerRefused(error.code, error.detail) from error
    return data


def _take_in(batch: Batch, data: bytes) -> Batch:
    """Store the files of a batch that are not stored yet; return the batch with what a mail says of itself."""
    entries = {entry.number: entry for entry in store.list_entries(batch)}
    is_mail = batch.kind is BatchKind.MAIL
    number = 0
    for found in open_isolated(batch.filename, data, settings().max_file_bytes, is_mail=is_mail):
        if isinstance(found, MailHead):
            batch = admit(batch, found) if is_mail else batch
            continue
        number += 1
        if number not in entries:
            entries[number] = _settled(batch, number, found)
            store.put_entry(entries[number])
        if number % NOTED_EVERY == 0:
            batch = _note_refusals(batch, entries.values())
    return batch


def _note_refusals(batch: Batch, entries: Iterable[BatchEntry]) -> Batch:
    """Note in the batch how many of its files became no invoice so far, where that is more than is noted."""
    refused = store.refusals_in(entries)
    return batch if batch.refused is None or refused == batch.refused else store.settle(batch, refused=refused)


def _settled(batch: Batch, number: int, found: FoundFile | LeftOut) -> BatchEntry:
    """Store a file, or note why there is nothing to store."""
    if isinstance(found, LeftOut):
        return entry_of(batch, number, found.name, code=found.code, detail=found.detail)
    try:
        invoice = _stored(batch, number, SentFile(found.name, found.content_type, found.data))
    except DuplicateFile as first:
        return duplicate_entry(batch, number, found.name, first)
    except InvalidInput as error:
        return entry_of(batch, number, found.name, code=error.code, detail=error.problems[0][1])
    return entry_of(batch, number, found.name, invoice_id=invoice.invoice_id)


def _stored(batch: Batch, number: int, file: SentFile) -> Invoice:
    """Store a file as an invoice; only what stands in its way is asked whether an earlier try has made it."""
    bringer = _uploader(batch)
    try:
        return store_file(bringer, batch, number, file, again=False)
    except (InvoiceChanged, DuplicateFile):
        return store_file(bringer, batch, number, file, again=True)


def _uploader(batch: Batch) -> Caller:
    """Return the caller as whom a batch's files are stored; no client waits for the answer."""
    return Caller(batch.uploaded_by, "", batch.company_id, Role.ADMIN, sees_company=True)


def _finish(batch: Batch, status: BatchStatus, code: str | None = None, detail: str | None = None) -> None:
    entries = list(store.list_entries(batch))
    refused = None if batch.refused is None else store.refusals_in(entries)
    finished = store.change_batch(
        batch, status=status, entries=len(entries), refused=refused, failure_code=code, failure_detail=detail
    )
    if finished:
        logger().info("batch taken in", batch_id=batch.batch_id, status=status, entries=len(entries), code=code)
