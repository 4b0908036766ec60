"""One arrived file, from its source to a record that is ready or failed.

Messages come at least once, in any order, and a worker can die between any two calls. So every step can run again:
objects are overwritten with the same bytes, and the record changes only from a status that the step expects. The last
step, which makes the record `ready` or `failed`, is the only one that says the file is done with.
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from chalicelib import metrics
from chalicelib.errors import (
    DomainError,
    DuplicateFile,
    DuplicateInvoice,
    InvoiceNotFound,
    MalwareFound,
    NotScanned,
    NotScannedAgain,
)
from chalicelib.extraction.einvoices.to_document import with_values
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.result import Context, Limits, Reading
from chalicelib.extraction.sniff import check_size
from chalicelib.invoices.building import artefacts
from chalicelib.invoices.building.artefact_build import Outcome, Source, make, read_form
from chalicelib.invoices.memory.recalling import recall_supplier
from chalicelib.invoices.part_files import discard_left_over
from chalicelib.logs import follow, logger
from chalicelib.metrics import Metric, Step, timed
from chalicelib.pipeline.parting import Parting, arrive_late
from chalicelib.pipeline.turns import has_turn
from chalicelib.recognition.reading import read_source
from chalicelib.records.companies import Company
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import (
    LOCKED_AWAY,
    SOURCE_MISSING,
    UNFINISHED,
    CreationMethod,
    DuplicateReason,
    Invoice,
    Status,
)
from chalicelib.records.lifecycle.changes import InvoiceChanges
from chalicelib.settings import settings
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.files.scans import find_clean_version, lock_away
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.queues.bulk_queue import put_off
from chalicelib.storage.webhooks.announcements import announce

MAX_DETAIL = 1_000  # characters; a file's own words can be in it, and a record must fit into an item


class SourceMissing(DomainError):
    """The record is there, but the file is not, and won't come any more."""

    code = SOURCE_MISSING
    detail = "The uploaded file is no longer there. Please upload it again."


class NeverAccepted(Exception):
    """The sender got no answer, sent the file again, and that copy was accepted: no client knows of this one."""


def process_arrival(
    files: InvoiceFiles, *, may_be_put_off: bool = False, given_up_before: datetime | None = None
) -> None:
    """Read one arrived file, whatever has happened to it and its record before; or put it off, where that may be.

    The record says `processing` once the file was fetched, in the write that claims its bytes.

    Raises:
        NotScannedYet: it is to be scanned first, and to be tried again; it fails instead if it is older than that.

    """
    invoice = store.find_invoice(files.company_id, files.invoice_id)
    if invoice is None or invoice.status not in UNFINISHED:
        tidy_up(files)
        return
    if may_be_put_off and not has_turn(invoice):
        put_off(files.company_id, files.incoming)
        return
    try:
        invoice, source = _take_source(invoice, files, given_up_before)
    except (MalwareFound, NotScanned) as reason:
        finish(files, never_read(reason, files), from_status=UNFINISHED, parting=Parting(invoice))
    except (UnreadableFile, DuplicateFile, SourceMissing) as reason:
        finish(files, failure(reason), from_status=UNFINISHED, parting=Parting(invoice))
    except InvoiceNotFound:
        tidy_up(files)
    except NeverAccepted:
        store.remove_invoice(invoice)
        file_store.delete_invoice_files(files)
    else:
        _process(invoice, source, files)


def _process(invoice: Invoice, source: bytes, files: InvoiceFiles) -> None:
    parting = Parting(invoice)
    try:
        outcome, parting = _read_source(invoice, source, files)
    except UnreadableFile as reason:
        outcome = _with_preview(failure(reason), reason.preview, invoice, files)
    finish(files, outcome, parting=parting)


def finish(
    files: InvoiceFiles,
    outcome: Outcome,
    *,
    from_status: tuple[Status, ...] = (Status.PROCESSING,),
    parting: Parting | None = None,
) -> None:
    """Write the outcome, unless the invoice is finished or gone by now, and tidy up.

    `parting` has the record as it was read, whose files go where the outcome replaces them, and the other invoices in
    its file, which are there from now on whatever becomes of this one.
    """
    made = outcome.changes.get("files", {}).values()
    known = None if parting is None else parting.upload
    try:
        changed = _write(files, outcome, from_status, parting)
    except DuplicateInvoice as reason:
        artefacts.discard(files, made)
        finish(files, failure(reason), from_status=from_status, parting=parting)
        return
    if changed is None:
        artefacts.discard(files, made)
        tidy_up(files)
        if parting:
            parting.discard()
    else:
        if parting:
            parting.arrive()
        announce(changed)
        artefacts.discard(files, artefacts.replaced(known.files if known else {}, changed.files))
        _clear_incoming(changed, files)
        _count(changed)
        logger().info("processed", invoice_id=files.invoice_id, status=changed.status, failure=changed.failure_code)


def _write(
    files: InvoiceFiles, outcome: Outcome, from_status: tuple[Status, ...], parting: Parting | None
) -> Invoice | None:
    if parting is None:
        changes, events = outcome.changes, outcome.events
        return store.change_invoice(files.company_id, files.invoice_id, changes, *events, from_status=from_status)
    return store.change_invoice(
        files.company_id,
        files.invoice_id,
        {**outcome.changes, **parting.changes},
        *parting.events,
        *outcome.events,
        from_status=from_status,
        further=parting.further(),
        known=parting.upload,
    )


def _count(invoice: Invoice) -> None:
    if invoice.status is Status.READY:
        metrics.count(Metric.FILES_READY)
    else:
        metrics.count(Metric.FILES_FAILED, code=invoice.failure_code or "unknown")


def failure(reason: UnreadableFile | DomainError) -> Outcome:
    """Return what becomes of the record for a reason that a person understands."""
    first = reason if isinstance(reason, DuplicateFile | DuplicateInvoice) else None
    detail = reason.detail[:MAX_DETAIL]
    changes: InvoiceChanges = {
        "status": Status.FAILED,
        "failure_code": reason.code,
        "failure_detail": detail,
        "duplicate_of": first.invoice_id if first else None,
        "duplicate_uploaded_by": first.uploaded_by if first else None,
        "duplicate_reason": DuplicateReason(reason.reason) if isinstance(reason, DuplicateInvoice) else None,
    }
    return Outcome(changes, (Event(EventKind.FAILED, data={"code": reason.code, "detail": detail}),))


def never_read(reason: MalwareFound | NotScanned, files: InvoiceFiles) -> Outcome:
    """Return what becomes of the record of a file that must not be read; `finish` locks the file away after that.

    Where malware was found, the kept source and what was made from it go too. Where a scan of its copy failed, they
    stay: a good invoice is not lost because a scan was late.
    """
    logger().warning("not to be read", invoice_id=files.invoice_id, reason=reason.code)
    if isinstance(reason, NotScanned) and file_store.is_kept(files):
        return failure(NotScannedAgain())
    file_store.delete_file(files.kept(FileKind.SOURCE))
    outcome = failure(reason)
    return replace(outcome, changes={**outcome.changes, "files": {}})


def _clear_incoming(invoice: Invoice, files: InvoiceFiles) -> None:
    """Remove what arrived, or lock it away where it must not be read."""
    if invoice.failure_code in LOCKED_AWAY:
        lock_away(files.incoming)
    else:
        file_store.delete_file(files.incoming)


def keep_clean_source(invoice: Invoice, files: InvoiceFiles, given_up_before: datetime | None) -> None:
    """Copy what arrived to where it is kept, once it may be read; what we wrote ourselves needs no scan.

    Raises:
        FileMissing: nothing is there.
        NotScannedYet, MalwareFound, NotScanned: it may not be read yet, or ever.

    """
    is_own = invoice.creation_method is CreationMethod.GUI
    version = None if is_own else find_clean_version(files.incoming, given_up_before)
    file_store.keep_source(files, version)


def _with_preview(outcome: Outcome, preview: bytes | None, invoice: Invoice, files: InvoiceFiles) -> Outcome:
    """A file that can't be read can often be looked at; files of an earlier, better reading stay as they are."""
    if preview is None or invoice.files:
        return outcome
    stored = artefacts.store(files, {FileKind.PREVIEW: preview})
    return replace(outcome, changes={**outcome.changes, "files": stored})


def tidy_up(files: InvoiceFiles) -> None:
    """Remove what arrived once it is done with; everything, where the invoice was deleted meanwhile."""
    invoice = store.find_invoice(files.company_id, files.invoice_id)
    if invoice is None:
        file_store.delete_invoice_files(files)
        discard_left_over(files)
    elif invoice.status not in UNFINISHED:
        announce(invoice)
        arrive_late(invoice)
        _clear_incoming(invoice, files)


def _read_source(invoice: Invoice, source: bytes, files: InvoiceFiles) -> tuple[Outcome, Parting]:
    """Read the source, and make, judge and store all that follows from it; find further invoices in it.

    A stranger's file is read by a process without credentials; here its bytes are counted, hashed and handed on.
    """
    company = find_company(invoice.company_id)
    with timed(Step.READ):
        reading = _read(invoice, source, company)
    outcome = make(files, Source(invoice, reading, company))
    parting = Parting(invoice, reading.extracted.parts)
    parting.keep_sources()
    return outcome, parting


def _read(invoice: Invoice, source: bytes, company: Company | None) -> Reading:
    if invoice.creation_method is CreationMethod.GUI:
        return read_form(invoice, source)
    reading = read_source(source, _context(company, invoice), _limits())
    recalled = recall_supplier(invoice.company_id, reading.extracted)
    return reading if recalled is reading.extracted else with_values(reading, recalled)


def _take_source(invoice: Invoice, files: InvoiceFiles, given_up_before: datetime | None) -> tuple[Invoice, bytes]:
    """Fetch what arrived and claim it; return the record, which is `processing` now, and the bytes."""
    limit = settings().max_file_bytes
    try:
        with timed(Step.FETCH):
            keep_clean_source(invoice, files, given_up_before)
            source, request_id = file_store.get_source(files, limit=limit)
    except FileMissing as error:
        raise SourceMissing from error
    follow(request_id)
    check_size(len(source), limit)
    if invoice.creation_method is CreationMethod.GUI:  # two equal forms are two invoices
        return store.start_processing(invoice, None, len(source)), source
    fingerprint = hashlib.sha256(source).hexdigest()
    try:
        return store.start_processing(invoice, fingerprint, len(source)), source
    except DuplicateFile as error:
        if invoice.fingerprint == fingerprint:  # an upload through the API, whose claim is still pending until accepted
            raise NeverAccepted from error
        raise


def _context(company: Company | None, invoice: Invoice) -> Context:
    if company is None:
        return Context(own_pages=invoice.part_pages)
    tax_id = company.profile.get("tax_id")
    return Context((company.name,), (str(tax_id),) if tax_id else (), invoice.part_pages)


def _limits() -> Limits:
    known = settings()
    return Limits(
        file_bytes=known.max_file_bytes,
        pages=known.max_pages,
        pixels=known.max_pixels,
        seconds=known.read_seconds,
        memory_bytes=known.read_memory_bytes,
    )
