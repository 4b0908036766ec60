"""Lambda's part between a queue and a handler: batches, partial failures, retries.

The queue itself hides, redelivers and dead-letters (moto follows the queue's redrive policy); this side receives,
calls the handler with the event that Lambda would make, and deletes what succeeded. What failed is shown again after
a few seconds instead of the queue's visibility timeout, which is made for Lambda's limits, not for people.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

Handler = Callable[[dict[str, Any]], Any]

RETRY_SECONDS = 3
# Between polls, longer after each empty answer: a poll costs processor time.
_IDLE_SECONDS, MAX_IDLE_SECONDS = 0.1, 1.0

log = logging.getLogger(__name__)


class HandlerAnswerInvalid(ValueError):
    """The handler answered something that Lambda takes for the failure of the whole batch."""

    def __init__(self, answer: object) -> None:
        """Show the answer, which is nowhere else to be seen."""
        super().__init__(f"not a partial batch response: {answer!r}")


@dataclass(frozen=True)
class Source:
    """A queue and the handler that reads it."""

    queue_url: str
    queue_arn: str
    batch_size: int
    handler: Handler
    retry_seconds: int = RETRY_SECONDS


def poll_once(sqs: "SQSClient", source: Source) -> int:
    """Hand one batch to the handler and settle it; return how many messages there were."""
    received = sqs.receive_message(
        QueueUrl=source.queue_url,
        MaxNumberOfMessages=source.batch_size,
        MessageSystemAttributeNames=["All"],
        MessageAttributeNames=["All"],
    )
    messages = received.get("Messages", [])
    if messages:
        failed = _call(source, messages)
        log.info("%s: %d messages, %d failed", source.queue_arn.rpartition(":")[2], len(messages), len(failed))
        for message in messages:
            _settle(sqs, source, message, failed=message["MessageId"] in failed)
    return len(messages)


def _call(source: Source, messages: list["MessageTypeDef"]) -> frozenset[str]:
    """Return the ids of the messages that are not done with."""
    everything = frozenset(message["MessageId"] for message in messages)
    try:
        return failed_messages(source.handler(batch_event(source.queue_arn, messages)), everything)
    except Exception:  # as in Lambda: whatever the handler raises fails the batch, not the poller
        log.exception("the handler failed on a batch of %d", len(messages))
        return everything


def _settle(sqs: "SQSClient", source: Source, message: "MessageTypeDef", *, failed: bool) -> None:
    receipt = message["ReceiptHandle"]
    if failed:
        sqs.change_message_visibility(
            QueueUrl=source.queue_url, ReceiptHandle=receipt, VisibilityTimeout=source.retry_seconds
        )
    else:
        sqs.delete_message(QueueUrl=source.queue_url, ReceiptHandle=receipt)


def failed_messages(answer: object, batch: frozenset[str]) -> frozenset[str]:
    """Read a handler's answer as Lambda does (`ReportBatchItemFailures`).

    >>> sorted(failed_messages({"batchItemFailures": [{"itemIdentifier": "b"}]}, frozenset("abc")))
    ['b']
    >>> failed_messages(None, frozenset("abc"))
    frozenset()

    Raises:
        HandlerAnswerInvalid: it names no message of the batch, or is no such answer at all: the whole batch failed.

    """
    match answer:
        case None | {"batchItemFailures": None} | {"batchItemFailures": []}:
            return frozenset()
        case dict() if not answer:
            return frozenset()
        case {"batchItemFailures": [*failures]}:
            named = [failure.get("itemIdentifier") for failure in failures if isinstance(failure, Mapping)]
            if len(named) == len(failures) and batch.issuperset(named):
                return frozenset(str(name) for name in named)
    raise HandlerAnswerInvalid(answer)


def batch_event(queue_arn: str, messages: list["MessageTypeDef"]) -> dict[str, Any]:
    """Return the event that Lambda makes of received messages."""
    return {"Records": [_record(queue_arn, message) for message in messages]}


def _record(queue_arn: str, message: "MessageTypeDef") -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: {"dataType": value["DataType"], "stringValue": value.get("StringValue")}
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": queue_arn.split(":")[3],
    }


class Poller(threading.Thread):
    """Reads one queue until it is stopped; a batch that was begun is finished."""

    def __init__(self, name: str, source: Source) -> None:
        """Prepare; `start` begins."""
        super().__init__(name=f"poller-{name}", daemon=True)
        self._source = source
        self._sqs = boto3.client("sqs")  # here, not in the thread: making clients is not thread-safe
        self._stopping = threading.Event()

    def run(self) -> None:
        """Poll; wait a little after an empty answer, and longer after each further one."""
        pause = _IDLE_SECONDS
        while not self._stopping.is_set():
            try:
                idle = poll_once(self._sqs, self._source) == 0
            except (BotoCoreError, ClientError) as error:
                log.warning("%s: %s", self.name, error)
                idle = True
            if idle:
                self._stopping.wait(pause)
            pause = min(pause * 1.5, MAX_IDLE_SECONDS) if idle else _IDLE_SECONDS

    def stop(self) -> None:
        """Ask it to end."""
        self._stopping.set()
