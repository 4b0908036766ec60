"""Nothing secret is written down: neither in the audit trail nor in the log, whatever people do."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.logs import logger
from chalicelib.settings import settings
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import raw_events
from tests.support.letters.sent import deliver
from tests.support.people.keys import made_key, secret_of
from tests.support.people.team import invite, member_of

WRONG = "canary-wrong-password-1"
NEW = "canary new passphrase 2 horses"
NEWER = "canary newer passphrase 3 geese"
HOOK = "https://localhost:8443/canary-path?key=canary-query"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is logged from now on."""
    written = io.StringIO()
    monkeypatch.setattr(logger().registered_handler, "stream", written)
    return written


@pytest.fixture
def _anywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WEBHOOKS_TO_PRIVATE_NETWORKS", "true")
    settings.cache_clear()
    yield
    settings.cache_clear()


def _requests(log: io.StringIO) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in lines if line["message"] == "request"]


def _log_in(api: Api, email: str, password: str) -> Answer:
    return api.call("POST", "/auth/login", {"email": email, "password": password})


def _secrets_of(admin: Person) -> list[str]:
    """Do all that has to do with secrets; return them."""
    api = admin.api
    secrets = [PASSWORD, WRONG, NEW, NEWER, "canary-path", "canary-query", admin.access, admin.refresh]
    assert _log_in(api, admin.email, WRONG).status == 401
    assert _log_in(api, "nobody@example.com", WRONG).status == 401
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert admin.post("/auth/password", body).status == 204
    renewed = api.call("POST", "/auth/token/refresh", {"refresh": admin.refresh}).json
    assert api.call("POST", "/auth/token/refresh", {"refresh": WRONG}).status == 401
    made = admin.post("/webhooks", {"url": HOOK, "events": ["invoice.ready"]}).json
    path = f"/webhooks/{made['id']}"
    turned = api.call("PATCH", path, {"rotate_secret": True}, token=admin.access).json
    assert admin.delete(path).status == 204
    key = made_key(admin, "read")["key"]
    assert api.call("GET", "/invoices", token=key).status == 200
    assert api.call("GET", "/invoices", token=key[:-1]).status == 401
    link = invite(admin, "canary-guest@example.com")
    member = member_of(admin)
    assert api.call("POST", "/auth/password_reset", {"email": admin.email}).status == 202
    reset = deliver()[-1].link
    assert api.call("POST", reset, {"new_password": NEWER}).status == 200
    mailed = [link.split("/")[3], reset.rsplit("/", 1)[1]]
    return [
        *secrets,
        key,
        secret_of(key),
        renewed["access"],
        renewed["refresh"],
        made["secret"],
        turned["secret"],
        *mailed,
        member.access,
    ]


@pytest.mark.usefixtures("_anywhere")
def test_no_secret_is_in_the_trail_or_in_the_log(api: Api, log: io.StringIO) -> None:
    admin = api.person()
    secrets = _secrets_of(admin)
    written, told = json.dumps(raw_events()), log.getvalue()
    assert len(raw_events()) > 10
    assert len(_requests(log)) >= 15
    for secret in secrets:
        assert len(secret) > 8, "long enough to be found by chance nowhere"
        assert secret not in written
        assert secret not in told


def test_each_request_has_one_line_that_says_who_where_from_and_how_it_ended(api: Api, log: io.StringIO) -> None:
    admin = api.person()
    log.truncate(0)
    log.seek(0)
    assert admin.get("/company").status == 200
    assert _log_in(api, admin.email, WRONG).status == 401
    assert api.call("GET", "/company").status == 401
    assert _log_in(api, admin.email, PASSWORD).status == 200
    who = (admin.user["id"], admin.user["company_id"])
    assert [(line.get("user"), line.get("company"), line["status"], line["outcome"]) for line in _requests(log)] == [
        (*who, 200, "ok"),
        (None, None, 401, "wrong_credentials"),
        (None, None, 401, "not_authenticated"),
        (*who, 200, "ok"),
    ]
    assert {line["source_ip"] for line in _requests(log)} == {"127.0.0.1"}


def test_a_page_that_refuses_says_so_in_the_log(api: Api, log: io.StringIO) -> None:
    admin = api.person()
    link = invite(admin, "canary-form@example.com")
    form: dict[str, Any] = {"content_type": "application/x-www-form-urlencoded", "data": b"name=G&password=password1"}
    assert api.call("POST", link, **form).status == 422
    assert _requests(log)[-1]["outcome"] == "refused"
