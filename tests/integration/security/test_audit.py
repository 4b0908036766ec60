"""The audit trail: each change with its event, in one write; for admins only; nothing secret in it."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from chalicelib.accounts.audit import trail
from chalicelib.ids import first_id, new_id
from chalicelib.records.security.audit import AuditFilters, AuditKind, happened
from chalicelib.settings import settings
from chalicelib.storage import audit_trail
from chalicelib.storage.audit_trail import add_event, list_events
from chalicelib.storage.aws.table import ConditionFailed, commit
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import audit, kinds, newest, raw_events
from tests.support.invoices.forms import sender
from tests.support.letters.sent import deliver
from tests.support.people.team import caller_of, invite, member_of

NEW = "another long passphrase 7"


def patch(person: Person, path: str, body: dict[str, object]) -> Answer:
    return person.api.call("PATCH", path, body, token=person.access)


def test_another_bank_account_is_written_down_with_the_one_before(api: Api) -> None:
    admin = api.person()
    for iban in ("DE89370400440532013000", "DE02120300000000202051"):
        assert patch(admin, "/company", {"iban": iban, "color": "#112233"}).status == 200
    event = newest(admin, "company.bank_account_changed")
    assert (event["before"], event["after"]) == (
        {"iban": "DE89370400440532013000"},
        {"iban": "DE02120300000000202051"},
    )
    assert (event["actor"], event["actor_email"]) == (admin.user["id"], admin.email)
    assert event["source_ip"] == "127.0.0.1"
    assert event["request_id"]
    assert len(audit(admin, "kind=company.changed")) == 1, "the colour changed once"


def test_a_change_that_is_refused_leaves_no_event(api: Api) -> None:
    admin = api.person()
    assert patch(admin, "/company", {"iban": "DE89370400440532013001"}).status == 422
    assert "company.bank_account_changed" not in kinds(admin)


def test_what_an_account_does_is_written_down(api: Api) -> None:
    admin = api.person(company_name="Acme")
    assert api.call("POST", "/auth/login", {"email": admin.email, "password": "wrong wrong wrong"}).status == 401
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert admin.post("/auth/password", body).status == 204
    login = api.call("POST", "/auth/login", {"email": admin.email, "password": NEW}).json
    again = Person(api, admin.email, login["access"], login["refresh"], login["user"])
    assert again.post("/auth/logout").status == 204
    assert kinds(admin) == [
        "session.ended",
        "session.started",
        "account.password_changed",
        "session.refused",
        "account.address_proven",
        "account.registered",
    ]
    refused = newest(admin, "session.refused")
    assert (refused["actor"], refused["subject"]) == (None, admin.user["id"])


def test_a_reset_and_the_end_of_all_sessions_are_written_down(api: Api) -> None:
    admin = api.person()
    assert api.call("POST", "/auth/password_reset", {"email": admin.email}).status == 202
    assert api.call("POST", deliver()[-1].link, {"new_password": NEW}).status == 200
    login = api.call("POST", "/auth/login", {"email": admin.email, "password": NEW}).json
    fresh = Person(api, admin.email, login["access"], login["refresh"], login["user"])
    found = kinds(fresh)
    assert found[:2] == ["session.started", "account.password_reset"]
    assert fresh.post("/auth/logout_all").status == 204
    assert audit_trail.list_events(admin.user["company_id"], AuditFilters(), before=None, limit=1).events[0].kind == (
        AuditKind.SESSION_ALL_ENDED
    )


def test_what_happens_to_the_team_is_written_down(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    path = f"/company/members/{member.user['id']}"
    assert patch(admin, path, {"role": "admin"}).status == 204
    assert patch(admin, path, {"role": "admin"}).status == 204, "no change, and no event"
    assert admin.delete(path).status == 204
    events = audit(admin)[:4]
    assert [event["kind"] for event in events] == [
        "member.removed",
        "member.role_changed",
        "member.joined",
        "invitation.sent",
    ]
    assert (events[1]["before"], events[1]["after"]) == ({"role": "member"}, {"role": "admin"})
    assert (events[2]["subject"], events[2]["after"]["invited_by"]) == (member.user["id"], admin.user["id"])
    assert (events[3]["actor"], events[3]["subject"]) == (admin.user["id"], member.email)
    assert events[3]["source_ip"] == "127.0.0.1", "of the request, not of the worker that mailed it"


def test_an_invitation_that_is_mailed_twice_is_written_down_once(api: Api) -> None:
    admin = api.person()
    assert admin.post("/company/invitations", {"email": "guest-twice@example.com"}).status == 202
    deliver(times=2)
    assert kinds(admin).count("invitation.sent") == 1


def test_who_moves_to_another_company_leaves_a_trace_in_both(api: Api) -> None:
    admin, guest = api.person(), api.person()
    other = member_of(guest, "admin")
    assert guest.post(invite(admin, guest.email), {}).status == 200
    assert newest(admin, "member.joined")["subject"] == guest.user["id"]
    assert newest(other, "member.left")["subject"] == guest.user["id"]


def test_downloads_are_written_down_and_looking_at_previews_is_not(api: Api) -> None:
    person = sender(api)
    invoice_id = person.upload(b"%PDF-1.4 x").json["id"]
    assert person.get(f"/invoices/{invoice_id}/files/source").status == 302
    person.get(f"/invoices/{invoice_id}/files/preview")
    (event,) = audit(person, "kind=file")
    assert (event["subject"], event["after"]) == (invoice_id, {"file": "source"})
    assert person.get("/invoices/export").status == 200
    assert newest(person, "export.made")["after"] == {"format": "csv", "rows": 1}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=member.joined", ["member.joined"]),
        ("kind=invitation", ["invitation.sent"]),
        ("actor={member}", ["member.joined"]),
        ("subject=guest-f@example.com", ["invitation.sent"]),
        ("from=2100-01-01", []),
        ("to=2000-01-01", []),
        ("to=1969-12-31", []),
        ("from=1960-01-01&kind=member.joined", ["member.joined"]),
        ("from=2000-01-01&to=9999-12-31&kind=account.registered", ["account.registered"]),
    ],
)
def test_the_trail_is_filtered(api: Api, query: str, expected: list[str]) -> None:
    admin = api.person()
    answer = api.call("POST", invite(admin, "guest-f@example.com"), {"password": PASSWORD})
    found = audit(admin, query.format(member=answer.json["user"]["id"]))
    assert [event["kind"] for event in found] == expected


def test_the_trail_is_read_in_pages(api: Api) -> None:
    admin = api.person()
    for number in range(5):
        add_event(happened(caller_of(admin), AuditKind.EXPORT_MADE, after={"rows": number}))
    seen: list[Any] = []
    cursor = ""
    while True:
        page = admin.get(f"/audit?kind=export.made&limit=2{cursor}").json
        seen += [event["after"]["rows"] for event in page["items"]]
        if not page["has_more"]:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [4, 3, 2, 1, 0]
    assert admin.get("/audit?cursor=nonsense").json["code"] == "bad_cursor"


def test_a_page_looks_at_a_limited_number_of_events_and_goes_on_from_there(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = api.person()
    add_event(happened(caller_of(admin), AuditKind.EXPORT_AUDIT))
    for _ in range(6):
        add_event(happened(caller_of(admin), AuditKind.EXPORT_MADE))
    monkeypatch.setattr(audit_trail, "MAX_READ", 4)
    first = admin.get("/audit?kind=export.audit").json
    assert (first["items"], first["has_more"]) == ([], True)
    second = admin.get(f"/audit?kind=export.audit&cursor={first['next_cursor']}").json
    assert [event["kind"] for event in second["items"]] == ["export.audit"]


@pytest.mark.parametrize("query", ["kind=nonsense", "from=yesterday", "limit=0", "limit=101", "who=me"])
def test_a_wrong_question_is_refused(api: Api, query: str) -> None:
    assert api.person().get(f"/audit?{query}").status == 422


def test_only_admins_read_the_trail_and_only_their_companys(api: Api) -> None:
    admin, stranger = api.person(), api.person()
    member = member_of(admin)
    for path in ("/audit", "/audit/export"):
        assert member.get(path).json["code"] == "role_needed"
        assert api.call("GET", path).status == 401
    foreign = audit(admin)[0]["id"]
    ids = {event["id"] for event in audit(stranger)}
    assert foreign not in ids
    crossed = stranger.get(f"/audit?cursor={foreign}").json["items"]
    assert all(event["actor"] in {stranger.user["id"], None} for event in crossed)


def test_the_trail_is_exported_and_that_is_written_down(api: Api) -> None:
    admin = api.person()
    assert patch(admin, "/company", {"name": "=HYPERLINK(1)"}).status == 200
    answer = admin.get("/audit/export")
    assert (answer.status, answer.headers["X-Next-Cursor"]) == (200, "end")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert [row["kind"] for row in rows] == ["company.changed", "account.address_proven", "account.registered"]
    assert json.loads(rows[0]["after"]) == {"name": "=HYPERLINK(1)"}
    assert rows[0]["actor_email"] == admin.email
    assert kinds(admin)[0] == "export.audit"


def test_a_long_trail_is_exported_in_several_files(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    for _ in range(3):
        add_event(happened(caller_of(admin), AuditKind.EXPORT_MADE))
    monkeypatch.setattr(trail, "MAX_EXPORTED", 2)
    first = admin.get("/audit/export?kind=export.made")
    second = admin.get(f"/audit/export?kind=export.made&cursor={first.headers['X-Next-Cursor']}")
    assert [first.body.count(b"export.made"), second.body.count(b"export.made")] == [2, 1]
    assert second.headers["X-Next-Cursor"] == "end"
    monkeypatch.setattr("chalicelib.exports.audit_file.MAX_FILE_BYTES", 250)
    short = admin.get("/audit/export?kind=export.made")
    assert (short.body.count(b"export.made"), short.headers["X-Next-Cursor"] == "end") == (1, False)


def test_what_is_over_its_time_is_not_shown(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    monkeypatch.setenv("AUDIT_SECONDS", "0")
    settings.cache_clear()
    assert audit(admin) == []
    (item,) = (each for each in raw_events() if each["kind"]["S"] == "account.registered")
    days = (datetime.fromtimestamp(int(item["expires_at"]["N"]), UTC) - datetime.now(UTC)).days
    assert days == 399, "DynamoDB removes it after 400 days"


def test_the_functions_may_neither_change_nor_delete_an_event(aws: None) -> None:
    from tests.support.aws.permissions import is_allowed

    functions = ("api_handler", "mail")
    allowed = [(name, action) for name in functions for action in ("PutItem", "Query", "UpdateItem", "DeleteItem",
               "BatchWriteItem") if is_allowed(name, (f"dynamodb:{action}", "${AuditTable.Arn}"))]  # fmt: skip
    assert allowed == [("api_handler", "PutItem"), ("api_handler", "Query"), ("mail", "PutItem")]


def test_an_event_is_not_overwritten(api: Api) -> None:
    admin = api.person()
    event = happened(caller_of(admin), AuditKind.EXPORT_MADE, after={"rows": 1})
    add_event(event)
    add_event(replace(event, after={"rows": 2}))
    assert newest(admin, "export.made")["after"] == {"rows": 1}
    with pytest.raises(ConditionFailed):
        commit(lambda transaction: audit_trail.put_event(transaction, replace(event, after={"rows": 3})))
    assert newest(admin, "export.made")["after"] == {"rows": 1}


def test_a_transaction_that_botocore_sends_again_goes_through(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin, tokens = api.person(), []
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def recorded(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "TransactWriteItems":
            client.meta.events.register("before-call.dynamodb.TransactWriteItems", note, unique_id="note")
        return call(client, operation, parameters)

    def note(params: Any, **_: Any) -> None:
        tokens.append(json.loads(params["body"]).get("ClientRequestToken"))

    monkeypatch.setattr(BaseClient, "_make_api_call", recorded)
    assert patch(admin, "/company", {"name": "Harbour Books"}).status == 200
    assert tokens
    assert all(tokens), "DynamoDB answers a repeat with this token as it did the first try"


def test_a_change_whose_event_cannot_be_written_is_not_made(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    boto3.client("dynamodb").delete_table(TableName="AuditTable")
    assert patch(admin, "/company", {"iban": "DE89370400440532013000"}).status == 500
    assert admin.get("/company").json["iban"] is None
    invoice_id = admin.upload(b"%PDF-1.4 x").json["id"]
    assert admin.get(f"/invoices/{invoice_id}/files/source").status == 500, "no download that is not written down"


def test_ids_bound_the_time_that_is_read(aws: None) -> None:
    instant = datetime.now(UTC)
    assert first_id(instant) <= new_id() < first_id(instant + timedelta(minutes=1))
    assert list_events("nobody", AuditFilters(until=instant - timedelta(days=500)), before=None, limit=5).events == ()
