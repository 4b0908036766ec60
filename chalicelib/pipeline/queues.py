"""The queues' entry points: batches of messages, each handled on its own; only the failed ones come again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalicelib import metrics
from chalicelib.clock import now
from chalicelib.logs import logger
from chalicelib.metrics import Metric
from chalicelib.pipeline.arrivals import NotAnArrival, parse_arrivals
from chalicelib.storage.correlation import request_of
from chalicelib.storage.files import InvoiceFiles
from chalicelib.storage.jobs import parse_job

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

Batch = dict[str, Any]


def process_batch(event: Batch) -> Batch:
    """Read every upload that the messages announce; answer which messages failed (`batchItemFailures`)."""
    from chalicelib.pipeline.process import process_arrival

    def handle(record: "SQSRecord") -> None:
        for files in parse_arrivals(record.body):
            if _is_first_try(record):
                metrics.count(Metric.FILES_RECEIVED)
            process_arrival(files)

    return _each(event, handle)


def bury_batch(event: Batch) -> Batch:
    """Mark every upload failed that was given up; answer which messages failed."""
    from chalicelib.pipeline.bury import bury_arrival

    def handle(record: "SQSRecord") -> None:
        for files in _arrivals_or_none(record):
            bury_arrival(files)

    return _each(event, handle)


def mail_batch(event: Batch) -> Batch:
    """Write and send the mails that jobs ask for; answer which messages failed."""
    from chalicelib.pipeline.correspondence import carry_out

    def handle(record: "SQSRecord") -> None:
        carry_out(parse_job(record.body))

    return _each(event, handle)


def _arrivals_or_none(record: "SQSRecord") -> list[InvoiceFiles]:
    try:
        return parse_arrivals(record.body)
    except NotAnArrival as error:
        logger().error("a message that is no arrival was dropped", message_id=record.message_id, reason=str(error))
        return []


def _each(event: Batch, handle: Callable[["SQSRecord"], None]) -> Batch:
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)

    def logged(record: "SQSRecord") -> None:
        logger().set_correlation_id(request_of(record["messageAttributes"]) or record.message_id)
        if _is_first_try(record):
            _tell_waiting_time(record)
        try:
            handle(record)
        except Exception:
            logger().exception("message failed", message_id=record.message_id)
            raise

    with processor(records=event["Records"], handler=logged):
        processor.process()
    return dict(processor.response())


def _is_first_try(record: "SQSRecord") -> bool:
    return str(record["attributes"].get("ApproximateReceiveCount", "1")) == "1"


def _tell_waiting_time(record: "SQSRecord") -> None:
    sent = record["attributes"].get("SentTimestamp")
    if sent:
        seconds = now().timestamp() - int(sent) / 1000
        metrics.record_seconds(Metric.QUEUE_SECONDS, seconds, queue=record.event_source_arn.rpartition(":")[2])
