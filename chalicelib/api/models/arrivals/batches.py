"""The shapes of batches on the wire."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.api.http.file_types import FileType
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.invoices import AnnouncedOut, Failure, InvoiceOut, UploadForm, invoice_out
from chalicelib.authorization import Caller
from chalicelib.containers.contents import MAX_CONTAINER_BYTES
from chalicelib.json_data import JsonObject
from chalicelib.records.batches.batch import AnswerState, Batch, BatchEntry, BatchKind, BatchStatus, Progress
from chalicelib.records.invoices import OnDuplicate, Status

if TYPE_CHECKING:
    from chalicelib.batches.announcing import AnnouncedFile
    from chalicelib.batches.collecting import Result
    from chalicelib.batches.watching import BatchPage, EntryPage
    from chalicelib.invoices.uploading import AnnouncedUpload

MAX_ANNOUNCED = 100  # files of a folder: each needs a form, and the answer has to fit
_ACCEPTED = 202


class ArchiveIn(Input):
    """A ZIP archive, or a mail as a file (`.eml`), that is going to be sent; `size` in bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=1000)]
    size: Annotated[int, Field(ge=1, le=MAX_CONTAINER_BYTES)]


class FileIn(Input):
    """A file of a folder that is going to be sent; `size` in bytes."""

    filename: Annotated[str, Field(min_length=1, max_length=1000)]
    content_type: FileType
    size: Annotated[int, Field(ge=1)]


class ArchiveAnnouncement(Input):
    """An archive that is going to be sent straight to storage."""

    archive: ArchiveIn
    on_duplicate: OnDuplicate = OnDuplicate.FLAG


class FolderAnnouncement(Input):
    """Files that are going to be sent straight to storage, each by itself."""

    files: Annotated[tuple[FileIn, ...], Field(min_length=1, max_length=MAX_ANNOUNCED)]
    on_duplicate: OnDuplicate = OnDuplicate.FLAG

    def announced(self) -> "list[AnnouncedFile]":
        """Return the files in the domain's words."""
        from chalicelib.batches.announcing import AnnouncedFile

        return [AnnouncedFile(file.filename, file.content_type, file.size) for file in self.files]


class MailOut(Output):
    """What a mail says of itself: its sender, whom the verdicts may prove or not, and its subject.

    `answer` is how far our answer is, where nothing in it could be read: `waiting` for its turn or another try,
    `sending`, `sent`, `failed` for good, `uncertain` where the mail service said neither yes nor no, `sent_before`
    where the same mail came before. Null for a mail that is not answered.
    """

    sender: str | None
    subject: str | None
    answer: AnswerState | None


class BatchOut(Output):
    """A batch: where it stands, and how many files it holds, once that is known.

    `opening` says that its files are being taken in; `taken_in` that all are known, and their invoices are read by and
    by; `refused` that a mail was not accepted. `failed` has a `failure`; what was taken in before stays.
    """

    id: str
    kind: BatchKind
    status: BatchStatus
    filename: str
    uploaded_by: str
    created_at: Instant
    updated_at: Instant
    entries: int | None
    failure: Failure | None
    mail: MailOut | None


class BatchDetailOut(BatchOut):
    """A batch with its progress: its invoices by status, and by code the files that became no invoice.

    `progress` is how many of the invoices are read, or can't be, in percent. Further invoices that were found in its
    files count as well.
    """

    invoices: dict[Status, int]
    refused: dict[str, int]
    progress: int


class EntryOut(Output):
    """What became of a file: an invoice, a batch of its own, or a `failure` with its reason.

    `duplicate_of` is the invoice that the same bytes are already, where the caller may see that.
    """

    number: int
    filename: str
    invoice_id: str | None
    batch_id: str | None
    failure: Failure | None
    duplicate_of: str | None


class ResultOut(EntryOut):
    """What became of a file of this request, with the status that it would have had alone, and its invoice."""

    status: int
    invoice: InvoiceOut | None


class ReceiptOut(Output):
    """The answer to several files at once: their batch, and each file's result; none yet for a lone archive."""

    batch: BatchOut
    results: tuple[ResultOut, ...]


class BatchListOut(Output):
    """One page of a company's batches, newest first."""

    items: tuple[BatchOut, ...]
    next_cursor: str | None
    has_more: bool


class EntryListOut(Output):
    """One page of a batch's files, in their order."""

    items: tuple[EntryOut, ...]
    next_cursor: str | None
    has_more: bool


class AnnouncedArchiveOut(Output):
    """A batch whose archive is awaited, and how to send it."""

    batch: BatchOut
    upload: UploadForm


class AnnouncedFolderOut(Output):
    """A batch of files that are awaited, and how to send each."""

    batch: BatchOut
    uploads: tuple[AnnouncedOut, ...]


def batch_out(batch: Batch) -> BatchOut:
    """Return a batch for somebody who may see it."""
    return BatchOut(**_summary(batch))


def batch_detail_out(batch: Batch, progress: Progress) -> BatchDetailOut:
    """Return a batch with its progress."""
    return BatchDetailOut(
        **_summary(batch), invoices=progress.statuses, refused=progress.refused, progress=progress.percent
    )


def batches_out(page: "BatchPage") -> BatchListOut:
    """Return a page of batches."""
    items = tuple(map(batch_out, page.items))
    return BatchListOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def entries_out(page: "EntryPage") -> EntryListOut:
    """Return a page of a batch's files."""
    items = tuple(EntryOut(**_entry(entry)) for entry in page.items)
    return EntryListOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def receipt_out(batch: Batch, results: "list[Result]", caller: Caller) -> ReceiptOut:
    """Return the answer to several files."""
    return ReceiptOut(batch=batch_out(batch), results=tuple(_result(result, caller) for result in results))


def announced_folder_out(batch: Batch, uploads: "list[AnnouncedUpload]", caller: Caller) -> AnnouncedFolderOut:
    """Return the forms of a folder's files."""
    announced = (
        AnnouncedOut(
            invoice=invoice_out(upload.invoice, caller), upload=UploadForm(**upload.form, expires_in=upload.expires_in)
        )
        for upload in uploads
    )
    return AnnouncedFolderOut(batch=batch_out(batch), uploads=tuple(announced))


def _result(result: "Result", caller: Caller) -> ResultOut:
    refused = {"duplicate_file": 409}.get(result.entry.code or "", 422)
    invoice = invoice_out(result.invoice, caller) if result.invoice else None
    return ResultOut(**_entry(result.entry), status=refused if result.entry.code else _ACCEPTED, invoice=invoice)


def _entry(entry: BatchEntry) -> JsonObject:
    return {
        "number": entry.number,
        "filename": entry.filename,
        "invoice_id": entry.invoice_id,
        "batch_id": entry.inner_batch,
        "failure": Failure(code=entry.code, detail=entry.detail or "") if entry.code else None,
        "duplicate_of": entry.duplicate_of,
    }


def _summary(batch: Batch) -> JsonObject:
    failure = Failure(code=batch.failure_code, detail=batch.failure_detail or "") if batch.failure_code else None
    mail = MailOut(sender=batch.mail.get("sender"), subject=batch.mail.get("subject"), answer=batch.answer)
    return {
        "id": batch.batch_id,
        "kind": batch.kind,
        "status": batch.status,
        "filename": batch.filename,
        "uploaded_by": batch.uploaded_by,
        "created_at": batch.created_at,
        "updated_at": batch.updated_at,
        "entries": batch.entries,
        "failure": failure,
        "mail": mail if batch.kind is BatchKind.MAIL else None,
    }
