"""The local poller against moto's queues: Lambda's and SQS's rules together."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from infra.local.queues import Handler, HandlerAnswerInvalid, Source, failed_messages, poll_once

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient

MAX_TRIES = 3


@pytest.fixture
def sqs() -> Iterator["SQSClient"]:
    with mock_aws():
        yield boto3.client("sqs", region_name="eu-central-1")


@pytest.fixture
def dead_letters(sqs: "SQSClient") -> str:
    return sqs.create_queue(QueueName="dead")["QueueUrl"]


@pytest.fixture
def queue(sqs: "SQSClient", dead_letters: str) -> str:
    arn = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": MAX_TRIES})
    return sqs.create_queue(QueueName="work", Attributes={"RedrivePolicy": redrive})["QueueUrl"]


def source(queue: str, handler: Handler) -> Source:
    """A source whose failed messages are shown again at once."""
    return Source(queue, "arn:aws:sqs:eu-central-1:123456789012:work", 5, handler, retry_seconds=0)


def bodies(sqs: "SQSClient", queue: str) -> list[str]:
    received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return sorted(message["Body"] for message in received.get("Messages", []))


def send(sqs: "SQSClient", queue: str, *texts: str) -> None:
    for text in texts:
        sqs.send_message(QueueUrl=queue, MessageBody=text)


def test_what_succeeded_is_deleted(sqs: "SQSClient", queue: str) -> None:
    send(sqs, queue, "one", "two")
    assert poll_once(sqs, source(queue, lambda _event: {"batchItemFailures": []})) == 2
    assert bodies(sqs, queue) == []


def test_only_what_failed_comes_again(sqs: "SQSClient", queue: str) -> None:
    def fail_bad(event: dict[str, Any]) -> dict[str, Any]:
        bad = [record["messageId"] for record in event["Records"] if record["body"] == "bad"]
        return {"batchItemFailures": [{"itemIdentifier": message} for message in bad]}

    send(sqs, queue, "good", "bad")
    poll_once(sqs, source(queue, fail_bad))
    assert bodies(sqs, queue) == ["bad"]


def test_a_handler_that_raises_fails_its_whole_batch(sqs: "SQSClient", queue: str) -> None:
    def crash(_event: dict[str, Any]) -> None:
        raise MemoryError

    send(sqs, queue, "one", "two")
    poll_once(sqs, source(queue, crash))
    assert bodies(sqs, queue) == ["one", "two"]


def test_what_fails_too_often_goes_to_the_dead_letter_queue(sqs: "SQSClient", queue: str, dead_letters: str) -> None:
    counts: list[str] = []

    def fail_all(event: dict[str, Any]) -> dict[str, Any]:
        counts.extend(record["attributes"]["ApproximateReceiveCount"] for record in event["Records"])
        return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in event["Records"]]}

    send(sqs, queue, "poison")
    for _ in range(MAX_TRIES + 1):
        poll_once(sqs, source(queue, fail_all))
    assert counts == ["1", "2", "3"]
    assert bodies(sqs, dead_letters) == ["poison"]


def test_a_failed_message_waits_before_it_comes_again(sqs: "SQSClient", queue: str) -> None:
    def crash(_event: dict[str, Any]) -> None:
        raise MemoryError

    send(sqs, queue, "one")
    patient = Source(queue, "arn:aws:sqs:eu-central-1:123456789012:work", 5, crash, retry_seconds=60)
    poll_once(sqs, patient)
    assert bodies(sqs, queue) == []


def test_the_event_is_lambdas(sqs: "SQSClient", queue: str) -> None:
    events: list[dict[str, Any]] = []
    send(sqs, queue, "one")
    poll_once(sqs, source(queue, events.append))
    (record,) = events[0]["Records"]
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"] == "arn:aws:sqs:eu-central-1:123456789012:work"
    assert record["awsRegion"] == "eu-central-1"
    assert {"messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody"} <= set(record)


@pytest.mark.parametrize(
    "answer",
    [
        {"batchItemFailures": [{"itemIdentifier": "unknown"}]},
        {"batchItemFailures": [{"itemIdentifier": ""}]},
        {"batchItemFailures": [{}]},
        {"batchItemFailures": "a"},
        "done",
    ],
)
def test_an_answer_that_lambda_would_not_accept_fails_the_batch(answer: object) -> None:
    with pytest.raises(HandlerAnswerInvalid):
        failed_messages(answer, frozenset("ab"))


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": None}, {"batchItemFailures": []}])
def test_an_empty_answer_is_success(answer: object) -> None:
    assert failed_messages(answer, frozenset("ab")) == frozenset()
