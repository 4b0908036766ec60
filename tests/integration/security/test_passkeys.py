"""Passkeys as second factors: answers count once, for what was asked, of whom it was asked, and of nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.accounts.factors import members, totp
from chalicelib.accounts.factors import passkeys as use_cases
from chalicelib.accounts.factors.totp import remove_totp
from chalicelib.clock import now
from chalicelib.records.security.factors import MAX_PASSKEYS, RelyingParty
from chalicelib.settings import settings
from chalicelib.storage.accounts.items import PROFILE, AccountItem, UserItem, user_key
from chalicelib.storage.accounts.users import drop_user, find_user
from chalicelib.storage.aws.table import ConditionFailed, commit
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import kinds, raw_events
from tests.support.letters.sent import deliver, sent
from tests.support.moments import let_time_go_on
from tests.support.people.authenticator import PRESENT, VERIFIED, Authenticator
from tests.support.people.factors import Clock, clock, enrolled
from tests.support.people.team import caller_of, member_of
from tests.support.together import at_once

__all__ = ["clock"]  # a fixture


def register(person: Person, device: Authenticator, name: str = "Telephone") -> Answer:
    begun = person.post("/me/factors/passkeys")
    assert begun.status == 201, begun.body
    return person.post("/me/factors/passkeys/confirm", {"name": name, "credential": device.make(begun.json["options"])})


def with_passkey(person: Person, **device: Any) -> Authenticator:
    made = Authenticator(**device)
    assert register(person, made).status == 201
    return made


def ask(person: Person, password: str = PASSWORD) -> Answer:
    return person.api.call("POST", "/auth/passkey_challenge", {"email": person.email, "password": password})


def log_in(person: Person, signed: dict[str, Any] | None = None, **more: str) -> Answer:
    body: dict[str, Any] = {"email": person.email, "password": PASSWORD, **more}
    return person.api.call("POST", "/auth/login", body | ({"passkey": signed} if signed else {}))


def answer(person: Person, device: Authenticator) -> dict[str, Any]:
    return device.sign(ask(person).json["options"])


def code_of(answered: Answer) -> Any:
    return answered.json["code"]


def test_a_passkey_is_asked_for_at_log_in_and_lets_in(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    refused = log_in(person)
    assert (refused.status, code_of(refused), refused.json["factors"]) == (401, "code_needed", ["passkey"])
    options = ask(person).json["options"]
    assert (options["rpId"], options["userVerification"]) == (device.domain, "required")
    assert len(options["allowCredentials"]) == 1
    assert log_in(person, device.sign(options)).status == 200
    (shown,) = person.get("/me/factors").json["passkeys"]
    assert (shown["name"], shown["used_at"] is not None) == ("Telephone", True)


def test_what_a_browser_is_asked_to_make(api: Api) -> None:
    person = api.person(name="Ann")
    device = with_passkey(person)
    options = person.post("/me/factors/passkeys").json["options"]
    assert options["rp"] == {"name": "Invoices", "id": device.domain}
    assert (options["user"]["name"], options["user"]["displayName"]) == (person.email, "Ann")
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert len(options["excludeCredentials"]) == 1, "the device that has one makes no second"


def test_an_answer_is_good_once(api: Api) -> None:
    person = api.person()
    device = with_passkey(person, counts=False)
    signed = answer(person, device)
    assert log_in(person, signed).status == 200
    assert code_of(log_in(person, signed)) == "wrong_passkey", "a replay"
    assert "session.refused" in kinds(person)


def test_of_the_same_answer_at_once_one_goes_through(api: Api) -> None:
    person = api.person()
    device = with_passkey(person, counts=False)
    signed, party = answer(person, device), RelyingParty("Invoices", device.domain, (device.origin,))
    user = find_user(person.user["id"])
    assert user
    results = at_once(lambda _: use_cases.take_passkey(user, signed, party))
    assert results["success"] == 1
    assert set(results) <= {"success", "WrongPasskey", "Throttled"}


def test_a_wrong_answer_uses_the_challenge_up(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    options = ask(person).json["options"]
    assert code_of(log_in(person, Authenticator().sign(options))) == "wrong_passkey"
    assert code_of(log_in(person, device.sign(options))) == "wrong_passkey"


def test_a_challenge_is_good_for_five_minutes(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    device = with_passkey(person)
    signed = answer(person, device)
    let_time_go_on(monkeypatch, "chalicelib.storage.accounts.passkeys", timedelta(minutes=5, seconds=1))
    assert code_of(log_in(person, signed)) == "wrong_passkey"


def test_a_challenge_of_ones_own_making_is_none(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    assert code_of(log_in(person, device.sign({"challenge": "AAAA" * 11}))) == "wrong_passkey"


def test_a_challenge_is_for_what_it_was_asked_for(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    registering = person.post("/me/factors/passkeys").json["options"]
    assert code_of(log_in(person, device.sign(registering))) == "wrong_passkey"
    proving = ask(person).json["options"]
    body = {"name": "x", "credential": Authenticator().make(proving)}
    assert code_of(person.post("/me/factors/passkeys/confirm", body)) == "wrong_passkey"


def test_another_accounts_challenge_or_passkey_is_none(api: Api) -> None:
    person, thief = api.person(), api.person()
    device, own = with_passkey(person), with_passkey(thief)
    thiefs = ask(thief).json["options"]
    assert code_of(log_in(person, own.sign(thiefs))) == "wrong_passkey"
    assert code_of(log_in(person, own.sign(ask(person).json["options"]))) == "wrong_passkey"
    assert code_of(log_in(person, device.sign(ask(thief).json["options"]))) == "wrong_passkey"


def wrong_key(device: Authenticator) -> Authenticator:
    return replace(Authenticator(), credential_id=device.credential_id, count=device.count)


def phished(device: Authenticator) -> Authenticator:
    return replace(device, origin="https://api-example.com")


def of_another_domain(device: Authenticator) -> Authenticator:
    return replace(device, domain="example.com")


def unverified(device: Authenticator) -> Authenticator:
    return replace(device, flags=PRESENT)


def absent(device: Authenticator) -> Authenticator:
    return replace(device, flags=VERIFIED)


def cloned(device: Authenticator) -> Authenticator:
    return replace(device, count=device.count - 1)


@pytest.mark.parametrize("attack", [wrong_key, phished, of_another_domain, unverified, absent, cloned])
def test_what_is_not_the_devices_own_answer_is_refused(
    api: Api, attack: Callable[[Authenticator], Authenticator]
) -> None:
    person = api.person()
    device = with_passkey(person)
    assert code_of(log_in(person, attack(device).sign(ask(person).json["options"]))) == "wrong_passkey"
    assert log_in(person, answer(person, device)).status == 200, "the device itself still lets in"


@pytest.mark.parametrize("attack", [phished, of_another_domain, unverified, absent])
def test_what_is_not_the_devices_own_is_not_registered(
    api: Api, attack: Callable[[Authenticator], Authenticator]
) -> None:
    person = api.person()
    assert code_of(register(person, attack(Authenticator()))) == "wrong_passkey"
    assert person.get("/me/factors").json["passkeys"] == []
    assert log_in(person).status == 200


def test_a_device_that_counts_and_its_copy_do_not_both_get_in(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    copy = replace(device)
    assert log_in(person, answer(person, device)).status == 200
    assert code_of(log_in(person, answer(person, copy))) == "wrong_passkey"


def mutated(signed: dict[str, Any], name: str, value: str) -> dict[str, Any]:
    return {**signed, "response": {**signed["response"], name: value}}


@pytest.mark.parametrize("name", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", ["", "AA", "e30", "W10", "bnVsbA", "_____w", "a" * 5, "oWFh" * 100])
def test_broken_answers_are_refused_and_break_nothing(api: Api, name: str, value: str) -> None:
    person = api.person()
    device = with_passkey(person)
    assert code_of(log_in(person, mutated(answer(person, device), name, value))) == "wrong_passkey"


@pytest.mark.parametrize(
    "value", ["", "AA", "oA", "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUA", "gICA" * 50, "n5-f" * 300]
)
def test_broken_passkeys_are_not_registered(api: Api, value: str) -> None:
    person = api.person()
    options = person.post("/me/factors/passkeys").json["options"]
    credential = mutated(Authenticator().make(options), "attestationObject", value)
    body = {"name": "x", "credential": credential}
    assert code_of(person.post("/me/factors/passkeys/confirm", body)) == "wrong_passkey"


def test_only_the_password_gets_a_challenge_and_guesses_are_counted(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    with_passkey(person)
    assert code_of(ask(person, "wrong wrong wrong")) == "wrong_credentials"
    assert {ask(person, "wrong wrong wrong").status for _ in range(12)} == {401, 429}
    assert log_in(person).status == 429, "the same count as at the log-in"


def test_wrong_passkeys_are_counted_with_wrong_codes(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    for _ in range(10):
        body = {"password": PASSWORD, "passkey": device.sign({"challenge": "AAAA" * 11})}
        assert code_of(person.post("/auth/proof", body)) == "wrong_passkey"
    assert log_in(person, answer(person, device)).status == 429


def test_the_right_password_wins_no_tries_by_asking_for_a_challenge(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    signed = answer(person, device)
    assert {ask(person).status for _ in range(10)} == {200, 429}
    assert log_in(person, signed).status == 429


@pytest.mark.parametrize("registers", [True, False])
def test_asking_for_a_challenge_is_in_the_audit_trail(api: Api, *, registers: bool) -> None:
    person = api.person()
    if registers:
        with_passkey(person)
    assert ask(person).status == (200 if registers else 404)
    assert kinds(person)[0] == "session.passkey_asked"


def test_an_account_without_passkeys_has_no_challenge(api: Api) -> None:
    assert code_of(ask(api.person())) == "factor_not_found"


def test_a_factor_that_changes_meanwhile_is_a_conflict(api: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = api.person()
    member = member_of(admin)
    factor, stale = enrolled(member, clock), find_user(member.user["id"])
    with_passkey(member)
    monkeypatch.setattr(totp, "fetch_user", lambda _: stale)
    monkeypatch.setattr(members, "fetch_member", lambda *_: stale)
    assert code_of(member.post("/me/factors/totp/remove", {"code": factor.recovery_codes[0]})) == "conflict"
    assert code_of(admin.delete(f"/company/members/{member.user['id']}/factors")) == "conflict"
    assert len(member.get("/me/factors").json["passkeys"]) == 1


def test_a_passkey_that_is_added_while_its_account_ends_is_not_left_behind(api: Api) -> None:
    person = api.person()
    stale = find_user(person.user["id"])
    assert stale
    with_passkey(person)
    with pytest.raises(ConditionFailed):
        commit(lambda transaction: drop_user(transaction, stale))
    assert len(person.get("/me/factors").json["passkeys"]) == 1


def test_either_factor_lets_in_and_each_is_counted_while_the_other_is_there(api: Api, clock: Clock) -> None:
    person = api.person()
    device, factor = with_passkey(person), enrolled(person, clock)
    assert log_in(person).json["factors"] == ["totp", "passkey"]
    clock.go_on(30)
    assert log_in(person, code=factor.app.at(clock.seconds)).status == 200
    assert log_in(person, answer(person, device)).status == 200
    assert person.post("/me/factors/totp/remove", {"code": factor.recovery_codes[0]}).status == 204
    assert log_in(person).json["factors"] == ["passkey"]
    assert code_of(log_in(person, code=factor.recovery_codes[1])) == "wrong_code", "they went with the app"
    (passkey,) = person.get("/me/factors").json["passkeys"]
    assert person.delete(f"/me/factors/passkeys/{passkey['id']}").status == 204
    assert log_in(person).status == 200


def test_removing_the_last_passkey_leaves_the_app(api: Api, clock: Clock) -> None:
    person = api.person()
    with_passkey(person)
    enrolled(person, clock)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    assert person.delete(f"/me/factors/passkeys/{passkey['id']}").status == 204
    assert log_in(person).json["factors"] == ["totp"]
    assert person.get("/me/factors").json["passkeys"] == []


def test_removing_app_and_passkey_at_once_leaves_no_account_that_says_it_has_a_factor(api: Api, clock: Clock) -> None:
    person = api.person()
    with_passkey(person)
    factor = enrolled(person, clock)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    caller = replace(caller_of(person), proof_at=now(), proven=True)

    def remove_one(number: int) -> None:
        if number % 2:
            use_cases.remove_passkey(caller, passkey["id"])
        else:
            remove_totp(caller, factor.recovery_codes[number // 2])

    at_once(remove_one)
    shown = person.get("/me/factors").json
    user = UserItem.get(user_key(person.user["id"]), PROFILE)
    assert user.has_factor == bool(shown["totp"] or shown["passkeys"])
    assert user.passkeys == len(shown["passkeys"])


def test_an_account_has_at_most_ten(api: Api) -> None:
    person = api.person()
    for number in range(MAX_PASSKEYS):
        assert register(person, Authenticator(), f"key {number}").status == 201
    assert code_of(person.post("/me/factors/passkeys")) == "too_many_passkeys"
    assert UserItem.get(user_key(person.user["id"]), PROFILE).passkeys == MAX_PASSKEYS


def test_the_same_passkey_is_not_registered_twice(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    assert code_of(register(person, device)) == "conflict"
    assert UserItem.get(user_key(person.user["id"]), PROFILE).passkeys == 1


def test_an_open_session_alone_changes_no_passkey(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    device = with_passkey(person)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    path = f"/me/factors/passkeys/{passkey['id']}"
    confirmed = person.post("/me/factors/passkeys/confirm", {"name": "x", "credential": device.make({"challenge": ""})})
    assert {code_of(person.post("/me/factors/passkeys")), code_of(confirmed), code_of(person.delete(path))} == {
        "proof_needed"
    }
    assert code_of(person.post("/auth/proof", {"password": PASSWORD})) == "code_needed"
    let_time_go_on(monkeypatch, "chalicelib.accounts.sessions", timedelta(minutes=16))
    body = {"password": PASSWORD, "passkey": answer(person, device)}
    assert person.post("/auth/proof", body).status == 204
    assert person.delete(path).status == 204


def test_a_session_that_gave_the_password_alone_changes_no_factor_that_came_later(api: Api, clock: Clock) -> None:
    person = api.person()
    earlier = log_in(person).json["access"]
    with_passkey(person)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    for method, path in (("DELETE", f"/me/factors/passkeys/{passkey['id']}"), ("POST", "/me/factors/passkeys")):
        assert code_of(api.call(method, path, token=earlier)) == "proof_needed"
    assert person.delete(f"/me/factors/passkeys/{passkey['id']}").status == 204, "who added it has shown it"
    enrolled(person, clock)
    assert code_of(api.call("POST", "/me/factors/passkeys", token=earlier)) == "proof_needed", "an app counts as well"


def test_a_strangers_account_has_no_passkey(api: Api) -> None:
    stranger = api.person(proven=False)
    assert code_of(stranger.post("/me/factors/passkeys")) == "address_unproven"
    body = {"name": "x", "credential": Authenticator().make({"challenge": ""})}
    assert code_of(stranger.post("/me/factors/passkeys/confirm", body)) == "address_unproven"


def test_nobody_removes_anothers_passkey(api: Api) -> None:
    person, thief = api.person(), api.person()
    with_passkey(person)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    assert code_of(thief.delete(f"/me/factors/passkeys/{passkey['id']}")) == "factor_not_found"
    assert code_of(person.delete("/me/factors/passkeys/unknown")) == "factor_not_found"


def test_an_admin_removes_all_of_a_members_factors(api: Api, clock: Clock) -> None:
    admin = api.person()
    member = member_of(admin)
    with_passkey(member)
    enrolled(member, clock)
    path = f"/company/members/{member.user['id']}/factors"
    assert admin.delete(path).status == 204
    assert code_of(admin.delete(path)) == "factor_not_found"
    assert log_in(member).status == 200
    assert member.get("/me/factors").json == {"totp": False, "recovery_codes": 0, "passkeys": [], "demanded": False}


def test_a_company_that_demands_a_factor_takes_a_passkey(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert api.call("PATCH", "/company", {"factors_demanded": True}, token=admin.access).status == 200
    assert code_of(member.get("/invoices")) == "factor_needed"
    with_passkey(member)
    assert member.get("/invoices").status == 200


def test_a_reset_that_proves_the_address_removes_passkeys_from_before(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.proven_at.remove()])
    api.call("POST", "/auth/password_reset", {"email": person.email})
    new = "another long passphrase 7"
    assert api.call("POST", deliver()[-1].link, {"new_password": new}).status == 200
    body = {"email": person.email, "password": new}
    assert api.call("POST", "/auth/login", body).status == 200


def test_a_deleted_account_leaves_no_passkey(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    left = [item.sk for item in AccountItem.query(user_key(person.user["id"]))]
    assert [each for each in left if each.startswith("passkey")] == []


def test_the_domain_is_the_operators_and_other_origins_are_the_front_ends(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSKEY_DOMAIN", "example.com")
    monkeypatch.setenv("CORS_ORIGIN", "https://app.example.com https://other.example.com")
    settings.cache_clear()
    party = use_cases.relying_party("https://api.example.com/dev")
    assert party.domain == "example.com"
    assert party.origins == ("https://api.example.com", "https://app.example.com", "https://other.example.com")
    person = api.person()
    device = Authenticator(domain="example.com", origin="https://app.example.com")
    caller = replace(caller_of(person), proof_at=now(), proven=True)
    made = device.make(use_cases.begin_passkey(caller, party))
    assert use_cases.confirm_passkey(caller, "Telephone", made, party).name == "Telephone"


def test_the_person_is_mailed_and_the_trail_has_its_name(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    (passkey,) = person.get("/me/factors").json["passkeys"]
    person.delete(f"/me/factors/passkeys/{passkey['id']}")
    deliver()
    assert [mail.subject for mail in sent() if mail.to == person.email][-2:] == [
        "A passkey was added to your account",
        "A second factor was removed from your account",
    ]
    assert kinds(person)[:2] == ["factor.removed", "factor.added"]
    assert "Telephone" in str(raw_events())
