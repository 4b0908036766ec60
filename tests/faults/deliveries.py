"""The worker's queues as they are: S3's messages and what is put off, each handed over twice, what failed again."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from app import process
from chalicelib.storage.aws.clients import sqs_client
from tests.support.workers.queue import batch, sweep_up

ROUNDS = 4
PROCESS, BULK = "ProcessQueue", "BulkQueue"
DONE: dict[str, Any] = {"batchItemFailures": []}


def messages(queue: str = PROCESS) -> list[Any]:
    """Return the messages that wait, at most ten, as SQS gives them; they can be received again at once."""
    received = sqs_client().receive_message(QueueUrl=_url(queue), MaxNumberOfMessages=10, VisibilityTimeout=0)
    return received.get("Messages", [])


def newest_message() -> str:
    """Return the body of the message that came last."""
    body: str = messages()[-1]["Body"]
    return body


def forget_messages() -> None:
    """Empty the queues, of S3's test event to begin with."""
    for queue in (PROCESS, BULK):
        sqs_client().purge_queue(QueueUrl=_url(queue))


def deliver(*queues: str) -> None:
    """Hand every message of some queues, or of both, to the worker, twice, until none is left."""
    for queue in queues or (PROCESS, BULK):
        _deliver(queue)


def _deliver(queue: str) -> None:
    for _ in range(ROUNDS):
        waiting = messages(queue)
        if not waiting:
            return
        for message in waiting:
            if process(batch(message["Body"], message["Body"], queue=queue), None) == DONE:
                sqs_client().delete_message(QueueUrl=_url(queue), ReceiptHandle=message["ReceiptHandle"])
    raise AssertionError(f"never done with {messages(queue)}")


def sweep_a_day_later() -> bool:
    """Have what got stuck taken up, as if a day had gone by; tell whether there was something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.pipeline.sweeping.now", lambda: datetime.now(UTC) + timedelta(days=1))
        return sweep_up() > 0


@cache
def _url(queue: str) -> str:
    return sqs_client().get_queue_url(QueueName=queue)["QueueUrl"]
