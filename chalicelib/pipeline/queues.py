"""The queues' entry points: batches of messages, each handled on its own; only the failed ones come again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalicelib import metrics
from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.metrics import Metric
from chalicelib.pipeline.arrivals import NotAnArrival, parse_arrivals, parse_arrived_batches
from chalicelib.storage.aws.correlation import request_of
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.files.scans import NotScannedYet
from chalicelib.storage.queues.bulk_queue import bulk_queue_name
from chalicelib.storage.queues.export_queue import parse_export_message
from chalicelib.storage.queues.mail_jobs import parse_job
from chalicelib.storage.queues.send_queue import parse_send_job, postpone
from chalicelib.storage.queues.visibility import hide

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

Batch = JsonObject


def process_batch(event: Batch) -> Batch:
    """Read every upload that the messages announce; answer which messages failed (`batchItemFailures`).

    What comes from S3's queue may be put off; what comes from the bulk queue was, and is read now.
    """
    from chalicelib.extraction.isolation.isolated import prepare_to_read
    from chalicelib.pipeline.process import process_arrival
    from chalicelib.pipeline.scan_waits import given_up_before
    from chalicelib.storage.aws.table import patiently

    prepare_to_read()

    def handle(record: "SQSRecord") -> None:
        was_put_off = _queue_of(record) == bulk_queue_name()
        for files in parse_arrivals(record.body):
            if _is_first_try(record) and not was_put_off:
                metrics.count(Metric.FILES_RECEIVED)
            may_be_put_off = _is_first_try(record) and not was_put_off
            limit = given_up_before(_tries(record))
            process_arrival(files, may_be_put_off=may_be_put_off, given_up_before=limit)

    with patiently():
        return _each(event, _waiting_for_scans(handle))


def open_batches(event: Batch) -> Batch:
    """Receive the mails that the messages tell of, open every archive and mail; answer which messages failed."""
    from chalicelib.batches.mail_arrivals import parse_mail_arrival, receive_mail
    from chalicelib.batches.opening import open_batch
    from chalicelib.pipeline.scan_waits import given_up_before

    def handle(record: "SQSRecord") -> None:
        mail = parse_mail_arrival(record.body)
        if mail:
            receive_mail(mail)
            return
        for company_id, batch_id in parse_arrived_batches(record.body):
            open_batch(company_id, batch_id, given_up_before=given_up_before(_tries(record)))

    return _each(event, _waiting_for_scans(handle))


def _waiting_for_scans(handle: Callable[["SQSRecord"], None]) -> Callable[["SQSRecord"], None]:
    """Let a message whose file is not scanned yet come again soon, instead of after the queue's own time."""
    from chalicelib.pipeline.scan_waits import pause_after

    def waiting(record: "SQSRecord") -> None:
        try:
            handle(record)
        except NotScannedYet:
            hide(record.event_source_arn, record.receipt_handle, pause_after(_tries(record)))
            raise

    return waiting


def unopened_batches(event: Batch) -> Batch:
    """Mark every batch whose opening was given up as failed; answer which messages failed."""
    from chalicelib.batches.opening import give_up

    def handle(record: "SQSRecord") -> None:
        try:
            batches = _mails_batches(record.body) or parse_arrived_batches(record.body)
        except NotAnArrival as error:
            _drop(record, error)
            return
        for company_id, batch_id in batches:
            give_up(company_id, batch_id)

    return _each(event, handle)


def _mails_batches(body: str) -> list[tuple[str, str]]:
    """Return the company and id of each batch of a mail that SES tells of; none where a message tells of none."""
    from chalicelib.batches.mail_arrivals import note_mail, parse_mail_arrival

    try:
        mail = parse_mail_arrival(body)
    except (KeyError, ValueError) as error:
        raise NotAnArrival("a notification of a mail is not of its form") from error
    return [(batch.company_id, batch.batch_id) for batch in note_mail(mail)] if mail else []


def bury_batch(event: Batch) -> Batch:
    """Mark every upload that was given up as failed; answer which messages failed."""
    from chalicelib.pipeline.dead_letters import bury_arrival

    def handle(record: "SQSRecord") -> None:
        for files in _arrivals_or_none(record):
            bury_arrival(files)

    return _each(event, handle)


def mail_batch(event: Batch) -> Batch:
    """Write and send the mails that jobs ask for; answer which messages failed."""
    from chalicelib.sending.account_mail_worker import send_job

    def handle(record: "SQSRecord") -> None:
        send_job(parse_job(record.body), _tries(record))

    return _each(event, handle)


def webhook_batch(event: Batch) -> Batch:
    """Take a step with each delivery to an endpoint; answer which messages failed."""
    from chalicelib.webhooks.worker import deliver

    return _each(event, lambda record: deliver(record.body))


def send_batch(event: Batch) -> Batch:
    """Carry out the sendings that jobs name; answer which are to come again, after the pause that each needs."""
    from chalicelib.sending.invoice_mail_worker import Postponed, pause_after, work_on_sending

    def handle(record: "SQSRecord") -> None:
        try:
            work_on_sending(parse_send_job(record.body))
        except Exception as error:  # whatever it was, it comes again, later each time
            asked = error.seconds if isinstance(error, Postponed) else None
            postpone(record.receipt_handle, asked or pause_after(_tries(record)))
            raise

    return _each(event, handle)


def unsent_batch(event: Batch) -> Batch:
    """Say what became of the sendings that were given up; answer which messages failed."""
    from chalicelib.sending.invoice_mail_worker import give_up

    def handle(record: "SQSRecord") -> None:
        give_up(parse_send_job(record.body))

    return _each(event, handle)


def mail_events_batch(event: Batch) -> Batch:
    """Take in what Amazon SES says became of mails; answer which messages failed."""
    from chalicelib.sending.delivery_events import parse_mail_event, record_mail_event

    def handle(record: "SQSRecord") -> None:
        told = parse_mail_event(record.body)
        if told:
            record_mail_event(told)

    return _each(event, handle)


def export_batch(event: Batch, context: Any) -> Batch:
    """Go on with the exports that messages name, as long as Lambda's time allows; answer which messages failed."""
    from chalicelib.exports.making import make_export

    def remaining() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    def handle(record: "SQSRecord") -> None:
        make_export(*parse_export_message(record.body), remaining)

    return _each(event, handle)


def _arrivals_or_none(record: "SQSRecord") -> list[InvoiceFiles]:
    try:
        return parse_arrivals(record.body)
    except NotAnArrival as error:
        _drop(record, error)
        return []


def _drop(record: "SQSRecord", error: NotAnArrival) -> None:
    logger().error("a message that is no arrival was dropped", message_id=record.message_id, reason=str(error))


def _each(event: Batch, handle: Callable[["SQSRecord"], None]) -> Batch:
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)

    def logged(record: "SQSRecord") -> None:
        logger().set_correlation_id(request_of(record["messageAttributes"]) or record.message_id)
        if _is_first_try(record):
            _tell_waiting_time(record)
        try:
            handle(record)
        except NotScannedYet:
            logger().info("waiting for the scan", message_id=record.message_id)
            raise
        except Exception:
            logger().exception("message failed", message_id=record.message_id)
            raise

    with processor(records=event["Records"], handler=logged):
        processor.process()
    return dict(processor.response())


def _is_first_try(record: "SQSRecord") -> bool:
    return _tries(record) == 1


def _tries(record: "SQSRecord") -> int:
    """Return how often a message was received, this time included."""
    return int(record["attributes"].get("ApproximateReceiveCount") or 1)


def _tell_waiting_time(record: "SQSRecord") -> None:
    sent = record["attributes"].get("SentTimestamp")
    if sent:
        seconds = now().timestamp() - int(sent) / 1000
        metrics.record_seconds(Metric.QUEUE_SECONDS, seconds, queue=_queue_of(record))


def _queue_of(record: "SQSRecord") -> str:
    return record.event_source_arn.rpartition(":")[2]
