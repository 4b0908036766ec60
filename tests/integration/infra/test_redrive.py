"""Messages that were given up come back: each, whole, and never in no queue."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.client import BaseClient
from moto import mock_aws

from infra.redrive import Moved, NoSource, redrive

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient


@pytest.fixture
def sqs() -> Iterator["SQSClient"]:
    with mock_aws():
        yield boto3.client("sqs")


@pytest.fixture
def dead(sqs: "SQSClient") -> str:
    return sqs.create_queue(QueueName="dead")["QueueUrl"]


@pytest.fixture
def work(sqs: "SQSClient", dead: str) -> str:
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    return sqs.create_queue(QueueName="work", Attributes={"RedrivePolicy": policy})["QueueUrl"]


def fill(sqs: "SQSClient", queue: str, number: int) -> None:
    for each in range(number):
        attribute = {"correlation_id": {"DataType": "String", "StringValue": f"request-{each}"}}
        sqs.send_message(QueueUrl=queue, MessageBody=f"message {each}", MessageAttributes=attribute)  # type: ignore[arg-type]


def held(sqs: "SQSClient", queue: str) -> dict[str, str]:
    """Return the bodies of a queue's messages, with the request that each comes from."""
    found: dict[str, str] = {}
    while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"]).get(
        "Messages"
    ):
        found |= {each["Body"]: each["MessageAttributes"]["correlation_id"]["StringValue"] for each in messages}
    return found


def count(sqs: "SQSClient", queue: str) -> int:
    names: Any = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(map(int, attributes.values()))


def test_all_messages_go_back_to_where_they_come_from_with_their_attributes(
    sqs: "SQSClient", work: str, dead: str
) -> None:
    fill(sqs, dead, 23)
    assert redrive(dead) == Moved(23, 23)
    assert held(sqs, work) == {f"message {each}": f"request-{each}" for each in range(23)}
    assert count(sqs, dead) == 0


def test_a_dry_run_moves_nothing(sqs: "SQSClient", work: str, dead: str) -> None:
    fill(sqs, dead, 12)
    assert redrive(dead, dry_run=True) == Moved(12, 0)
    assert (count(sqs, work), count(sqs, dead)) == (0, 12)


def test_no_more_than_asked_for_are_moved(sqs: "SQSClient", work: str, dead: str) -> None:
    fill(sqs, dead, 15)
    assert redrive(dead, limit=12) == Moved(12, 12)
    assert (count(sqs, work), count(sqs, dead)) == (12, 3)


def test_an_interruption_loses_nothing(sqs: "SQSClient", work: str, dead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(sqs, dead, 3)
    call: Any = BaseClient._make_api_call  # type: ignore[attr-defined]

    def dies(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "DeleteMessageBatch":
            raise KeyboardInterrupt
        return call(client, operation, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", dies)
        with pytest.raises(KeyboardInterrupt):
            redrive(dead)
    assert (count(sqs, work), count(sqs, dead)) == (3, 3)


def test_a_queue_that_takes_nothing_from_others_is_refused(sqs: "SQSClient", work: str) -> None:
    with pytest.raises(NoSource):
        redrive(work)


def test_of_two_queues_that_give_up_to_one_the_bulk_queue_gets_the_messages_back(sqs: "SQSClient", dead: str) -> None:
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    process, bulk = (
        sqs.create_queue(QueueName=name, Attributes={"RedrivePolicy": policy})["QueueUrl"]
        for name in ("stage-ProcessQueue-1", "stage-BulkQueue-2")
    )
    fill(sqs, dead, 3)
    assert redrive(dead) == Moved(3, 3)
    assert (count(sqs, process), count(sqs, bulk)) == (0, 3)
