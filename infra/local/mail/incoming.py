"""A mail that comes to the local stack: put where Amazon SES would put it, and told of as SES would tell.

Nothing of it is checked: every verdict passes, as for a mail from whom it says. `make mail-in FILE=… TO=…` and the form
on the page of mails bring one.
"""

import argparse
import io
import json
import os
import sys
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parseaddr
from pathlib import Path
from uuid import uuid4

import boto3
import requests
from multipart import MultipartError, parse_form_data

from infra.local.gateway import Answer, problem

DOMAIN = "in.example.com"
PATH = "/_local/mails/in"
QUEUE = "OpenQueue"
_PASS = {"status": "PASS"}


def answer(content_type: str, body: bytes) -> Answer:
    """Take the form of the page of mails, or what `make mail-in` sends: a file, and perhaps whom it is to."""
    environment = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": content_type, "wsgi.input": io.BytesIO(body)}
    try:
        fields, files = parse_form_data({**environment, "CONTENT_LENGTH": str(len(body))}, strict=True)
        data = files["file"].file.read()
    except (MultipartError, KeyError) as error:
        return problem(400, "malformed_body", f"a form with a file is needed: {error}")
    to = fields.get("to") or recipient_of(data)
    message_id = deliver(data, to, bucket=os.environ["FILES_BUCKET"])
    said = json.dumps({"message_id": message_id, "to": to, "detail": "The mail was handed over."})
    return Answer(202, {"Content-Type": "application/json"}, said.encode())


def deliver(data: bytes, to: str, *, bucket: str) -> str:
    """Put a mail into the bucket and its notification into the queue; return its id at SES."""
    message_id = uuid4().hex
    key = f"mail/{message_id}"
    boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=data)
    queue_url = boto3.client("sqs").get_queue_url(QueueName=QUEUE)["QueueUrl"]
    told = notification(data, (to,), key=key, bucket=bucket, message_id=message_id)
    boto3.client("sqs").send_message(QueueUrl=queue_url, MessageBody=json.dumps(told))
    return message_id


def notification(
    data: bytes, recipients: tuple[str, ...], *, key: str, bucket: str, message_id: str, **verdicts: str
) -> dict[str, object]:
    """Return what SES publishes of a mail that a receipt rule stored; `verdicts` are those that do not pass."""
    message = message_from_bytes(data, policy=policy.default)
    sender = parseaddr(str(message.get("From", "")))[1]
    known = {f"{name}Verdict": {"status": status} for name, status in verdicts.items()}
    passed = {f"{name}Verdict": _PASS for name in ("spam", "virus", "spf", "dkim", "dmarc")}
    instant = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": instant,
            "source": sender,
            "messageId": message_id,
            "destination": list(recipients),
            "commonHeaders": {"subject": str(message.get("Subject", ""))},
        },
        "receipt": {
            "timestamp": instant,
            "recipients": list(recipients),
            **passed,
            **known,
            "action": {"type": "S3", "bucketName": bucket, "objectKeyPrefix": "mail/", "objectKey": key},
        },
    }


def recipient_of(data: bytes) -> str:
    """Return whom a mail is to, by its own word."""
    return parseaddr(str(message_from_bytes(data, policy=policy.default).get("To", "")))[1]


def main() -> int:
    """Send a file to a running local stack."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path, help="a mail (.eml)")
    parser.add_argument("--to", default="", help="the company's address; else the mail's own To")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    url = f"http://127.0.0.1:{given.port}{PATH}"
    with given.file.open("rb") as file:
        answer = requests.post(
            url, data={"to": given.to}, files={"file": file}, headers={"Accept": "application/json"}, timeout=30
        )
    print(answer.text)
    return 0 if answer.ok else 1


if __name__ == "__main__":
    sys.exit(main())
