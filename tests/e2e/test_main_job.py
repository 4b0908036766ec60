"""The main job over the deployed package's own address: what a person does on the first day."""

import json
import time
from typing import Any
from uuid import uuid4

import boto3
import pytest

from infra.deploy import deploy, is_healthy
from infra.destroy import destroy
from invoice_client import Api
from invoice_client.generated.api.company import change_company, get_company
from invoice_client.generated.api.drafts import add_draft, issue_draft
from invoice_client.generated.api.health import check
from invoice_client.generated.api.invoices import announce_upload, get_invoice, list_invoices, validate_invoice
from invoice_client.generated.api.lifecycle import cancel_invoice
from invoice_client.generated.api.me import get_me
from invoice_client.generated.api.sending import list_suppressions
from invoice_client.generated.models import Announcement, CancelIn, CompanyChange, FormDocument
from samples import Sample, generate
from samples.scanning import Scanner
from tests.e2e import ministack
from tests.e2e.ministack import Deployed
from tests.support.invoices.forms import PROFILE, document

# The first file pays for a worker's start: process, layer, imports.
READ_SECONDS = 120


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return generate()


def test_health_is_public(deployed: Deployed) -> None:
    assert check.sync(client=Api(deployed.url)).status == "ok"


def test_the_start_is_a_page_for_browsers_and_json_for_programs(deployed: Deployed) -> None:
    assert Api(deployed.url).http.get("/").json()["title"] == "Invoice system"
    page = Api(deployed.url).http.get("/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert "<h1>Invoice system</h1>" in page.text


def test_a_registered_person_can_log_in(deployed: Deployed) -> None:
    email = f"{uuid4().hex}@example.com"
    Api(deployed.url).register(email, "open-the-books")
    login = Api(deployed.url).log_in(email, "open-the-books")
    assert login.user.email == email


def test_without_a_token_there_is_a_problem_and_no_list(deployed: Deployed) -> None:
    answer = Api(deployed.url).http.get("/invoices")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("way", ["upload", "upload_direct"])
def test_an_uploaded_invoice_is_read_listed_downloaded_and_deleted(
    person: Api, samples: list[Sample], way: str
) -> None:
    sample = samples[0]
    upload = getattr(person, way)
    invoice_id = upload(f"{sample.name}.pdf", sample.pdf).id

    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice.status == "ready", invoice.failure

    (listed,) = list_invoices.sync(client=person).items
    assert listed.id == invoice_id
    expected: Any = sample.truth["fields"]
    for name in ("invoice_number", "issue_date", "currency", "net_total", "tax_total", "total"):
        assert listed.to_dict()[name] == expected[name], name
    assert listed.supplier == expected["supplier_name"]

    assert person.download(f"/invoices/{invoice_id}/files/source") == sample.pdf
    assert person.download(f"/invoices/{invoice_id}/files/preview").startswith(b"\x89PNG")

    assert person.http.delete(f"/invoices/{invoice_id}").status_code == 204
    assert person.http.get(f"/invoices/{invoice_id}").status_code == 404


def test_a_scan_is_read_by_the_function_that_recognises_text(person: Api, samples: list[Sample]) -> None:
    sample = samples[0]
    (scan,) = Scanner().jpegs(sample.pdf)
    invoice_id = person.upload("scan.jpg", scan).id
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice.status == "ready", invoice.failure
    expected: Any = sample.truth["fields"]
    assert invoice.invoice_number == expected["invoice_number"]
    assert invoice.total == expected["total"]
    assert invoice.fields["total"]["method"] == "ocr"


def test_an_invoice_is_drafted_previewed_issued_validated_and_cancelled(person: Api) -> None:
    change_company.sync(client=person, body=CompanyChange.from_dict(PROFILE))
    preview = person.http.post("/invoices/preview", json=document(), headers={"Accept": "application/pdf"})
    assert preview.content.startswith(b"%PDF-"), preview.content[:200]
    draft = add_draft.sync(client=person, body=FormDocument.from_dict(document()))
    invoice_id = issue_draft.sync(draft.id, client=person).id
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert (invoice.status, invoice.state) == ("ready", "passed"), invoice.failure
    assert person.download(f"/invoices/{invoice_id}/files/pdf").startswith(b"%PDF-1.7")
    assert validate_invoice.sync(invoice_id, client=person, ruleset="en16931-cii").successful
    assert person.http.patch(f"/invoices/{invoice_id}", json={"customer": "Quay"}).json()["code"] == "issued"
    note = cancel_invoice.sync(invoice_id, client=person, body=CancelIn(reason="Wrong customer"))
    (credited,) = person.wait([note.id], seconds=READ_SECONDS)
    assert (credited.state, credited.total) == ("passed", invoice.total)
    assert b"<cbc:CreditNoteTypeCode>381<" in person.download(f"/invoices/{note.id}/files/ubl")


def test_a_file_that_is_no_invoice_ends_failed_with_a_reason(person: Api) -> None:
    invoice_id = person.upload_direct("broken.pdf", b"%PDF-1.7\nthis is no PDF at all").id
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice.status == "failed"
    assert invoice.failure
    assert invoice.failure.detail


def test_what_reaches_the_dead_letter_queue_is_marked_failed(person: Api, deployed: Deployed) -> None:
    announced = announce_upload.sync(client=person, body=Announcement("a.pdf", "application/pdf", 1000))
    arrival = {"Records": [{"s3": {"object": {"key": announced.upload.fields["key"]}}}]}
    boto3.client("sqs").send_message(QueueUrl=deployed.outputs["DeadLetterQueueUrl"], MessageBody=json.dumps(arrival))
    (invoice,) = person.wait([announced.invoice.id], seconds=READ_SECONDS)
    assert invoice.failure
    assert (invoice.status, invoice.failure.code) == ("failed", "processing_failed")


def test_a_forgotten_password_brings_a_mail(deployed: Deployed) -> None:
    email = f"{uuid4().hex}@example.com"
    Api(deployed.url).register(email, "open-the-books")
    assert Api(deployed.url).http.post("/auth/password_reset", json={"email": email}).status_code == 202
    assert email in ministack.wait_for_mail(deployed.aws_url, email, seconds=60)


def test_a_sent_invoice_arrives_once_and_its_timeline_tells_what_became_of_it(
    person: Api, deployed: Deployed, samples: list[Sample]
) -> None:
    email = get_me.sync(client=person).email
    path = ministack.wait_for_proof_link(deployed.aws_url, email, seconds=60)
    assert person.http.post(path, json={}).is_success
    invoice_id = person.upload(f"{samples[0].name}.pdf", samples[0].pdf).id
    person.wait([invoice_id], seconds=READ_SECONDS)
    to, key = f"{uuid4().hex}@example.com", {"Idempotency-Key": uuid4().hex}
    wish = {"to": [to], "attach": ["pdf", "report"], "force": True}
    answers = [person.http.post(f"/invoices/{invoice_id}/send", json=wish, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert f"{samples[0].name}.pdf" in ministack.wait_for_mail(deployed.aws_url, to, seconds=60)
    _wait_for_events(person, invoice_id, "send_queued", "sent")
    company_id = get_company.sync(client=person).id
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
    assert person.http.post(f"/invoices/{invoice_id}/send", json=wish).json()["code"] == "recipient_suppressed"
    (entry,) = list_suppressions.sync(client=person).items
    assert person.http.delete(f"/company/suppressions/{entry.id}").status_code == 204


def _wait_for_events(person: Api, invoice_id: str, *expected: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        told = [event.kind for event in get_invoice.sync(invoice_id, client=person).timeline.items]
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
