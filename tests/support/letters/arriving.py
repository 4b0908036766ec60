"""Mails to companies in tests: as Amazon SES stores them and tells of them."""

from typing import Any

import boto3

from app import unpack
from infra.local.mail.incoming import notification
from tests.support.api import Person
from tests.support.aws.names import BUCKET
from tests.support.workers.queue import batch, open_all


def told(data: bytes, *recipients: str, message_id: str = "m1", source: str | None = None, **verdicts: str) -> Any:
    """Put a mail where SES would; return what it would tell."""
    key = f"mail/{message_id}"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=data)
    said: Any = notification(data, recipients, key=key, bucket=BUCKET, message_id=message_id, **verdicts)
    said["mail"]["timestamp"] = f"2026-05-06T10:00:{int(message_id[1:]):02}.000Z"
    if source is not None:
        said["mail"]["source"] = source
    return said


def receive(*notifications: Any) -> dict[str, Any]:
    """Have notifications handled, and what they brought opened; return the answer to the notifications."""
    answer: dict[str, Any] = unpack(batch(*notifications), None)
    open_all()
    return answer


def address(person: Person) -> str:
    """Switch a company's mailbox on; return its address."""
    answer = person.post("/company/mailbox/address")
    assert answer.status == 200, answer.body
    return str(answer.json["address"])
