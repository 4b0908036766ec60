"""Large archives and whole folders: announced, then sent straight to storage."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.authorization import Caller, Role, needs
from chalicelib.batches.collecting import ARCHIVE_TYPE, entry_of, new_batch
from chalicelib.containers.contents import MAX_CONTAINER_BYTES
from chalicelib.ids import Intended, entry_id
from chalicelib.invoices.uploading import AnnouncedUpload, announce_upload, refuse_size
from chalicelib.json_data import JsonObject
from chalicelib.records.batches.batch import Batch, BatchKind, BatchStatus
from chalicelib.records.invoices import OnDuplicate
from chalicelib.settings import settings
from chalicelib.storage.batches import batches as store
from chalicelib.storage.files.files import batch_source
from chalicelib.storage.files.presigned import upload_form


@dataclass(frozen=True, slots=True)
class AnnouncedFile:
    """A file that is going to be sent; `size` in bytes."""

    filename: str
    content_type: str
    size: int


@needs(Role.MEMBER)
def announce_archive(
    caller: Caller, intended: Intended, *, filename: str, size: int, on_duplicate: OnDuplicate
) -> tuple[Batch, JsonObject, int]:
    """Make a batch that awaits its archive; return it with the form that sends the archive, and how long that is good.

    Raises:
        InvalidInput: the archive is larger than is opened.

    """
    refuse_size(size, MAX_CONTAINER_BYTES, field="archive.size")
    batch = store.add_batch(new_batch(caller, intended.id, BatchKind.ARCHIVE, filename, on_duplicate))
    seconds = settings().upload_window_seconds
    key = batch_source(batch.company_id, batch.batch_id)
    return batch, upload_form(key, ARCHIVE_TYPE, MAX_CONTAINER_BYTES, seconds), seconds


@needs(Role.MEMBER)
def announce_folder(
    caller: Caller, intended: Intended, files: Sequence[AnnouncedFile], on_duplicate: OnDuplicate
) -> tuple[Batch, list[AnnouncedUpload]]:
    """Make a batch of files that are sent one by one; return it with each one's invoice and form.

    Raises:
        InvalidInput: a file is larger than is read.

    """
    for number, file in enumerate(files):
        refuse_size(file.size, settings().max_file_bytes, field=f"files.{number}.size")
    folder = new_batch(
        caller, intended.id, BatchKind.FOLDER, f"{len(files)} files", on_duplicate, status=BatchStatus.OPENING
    )
    batch = store.add_batch(folder)
    announced = [_announce(caller, batch, intended, number, file) for number, file in enumerate(files, 1)]
    for number, upload in enumerate(announced, 1):
        store.put_entry(entry_of(batch, number, upload.invoice.filename, invoice_id=upload.invoice.invoice_id))
    return store.settle(batch, status=BatchStatus.TAKEN_IN, entries=len(files)), announced


def _announce(caller: Caller, batch: Batch, intended: Intended, number: int, file: AnnouncedFile) -> AnnouncedUpload:
    return announce_upload(
        caller,
        Intended(entry_id(batch.batch_id, number), again=intended.again),
        filename=file.filename,
        content_type=file.content_type,
        size=file.size,
        on_duplicate=batch.on_duplicate,
        batch=batch.origin,
    )
