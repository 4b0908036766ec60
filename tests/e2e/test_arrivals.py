"""An archive, and a mail as a receipt rule stores and announces it, over the deployed package: both end as invoices."""

import json
import time
from typing import Any
from uuid import uuid4

import boto3

from chalicelib.documents.syntaxes.codec import write_ubl
from clients.api_client import Client
from infra.local.mail.incoming import DOMAIN, notification
from tests.e2e import ministack
from tests.e2e.ministack import Deployed
from tests.support.mails import mail
from tests.support.office import zipped
from tests.unit.documents.invoices import invoice

SECONDS = 240  # the first file pays for two workers' starts


def ubl(number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"E-{number}"}))


def wait_until_read(person: Client, batch_id: str, invoices: int) -> Any:
    """Return a batch once so many invoices of it are read."""
    deadline = time.monotonic() + SECONDS
    while True:
        batch = person.fetch("GET", f"/batches/{batch_id}")
        if batch["invoices"].get("ready", 0) >= invoices or time.monotonic() > deadline:
            return batch
        time.sleep(1)


def test_an_archive_becomes_its_invoices(person: Client) -> None:
    data = zipped({f"{number}.xml": ubl(number) for number in range(2)})
    path, headers = "/invoices?filename=may.zip", {"Content-Type": "application/zip"}
    answer = person.call("POST", path, data=data, headers=headers)
    assert answer.status_code == 207, answer.text
    batch = wait_until_read(person, answer.json()["batch"]["id"], 2)
    assert (batch["status"], batch["invoices"], batch["progress"]) == ("taken_in", {"ready": 2}, 100)


def test_a_mail_that_the_receipt_rule_stored_becomes_a_ready_invoice(deployed: Deployed) -> None:
    person, email = Client(deployed.url), f"{uuid4().hex}@example.com"
    person.register(email, "open-the-books", company_name="Mail Ltd")
    path = ministack.wait_for_proof_link(deployed.aws_url, email, seconds=SECONDS)
    person.prove(f"{deployed.url}{path}", "open-the-books")
    to = person.fetch("POST", "/company/mailbox/address")["address"]
    assert to.endswith(f"@{DOMAIN}")
    data, message_id, bucket = mail(("a.xml", ubl(7))).as_bytes(), uuid4().hex, deployed.outputs["FilesBucketName"]
    boto3.client("s3").put_object(Bucket=bucket, Key=f"mail/{message_id}", Body=data)
    told = notification(data, (to,), key=f"mail/{message_id}", bucket=bucket, message_id=message_id)
    boto3.client("sns").publish(TopicArn=deployed.outputs["MailInTopicArn"], Message=json.dumps(told))
    deadline = time.monotonic() + SECONDS
    while not (listed := person.fetch("GET", "/batches")["items"]) and time.monotonic() < deadline:
        time.sleep(1)
    batch = wait_until_read(person, listed[0]["id"], 1)
    assert (batch["kind"], batch["status"], batch["invoices"]) == ("mail", "taken_in", {"ready": 1})
