"""The main job over the deployed package's own address: what a person does on the first day."""

from uuid import uuid4

import pytest

from infra.client import Client
from infra.deploy import deploy
from infra.samples import Sample, generate
from tests.e2e.ministack import Deployed

# The first file pays for a worker's start: process, layer, imports.
READ_SECONDS = 120


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return generate()


def test_health_is_public(deployed: Deployed) -> None:
    assert Client(deployed.url).fetch("GET", "/health")["status"] == "ok"


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
    assert invoice["invoice_number"] == sample.truth["invoice_number"]

    listed = person.fetch("GET", "/invoices")["items"]
    assert [item["id"] for item in listed] == [invoice_id]
    assert listed[0]["total"] == invoice["total"]

    assert person.download(invoice_id, "source").content == sample.pdf
    assert person.download(invoice_id, "preview").content.startswith(b"\x89PNG")

    assert person.call("DELETE", f"/invoices/{invoice_id}").status_code == 204
    assert person.call("GET", f"/invoices/{invoice_id}").status_code == 404


def test_a_file_that_is_no_invoice_ends_failed_with_a_reason(person: Client) -> None:
    invoice_id = person.upload_direct("broken.pdf", b"%PDF-1.7\nthis is no PDF at all")["id"]
    (invoice,) = person.wait([invoice_id], seconds=READ_SECONDS)
    assert invoice["status"] == "failed"
    assert invoice["failure"]["detail"]


def test_a_second_deployment_of_the_same_package_changes_nothing(deployed: Deployed) -> None:
    assert deploy(deployed.deployment, deployed.package, {}) is False
