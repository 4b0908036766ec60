"""The mails that the application sent, and the worker's half of sending them."""

import re
from dataclasses import dataclass
from email import message_from_string
from email.policy import default
from typing import Any

import boto3
from moto.ses.models import ses_backends

from app import mail
from infra.local.cloud import ACCOUNT, REGION

_LINK = re.compile(r"https://api\.example\.com/dev(/\S+)")


@dataclass(frozen=True)
class Sent:
    """One mail that SES took."""

    to: str
    subject: str
    text: str
    html: str

    @property
    def link(self) -> str:
        """The path of the link in it."""
        found = _LINK.search(self.text)
        assert found, self.text
        return found[1]


def deliver(*, times: int = 1) -> list[Sent]:
    """Hand every waiting job to the worker, as often as asked, and return all mails sent so far."""
    for job in waiting():
        for _ in range(times):
            assert work(job), "a job failed"
    return sent()


def waiting() -> list[dict[str, Any]]:
    """Take all jobs out of the queue; return them as Lambda's records."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="MailQueue")["QueueUrl"]
    batch: Any = {"QueueUrl": url, "MaxNumberOfMessages": 10, "MessageAttributeNames": ["All"]}
    taken = []
    while messages := sqs.receive_message(**batch).get("Messages"):
        taken += list(map(_record, messages))
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return taken


def work(job: dict[str, Any], tries: int = 1) -> bool:
    """Hand a job to the worker, for the time that `tries` says; tell whether it is done with."""
    record = job | {"attributes": {"ApproximateReceiveCount": str(tries)}}
    answer: dict[str, Any] = mail({"Records": [record]}, None)
    return answer == {"batchItemFailures": []}


def sent() -> list[Sent]:
    """Return all mails that SES took, oldest first."""
    return [_sent(message) for message in ses_backends[ACCOUNT][REGION].sent_messages]


def _sent(message: Any) -> Sent:
    parsed: Any = message_from_string(message.raw_data, policy=default)
    text, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    return Sent(str(parsed["To"]), str(parsed["Subject"]), text.get_content(), html.get_content())


def _record(message: Any) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:123456789012:mails",
        "awsRegion": REGION,
        "attributes": {},
        "messageAttributes": {
            name: {"dataType": value["DataType"], "stringValue": value["StringValue"]}
            for name, value in message.get("MessageAttributes", {}).items()
        },
    }
