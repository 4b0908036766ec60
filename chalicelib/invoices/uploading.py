"""How a file becomes an invoice's record: sent through the API, or announced and then sent straight to storage.

Accepted means stored. The record comes first, as `awaiting_upload` and with an end, so that nothing that arrives is
unknown to the worker; then the file; then the record says `queued`. A crash between the steps loses nothing that was
accepted: the worker takes over from the file's own event, and an invoice whose file never comes goes by itself.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import DuplicateFile, InvalidInput
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import check_size
from chalicelib.ids import Intended
from chalicelib.json_data import JsonObject
from chalicelib.records.invoices import CreationMethod, Invoice, OnDuplicate, State, Status
from chalicelib.records.lifecycle.names import without_controls
from chalicelib.settings import settings
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.files.presigned import upload_form
from chalicelib.storage.invoices import invoices as store

MAX_FILENAME = 255
UNNAMED = "invoice"
NO_BATCH: Mapping[str, str] = MappingProxyType({})
_SETTLING_TIME = timedelta(days=43)  # a message may wait 14 days in its queue, in the bulk queue and as a dead letter


@dataclass(frozen=True, slots=True)
class AnnouncedUpload:
    """An invoice whose file is awaited, and the form that sends it: `url` and `fields` of a presigned POST."""

    invoice: Invoice
    form: JsonObject
    expires_in: int


@needs(Role.MEMBER)
def accept_upload(
    caller: Caller,
    intended: Intended,
    *,
    filename: str,
    content_type: str,
    data: bytes,
    on_duplicate: OnDuplicate = OnDuplicate.FLAG,
    batch: Mapping[str, str] = NO_BATCH,
) -> Invoice:
    """Store a file and its record; the file's arrival starts the reading. A repeat goes on where the first broke off.

    `batch` says with what it arrived (`Batch.origin`).

    Raises:
        InvalidInput: the file is empty, or larger than is read.
        DuplicateFile: the company has these bytes already; the error names only what the caller may see.

    """
    refuse_size(len(data), settings().max_file_bytes, field="file")
    fingerprint = hashlib.sha256(data).hexdigest()
    described = _new_invoice(
        caller,
        intended,
        filename=filename,
        content_type=content_type,
        size=len(data),
        fingerprint=fingerprint,
        on_duplicate=on_duplicate,
        batch=batch,
    )
    try:
        return _store(made_before(caller, intended) or store.add_invoice(described), data)
    except DuplicateFile as first:
        if caller.may_see(first.uploaded_by):
            raise
        raise DuplicateFile("") from first


@needs(Role.MEMBER)
def announce_upload(
    caller: Caller,
    intended: Intended,
    *,
    filename: str,
    content_type: str,
    size: int,
    on_duplicate: OnDuplicate = OnDuplicate.FLAG,
    batch: Mapping[str, str] = NO_BATCH,
) -> AnnouncedUpload:
    """Make a record that awaits its file, and a form that sends the file straight to storage.

    Raises:
        InvalidInput: the file is larger than is read.

    """
    refuse_size(size, settings().max_file_bytes, field="size")
    described = _new_invoice(
        caller,
        intended,
        filename=filename,
        content_type=content_type,
        size=size,
        fingerprint=None,
        on_duplicate=on_duplicate,
        batch=batch,
    )
    invoice = made_before(caller, intended) or store.add_invoice(described)
    seconds = settings().upload_window_seconds
    files = InvoiceFiles.of(invoice)
    return AnnouncedUpload(
        invoice, upload_form(files.incoming, content_type, settings().max_file_bytes, seconds), seconds
    )


def made_before(caller: Caller, intended: Intended) -> Invoice | None:
    """Return the invoice that an earlier try of the same request has made; None where it has made none."""
    return store.find_invoice(caller.company_id, intended.id) if intended.again else None


def display_name(filename: str) -> str:
    r"""Return a file name fit to be shown and offered for download; it never becomes part of a path.

    >>> display_name("..\\..\\etc/pass\x00wd 🧾.pdf")
    'passwd 🧾.pdf'
    >>> display_name("../")
    'invoice'
    """
    last = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    shown = without_controls(last).strip(" .")
    return shown[-MAX_FILENAME:] or UNNAMED


def refuse_size(size: int, limit: int, *, field: str) -> None:
    """Refuse an empty file or one over the limit, with the message that reading it would give: `InvalidInput`."""
    try:
        check_size(size, limit)
    except UnreadableFile as error:
        raise InvalidInput((field, error.detail)) from error


def _store(invoice: Invoice, data: bytes) -> Invoice:
    if invoice.status is not Status.AWAITING_UPLOAD:
        return invoice
    files = InvoiceFiles.of(invoice)
    file_store.put_file(files.incoming, data, invoice.content_type)
    try:
        return store.mark_stored(invoice)
    except DuplicateFile:
        store.remove_invoice(invoice)
        file_store.delete_invoice_files(files)
        raise


def _new_invoice(
    caller: Caller,
    intended: Intended,
    *,
    filename: str,
    content_type: str,
    size: int,
    fingerprint: str | None,
    on_duplicate: OnDuplicate,
    batch: Mapping[str, str],
) -> Invoice:
    instant = now()
    window = timedelta(seconds=settings().upload_window_seconds)
    return Invoice(
        company_id=caller.company_id,
        invoice_id=intended.id,
        filename=display_name(filename),
        content_type=content_type,
        creation_method=CreationMethod.UPLOAD,
        status=Status.AWAITING_UPLOAD,
        state=State.UNVALIDATED,
        uploaded_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        fingerprint=fingerprint,
        size=size,
        on_duplicate=on_duplicate,
        batch=batch,
        expires_at=instant + window + _SETTLING_TIME,
    )
