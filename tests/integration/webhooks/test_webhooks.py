"""Endpoints receive what happens to invoices: signed, again after failures, and never in our own network."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError
from moto.sqs.models import sqs_backends

from app import process, webhook
from chalicelib.records.security.audit import AuditEvent, AuditKind, happened
from chalicelib.settings import settings
from chalicelib.storage.webhooks import webhooks as store
from chalicelib.webhooks import subscriptions
from chalicelib.webhooks.posting import Endpoint, parse_endpoint
from chalicelib.webhooks.worker import DELAYS
from infra.local.cloud import ACCOUNT, REGION
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.forms import document, sender
from tests.support.people.team import caller_of
from tests.support.workers.queue import batch, incoming, s3_event, work

DONE: dict[str, Any] = {"batchItemFailures": []}


@dataclass
class Receiver:
    """An endpoint on this machine: what it got, and what it answers."""

    url: str = ""
    status: int = 200
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch, api: Api) -> Iterator[Receiver]:
    """Yield an endpoint that the application may reach, which only tests and developers' machines allow."""
    monkeypatch.setenv("WEBHOOKS_TO_PRIVATE_NETWORKS", "true")
    settings.cache_clear()
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(made.status)
            self.send_header("Location", "http://169.254.169.254/")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/hook?of=ours"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def waiting() -> list[str]:
    """Take and return the bodies of all messages for endpoints, delayed ones too."""
    queue = sqs_backends[ACCOUNT][REGION].queues["WebhookQueue"]
    bodies = [str(message.body) for message in queue._messages]
    queue._messages.clear()
    return bodies


def deliver() -> int:
    """Hand what waits to the handler, once; return how many messages it was."""
    bodies = waiting()
    if bodies:
        assert webhook(batch(*bodies), None) == DONE
    return len(bodies)


def listener(person: Person, url: str, *events: str) -> Any:
    wanted = events or ("invoice.ready", "invoice.validated", "invoice.failed")
    answer = person.post("/webhooks", {"url": url, "events": wanted})
    assert answer.status == 201, answer.body
    return answer.json


def test_an_endpoint_is_told_with_a_signature_that_it_can_check(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url)
    invoice_id = person.post("/invoices", document()).json["id"]
    work()
    assert deliver() == 2
    types = {json.loads(body)["type"] for _, body in receiver.got}
    assert types == {"invoice.ready", "invoice.validated"}
    for headers, body in receiver.got:
        key = base64.b64decode(made["secret"].removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
        assert json.loads(body)["data"]["invoice_id"] == invoice_id
    log = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert [(each["status"], each["attempts"], each["answered"]) for each in log] == [("delivered", 1, 200)] * 2
    assert person.get(f"/webhooks/{made['id']}").json["secret"] is None


def test_a_redelivered_upload_is_told_of_once(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    listener(person, receiver.url, "invoice.ready")
    person.post("/invoices", document())
    (key,) = incoming()
    source = boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()
    for _ in range(2):
        boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=source)
        process(batch(s3_event(key)), None)
    deliver()
    assert len(receiver.got) == 1


def test_a_crash_before_the_announcement_loses_nothing(
    api: Api, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sender(api)
    listener(person, receiver.url, "invoice.ready")
    person.post("/invoices", document())
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def without_queue(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "SendMessage":
            raise ReadTimeoutError(endpoint_url="https://sqs.example.com")
        return call(client, operation, parameters)

    with monkeypatch.context() as broken:
        broken.setattr(BaseClient, "_make_api_call", without_queue)
        assert work()["batchItemFailures"]
    assert work() == DONE
    deliver()
    assert len(receiver.got) == 1


def test_what_fails_is_tried_again_until_it_is_given_up(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url, "invoice.ready")
    receiver.status = 503
    person.post("/invoices", document())
    work()
    rounds = 0
    while deliver():
        rounds += 1
    assert len(receiver.got) == len(DELAYS) + 1
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert (delivery["status"], delivery["attempts"], delivery["answered"]) == ("failed", len(DELAYS) + 1, 503)

    receiver.status = 204
    again = person.post(f"/webhooks/{made['id']}/deliveries/{delivery['id']}/replay")
    assert (again.status, again.json["status"]) == (202, "pending")
    deliver()
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 1)


def test_what_waits_for_its_next_try_is_only_brought_forward_by_a_replay(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url, "invoice.ready")
    receiver.status = 503
    person.post("/invoices", document())
    work()
    webhook(batch(*waiting()), None)
    waits = waiting()
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    receiver.status = 204
    person.post(f"/webhooks/{made['id']}/deliveries/{delivery['id']}/replay")
    deliver()
    webhook(batch(*waits), None)
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert (delivery["status"], delivery["attempts"], len(receiver.got)) == ("delivered", 2, 2)


def test_a_message_that_comes_twice_is_one_attempt(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    listener(person, receiver.url, "invoice.ready")
    person.post("/invoices", document())
    work()
    bodies = waiting()
    for _ in range(3):
        webhook(batch(*bodies), None)
    assert len(receiver.got) == 1


def test_a_redirect_is_a_failure_and_is_not_followed(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url, "invoice.ready")
    receiver.status = 302
    person.post("/invoices", document())
    work()
    deliver()
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert (delivery["status"], delivery["answered"]) == ("pending", 302)


def test_who_is_switched_off_or_wants_other_events_is_not_told(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url, "invoice.ready")
    listener(person, receiver.url, "invoice.bounced")
    off = api.call("PATCH", f"/webhooks/{made['id']}", {"active": False}, token=person.access)
    assert (off.status, off.json["active"]) == (200, False)
    person.post("/invoices", document())
    work()
    assert deliver() == 0


def test_a_removed_endpoint_gets_nothing_that_was_waiting(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url, "invoice.ready")
    person.post("/invoices", document())
    work()
    assert person.delete(f"/webhooks/{made['id']}").status == 204
    deliver()
    assert receiver.got == []


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.1.2.3/",
        "https://[::ffff:10.1.2.3]/",
        "https://user:pass@8.8.8.8/",
        "https://8.8.8.8:22/",
        "https://0x7f000001/",
        "https://localhost/",
        "https://8.8.8.8/\r\nHost: x",
        "ftp://8.8.8.8/",
        "nonsense",
    ],
)
def test_an_endpoint_that_is_not_public_https_is_refused(api: Api, url: str) -> None:
    answer = sender(api).post("/webhooks", {"url": url, "events": ["invoice.ready"]})
    assert answer.status == 422, answer.body
    assert answer.json["errors"][0]["field"] == "url"


def test_a_name_that_turned_private_after_it_was_registered_is_not_reached(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolved_to(*addresses: str) -> None:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    person = sender(api)
    resolved_to("8.8.8.8")
    made = listener(person, "https://hooks.example.com/", "invoice.ready")
    resolved_to("8.8.8.8", "10.0.0.1")
    person.post("/invoices", document())
    work()
    deliver()
    (delivery,) = person.get(f"/webhooks/{made['id']}/deliveries").json["items"]
    assert (delivery["status"], delivery["answered"]) == ("pending", None)
    assert "private network" in delivery["error"]


def test_a_company_has_a_limit_of_webhooks_and_sees_only_its_own(api: Api, receiver: Receiver) -> None:
    person, stranger = sender(api), sender(api)
    made = [listener(person, receiver.url) for _ in range(10)]
    full = person.post("/webhooks", {"url": receiver.url, "events": ["invoice.ready"]})
    assert (full.status, full.json["code"]) == (409, "too_many_webhooks")
    assert stranger.get("/webhooks").json["items"] == []
    assert stranger.get(f"/webhooks/{made[0]['id']}").status == 404
    assert stranger.get(f"/webhooks/{made[0]['id']}/deliveries").status == 404


def event(person: Person) -> AuditEvent:
    return happened(caller_of(person), AuditKind.WEBHOOK_CHANGED)


def test_a_change_neither_undoes_another_one_nor_brings_a_removed_endpoint_back(api: Api, receiver: Receiver) -> None:
    person = sender(api)
    made = listener(person, receiver.url)
    read = store.find_webhook(person.user["company_id"], made["id"])
    assert read
    changed = api.call("PATCH", f"/webhooks/{made['id']}", {"active": False}, token=person.access)
    assert (changed.status, changed.json["active"]) == (200, False)
    assert store.change_webhook(replace(read, events=("invoice.failed",)), event(person)) is None
    assert person.get(f"/webhooks/{made['id']}").json == changed.json
    current = store.find_webhook(person.user["company_id"], made["id"])
    assert person.delete(f"/webhooks/{made['id']}").status == 204
    assert current
    assert store.change_webhook(current, event(person)) is None
    assert person.get(f"/webhooks/{made['id']}").status == 404


def test_a_change_that_lost_against_another_is_a_conflict(
    api: Api, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sender(api)
    made = listener(person, receiver.url)
    real = parse_endpoint

    def slow(url: str, *, allow_private: bool) -> Endpoint:
        store.remove_webhook(person.user["company_id"], made["id"], event(person))
        return real(url, allow_private=allow_private)

    monkeypatch.setattr(subscriptions, "parse_endpoint", slow)
    answer = api.call("PATCH", f"/webhooks/{made['id']}", {"url": receiver.url}, token=person.access)
    assert (answer.status, answer.json["code"]) == (409, "conflict")
    assert person.get(f"/webhooks/{made['id']}").status == 404
