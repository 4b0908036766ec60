"""An archive, and a mail as a receipt rule stores and announces it, over the deployed package: both end as invoices."""

import json
import time
from uuid import uuid4

import boto3

from chalicelib.documents.syntaxes.codec import write_ubl
from infra.local.mail.incoming import DOMAIN, notification
from invoice_client import Api
from invoice_client.generated.api.batches import get_batch, list_batches
from invoice_client.generated.api.mailbox import renew_address
from invoice_client.generated.models import BatchDetailOut
from tests.e2e import ministack
from tests.e2e.ministack import Deployed
from tests.support.letters.written import mail
from tests.support.papers.office import zipped
from tests.unit.documents.invoices import invoice

SECONDS = 240  # the first file pays for two workers' starts


def ubl(number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"E-{number}"}))


def wait_until_read(person: Api, batch_id: str, invoices: int) -> BatchDetailOut:
    """Return a batch once so many invoices of it are read."""
    deadline = time.monotonic() + SECONDS
    while True:
        batch = get_batch.sync(batch_id, client=person)
        if ("ready" in batch.invoices and batch.invoices["ready"] >= invoices) or time.monotonic() > deadline:
            return batch
        time.sleep(1)


def test_an_archive_becomes_its_invoices(person: Api) -> None:
    data = zipped({f"{number}.xml": ubl(number) for number in range(2)})
    path, headers = "/invoices?filename=may.zip", {"Content-Type": "application/zip"}
    answer = person.http.post(path, content=data, headers=headers)
    assert answer.status_code == 207, answer.text
    batch = wait_until_read(person, answer.json()["batch"]["id"], 2)
    assert (batch.status, batch.invoices.to_dict(), batch.progress) == ("taken_in", {"ready": 2}, 100)


def test_a_mail_that_the_receipt_rule_stored_becomes_a_ready_invoice(deployed: Deployed) -> None:
    person, email = Api(deployed.url), f"{uuid4().hex}@example.com"
    person.register(email, "open-the-books", company_name="Mail Ltd")
    path = ministack.wait_for_proof_link(deployed.aws_url, email, seconds=SECONDS)
    assert person.http.post(path, json={}).is_success
    to = renew_address.sync(client=person).address
    assert to
    assert to.endswith(f"@{DOMAIN}")
    data, message_id, bucket = mail(("a.xml", ubl(7))).as_bytes(), uuid4().hex, deployed.outputs["FilesBucketName"]
    boto3.client("s3").put_object(Bucket=bucket, Key=f"mail/{message_id}", Body=data)
    told = notification(data, (to,), key=f"mail/{message_id}", bucket=bucket, message_id=message_id)
    boto3.client("sns").publish(TopicArn=deployed.outputs["MailInTopicArn"], Message=json.dumps(told))
    deadline = time.monotonic() + SECONDS
    while not (listed := list_batches.sync(client=person).items) and time.monotonic() < deadline:
        time.sleep(1)
    batch = wait_until_read(person, listed[0].id, 1)
    assert (batch.kind, batch.status, batch.invoices.to_dict()) == ("mail", "taken_in", {"ready": 1})
