"""Files on their way in."""

import hashlib

import boto3
import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.errors import DuplicateFile
from chalicelib.ids import Intended
from chalicelib.invoices import uploading
from chalicelib.pipeline.dead_letters import bury_arrival
from chalicelib.records.invoices import Invoice, OnDuplicate
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from tests.support.api import Api, Person, Recorder
from tests.support.aws.names import BUCKET
from tests.support.people.team import caller_of
from tests.support.workers.queue import incoming, work

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF"


def form(filename: str, data: bytes) -> tuple[bytes, str]:
    head = (
        f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return head.encode() + data + b"\r\n--XX--\r\n", "multipart/form-data; boundary=XX"


def test_a_raw_body_is_accepted_and_stored_before_the_answer(api: Api) -> None:
    person = api.person()
    answer = person.upload(PDF, "march.pdf")
    assert answer.status == 202
    assert answer.headers["Location"] == f"/invoices/{answer.json['id']}"
    assert (answer.json["status"], answer.json["filename"]) == ("queued", "march.pdf")
    key = f"incoming/{person.user['company_id']}/{answer.json['id']}/source"
    assert boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read() == PDF


def test_a_form_is_accepted(api: Api) -> None:
    data, content_type = form("april.pdf", PDF)
    answer = api.person().post("/invoices", data=data, content_type=content_type)
    assert (answer.status, answer.json["filename"]) == (202, "april.pdf")


def test_a_form_that_breaks_off_is_malformed_and_nothing_is_stored(api: Api) -> None:
    person = api.person()
    data, content_type = form("april.pdf", PDF)
    assert person.post("/invoices", data=data[:-10], content_type=content_type).status == 400
    assert person.get("/invoices").json["items"] == []


@pytest.mark.parametrize(
    "data", [b"--XX--\r\n", b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--XX--\r\n']
)
def test_a_form_without_a_file_says_so(api: Api, data: bytes) -> None:
    answer = api.person().post("/invoices", data=data, content_type="multipart/form-data; boundary=XX")
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "file"


@pytest.mark.parametrize(
    ("content_type", "data"),
    [("multipart/form-data", b"x"), ("multipart/form-data; boundary=XX", b"not a form at all")],
)
def test_a_broken_form_is_malformed(api: Api, content_type: str, data: bytes) -> None:
    assert api.person().post("/invoices", data=data, content_type=content_type).status == 400


def test_the_same_bytes_again_are_a_conflict_that_names_the_first(api: Api) -> None:
    person = api.person()
    first = person.upload(PDF).json["id"]
    again = person.upload(PDF, "other-name.pdf")
    assert (again.status, again.json["code"], again.json["invoice_id"]) == (409, "duplicate_file", first)


def test_another_company_may_have_the_same_bytes(api: Api) -> None:
    assert api.person().upload(PDF).status == 202
    assert api.person().upload(PDF).status == 202


def broken_off(person: Person) -> Invoice:
    """Return the record of an upload whose request ended before the file was stored."""
    described = uploading._new_invoice(
        caller_of(person),
        Intended(),
        filename="a.pdf",
        content_type="application/pdf",
        size=len(PDF),
        fingerprint=hashlib.sha256(PDF).hexdigest(),
        on_duplicate=OnDuplicate.FLAG,
        batch={},
    )
    return store.add_invoice(described)


def test_a_claim_that_no_request_confirmed_is_confirmed_when_the_file_is_read_later(api: Api) -> None:
    person = api.person()
    broken = broken_off(person)
    files = InvoiceFiles.of(broken)
    file_store.put_file(files.incoming, PDF, "application/pdf")
    bury_arrival(files)
    assert person.post(f"/invoices/{broken.invoice_id}/reprocess").status == 202
    work()
    again = person.upload(PDF)
    assert (again.status, again.json["invoice_id"]) == (409, broken.invoice_id)


def test_an_upload_that_broke_off_does_not_bar_the_next_try(api: Api) -> None:
    person = api.person()
    broken = broken_off(person)
    assert person.upload(PDF).status == 202
    with pytest.raises(DuplicateFile):
        store.mark_stored(broken)


def test_an_upload_that_got_no_answer_and_came_again_is_one_invoice(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person, put = api.person(), file_store.put_file

    def put_without_answer(key: str, data: bytes, content_type: str) -> None:
        put(key, data, content_type)
        raise ReadTimeoutError(endpoint_url="https://aws.example.com")

    with monkeypatch.context() as patch:
        patch.setattr(file_store, "put_file", put_without_answer)
        assert person.upload(PDF).status == 500
    accepted = person.upload(PDF).json["id"]
    assert len(incoming()) == 2
    work()
    assert [each["id"] for each in person.get("/invoices").json["items"]] == [accepted]
    assert incoming() == []
    assert person.get("/stats").json["invoices"] == 1


def test_an_empty_file_is_refused(api: Api) -> None:
    answer = api.person().upload(b"")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "file")


def test_a_file_too_large_for_this_way_in_is_told_the_other(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.settings import settings

    monkeypatch.setenv("DIRECT_UPLOAD_BYTES", "100")
    settings.cache_clear()
    answer = api.person().upload(b"%PDF" + b"x" * 100)
    assert answer.status == 413
    assert "/invoices/uploads" in answer.json["detail"]


def test_a_type_that_is_not_read_is_415(api: Api) -> None:
    assert api.person().upload(b"x", "a.mp4", "video/mp4").status == 415


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..%5C..%5Cboot.ini", "boot.ini"),
        ("%F0%9F%A7%BE.pdf", "🧾.pdf"),
        ("%00%0A", "invoice"),
    ],
)
def test_a_file_name_never_reaches_a_path(api: Api, given: str, shown: str) -> None:
    person = api.person()
    answer = person.upload(PDF, given)
    assert answer.json["filename"] == shown
    keys = [found["Key"] for found in boto3.client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert keys == [f"incoming/{person.user['company_id']}/{answer.json['id']}/source"]


def test_an_announced_upload_gets_a_form_with_size_and_type_conditions(api: Api) -> None:
    import base64
    import json

    answer = api.person().post(
        "/invoices/uploads", {"filename": "big.pdf", "content_type": "application/pdf", "size": 15_000_000}
    )
    assert answer.status == 201
    assert answer.json["invoice"]["status"] == "awaiting_upload"
    form_fields = answer.json["upload"]["fields"]
    policy = json.loads(base64.b64decode(form_fields["policy"]))
    assert ["content-length-range", 1, 20_000_000] in policy["conditions"]
    assert {"Content-Type": "application/pdf"} in policy["conditions"]
    assert form_fields["key"].endswith(f"/{answer.json['invoice']['id']}/source")


def test_an_announced_upload_beyond_the_limit_is_refused_at_once(api: Api) -> None:
    announcement = {"filename": "huge.pdf", "content_type": "application/pdf", "size": 20_000_001}
    answer = api.person().post("/invoices/uploads", announcement)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "size")


def test_an_upload_makes_at_most_four_aws_calls(api: Api, calls: Recorder) -> None:
    person = api.person()
    calls.clear()
    assert person.upload(PDF).status == 202
    assert calls.operations == ["BatchGetItem", "TransactWriteItems", "PutObject", "TransactWriteItems"]
