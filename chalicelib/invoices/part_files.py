"""Sources of parts whose records were never written: the upload was given up, or deleted, before its transaction.

A worker stores the sources of all parts, in their order, before one transaction adds all their records. So a part that
has neither a record nor a source is the end of them, and where a record is there, none is left over.
"""

from chalicelib.ids import part_id
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store


def discard_left_over(upload: InvoiceFiles) -> None:
    """Remove the sources of an upload's other invoices that have no record, once none can be written any more.

    The last goes first, so that a crash in between leaves no gap behind which the rest would not be found.
    """
    number, found = 2, []
    while _is_left_over(part := InvoiceFiles(upload.company_id, part_id(upload.invoice_id, number))):
        found.append(part)
        number += 1
    for part in reversed(found):
        file_store.delete_invoice_files(part)


def _is_left_over(part: InvoiceFiles) -> bool:
    return file_store.has_source(part) and store.find_invoice(part.company_id, part.invoice_id) is None
