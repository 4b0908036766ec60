"""The dead-letter queue's end: what failed too often is marked so, with its source kept, so that the wait ends."""

from chalicelib.errors import DomainError, MalwareFound, NotScanned
from chalicelib.invoices.part_files import discard_left_over
from chalicelib.logs import follow
from chalicelib.pipeline.parting import Parting
from chalicelib.pipeline.process import failure, finish, keep_clean_source, never_read, tidy_up
from chalicelib.pipeline.scan_waits import MAX_TRIES, given_up_before
from chalicelib.records.invoices import UNFINISHED
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices.invoices import find_invoice


class ProcessingFailed(DomainError):
    """The file made the worker fail several times."""

    code = "processing_failed"
    detail = "The file could not be processed after several tries. The fault is ours; the file is kept."


def bury_arrival(files: InvoiceFiles) -> None:
    """Mark an invoice failed whose processing was given up, unless it was finished or deleted meanwhile.

    The sources of parts that its tries have stored go after that: from then on no try can write their records.

    Raises:
        NotScannedYet: it came here by crashes, sooner than its scan is waited for.

    """
    invoice = find_invoice(files.company_id, files.invoice_id)
    if invoice is None or invoice.status not in UNFINISHED:
        tidy_up(files)
        discard_left_over(files)
        return
    outcome = failure(ProcessingFailed())
    try:
        keep_clean_source(invoice, files, given_up_before(MAX_TRIES))
    except FileMissing:  # kept by an earlier try, or deleted
        pass
    except (MalwareFound, NotScanned) as reason:
        outcome = never_read(reason, files)
    follow(file_store.request_of_source(files))
    finish(files, outcome, from_status=UNFINISHED, parting=Parting(invoice))
    discard_left_over(files)
