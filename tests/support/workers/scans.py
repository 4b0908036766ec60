"""GuardDuty's part in tests: it tags what has arrived. And Lambda's: messages of the real queues, one by one."""

import json
from collections.abc import Callable
from typing import Any

import boto3
from moto.core.utils import unix_time_millis
from moto.sqs.models import sqs_backends

from infra import template_file
from infra.local.cloud import ACCOUNT, REGION
from infra.local.queues import batch_event
from tests.support.aws.names import BUCKET

# The test file of the European Institute for Computer Antivirus Research, in two halves: a virus scanner on a
# developer's machine would lock this module away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def scan_files() -> None:
    """Have bucket and queues as they are deployed where files are scanned: with versions, and with more tries."""
    boto3.client("s3").put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    sqs = boto3.client("sqs")
    for name, queue in template_file.resources_of(template_file.load(), "AWS::SQS::Queue").items():
        tries = queue.get("RedrivePolicy", {}).get("maxReceiveCount")
        if isinstance(tries, dict):
            url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
            policy = json.loads(
                sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["RedrivePolicy"]
            )
            policy["maxReceiveCount"] = template_file.resolve(tries, {"ScansFiles": template_file.HOLDS})
            sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": json.dumps(policy)})


def scan(key: str) -> str:
    """Look for the test file in an object, as a scanner would, and tag the object with what was found."""
    s3 = boto3.client("s3")
    data = s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    result = "THREATS_FOUND" if EICAR in data else "NO_THREATS_FOUND"
    tag(key, result)
    return result


def tag(key: str, result: str) -> None:
    """Tag an object with a scan's result, as GuardDuty does."""
    tags: Any = {"TagSet": [{"Key": "GuardDutyMalwareScanStatus", "Value": result}]}
    boto3.client("s3").put_object_tagging(Bucket=BUCKET, Key=key, Tagging=tags)


def take(queue: str, handler: Callable[[dict[str, Any], None], dict[str, Any]]) -> list[int]:
    """Hand each message of a queue to its handler.

    What is done with is deleted. Return for how many seconds each of the others is hidden from now on.
    """
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}"
    hidden = []
    while messages := sqs.receive_message(QueueUrl=url, MessageSystemAttributeNames=["All"]).get("Messages"):
        (message,) = messages
        if handler(batch_event(arn, messages), None)["batchItemFailures"]:
            hidden.append(_hidden_seconds(queue, message["MessageId"]))
        else:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return hidden


def show_again(queue: str) -> None:
    """Let the time go by that messages are hidden for."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    for message in _messages(queue):
        if message.receipt_handle:
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message.receipt_handle, VisibilityTimeout=0)


def _hidden_seconds(queue: str, message_id: str) -> int:
    (message,) = [each for each in _messages(queue) if each.id == message_id]
    seconds: float = (message.visible_at - unix_time_millis()) / 1000
    return round(seconds)


def _messages(queue: str) -> list[Any]:
    return list(sqs_backends[ACCOUNT][REGION].queues[queue]._messages)
