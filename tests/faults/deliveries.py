"""The processing queue as it is: S3's own messages, each handed over twice, those that failed again and again."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from app import process
from chalicelib.storage.aws.clients import sqs_client
from tests.support.queue import batch, sweep_up

ROUNDS = 4
DONE: dict[str, Any] = {"batchItemFailures": []}


def messages() -> list[Any]:
    """Return the messages that wait, at most ten, as SQS gives them; they can be received again at once."""
    return (
        sqs_client().receive_message(QueueUrl=_url(), MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
    )


def newest_message() -> str:
    """Return the body of the message that came last."""
    body: str = messages()[-1]["Body"]
    return body


def forget_messages() -> None:
    """Empty the queue, of S3's test event to begin with."""
    sqs_client().purge_queue(QueueUrl=_url())


def deliver() -> None:
    """Hand every message to the worker, twice, until none is left."""
    for _ in range(ROUNDS):
        waiting = messages()
        if not waiting:
            return
        for message in waiting:
            if process(batch(message["Body"], message["Body"]), None) == DONE:
                sqs_client().delete_message(QueueUrl=_url(), ReceiptHandle=message["ReceiptHandle"])
    raise AssertionError(f"never done with {messages()}")


def sweep_a_day_later() -> bool:
    """Have what got stuck taken up, as if a day had gone by; tell whether there was something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.pipeline.sweeping.now", lambda: datetime.now(UTC) + timedelta(days=1))
        return sweep_up() > 0


@cache
def _url() -> str:
    return sqs_client().get_queue_url(QueueName="ProcessQueue")["QueueUrl"]
