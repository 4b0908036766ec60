"""The processing queue in tests: the events that S3 would send for what is in `incoming/`."""

import json
from typing import Any
from urllib.parse import quote_plus

import boto3

from app import bury, process, sweep, unpack
from tests.support.aws.names import BUCKET

SCHEDULED = {
    "version": "0",
    "id": "1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-01-01T00:00:00Z",
    "region": "eu-central-1",
    "resources": [],
    "detail": {},
}


def s3_event(*keys: str) -> dict[str, Any]:
    """Return S3's notification for created objects; keys are URL-encoded in it."""
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "awsRegion": "eu-central-1",
                "eventName": "ObjectCreated:Put",
                "s3": {"bucket": {"name": BUCKET}, "object": {"key": quote_plus(key, safe="/"), "size": 1}},
            }
            for key in keys
        ]
    }


def batch(*bodies: Any, queue: str = "process") -> dict[str, Any]:
    """Return Lambda's event for messages of a queue with these bodies; text is taken as it is."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": "handle",
                "body": body if isinstance(body, str) else json.dumps(body),
                "eventSource": "aws:sqs",
                "eventSourceARN": f"arn:aws:sqs:eu-central-1:123456789012:{queue}",
                "awsRegion": "eu-central-1",
                "attributes": {},
                "messageAttributes": {},
            }
            for number, body in enumerate(bodies)
        ]
    }


def incoming() -> list[str]:
    """Return the keys of all files that have arrived and are not done with."""
    found = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix="incoming/")
    return [item["Key"] for item in found.get("Contents", [])]


def work() -> dict[str, Any]:
    """Have the worker handle everything that has arrived; return its answer."""
    answer: dict[str, Any] = process(batch(*(s3_event(key) for key in incoming())), None)
    return answer


def give_up() -> dict[str, Any]:
    """Have everything that has arrived buried; return the answer."""
    answer: dict[str, Any] = bury(batch(*(s3_event(key) for key in incoming())), None)
    return answer


def sweep_up() -> int:
    """Have what got stuck taken up; return how much it was."""
    return int(sweep(SCHEDULED, None)["taken_up"])


def arrived(prefix: str) -> list[str]:
    """Return the keys of all files under a prefix."""
    found = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=prefix)
    return [item["Key"] for item in found.get("Contents", [])]


def open_all() -> dict[str, Any]:
    """Have every archive and mail opened that is there, whether it was before or not; return the answer."""
    answer: dict[str, Any] = unpack(batch(*(s3_event(key) for key in arrived("batches/"))), None)
    return answer
