"""Taking up what got stuck: invoices that wait for the worker, or are with it, for longer than all its tries take.

It happens where a request dies between the record and the file's arrival, or when a queue is purged or its messages
grow too old. The file arrives once more; whether the worker has seen it before makes no difference to it.
"""

from datetime import timedelta

from chalicelib import metrics
from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.metrics import Metric
from chalicelib.records.invoices import UNFINISHED, Invoice
from chalicelib.settings import settings
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.keys import AT_WORK
from chalicelib.storage.invoices.worklists import list_unfinished


def sweep_stuck() -> JsonObject:
    """Take up the invoices that stand still for longest; return how many there were.

    One that fails is logged and does not keep the others waiting; it comes up again when it has stood still once more.
    """
    logger().set_correlation_id(None)  # what arrives again keeps the id of the request that it came with
    before = now() - timedelta(seconds=settings().stuck_seconds)
    taken_up = 0
    for company_id, invoice_id in list_unfinished(before, settings().sweep_limit):
        invoice = store.find_invoice(company_id, invoice_id)
        if invoice is None or invoice.status not in AT_WORK or invoice.updated_at >= before:
            continue  # the index lags behind
        try:
            taken_up += _take_up(invoice)
        except Exception:  # noqa: BLE001 - the outermost entry point: one invoice's fault must not stop the others
            logger().exception("an invoice that got stuck could not be taken up", invoice_id=invoice_id)
    if taken_up:
        metrics.count(Metric.FILES_STUCK, taken_up)
    logger().info("swept", taken_up=taken_up)
    return {"taken_up": taken_up}


def _take_up(invoice: Invoice) -> bool:
    """Have the invoice's file arrive again; return whether no other process was first.

    The record is written first, unchanged but for its time: of two sweeps only one goes on, and the next that may is
    the one after as long a time again.
    """
    files = InvoiceFiles.of(invoice)
    try:
        store.write(invoice, invoice)
    except store.InvoiceChanged:
        return False
    try:
        file_store.read_again(files)
    except FileMissing:
        _fail(files)
    logger().warning("stuck", invoice_id=invoice.invoice_id, status=invoice.status, since=invoice.updated_at)
    return True


def _fail(files: InvoiceFiles) -> None:
    from chalicelib.pipeline.process import SourceMissing, failure, finish

    finish(files, failure(SourceMissing()), from_status=UNFINISHED)
