"""The dead-letter queue's end: what failed too often is marked so, with its source kept, so that the wait ends."""

from contextlib import suppress

from chalicelib.errors import DomainError
from chalicelib.invoices.part_files import discard_left_over
from chalicelib.logs import follow
from chalicelib.pipeline.process import failure, finish
from chalicelib.records.invoices import UNFINISHED
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles


class ProcessingFailed(DomainError):
    """The file made the worker fail several times."""

    code = "processing_failed"
    detail = "The file could not be processed after several tries. The fault is ours; the file is kept."


def bury_arrival(files: InvoiceFiles) -> None:
    """Mark an invoice failed whose processing was given up, unless it was finished or deleted meanwhile.

    The sources of parts that its tries have stored go after that: from then on no try can write their records.
    """
    with suppress(FileMissing):  # kept by an earlier try, or deleted
        file_store.keep_source(files)
    follow(file_store.request_of_source(files))
    finish(files, failure(ProcessingFailed()), from_status=UNFINISHED)
    discard_left_over(files)
