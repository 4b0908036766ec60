"""Registering, logging in, and sessions that end."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.accounts import sessions
from chalicelib.accounts.tokens import TokenType, verify_token
from chalicelib.errors import SessionEnded
from chalicelib.storage.accounts.items import SESSION, SessionItem, user_key
from tests.support.api import PASSWORD, Answer, Api, Person


def test_a_registered_person_can_log_in_whatever_the_case_of_the_address(api: Api) -> None:
    person = api.person(name="Ann", company_name="Acme")
    answer = api.call("POST", "/auth/login", {"email": person.email.upper(), "password": PASSWORD})
    assert answer.status == 200
    assert answer.json["user"]["role"] == "admin"
    assert set(answer.json) == {"access", "refresh", "expires_in", "user"}


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(api: Api) -> None:
    person = api.person()
    wrong = api.call("POST", "/auth/login", {"email": person.email, "password": "wrong password"})
    unknown = api.call("POST", "/auth/login", {"email": "nobody@example.com", "password": "wrong password"})
    assert wrong.status == unknown.status == 401
    assert wrong.json["detail"] == unknown.json["detail"]


def test_a_logged_out_access_token_is_refused_on_the_next_call(api: Api) -> None:
    person = api.person()
    assert person.post("/auth/logout").status == 204
    assert person.get("/invoices").status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 401


def renew(api: Api, token: str) -> Answer:
    return api.call("POST", "/auth/token/refresh", {"refresh": token})


def token_id(answer: Answer) -> str:
    return verify_token(answer.json["refresh"], TokenType.REFRESH).token_id


def let_grace_pass(person: Person) -> None:
    """Let the last refresh have been a minute ago."""
    (item,) = SessionItem.query(user_key(person.user["id"]), SessionItem.sk.startswith(SESSION))
    item.update([SessionItem.rotated_at.set(item.rotated_at - timedelta(minutes=1))])


def test_a_client_whose_answer_was_lost_gets_the_same_token_again(api: Api) -> None:
    person = api.person()
    lost, again = renew(api, person.refresh), renew(api, person.refresh)
    assert (lost.status, again.status) == (200, 200)
    assert token_id(lost) == token_id(again)
    assert renew(api, again.json["refresh"]).status == 200
    assert api.call("GET", "/invoices", token=again.json["access"]).status == 200


def test_a_refresh_whose_own_write_was_answered_late_is_no_theft(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def written_twice(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "UpdateItem" and "refresh_id" in str(parameters):
            call(client, operation, parameters)  # its answer is lost, and the SDK tries again
        return call(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", written_twice)
    renewed = renew(api, person.refresh)
    assert renewed.status == 200
    assert renew(api, renewed.json["refresh"]).status == 200


def test_a_thief_of_a_spent_token_ends_the_session_even_at_once(api: Api) -> None:
    person = api.person()
    renewed = renew(api, person.refresh).json
    with pytest.raises(SessionEnded):
        sessions.refresh(person.refresh, source_ip="203.0.113.9", agent="curl")
    assert renew(api, renewed["refresh"]).status == 401


def test_the_token_before_the_last_ends_the_session_even_at_once(api: Api) -> None:
    person = api.person()
    second = renew(api, person.refresh).json["refresh"]
    third = renew(api, second).json["refresh"]
    assert renew(api, person.refresh).status == 401
    assert renew(api, third).status == 401


def test_a_refresh_token_is_good_once_and_its_later_reuse_ends_the_session(api: Api) -> None:
    person = api.person()
    renewed = renew(api, person.refresh)
    assert renewed.status == 200
    let_grace_pass(person)
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": renewed.json["refresh"]}).status == 401
    assert api.call("GET", "/invoices", token=renewed.json["access"]).status == 401


def test_a_refresh_token_does_not_open_the_api(api: Api) -> None:
    assert api.call("GET", "/invoices", token=api.person().refresh).status == 401
