"""Sessions: listed, ended one by one, and over at last whatever is done."""

from datetime import datetime, timedelta

import pytest

from chalicelib.settings import settings
from tests.support.api import PASSWORD, Api, Person
from tests.support.audit import newest
from tests.support.moments import let_time_go_on
from tests.support.people.team import member_of


def another_session(person: Person) -> Person:
    made = person.api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD}).json
    return Person(person.api, person.email, made["access"], made["refresh"], made["user"])


def test_ones_sessions_are_listed_and_ended_one_by_one(api: Api) -> None:
    person, stranger = api.person(), api.person()
    other = another_session(person)
    first, second = person.get("/me/sessions").json["items"]
    assert (first["current"], second["current"]) == (True, False)
    assert (first["source_ip"], first["ends_at"] > first["expires_at"]) == ("127.0.0.1", True)
    path = f"/me/sessions/{second['id']}"
    assert stranger.delete(path).json["code"] == "session_not_found"
    assert person.delete(path).status == 204
    assert person.delete(path).status == 404
    assert other.get("/me").json["code"] == "session_ended"
    assert len(person.get("/me/sessions").json["items"]) == 1
    assert newest(person, "session.ended")["subject"] == second["id"]


def test_a_session_that_was_ended_with_all_is_not_listed(api: Api) -> None:
    person = api.person()
    assert person.post("/auth/logout_all").status == 204
    assert len(another_session(person).get("/me/sessions").json["items"]) == 1


def test_a_session_ends_at_last_however_often_it_is_renewed(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSION_SECONDS", "100000")
    settings.cache_clear()
    person = api.person()
    let_time_go_on(monkeypatch, "chalicelib.accounts.sessions", timedelta(seconds=50_000))
    made = api.call("POST", "/auth/token/refresh", {"refresh": person.refresh})
    assert made.status == 200
    (session,) = Person(api, person.email, made.json["access"], "", person.user).get("/me/sessions").json["items"]
    assert session["expires_at"][:19] == session["ends_at"][:19]
    lasts = datetime.fromisoformat(session["ends_at"]) - datetime.fromisoformat(session["started_at"])
    assert lasts == timedelta(seconds=100_000)


def test_an_admin_ends_a_members_sessions(api: Api) -> None:
    admin, stranger = api.person(), api.person()
    member = member_of(admin)
    path = f"/company/members/{member.user['id']}/sessions"
    assert stranger.delete(path).status == 404
    assert member.delete(f"/company/members/{admin.user['id']}/sessions").json["code"] == "role_needed"
    assert admin.delete(path).status == 204
    assert member.get("/me").json["code"] == "session_ended"
    assert (newest(admin, "session")["actor"], newest(admin, "session")["subject"]) == (
        admin.user["id"],
        member.user["id"],
    )


@pytest.mark.parametrize("password", ["Harbour-Books 2026!", "my harbourbooks pass", "HARBOUR BOOKS forever"])
def test_a_password_does_not_name_the_company(api: Api, password: str) -> None:
    body = {"email": "named@example.com", "password": password, "company_name": "Harbour Books"}
    refused = api.call("POST", "/auth/register", body)
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "password")
    person = api.person(company_name="Harbour Books")
    changed = person.post("/auth/password", {"current_password": PASSWORD, "new_password": password})
    assert (changed.status, changed.json["errors"][0]["field"]) == (422, "new_password")
