"""The processing queue as it is: S3's own messages, each handed over twice, those that failed again and again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from app import process
from tests.queue import batch, sweep_up

ROUNDS = 4
DONE: dict[str, Any] = {"batchItemFailures": []}


def messages() -> list[dict[str, Any]]:
    """Return the messages that wait, as SQS gives them; they can be received again at once."""
    found: list[dict[str, Any]] = []
    sqs = boto3.client("sqs")
    while received := sqs.receive_message(QueueUrl=_url(), MaxNumberOfMessages=10, VisibilityTimeout=60).get(
        "Messages"
    ):
        found += [dict(message) for message in received]
    for message in found:
        sqs.change_message_visibility(QueueUrl=_url(), ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    return found


def deliver() -> None:
    """Hand every message to the worker, twice, until none is left."""
    for _ in range(ROUNDS):
        waiting = messages()
        if not waiting:
            return
        for message in waiting:
            if process(batch(message["Body"], message["Body"]), None) == DONE:
                boto3.client("sqs").delete_message(QueueUrl=_url(), ReceiptHandle=message["ReceiptHandle"])
    raise AssertionError(f"never done with {messages()}")


def sweep_a_day_later() -> bool:
    """Have what got stuck taken up, as if a day had gone by; tell whether there was something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.pipeline.sweeping.now", lambda: datetime.now(UTC) + timedelta(days=1))
        return sweep_up() > 0


def _url() -> str:
    return str(boto3.client("sqs").get_queue_url(QueueName="ProcessQueue")["QueueUrl"])
