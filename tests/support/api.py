"""A client of the application as API Gateway would call it, and a recorder of the AWS calls that it makes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
from botocore.client import BaseClient
from chalice.test import Client

from chalicelib.accounts import tokens
from tests.support.aws.cloud import remembered
from tests.support.contract import check_answer
from tests.support.people.proof import open_proof_link

_NUMBERS = count(1)
PASSWORD = "a long enough passphrase"


@dataclass(frozen=True)
class Answer:
    """What the API answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Person:
    """A registered user with a session."""

    api: "Api"
    email: str
    access: str
    refresh: str
    user: dict[str, Any]

    def get(self, path: str) -> Answer:
        """GET with this person's token."""
        return self.api.call("GET", path, token=self.access)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        """POST JSON, or raw `data` of a `content_type`, with this person's token."""
        return self.api.call("POST", path, body, token=self.access, **options)

    def delete(self, path: str) -> Answer:
        """DELETE with this person's token."""
        return self.api.call("DELETE", path, token=self.access)

    def upload(self, data: bytes, filename: str = "invoice.pdf", content_type: str = "application/pdf") -> Answer:
        """POST a file's bytes."""
        return self.post(f"/invoices?filename={filename}", data=data, content_type=content_type)


class Api:
    """Calls the application in this process."""

    def __init__(self, client: Client) -> None:
        """Take Chalice's test client."""
        self._client = client

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Api"]:
        """Yield a client of the composed application."""
        from app import app

        with Client(app) as client:
            yield cls(client)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        data: bytes | None = None,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Make one request; the answer must be one that the API's description allows."""
        sent = {"Content-Type": content_type, **(headers or {})}
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        content = data if data is not None else b"" if body is None else json.dumps(body).encode()
        response = self._client.http.request(method, path, headers=sent, body=content)
        answer = Answer(response.status_code, dict(response.headers), response.body)
        check_answer(method, path, answer.status, answer.headers, answer.body)
        return answer

    def person(self, *, proven: bool = True, **registration: str) -> Person:
        """Register somebody new, who opens the mailed link; that mail is no longer among those that were sent."""
        step = ("person", proven, *sorted(registration.items()))
        person = remembered(step, lambda: self._register(registration, proven=proven))
        tokens.signing_key()  # registering reads the keys, which the process then keeps
        return replace(person, api=self, user=deepcopy(person.user))

    def _register(self, registration: dict[str, str], *, proven: bool) -> Person:
        email = f"person{next(_NUMBERS)}@example.com"
        answer = self.call("POST", "/auth/register", {"email": email, "password": PASSWORD, **registration})
        assert answer.status == 201, answer.body
        made = answer.json
        person = Person(self, made["user"]["email"], made["access"], made["refresh"], made["user"])
        if proven:
            prove(person)
        return person


def prove(person: Person) -> None:
    """Have the waiting mails sent, and open the link in the one that proves the address."""
    path = open_proof_link(person.email)
    answer = person.api.call("POST", path, {"password": PASSWORD})
    assert answer.status == 200, answer.body


@dataclass
class Recorder:
    """The names of the AWS operations called since the last `clear`, and how many items their queries read."""

    operations: list[str] = field(default_factory=list)
    read: int = 0

    @classmethod
    def installed(cls, monkeypatch: pytest.MonkeyPatch) -> "Recorder":
        """Return a recorder that listens to every botocore client."""
        recorder = cls()
        call = BaseClient._make_api_call  # type: ignore[attr-defined]

        def recorded(client: BaseClient, operation: str, parameters: Any) -> Any:
            recorder.operations.append(operation)
            answer = call(client, operation, parameters)
            recorder.read += answer.get("ScannedCount", 0)
            return answer

        monkeypatch.setattr(BaseClient, "_make_api_call", recorded)
        return recorder

    def clear(self) -> None:
        """Start anew."""
        self.operations.clear()
        self.read = 0
