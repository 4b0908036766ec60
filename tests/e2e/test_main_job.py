"""The main job over the deployed package's own address: what a person does on the first day."""

import json
import time
from typing import Any
from uuid import uuid4

import boto3
import pytest

from clients.api_client import Client
from infra.deploy import deploy, is_healthy
from infra.destroy import destroy
from samples import Sample, generate
from samples.scanning import Scanner
from tests.e2e import ministack
from tests.e2e.ministack import Deployed
from tests.support.forms import PROFILE, document

# The first file pays for a worker's start: process, layer, imports.
READ_SECONDS = 120


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return generate()


def test_health_is_public(deployed: Deployed) -> None:
    assert Client(deployed.url).fetch("GET", "/health")["status"] == "ok"


def test_the_start_is_a_page_for_browsers_and_json_for_programs(deployed: Deployed) -> None:
    assert Client(deployed.url).fetch("GET", "/")["title"] == "Invoice system"
    page = Client(deployed.url).call("GET", "/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert "<h1>Invoice system</h1>" in page.text


def test_a_registered_person_can_log_in(deployed: Deployed) -> None:
    email = f"{uuid4().hex}@example.com"
    Client(deployed.url).register(email, "open-the-books")
    login = Client(deployed.url).log_in(email, "open-the-books")
    assert login["user"]["email"] == email


def test_without_a_token_there_is_a_problem_and_no_list(deployed: Deployed) -> None:
    answer = Client(deployed.url).call("GET", "/invoices")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("way", ["upload", "upload_direct"])
def test_an_uploaded_invoice_is_read_listed_downloaded_and_deleted(
    person: Client, samples: list[Sample], way: str
) -> None:
    sample = samples[0]
    upload = getattr(person, way)
    invoice_id = upload(f"{sample.name}.pdf", sample.pdf)["id"]

    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice["status"] == "ready", invoice["failure"]

    (listed,) = person.fetch("GET", "/invoices")["items"]
    assert listed["id"] == invoice_id
    expected: Any = sample.truth["fields"]
    for name in ("invoice_number", "issue_date", "currency", "net_total", "tax_total", "total"):
        assert listed[name] == expected[name], name
    assert listed["supplier"] == expected["supplier_name"]

    assert person.download(invoice_id, "source").content == sample.pdf
    assert person.download(invoice_id, "preview").content.startswith(b"\x89PNG")

    assert person.call("DELETE", f"/invoices/{invoice_id}").status_code == 204
    assert person.call("GET", f"/invoices/{invoice_id}").status_code == 404


def test_a_scan_is_read_by_the_function_that_recognises_text(person: Client, samples: list[Sample]) -> None:
    sample = samples[0]
    (scan,) = Scanner().jpegs(sample.pdf)
    invoice_id = person.upload("scan.jpg", scan)["id"]
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice["status"] == "ready", invoice["failure"]
    read = person.fetch("GET", f"/invoices/{invoice_id}")
    expected: Any = sample.truth["fields"]
    assert read["invoice_number"] == expected["invoice_number"]
    assert read["total"] == expected["total"]
    assert read["fields"]["total"]["method"] == "ocr"


def test_an_invoice_is_drafted_previewed_issued_validated_and_cancelled(person: Client) -> None:
    person.fetch("PATCH", "/company", json=PROFILE)
    preview = person.call("POST", "/invoices/preview", json=document(), headers={"Accept": "application/pdf"})
    assert preview.content.startswith(b"%PDF-"), preview.content[:200]
    draft = person.fetch("POST", "/drafts", json=document())
    invoice_id = person.fetch("POST", f"/drafts/{draft['id']}/issue")["id"]
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert (invoice["status"], invoice["state"]) == ("ready", "passed"), invoice["failure"]
    assert person.download(invoice_id, "pdf").content.startswith(b"%PDF-1.7")
    assert person.fetch("POST", f"/invoices/{invoice_id}/validate?ruleset=en16931-cii")["successful"]
    assert person.call("PATCH", f"/invoices/{invoice_id}", json={"customer": "Quay"}).json()["code"] == "issued"
    note = person.fetch("POST", f"/invoices/{invoice_id}/cancel", json={"reason": "Wrong customer"})
    (credited,) = person.wait([note["id"]], seconds=READ_SECONDS)
    assert (credited["state"], credited["total"]) == ("passed", invoice["total"])
    assert b"<cbc:CreditNoteTypeCode>381<" in person.download(note["id"], "ubl").content


def test_a_file_that_is_no_invoice_ends_failed_with_a_reason(person: Client) -> None:
    invoice_id = person.upload_direct("broken.pdf", b"%PDF-1.7\nthis is no PDF at all")["id"]
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice["status"] == "failed"
    assert invoice["failure"]["detail"]


def test_what_reaches_the_dead_letter_queue_is_marked_failed(person: Client, deployed: Deployed) -> None:
    announced = person.fetch(
        "POST", "/invoices/uploads", json={"filename": "a.pdf", "content_type": "application/pdf", "size": 1000}
    )
    arrival = {"Records": [{"s3": {"object": {"key": announced["upload"]["fields"]["key"]}}}]}
    boto3.client("sqs").send_message(QueueUrl=deployed.outputs["DeadLetterQueueUrl"], MessageBody=json.dumps(arrival))
    (invoice,) = person.wait([announced["invoice"]["id"]], seconds=READ_SECONDS)
    assert (invoice["status"], invoice["failure"]["code"]) == ("failed", "processing_failed")


def test_a_forgotten_password_brings_a_mail(deployed: Deployed) -> None:
    email = f"{uuid4().hex}@example.com"
    Client(deployed.url).register(email, "open-the-books")
    assert Client(deployed.url).call("POST", "/auth/password_reset", json={"email": email}).status_code == 202
    assert email in ministack.wait_for_mail(deployed.aws_url, email, seconds=60)


def test_a_sent_invoice_arrives_once_and_its_timeline_tells_what_became_of_it(
    person: Client, deployed: Deployed, samples: list[Sample]
) -> None:
    email = person.fetch("GET", "/me")["email"]
    path = ministack.wait_for_proof_link(deployed.aws_url, email, seconds=60)
    person.prove(f"{deployed.url}{path}", "open-the-books")
    invoice_id = person.upload(f"{samples[0].name}.pdf", samples[0].pdf)["id"]
    person.wait([invoice_id], seconds=READ_SECONDS)
    to, key = f"{uuid4().hex}@example.com", {"Idempotency-Key": uuid4().hex}
    wish = {"to": [to], "attach": ["pdf", "report"], "force": True}
    answers = [person.call("POST", f"/invoices/{invoice_id}/send", json=wish, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert f"{samples[0].name}.pdf" in ministack.wait_for_mail(deployed.aws_url, to, seconds=60)
    _wait_for_events(person, invoice_id, "send_queued", "sent")
    company_id = person.fetch("GET", "/company")["id"]
    bounced = {
        "eventType": "Bounce",
        "mail": {
            "timestamp": "2026-05-05T00:00:02.012Z",
            "messageId": "m",
            "tags": {"company": [company_id], "sending": [answers[0].json()["id"]]},
        },
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [{"emailAddress": to}],
            "timestamp": "2026-05-05T00:00:05.000Z",
        },
    }
    boto3.client("sns").publish(TopicArn=deployed.outputs["MailEventsTopicArn"], Message=json.dumps(bounced))
    _wait_for_events(person, invoice_id, "send_queued", "sent", "bounced")
    assert person.call("POST", f"/invoices/{invoice_id}/send", json=wish).json()["code"] == "recipient_suppressed"
    (entry,) = person.fetch("GET", "/company/suppressions")["items"]
    assert person.call("DELETE", f"/company/suppressions/{entry['id']}").status_code == 204


def _wait_for_events(person: Client, invoice_id: str, *expected: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        told = [event["kind"] for event in person.fetch("GET", f"/invoices/{invoice_id}")["timeline"]["items"]]
        if tuple(kind for kind in told if kind in {"send_queued", "sent", "bounced", "send_uncertain"}) == expected:
            return
        assert time.monotonic() < deadline, told
        time.sleep(0.5)


def test_a_second_deployment_of_the_same_package_changes_nothing(deployed: Deployed) -> None:
    assert deploy(deployed.deployment, deployed.package, ministack.PARAMETERS) is False


def test_the_check_after_a_deployment_sees_the_api(deployed: Deployed) -> None:
    assert is_healthy(deployed.url)
    assert not is_healthy(f"{deployed.url}/nowhere", tries=1)


def test_what_got_stuck_is_taken_up_by_the_deployed_sweep(deployed: Deployed) -> None:
    function = next(name for name in functions() if name.startswith("invoices-e2e-Sweep"))
    event = {"detail": {}, "detail-type": "Scheduled Event", "version": "0", "id": "1", "region": ministack.REGION}
    event |= {"source": "aws.events", "account": "1", "time": "2026-01-01T00:00:00Z", "resources": []}
    answer = boto3.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    assert json.load(answer["Payload"]) == {"taken_up": 0}


def functions() -> list[str]:
    return [function["FunctionName"] for function in boto3.client("lambda").list_functions()["Functions"]]


def test_in_the_end_nothing_is_left(deployed: Deployed) -> None:
    """Last of all: the stack goes, with its files and logs."""
    assert deployed.deployment.stack in destroy("dev", stack=deployed.deployment.stack, poll_seconds=1)
    groups = boto3.client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{deployed.deployment.stack}-")
    left = {
        "buckets": [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]],
        "tables": boto3.client("dynamodb").list_tables()["TableNames"],
        "queues": boto3.client("sqs").list_queues().get("QueueUrls", []),
        "functions": functions(),
        "logs": groups["logGroups"],
    }
    assert left == {"buckets": [deployed.deployment.bucket], "tables": [], "queues": [], "functions": [], "logs": []}
    assert destroy("dev", stack=deployed.deployment.stack) == []
