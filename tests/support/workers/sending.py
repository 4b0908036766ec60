"""Invoices that can be sent, the worker's half of sending them, a mail service that fails, and what it says later."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from itertools import count
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto.ses.models import ses_backends

from app import mail_events, send, unsent
from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.invoices.building import artefacts
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.sendings import sendings
from infra.local.cloud import ACCOUNT, REGION
from tests.support.api import Answer, Person
from tests.support.workers.queue import batch

TO = "buyer@customer.example.com"
PDF = b"%PDF-1.4 an invoice"
DONE: dict[str, Any] = {"batchItemFailures": []}
REPORT = {
    "ruleset": "en16931-ubl",
    "successful": False,
    "layers": [{"name": "rules", "outcome": "failed", "detail": None}],
    "findings": [
        {
            "rule": "BR-01",
            "severity": "fatal",
            "message": "An Invoice shall have a Specification identifier.",
            "location": "/ubl:Invoice[1]",
            "term": "BT-24",
            "hint": "Say which specification the invoice follows.",
        }
    ],
}
_NUMBERS = count(1)


def ready_invoice(person: Person, *, state: State = State.PASSED, source: bytes = PDF, **more: Any) -> str:
    """Store an invoice that was read, with its files; return its id."""
    instant, files = now(), InvoiceFiles(person.user["company_id"], new_id())
    file_store.put_file(files.kept(FileKind.SOURCE), source, "application/pdf")
    made = {FileKind.UBL: b"<Invoice/>", FileKind.CII: b"<CrossIndustryInvoice/>"}
    if state is not State.UNVALIDATED:
        made[FileKind.REPORT] = json.dumps({**REPORT, "successful": state is State.PASSED}).encode()
    known = {
        "filename": "invoice.pdf",
        "content_type": "application/pdf",
        "invoice_number": f"2026-{next(_NUMBERS)}",
        "supplier": "Wattle & Partners",
        "issue_date": date(2026, 5, 1),
        "currency": "EUR",
        "total": Decimal("119.00"),
        "status": Status.READY,
        **more,
    }
    invoice = Invoice(
        company_id=files.company_id,
        invoice_id=files.invoice_id,
        creation_method=CreationMethod.UPLOAD,
        state=state,
        uploaded_by=person.user["id"],
        created_at=instant,
        updated_at=instant,
        files=artefacts.store(files, made),
        **known,
    )
    store.write(None, invoice)
    return files.invoice_id


def ask(person: Person, *invoice_ids: str, to: list[str] | None = None, **more: Any) -> Answer:
    """Ask for invoices to be sent."""
    body = {"to": to or [TO], **more}
    if len(invoice_ids) == 1:
        return person.post(f"/invoices/{invoice_ids[0]}/send", body)
    return person.post("/invoices/send", {**body, "ids": list(invoice_ids)})


def queued(person: Person, *invoice_ids: str, **more: Any) -> str:
    """Ask for invoices to be sent, and return the sending's id."""
    answer = ask(person, *invoice_ids, **more)
    assert answer.status == 202, answer.body
    sending_id: str = answer.json["id"]
    return sending_id


def jobs() -> list[dict[str, Any]]:
    """Return the jobs that wait, as Lambda's records; they stay hidden in the queue."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="SendQueue")["QueueUrl"]
    found: list[dict[str, Any]] = []
    while messages := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], MessageAttributeNames=["All"]
    ).get("Messages"):
        for message in messages:
            (record,) = batch(message["Body"])["Records"]
            record |= {"messageId": message["MessageId"], "receiptHandle": message["ReceiptHandle"]}
            told = {
                name: {"dataType": value["DataType"], "stringValue": value["StringValue"]}
                for name, value in message.get("MessageAttributes", {}).items()
            }
            found.append(record | {"attributes": message["Attributes"], "messageAttributes": told})
    return found


def work(record: dict[str, Any]) -> bool:
    """Hand a job to the worker; tell whether it is done with."""
    answer: dict[str, Any] = send({"Records": [record]}, None)
    return answer == DONE


def give_up(record: dict[str, Any]) -> None:
    """Hand a job to the reader of those that failed too often."""
    assert unsent({"Records": [record]}, None) == DONE


def send_all() -> list[EmailMessage]:
    """Have everything sent that waits; return all mails that were sent so far, parsed."""
    for record in jobs():
        assert work(record)
    return mails()


def mails() -> list[EmailMessage]:
    """Return all mails that SES took, oldest first, parsed."""
    parsed: Any = [message_from_string(each.raw_data, policy=default) for each in _taken()]
    return list(parsed)


def _taken() -> list[Any]:
    return list(ses_backends[ACCOUNT][REGION].sent_messages)


def attachments(mail: EmailMessage) -> dict[str, bytes]:
    """Return a mail's attached files by their names."""
    return {str(part.get_filename()): bytes(part.get_payload(decode=True)) for part in mail.iter_attachments()}


def text_of(mail: EmailMessage) -> str:
    """Return a mail's plain text."""
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def html_of(mail: EmailMessage) -> str:
    """Return a mail's HTML."""
    body = mail.get_body(("html",))
    assert body
    return str(body.get_content())


def timeline(person: Person, invoice_id: str) -> list[dict[str, Any]]:
    """Return what happened to an invoice."""
    events: list[dict[str, Any]] = person.get(f"/invoices/{invoice_id}").json["timeline"]["items"]
    return events


def kinds(person: Person, invoice_id: str) -> list[str]:
    """Return the kinds of what happened to an invoice."""
    return [event["kind"] for event in timeline(person, invoice_id)]


def let_time_pass(person: Person, sending_id: str) -> None:
    """Make a sending's present state an hour old."""
    sending = sendings.find_sending(person.user["company_id"], sending_id)
    assert sending
    assert sendings.replace_sending(sending, replace(sending, changed_at=sending.changed_at - timedelta(hours=1)))


class Died(BaseException):
    """The worker's process ended here."""


@dataclass
class Ses:
    """A mail service that fails as the test says: before or after it has taken the mail."""

    before: list[BaseException] = field(default_factory=list)
    after: list[BaseException] = field(default_factory=list)
    calls: int = 0


@pytest.fixture
def ses(monkeypatch: pytest.MonkeyPatch) -> Ses:
    """Return a mail service that can be made to fail."""
    told = Ses()
    call: Callable[..., Any] = BaseClient._make_api_call  # type: ignore[attr-defined]

    def failing(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation != "SendEmail":
            return call(client, operation, parameters)
        told.calls += 1
        if told.before:
            raise told.before.pop(0)
        answer = call(client, operation, parameters)
        if told.after:
            raise told.after.pop(0)
        return answer

    monkeypatch.setattr(BaseClient, "_make_api_call", failing)
    return told


def refusal(code: str, status: int, message: str = "no") -> ClientError:
    """Return an error answer of SES."""
    answer: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendEmail")


def ses_event(
    kind: str, person: Person, sending_id: str, said: dict[str, Any], at: str = "00:02.012"
) -> dict[str, Any]:
    """Return an event as SES publishes it for a configuration set, shortened in its headers alone."""
    return {
        "eventType": kind,
        "mail": {
            "timestamp": f"2026-05-05T00:{at}Z",
            "source": "Wattle <invoices@example.com>",
            "sourceArn": "arn:aws:ses:eu-central-1:123456789012:identity/invoices@example.com",
            "sendingAccountId": "123456789012",
            "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
            "destination": [TO],
            "headersTruncated": False,
            "headers": [{"name": "Subject", "value": "Wattle: invoice 7"}],
            "commonHeaders": {"from": ["Wattle <invoices@example.com>"], "to": [TO], "subject": "Wattle: invoice 7"},
            "tags": {
                "ses:configuration-set": ["MailConfigurationSet"],
                "ses:source-ip": ["192.0.2.0"],
                "ses:from-domain": ["example.com"],
                "ses:caller-identity": ["Send"],
                "company": [person.user["company_id"]],
                "sending": [sending_id],
            },
        },
        kind.lower(): said,
    }


def delivery(person: Person, sending_id: str, email: str = TO) -> dict[str, Any]:
    """Return the event that a mail server has taken a mail."""
    said = {
        "timestamp": "2026-05-05T00:00:04.123Z",
        "processingTimeMillis": 2111,
        "recipients": [email],
        "smtpResponse": "250 ok:  Message 12345 accepted",
        "reportingMTA": "a8-70.smtp-out.amazonses.com",
    }
    return ses_event("Delivery", person, sending_id, said)


def bounce(person: Person, sending_id: str, email: str = TO, kind: str = "Permanent") -> dict[str, Any]:
    """Return the event that a mail came back."""
    returned = {
        "emailAddress": email,
        "action": "failed",
        "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 user unknown",
    }
    said = {
        "bounceType": kind,
        "bounceSubType": "General",
        "bouncedRecipients": [returned],
        "timestamp": "2026-05-05T00:00:05.000Z",
        "feedbackId": f"01000157c44f053b-61b59c11-9236-11e6-8f96-{email}",
        "reportingMTA": "dsn; a8-70.smtp-out.amazonses.com",
    }
    return ses_event("Bounce", person, sending_id, said)


def complaint(person: Person, sending_id: str, email: str = TO) -> dict[str, Any]:
    """Return the event that a recipient calls a mail spam."""
    said = {
        "complainedRecipients": [{"emailAddress": email}],
        "timestamp": "2026-05-06T10:00:00.000Z",
        "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
        "userAgent": "Example Mailer 1.0",
        "complaintFeedbackType": "abuse",
        "arrivalDate": "2026-05-06T09:59:00.000Z",
    }
    return ses_event("Complaint", person, sending_id, said)


def tell(*events: Any) -> dict[str, Any]:
    """Hand events to their reader, as SNS's raw messages; return its answer."""
    answer: dict[str, Any] = mail_events(batch(*events), None)
    return answer
