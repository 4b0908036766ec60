"""One id from the call to the worker, and what is counted on the way."""

import io
import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from moto.sqs.models import sqs_backends

from app import bury, process
from chalicelib.clock import now
from chalicelib.logs import logger
from chalicelib.records.webhooks import Delivery, DeliveryStatus
from chalicelib.settings import settings
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.queues.export_queue import enqueue_export
from chalicelib.storage.queues.send_queue import SendJob, enqueue_sending
from chalicelib.storage.webhooks.webhooks import enqueue_delivery
from infra.local.cloud import ACCOUNT, REGION
from samples import Sample, generate
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.letters.sent import deliver
from tests.support.workers.queue import batch, incoming, s3_event, sweep_up, work
from tests.support.workers.sending import Ses, ask, ready_invoice, refusal, send_all, ses

DELIVERY = Delivery(
    company_id="company",
    webhook_id="webhook",
    delivery_id="delivery",
    type="invoice.ready",
    payload={},
    status=DeliveryStatus.PENDING,
    attempts=0,
    created_at=now(),
)

__all__ = ["ses"]  # a fixture

Logged = Callable[[str], list[dict[str, Any]]]
Measured = Callable[[], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return generate()[0]


@pytest.fixture
def person(api: Api) -> Person:
    return api.person()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Logged:
    """The log lines with this message, of what happens from now on."""
    log = io.StringIO()
    monkeypatch.setattr(logger().registered_handler, "stream", log)

    def lines(message: str) -> list[dict[str, Any]]:
        read = [json.loads(line) for line in log.getvalue().splitlines()]
        return [line for line in read if line["message"] == message]

    return lines


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Measured:
    """Metrics are on from now on; return what was measured since the last look."""
    monkeypatch.setenv("METRICS_NAMESPACE", "Invoices")
    settings.cache_clear()

    def lines() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"_aws"')]

    return lines


def names(measurements: list[dict[str, Any]]) -> list[str]:
    return [line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"] for line in measurements]


def test_the_worker_logs_under_the_id_of_the_call_that_brought_the_file(
    person: Person, sample: Sample, logged: Logged
) -> None:
    request_id = person.upload(sample.pdf).headers["X-Request-Id"]
    work()
    (processed,) = logged("processed")
    assert processed["correlation_id"] == request_id


def test_a_file_sent_straight_to_storage_bears_the_id_of_its_announcement(person: Person) -> None:
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": 1000}
    answer = person.post("/invoices/uploads", announcement)
    assert answer.json["upload"]["fields"]["x-amz-meta-correlation-id"] == answer.headers["X-Request-Id"]


def test_reading_again_bears_the_id_of_who_asked_for_it(person: Person, sample: Sample, logged: Logged) -> None:
    invoice_id = person.upload(sample.pdf).json["id"]
    work()
    again = person.post(f"/invoices/{invoice_id}/reprocess")
    work()
    assert logged("processed")[1]["correlation_id"] == again.headers["X-Request-Id"]


def test_what_the_sweep_takes_up_keeps_its_id(
    person: Person, sample: Sample, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUCK_SECONDS", "0")
    request_id = person.upload(sample.pdf).headers["X-Request-Id"]
    person.get("/me")
    settings.cache_clear()
    assert sweep_up() == 1
    work()
    assert logged("processed")[0]["correlation_id"] == request_id


def test_what_was_given_up_is_logged_under_its_id(person: Person, sample: Sample, logged: Logged) -> None:
    request_id = person.upload(sample.pdf).headers["X-Request-Id"]
    bury(batch(*(s3_event(key) for key in incoming())), None)
    assert [line["correlation_id"] for line in logged("processed")] == [request_id]


def test_the_mail_worker_logs_under_the_id_of_the_call(api: Api, logged: Logged) -> None:
    person = api.person()
    request_id = api.call("POST", "/auth/password_reset", {"email": person.email}).headers["X-Request-Id"]
    settings.cache_clear()
    boto3.client("sesv2").delete_email_identity(EmailIdentity="invoices@example.com")
    with pytest.raises(AssertionError):
        deliver()
    (failed,) = logged("message failed")
    assert failed["correlation_id"] == request_id


def test_a_file_from_elsewhere_is_logged_under_its_messages_id(person: Person, sample: Sample, logged: Logged) -> None:
    invoice_id = person.upload(sample.pdf).json["id"]
    key = InvoiceFiles(person.user["company_id"], invoice_id).incoming
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=sample.pdf)
    work()
    assert logged("processed")[0]["correlation_id"] == "message-0"


def test_a_file_is_counted_and_its_steps_are_timed(person: Person, sample: Sample, measured: Measured) -> None:
    person.upload(sample.pdf)
    work()
    lines = measured()
    assert names(lines) == [
        "FilesReceived", "StepSeconds", "StepSeconds", "StepSeconds", "Validations", "StepSeconds", "StepSeconds",
        "FilesReady",
    ]  # fmt: skip
    assert [line["step"] for line in lines if "step" in line] == ["fetch", "read", "make", "validate", "store"]
    assert {(line["service"], line["stage"]) for line in lines} == {("invoices", "dev")}


def test_a_failure_is_counted_by_its_reason(person: Person, measured: Measured) -> None:
    person.upload(b"%PDF-1.7\nno PDF")
    work()
    (failed,) = [line for line in measured() if "FilesFailed" in line]
    assert failed["code"] == "corrupt_file"


def test_a_message_tells_how_long_it_waited_for_its_first_try_only(aws: None, measured: Measured) -> None:
    event = batch(s3_event("incoming/nobody"))
    for tries in ("1", "2"):
        event["Records"][0]["attributes"] = {"SentTimestamp": "1735689600000", "ApproximateReceiveCount": tries}
        process(event, None)
    (waited,) = measured()
    assert waited["queue"] == "process"
    assert waited["QueueSeconds"][0] > 0


def test_mails_are_counted_sent_or_failed(api: Api, measured: Measured) -> None:
    person = api.person()
    api.call("POST", "/auth/password_reset", {"email": person.email})
    deliver()
    assert "MailsSent" in names(measured())
    boto3.client("sesv2").delete_email_identity(EmailIdentity="invoices@example.com")
    api.call("POST", "/auth/password_reset", {"email": person.email})
    with pytest.raises(AssertionError):
        deliver()
    assert "MailsFailed" in names(measured())


def test_an_invoice_mail_bears_the_id_of_who_asked_for_it_and_is_counted(
    person: Person, logged: Logged, measured: Measured, ses: Ses
) -> None:
    first = ask(person, ready_invoice(person))
    send_all()
    assert "MailsSent" in names(measured())
    ses.before.append(refusal("MessageRejected", 400))
    second = ask(person, ready_invoice(person))
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
    send_all()
    assert "MailsFailed" in names(measured())
    (refused,) = logged("a mail was refused")
    assert refused["correlation_id"] == second.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("queue", "ask_for"),
    [
        ("ExportQueue", lambda: enqueue_export("company", "export")),
        ("SendQueue", lambda: enqueue_sending(SendJob("company", "sending"))),
        ("WebhookQueue", lambda: enqueue_delivery(DELIVERY)),
    ],
)
def test_a_message_bears_the_id_under_which_it_was_sent(aws: None, queue: str, ask_for: Callable[[], None]) -> None:
    logger().set_correlation_id("the-call")
    ask_for()
    (message,) = sqs_backends[ACCOUNT][REGION].queues[queue]._messages
    assert message.message_attributes["correlation_id"]["StringValue"] == "the-call"


def test_without_a_namespace_nothing_is_written(
    person: Person, sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    person.upload(sample.pdf)
    work()
    assert "_aws" not in capsys.readouterr().out
