"""The exporter in tests: waiting messages are handed to it, with as much of Lambda's time as a test gives."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import boto3

from app import export
from chalicelib.storage.exports.exports import find_export, save_export
from tests.support.workers.queue import batch

QUEUE = "ExportQueue"


class Time:
    """Lambda's context, as far as it tells the time that is left: each question gets the next of these seconds."""

    def __init__(self, seconds: Iterable[float]) -> None:
        """Take the answers; the last one stays."""
        self._seconds = list(seconds)

    def get_remaining_time_in_millis(self) -> int:
        """Return the next answer."""
        return round((self._seconds.pop(0) if len(self._seconds) > 1 else self._seconds[0]) * 1000)


def waiting() -> list[str]:
    """Take all messages from the queue and return their bodies."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    bodies = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            bodies.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return bodies


class Killed(BaseException):
    """The worker is gone: nothing of its own runs any more."""


def run(body: str, seconds: Iterable[float] = (300,)) -> bool:
    """Hand one message to the worker; tell whether it was done with."""
    try:
        answer: dict[str, Any] = export(batch(body), Time(seconds))
    except Killed:
        return False
    return answer == {"batchItemFailures": []}


def let_lease_end(company_id: str, export_id: str) -> None:
    """Let so much time pass that no worker can still be at an export."""
    found = find_export(company_id, export_id)
    if found and found.leased_until:
        save_export(replace(found, leased_until=found.created_at))


def work(seconds: Iterable[float] = (300,)) -> int:
    """Hand messages to the worker until none is left; return how many there were."""
    for number in itertools.count():
        bodies = waiting()
        if not bodies:
            return number
        for body in bodies:
            assert run(body, seconds)
    raise AssertionError
