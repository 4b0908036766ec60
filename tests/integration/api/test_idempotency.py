"""`Idempotency-Key`: a request that comes again, changed, at the same instant, after a crash."""

import base64
import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError

from app import app
from chalicelib.api.http.blueprint import endpoints_of
from chalicelib.errors import DomainError, IdempotencyKeyReused
from chalicelib.storage.idempotency import Kept, once
from tests.support.api import Answer, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.letters.sent import deliver
from tests.support.people.team import member_of
from tests.support.workers.queue import work as process_all
from tests.support.workers.sending import DONE, Died, jobs, ready_invoice, send_all

PDF = b"%PDF-1.4 once"
TABLE = "IdempotencyTable"


@pytest.fixture
def person(api: Api) -> Person:
    return api.person()


def key(value: str = "a-key") -> dict[str, str]:
    return {"Idempotency-Key": value}


def upload(person: Person, data: bytes = PDF, headers: dict[str, str] | None = None, name: str = "a.pdf") -> Answer:
    path = f"/invoices?filename={name}"
    return person.post(path, data=data, content_type="application/pdf", headers=headers or key())


def form(boundary: str, data: bytes = PDF, filename: str = "a.pdf") -> dict[str, Any]:
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
        f"Content-Type: application/pdf\r\n\r\n"
    ).encode() + data
    return {
        "data": body + f"\r\n--{boundary}--\r\n".encode(),
        "content_type": f"multipart/form-data; boundary={boundary}",
        "headers": key(),
    }


def listed(person: Person) -> int:
    return len(person.get("/invoices").json["items"])


def lasting(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Return what a repeat must have too: all but the request's own id, and how many more requests are allowed."""
    own = {"x-request-id", "ratelimit", "ratelimit-policy"}
    return answer.status, answer.body, {k: v for k, v in answer.headers.items() if k.lower() not in own}


def test_a_repeat_gets_the_first_answer_and_makes_nothing(person: Person) -> None:
    first, again = upload(person), upload(person)
    assert first.status == 202
    assert lasting(again) == lasting(first)
    assert first.headers["Location"]
    assert listed(person) == 1


def test_a_presigned_form_is_the_first_one(person: Person) -> None:
    body = {"filename": "a.pdf", "content_type": "application/pdf", "size": 9}
    first, again = (person.post("/invoices/uploads", body, headers=key()) for _ in range(2))
    assert lasting(again) == lasting(first)
    assert again.json["upload"]["fields"]["key"]
    assert listed(person) == 1


def test_the_same_key_with_another_request_is_refused(person: Person) -> None:
    upload(person)
    for answer in (upload(person, PDF + b"!"), upload(person, name="b.pdf")):
        assert (answer.status, answer.json["code"]) == (422, "idempotency_key_reused")
    assert listed(person) == 1


def test_of_a_form_the_file_counts_and_not_the_boundary(person: Person) -> None:
    first, again = person.post("/invoices", **form("XX")), person.post("/invoices", **form("YY"))
    assert first.status == 202
    assert lasting(again) == lasting(first)
    assert person.post("/invoices", **form("XX", PDF + b"!")).status == 422
    assert person.post("/invoices", **form("XX", filename="b.pdf")).status == 422


def test_a_key_belongs_to_one_caller_and_one_address(person: Person) -> None:
    invoice_id, other_id = ready_invoice(person), ready_invoice(person)
    body = {"to": ["a@example.com"]}
    answers = [
        person.post(f"/invoices/{invoice_id}/send", body, headers=key()),
        person.post(f"/invoices/{other_id}/send", body, headers=key()),
        person.post("/drafts", document(), headers=key()),
        upload(member_of(person)),
        upload(person.api.person()),
    ]
    assert [answer.status for answer in answers] == [202, 202, 201, 202, 202]
    assert len({answer.json["id"] for answer in answers}) == 5


def test_another_key_is_another_request(person: Person) -> None:
    body = {"filename": "a.pdf", "content_type": "application/pdf", "size": 9}
    ids = {person.post("/invoices/uploads", body, headers=key(value)).json["invoice"]["id"] for value in "abc"}
    assert len(ids) == 3


def test_a_sending_is_queued_once(person: Person) -> None:
    path = f"/invoices/{ready_invoice(person)}/send"
    answers = {person.post(path, {"to": ["a@example.com"]}, headers=key()).body for _ in range(3)}
    assert len(answers) == 1
    assert len(jobs()) == 1


def test_an_invitation_is_mailed_once(person: Person) -> None:
    for _ in range(2):
        assert person.post("/company/invitations", {"email": "guest@example.com"}, headers=key()).status == 202
    assert len(deliver()) == 1


def test_a_refusal_is_not_kept(person: Person) -> None:
    original = upload(person, headers=key("first")).json["id"]
    assert upload(person).status == 409  # a duplicate file
    assert person.delete(f"/invoices/{original}").status == 204
    assert upload(person).status == 202


@pytest.mark.parametrize("value", ["", " ", "with space", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(person: Person, value: str) -> None:
    answer = upload(person, headers=key(value))
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"
    assert upload(person, headers=key("x" * 255)).status == 202


def test_every_route_with_keys_tells_that_one_is_refused(person: Person) -> None:
    for endpoint in (each for each in endpoints_of(app) if each.idempotent):
        path = re.sub(r"\{\w+\}", "x", endpoint.path)
        answer = person.post(path, {}, headers=key("with space"))  # the client holds it against the description
        assert (answer.status, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key"), endpoint.path


def test_a_session_that_ended_gets_no_kept_answer(person: Person) -> None:
    upload(person)
    assert person.post("/auth/logout").status == 204
    assert upload(person).status == 401


def test_a_crash_bars_the_repeat_until_the_first_must_be_over(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    path, body = f"/invoices/{ready_invoice(person)}/send", {"to": ["a@example.com"]}
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def dying(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "SendMessage":
            raise Died
        return call(client, operation, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", dying)
        with pytest.raises(Died):
            person.post(path, body, headers=key())
    meanwhile = person.post(path, body, headers=key())
    assert (meanwhile.status, meanwhile.json["code"]) == (409, "request_in_progress")
    assert int(meanwhile.headers["Retry-After"]) >= 1
    other = person.post(path, {"to": ["b@example.com"]}, headers=key())
    assert other.json["code"] == "idempotency_key_reused"
    _age("in_progress_expiration", "0")
    assert person.post(path, body, headers=key()).status == 202


def test_after_a_day_a_key_is_new(person: Person) -> None:
    body = {"filename": "a.pdf", "content_type": "application/pdf", "size": 9}
    first = person.post("/invoices/uploads", body, headers=key()).json["invoice"]["id"]
    _age("expires_at", "1")
    assert person.post("/invoices/uploads", {**body, "size": 10}, headers=key()).json["invoice"]["id"] != first


def _age(attribute: str, value: str) -> None:
    dynamodb = boto3.client("dynamodb")
    for item in dynamodb.scan(TableName=TABLE)["Items"]:
        dynamodb.put_item(TableName=TABLE, Item={**item, attribute: {"N": value}})


def test_nothing_of_a_request_stands_in_its_record(person: Person) -> None:
    person.post("/company/invitations", {"email": "guest@example.com"}, headers=key("my-own-key"))
    (item,) = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    assert not [part for part in ("guest@example.com", "my-own-key", person.user["id"]) if part in str(item)]


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def failing(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "UpdateItem" and parameters["TableName"] == TABLE:
            raise ConnectionError("DynamoDB is out of reach")
        return call(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", failing)
    assert upload(person).status == 202


def test_of_many_at_the_same_instant_one_acts(aws: None) -> None:
    acted: list[int] = []
    together = Barrier(8)

    def act(number: int) -> Kept:
        acted.append(number)
        return Kept(202, {"Location": "/x"}, str(number))

    def run(number: int) -> str:
        together.wait()
        try:
            return once(["ann", "POST", "/x", "key"], "same", lambda: act(number)).body
        except DomainError as error:
            return error.code

    once(["warm"], "", lambda: Kept(202, {}, ""))
    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(run, range(8)))
    assert len(acted) == 1
    assert set(answers) <= {str(acted[0]), "request_in_progress"}
    with pytest.raises(IdempotencyKeyReused):
        once(["ann", "POST", "/x", "key"], "other", lambda: act(9))


def test_every_post_that_creates_or_sends_honours_the_key() -> None:
    honour = {each.path for each in endpoints_of(app) if each.idempotent}
    assert honour == {
        "/company/invitations", "/drafts", "/drafts/{draft_id}/issue", "/invoices", "/invoices/uploads",
        "/invoices/{invoice_id}/credit", "/invoices/{invoice_id}/cancel",
        "/invoices/{invoice_id}/payments", "/invoices/bulk", "/invoices/credit_transfers",
        "/invoices/{invoice_id}/send", "/invoices/send", "/webhooks",
        "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay", "/batches/archives", "/batches/folders", "/customers",
        "/items", "/quotes", "/quotes/{quote_id}/invoice", "/quotes/{quote_id}/send", "/recurring"
    }  # fmt: skip
    assert honour <= set(app.routes)


def test_the_answer_with_a_long_draft_is_kept_too(person: Person) -> None:
    chance = random.Random(1)  # noqa: S311 - the same noise every time, which hardly gets smaller
    body = {"notes": [{"text": base64.b64encode(chance.randbytes(3_600)).decode()} for _ in range(40)]}
    first, again = (person.post("/drafts", body, headers=key()) for _ in range(2))
    assert first.status == 201, first.body[:500]
    assert again.json["id"] == first.json["id"]
    assert len(person.get("/drafts").json["items"]) == 1


@contextmanager
def transactions_that_time_out() -> Iterator[None]:
    """Have transactions take effect and no answer arrive, as long as this lasts."""
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def unclear(client: BaseClient, operation: str, parameters: Any) -> Any:
        answer = call(client, operation, parameters)
        if operation == "TransactWriteItems":
            raise ReadTimeoutError(endpoint_url="https://aws.example.com")
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", unclear)
        yield


def test_a_repeat_gets_the_invoice_that_an_earlier_try_has_issued_unknowingly(api: Api) -> None:
    person = sender(api)
    with transactions_that_time_out():
        assert person.post("/invoices", document(), headers=key()).status == 500
    again = person.post("/invoices", document(), headers=key())
    assert (again.status, again.json["invoice_number"][-4:], listed(person)) == (202, "0001", 1)
    assert process_all() == DONE
    assert person.get(f"/invoices/{again.json['id']}").json["status"] == "ready"


def test_a_repeat_gets_the_invoice_that_its_draft_has_become_unknowingly(api: Api) -> None:
    person = sender(api)
    path = f"/drafts/{person.post('/drafts', document()).json['id']}/issue"
    with transactions_that_time_out():
        assert person.post(path, headers=key()).status == 500
    assert (person.post(path, headers=key()).status, listed(person)) == (202, 1)
    assert person.post(path, headers=key("another")).status == 404


def test_a_repeat_goes_on_with_an_upload_that_broke_off(person: Person) -> None:
    with transactions_that_time_out():
        assert upload(person).status == 500
    again = upload(person)
    assert (again.status, again.json["status"], listed(person)) == (202, "queued", 1)


def test_a_repeat_sends_no_second_mail(person: Person) -> None:
    path, body = f"/invoices/{ready_invoice(person)}/send", {"to": ["a@example.com"]}
    with transactions_that_time_out():
        assert person.post(path, body, headers=key()).status == 500
    assert person.post(path, body, headers=key()).status == 202
    assert len(send_all()) == 1


def test_another_request_under_the_key_of_one_that_failed_makes_its_own(person: Person) -> None:
    with transactions_that_time_out():
        assert upload(person).status == 500
    assert upload(person, b"%PDF-1.4 another").status == 202
    assert listed(person) == 2
