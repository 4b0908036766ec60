"""API keys: shown once, good for their scopes and their time, worth no more than the admin they act for."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib.accounts import rate_limits
from chalicelib.ids import new_id
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.companies import api_keys as store
from tests.support.api import Answer, Api, Person, Recorder
from tests.support.audit import kinds, newest
from tests.support.invoices.forms import document, sender
from tests.support.moments import let_time_go_on
from tests.support.people.keys import as_key, made_key, secret_of
from tests.support.people.team import caller_of, member_of
from tests.support.workers.sending import TO, mails, ready_invoice, send_all


def patch(person: Person, path: str, body: dict[str, object]) -> Answer:
    return person.api.call("PATCH", path, body, token=person.access)


def test_a_key_is_shown_once_and_kept_as_a_hash(api: Api) -> None:
    admin = api.person()
    made = made_key(admin, "read", name="Warehouse")
    assert made["key"].startswith(f"{made['prefix']}_")
    (listed,) = admin.get("/company/keys").json["items"]
    assert listed == {**made, "key": None}
    stored = json.dumps(boto3.client("dynamodb").scan(TableName="CompaniesTable")["Items"])
    assert secret_of(made["key"]) not in stored
    assert newest(admin, "key.made")["after"]["scopes"] == ["read"]


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ("read", {"list": 200, "upload": 403, "issue": 403, "send": 403, "validate": 403}),
        ("upload", {"list": 403, "upload": 202, "issue": 403, "send": 403, "validate": 403}),
        ("write", {"list": 403, "upload": 202, "issue": 202, "send": 403, "validate": 404}),
        ("send", {"list": 403, "upload": 403, "issue": 403, "send": 404, "validate": 403}),
    ],
)
def test_a_key_does_what_its_scopes_say(api: Api, scope: str, allowed: dict[str, int]) -> None:
    key = as_key(sender(api), scope)
    done = {
        "list": key.get("/invoices"),
        "upload": key.upload(b"%PDF-1.4 x"),
        "issue": key.post("/invoices", document(currency="AUD")),
        "send": key.post("/invoices/x/send", {"to": ["a@example.com"]}),
        "validate": key.post("/invoices/x/validate"),
    }
    assert {name: answer.status for name, answer in done.items()} == allowed
    assert {answer.json["code"] for answer in done.values() if answer.status == 403} == {"scope_missing"}


def test_no_key_reaches_accounts_decides_or_makes_keys(api: Api) -> None:
    admin = api.person()
    key = as_key(admin, "read", "upload", "write", "send")
    invoice_id = admin.upload(b"%PDF-1.4 x").json["id"]
    for answer in (
        key.get("/me"),
        key.get("/company/members"),
        key.get("/audit"),
        key.get("/webhooks"),
        key.get("/company/keys"),
        key.post("/company/keys", {"name": "x", "scopes": ["read"]}),
        key.post("/company/invitations", {"email": "a@example.com"}),
        key.post("/auth/logout_all"),
        patch(key, "/company", {"iban": "DE89370400440532013000"}),
        key.post(f"/invoices/{invoice_id}/approval", {"decision": "approve"}),
        key.post(f"/invoices/{invoice_id}/payments", {}),
        key.post("/invoices/bulk", {"action": "approve", "ids": [invoice_id]}),
        key.post("/invoices/credit_transfers", {"ids": [invoice_id]}),
    ):
        assert (answer.status, answer.json["code"]) == (403, "scope_missing"), answer.body


def test_what_a_key_does_is_its_makers_and_the_trail_names_the_key(api: Api) -> None:
    admin = sender(api)
    made = made_key(admin, "read", "upload", "send")
    key = Person(api, admin.email, made["key"], "", admin.user)
    invoice_id = key.upload(b"%PDF-1.4 x").json["id"]
    assert admin.get(f"/invoices/{invoice_id}").json["uploader"]["id"] == admin.user["id"]
    assert key.get(f"/invoices/{invoice_id}/files/source").status == 302
    event = newest(admin, "file.downloaded")
    assert (event["actor"], event["key"]) == (admin.user["id"], made["id"])


def test_a_key_sends(api: Api) -> None:
    admin = sender(api)
    invoice_id = ready_invoice(admin)
    key = as_key(admin, "send")
    assert key.post(f"/invoices/{invoice_id}/send", {"to": [TO]}).status == 202
    send_all()
    assert len(mails()) == 1


def test_a_key_sees_its_own_company_alone(api: Api) -> None:
    admin, stranger = api.person(), api.person()
    invoice_id = admin.upload(b"%PDF-1.4 x").json["id"]
    theirs = as_key(stranger, "read", "write")
    assert theirs.get(f"/invoices/{invoice_id}").status == 404
    assert theirs.delete(f"/invoices/{invoice_id}").status == 404
    made = made_key(stranger, "read")
    forged = made["key"].replace(stranger.user["company_id"], admin.user["company_id"])
    assert api.call("GET", "/invoices", token=forged).status == 401
    assert admin.delete(f"/company/keys/{made['id']}").json["code"] == "key_not_found"


def test_a_revoked_key_is_refused_at_once(api: Api) -> None:
    admin = api.person()
    made = made_key(admin, "read")
    assert api.call("GET", "/invoices", token=made["key"]).status == 200
    assert admin.delete(f"/company/keys/{made['id']}").status == 204
    assert api.call("GET", "/invoices", token=made["key"]).json["code"] == "not_authenticated"
    assert kinds(admin)[:2] == ["key.revoked", "key.made"]


def test_a_key_is_worth_no_more_than_the_admin_it_acts_for(api: Api) -> None:
    admin = api.person()
    other = member_of(admin, "admin")
    made = made_key(other, "read")
    assert patch(admin, f"/company/members/{other.user['id']}", {"role": "accountant"}).status == 204
    assert api.call("GET", "/invoices", token=made["key"]).status == 401
    taken = admin.post(f"/company/keys/{made['id']}/rotate", {"overlap_hours": 24}).json
    assert api.call("GET", "/invoices", token=made["key"]).status == 401, "what was void is not revived"
    assert api.call("GET", "/invoices", token=taken["key"]).status == 200
    assert taken["created_by"] == admin.user["id"]


def test_a_rotated_keys_old_secret_is_good_as_long_as_was_said(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    made = made_key(admin, "read")
    path = f"/company/keys/{made['id']}/rotate"
    second = admin.post(path, {"overlap_hours": 2}).json
    assert [_status(api, each) for each in (made, second)] == [200, 200]
    let_time_go_on(monkeypatch, "chalicelib.accounts.keys.authentication", timedelta(hours=3))
    assert [_status(api, each) for each in (made, second)] == [401, 200]
    third = admin.post(path, {"overlap_hours": 0}).json
    assert [_status(api, each) for each in (second, third)] == [401, 200]


def test_a_key_ends(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_key(api.person(), "read", days=1)
    let_time_go_on(monkeypatch, "chalicelib.accounts.keys.authentication", timedelta(days=1, seconds=1))
    assert _status(api, made) == 401


def _status(api: Api, key: Any) -> int:
    return api.call("GET", "/invoices", token=key["key"]).status


@pytest.mark.parametrize(
    "key",
    ["inv_", "inv_x_y_z", "inv_01jd3w2g000000000000000000_01jd3w2g000000000000000000_", "inv_" + "_" * 90],
)
def test_what_only_looks_like_a_key_is_refused(api: Api, key: str) -> None:
    assert api.call("GET", "/invoices", token=key).json["code"] == "not_authenticated"


def test_use_costs_two_reads_and_is_noted_once_an_hour(api: Api, calls: Recorder) -> None:
    admin = api.person()
    made = made_key(admin, "read")
    operations = []
    for _ in range(2):
        calls.clear()
        assert _status(api, made) == 200
        operations.append(list(calls.operations))
    assert operations == [["GetItem", "GetItem", "UpdateItem", "Query"], ["GetItem", "GetItem", "Query"]]
    assert admin.get("/company/keys").json["items"][0]["last_used_at"]


def test_keys_have_limits_of_their_own(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    key, other = as_key(admin, "read"), as_key(admin, "read")
    monkeypatch.setitem(rate_limits._SHARES, "key", 0)
    limited = key.get("/invoices")
    assert (limited.status, limited.json["code"]) == (429, "rate_limited")
    assert limited.headers["RateLimit-Policy"].startswith('"key-read"')
    assert other.get("/invoices").status == 429
    assert admin.get("/invoices").headers["RateLimit-Policy"].startswith('"person-read"')


def test_a_race_makes_no_more_keys_than_there_may_be(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    monkeypatch.setattr(store, "MAX_KEYS", 1)
    made_key(admin, "read")
    refused = admin.post("/company/keys", {"name": "x", "scopes": ["read"]})
    assert (refused.status, refused.json["code"]) == (409, "too_many_keys")
    key = store.list_keys(admin.user["company_id"])[0]
    event = happened(caller_of(admin), AuditKind.KEY_MADE)
    assert not store.add_key(replace(key, key_id=new_id()), event, additions=0), "it was counted before the other"


@pytest.mark.parametrize(
    "body",
    [{"name": "x"}, {"name": "x", "scopes": []}, {"name": "x", "scopes": ["decide"]}, {"name": "", "scopes": ["read"]},
     {"name": "x", "scopes": ["read"], "days": 731}, {"name": "a\nb", "scopes": ["read"]}],
)  # fmt: skip
def test_a_key_that_cannot_be_is_refused(api: Api, body: dict[str, Any]) -> None:
    assert api.person().post("/company/keys", body).status == 422


def test_only_an_admin_with_a_proven_address_makes_keys(api: Api) -> None:
    unproven = api.person(proven=False)
    assert unproven.post("/company/keys", {"name": "x", "scopes": ["read"]}).json["code"] == "address_unproven"
