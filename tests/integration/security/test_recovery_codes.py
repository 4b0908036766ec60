"""Recovery codes of accounts that have passkeys and no app: good once each, and for nobody else."""

from datetime import timedelta

import pytest

from chalicelib.accounts.factors import recovery_codes
from chalicelib.storage.accounts.users import find_user
from tests.integration.security.test_passkeys import answer, ask, code_of, log_in, register, with_passkey
from tests.support.api import PASSWORD, Api, Person
from tests.support.audit import kinds, raw_events
from tests.support.letters.sent import deliver
from tests.support.moments import let_time_go_on
from tests.support.people.authenticator import Authenticator
from tests.support.people.factors import Clock, clock, enrolled
from tests.support.together import at_once

__all__ = ["clock"]  # a fixture


def codes_of(person: Person) -> list[str]:
    made = person.post("/me/factors/recovery_codes", {})
    assert made.status == 200, made.body
    codes: list[str] = made.json["codes"]
    return codes


def left(person: Person) -> int:
    return int(person.get("/me/factors").json["recovery_codes"])


def test_a_code_lets_in_once_where_the_passkey_is_gone(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    assert log_in(person).json["factors"] == ["passkey"]
    first, *rest = codes_of(person)
    assert (len({first, *rest}), left(person)) == (10, 10)
    assert log_in(person).json["factors"] == ["passkey", "recovery_code"]
    assert log_in(person, code=first.upper().replace("-", " ")).status == 200
    assert code_of(log_in(person, code=first)) == "wrong_code"
    assert left(person) == 9
    assert "factor.recovery_codes_made" in kinds(person)
    assert {"New recovery codes for your account", "A recovery code of your account was used"} <= {
        mail.subject for mail in deliver()
    }


def test_of_the_same_code_at_once_one_goes_through(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    code, user = codes_of(person)[0], find_user(person.user["id"])
    assert user
    results = at_once(lambda _: recovery_codes.take_recovery_code(user, code))
    assert results["success"] == 1
    assert set(results) <= {"success", "WrongCode", "Throttled"}


def test_new_ones_make_the_earlier_void_and_another_accounts_are_none(api: Api) -> None:
    person, thief = api.person(), api.person()
    with_passkey(person)
    with_passkey(thief)
    old, thiefs = codes_of(person)[0], codes_of(thief)[0]
    codes_of(person)
    assert code_of(log_in(person, code=old)) == "wrong_code"
    assert code_of(log_in(person, code=thiefs)) == "wrong_code"
    assert code_of(log_in(person, code=" - ")) == "wrong_code"


def test_they_are_guessed_as_seldom_as_other_codes(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    code = codes_of(person)[0]
    tries = [code_of(log_in(person, code=f"{number:030x}")) for number in range(11)]
    assert tries == ["wrong_code"] * 10 + ["throttled"]
    assert code_of(log_in(person, code=code)) == "throttled"


def test_making_them_takes_recent_proof_and_a_passkey(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    assert code_of(person.post("/me/factors/recovery_codes", {})) == "factor_not_found"
    with_passkey(person)
    let_time_go_on(monkeypatch, "chalicelib.accounts.factors.proof", timedelta(minutes=16))
    assert code_of(person.post("/me/factors/recovery_codes", {})) == "proof_needed"


def test_the_password_alone_is_no_proof_but_a_code_is(api: Api) -> None:
    person = api.person()
    device = with_passkey(person)
    code = codes_of(person)[0]
    assert code_of(person.post("/auth/proof", {"password": PASSWORD})) == "code_needed"
    assert person.post("/auth/proof", {"password": PASSWORD, "code": code}).status == 204
    (passkey,) = person.get("/me/factors").json["passkeys"]
    assert person.delete(f"/me/factors/passkeys/{passkey['id']}").status == 204
    assert ask(person).status == 404
    assert device


def test_they_end_with_the_last_passkey_and_no_later_one_revives_them(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    assert register(person, Authenticator(), "Key").status == 201
    code = codes_of(person)[0]
    first, second = person.get("/me/factors").json["passkeys"]
    assert person.delete(f"/me/factors/passkeys/{first['id']}").status == 204
    assert left(person) == 10
    assert person.delete(f"/me/factors/passkeys/{second['id']}").status == 204
    assert (left(person), log_in(person).status) == (0, 200)
    with_passkey(person)
    assert left(person) == 0
    assert code_of(log_in(person, code=code)) == "wrong_code"


def test_an_app_brings_its_own(api: Api, clock: Clock) -> None:
    person = api.person()
    device = with_passkey(person)
    old = codes_of(person)[0]
    factor = enrolled(person, clock)
    assert log_in(person).json["factors"] == ["totp", "passkey"]
    assert code_of(log_in(person, code=old)) == "wrong_code"
    assert code_of(person.post("/me/factors/recovery_codes", {})) == "wrong_code", "it takes a code of the app"
    assert log_in(person, code=factor.recovery_codes[0]).status == 200
    assert log_in(person, answer(person, device)).status == 200


def test_an_app_that_is_put_in_use_meanwhile_leaves_none_beside_its_own(
    api: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    with_passkey(person)
    enrolled(person, clock)
    monkeypatch.setattr("chalicelib.accounts.factors.recovery_codes.totp.is_in_use", lambda _: False)
    assert code_of(person.post("/me/factors/recovery_codes", {})) == "conflict"


def test_none_is_kept_as_it_is(api: Api) -> None:
    person = api.person()
    with_passkey(person)
    codes = codes_of(person)
    written = repr(raw_events())
    assert not [each for each in codes if each in written or each.replace("-", "") in written]
