"""Second factors: asked for at log-in, taken once, kept from whoever has only the session or only the mailbox."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest

from chalicelib.storage.accounts.items import PROFILE, UserItem, user_key
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import kinds, raw_events
from tests.support.letters.sent import deliver
from tests.support.moments import let_time_go_on
from tests.support.people.factors import Clock, clock, enrolled
from tests.support.people.team import member_of

__all__ = ["clock"]  # a fixture


def log_in(api: Api, person: Person, code: str | None = None, password: str = PASSWORD) -> Answer:
    body = {"email": person.email, "password": password} | ({} if code is None else {"code": code})
    return api.call("POST", "/auth/login", body)


def patch(person: Person, path: str, body: dict[str, object]) -> Answer:
    return person.api.call("PATCH", path, body, token=person.access)


def test_a_log_in_asks_for_a_code_and_takes_each_once(api: Api, clock: Clock) -> None:
    person = api.person()
    app = enrolled(person, clock).app
    assert log_in(api, person).json["code"] == "code_needed"
    assert log_in(api, person, "000000").json["code"] == "wrong_code"
    assert log_in(api, person, "1234", password="wrong wrong wrong").json["code"] == "wrong_credentials"
    clock.go_on(30)
    code = app.at(clock.seconds)
    assert log_in(api, person, code).status == 200
    assert log_in(api, person, code).json["code"] == "wrong_code", "a replay"
    earlier = app.at(clock.seconds - 30)
    assert log_in(api, person, earlier).json["code"] == "wrong_code", "older than the last one"
    clock.go_on(30)
    assert log_in(api, person, f"{app.at(clock.seconds)[:3]} {app.at(clock.seconds)[3:]}").status == 200


@pytest.mark.parametrize(("seconds", "status"), [(-60, 401), (-30, 200), (30, 200), (60, 401)])
def test_a_clock_may_be_a_step_off(api: Api, clock: Clock, seconds: int, status: int) -> None:
    person = api.person()
    app = enrolled(person, clock).app
    clock.go_on(300)
    assert log_in(api, person, app.at(clock.seconds + seconds)).status == status


def test_a_recovery_code_is_good_once(api: Api, clock: Clock) -> None:
    person = api.person()
    codes = enrolled(person, clock).recovery_codes
    assert len(set(codes)) == 10
    assert log_in(api, person, codes[0].upper().replace("-", " ")).status == 200
    assert log_in(api, person, codes[0]).json["code"] == "wrong_code"
    assert person.get("/me/factors").json == {"totp": True, "recovery_codes": 9, "passkeys": [], "demanded": False}


def test_new_recovery_codes_make_those_of_before_void(api: Api, clock: Clock) -> None:
    person = api.person()
    factor = enrolled(person, clock)
    clock.go_on(30)
    renewed = person.post("/me/factors/recovery_codes", {"code": factor.app.at(clock.seconds)})
    assert renewed.status == 200
    assert log_in(api, person, factor.recovery_codes[1]).status == 401
    assert log_in(api, person, renewed.json["codes"][1]).status == 200


def test_codes_are_not_guessed(api: Api, clock: Clock) -> None:
    person = api.person()
    app = enrolled(person, clock).app
    clock.go_on(30)
    tried = [log_in(api, person, "000000").status for _ in range(10)]
    assert set(tried) <= {401, 429}
    assert log_in(api, person, app.at(clock.seconds)).status == 429
    assert "session.refused" in kinds(person)


def test_a_reset_by_mail_does_not_get_past_the_second_factor(api: Api, clock: Clock) -> None:
    person = api.person()
    enrolled(person, clock)
    assert api.call("POST", "/auth/password_reset", {"email": person.email}).status == 202
    assert api.call("POST", deliver()[-1].link, {"new_password": "another long passphrase 7"}).status == 200
    assert log_in(api, person, password="another long passphrase 7").json["code"] == "code_needed"


def test_a_strangers_account_enrols_no_factor(api: Api) -> None:
    stranger = api.person(proven=False)
    begun = stranger.post("/me/factors/totp")
    assert (begun.status, begun.json["code"]) == (403, "address_unproven")
    assert stranger.post("/me/factors/totp/confirm", {"code": "000000"}).json["code"] == "address_unproven"


def test_a_reset_that_proves_the_address_removes_a_factor_from_before(api: Api, clock: Clock) -> None:
    person = api.person()
    enrolled(person, clock)
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.proven_at.remove()])
    assert api.call("POST", "/auth/password_reset", {"email": person.email}).status == 202
    assert api.call("POST", deliver()[-1].link, {"new_password": "another long passphrase 7"}).status == 200
    login = log_in(api, person, password="another long passphrase 7")
    assert login.status == 200
    owner = Person(api, person.email, login.json["access"], login.json["refresh"], login.json["user"])
    assert owner.get("/me/factors").json["totp"] is False
    assert "factor.removed" in kinds(owner)
    assert owner.post("/me/factors/totp").status == 201, "nothing of the old factor stands in the way"


def test_a_recovery_code_makes_no_new_ones_and_stays_good(api: Api, clock: Clock) -> None:
    person = api.person()
    codes = enrolled(person, clock).recovery_codes
    assert person.post("/me/factors/recovery_codes", {"code": codes[0]}).json["code"] == "wrong_code"
    assert log_in(api, person, codes[0]).status == 200


def test_a_factor_counts_only_once_it_was_confirmed(api: Api, clock: Clock) -> None:
    person = api.person()
    begun = person.post("/me/factors/totp").json
    assert begun["uri"].startswith("otpauth://totp/Invoices:")
    assert log_in(api, person).status == 200
    assert person.post("/me/factors/totp/confirm", {"code": "000000"}).json["code"] == "wrong_code"
    assert person.post("/me/factors/totp/remove", {"code": "000000"}).json["code"] == "factor_not_found"
    again = person.post("/me/factors/totp").json
    stale = pyotp.TOTP(begun["secret"]).at(clock.seconds)
    assert person.post("/me/factors/totp/confirm", {"code": stale}).json["code"] == "wrong_code"
    fresh = pyotp.TOTP(again["secret"]).at(clock.seconds)
    assert person.post("/me/factors/totp/confirm", {"code": fresh}).status == 200
    assert person.post("/me/factors/totp").json["code"] == "factor_there"


def test_a_factor_is_removed_for_a_code_of_it(api: Api, clock: Clock) -> None:
    person = api.person()
    factor = enrolled(person, clock)
    assert person.post("/me/factors/totp/remove", {"code": "000000"}).status == 401
    assert person.post("/me/factors/totp/remove", {"code": factor.recovery_codes[0]}).status == 204
    assert log_in(api, person).status == 200
    assert kinds(person)[1:3] == ["factor.removed", "factor.added"]


def test_an_open_session_alone_changes_no_factor(api: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    assert person.post("/me/factors/totp").json["code"] == "proof_needed"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/company", {"iban": "DE89370400440532013000"}),
        ("PATCH", "/company", {"bsb": "062-000", "account_number": "12345678"}),
        ("PATCH", "/company", {"factors_demanded": True}),
        ("DELETE", "/company", None),
        ("POST", "/company/keys", {"name": "x", "scopes": ["read"]}),
        ("POST", "/company/invitations", {"email": "own@example.com", "role": "admin"}),
    ],
)
def test_what_a_thief_would_do_first_asks_for_recent_proof(
    api: Api, monkeypatch: pytest.MonkeyPatch, method: str, path: str, body: Any
) -> None:
    person = api.person()
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    refused = api.call(method, path, body, token=person.access)
    assert (refused.status, refused.json["code"]) == (403, "proof_needed")
    assert person.post("/auth/proof", {"password": "wrong wrong wrong"}).status == 422
    let_time_go_on(monkeypatch, "chalicelib.accounts.sessions", timedelta(minutes=16))
    assert person.post("/auth/proof", {"password": PASSWORD}).status == 204
    assert api.call(method, path, body, token=person.access).status < 300


def test_only_recent_proof_makes_an_admin(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    path = f"/company/members/{member_of(person).user['id']}"
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    assert patch(person, path, {"role": "admin"}).json["code"] == "proof_needed"
    assert patch(person, path, {"role": "viewer"}).status == 204
    assert person.post("/company/invitations", {"email": "a@example.com", "role": "member"}).status == 202


def test_other_changes_of_the_company_ask_for_no_proof(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    assert patch(person, "/company", {"name": "Harbour Books", "iban": None}).status == 200


def test_with_a_factor_the_password_alone_does_not_change_the_account(
    api: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    app = enrolled(person, clock).app
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    body = {"new_email": "elsewhere@example.com", "password": PASSWORD}
    assert person.post("/me/email", body).json["code"] == "proof_needed"
    assert person.post("/auth/proof", {"password": PASSWORD}).json["code"] == "code_needed"
    let_time_go_on(monkeypatch, "chalicelib.accounts.sessions", timedelta(minutes=16))
    clock.go_on(30)
    assert person.post("/auth/proof", {"password": PASSWORD, "code": app.at(clock.seconds)}).status == 204
    assert person.post("/me/email", body).status == 202


def test_a_company_demands_a_second_factor_of_everybody(api: Api, clock: Clock) -> None:
    admin = api.person()
    member = member_of(admin)
    assert patch(admin, "/company", {"factors_demanded": True}).status == 200
    assert member.get("/invoices").json["code"] == "factor_needed"
    assert admin.get("/company").json["code"] == "factor_needed"
    assert member.get("/me/factors").json["demanded"] is True
    enrolled(member, clock)
    assert member.get("/invoices").status == 200
    enrolled(admin, clock)
    assert member_of(admin).get("/invoices").json["code"] == "factor_needed", "also of who joins later"
    assert patch(admin, "/company", {"factors_demanded": False}).status == 200


def test_an_admin_removes_a_lost_factor_of_a_member(api: Api, clock: Clock) -> None:
    admin, stranger = api.person(), api.person()
    member = member_of(admin)
    enrolled(member, clock)
    path = f"/company/members/{member.user['id']}/factors"
    assert stranger.delete(path).status == 404
    assert member.delete(path).json["code"] == "role_needed"
    assert admin.delete(path).status == 204
    assert admin.delete(path).json["code"] == "factor_not_found"
    assert log_in(api, member).status == 200


def test_neither_the_secret_nor_a_code_is_written_down(api: Api, clock: Clock) -> None:
    person = api.person()
    factor = enrolled(person, clock)
    written = str(raw_events())
    assert "factor.added" in written
    assert [each for each in (factor.app.secret, *factor.recovery_codes) if each in written] == []
