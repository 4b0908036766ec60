"""Mails to the person about what was done to the account: so that a thief's doing is noticed."""

import pytest

from chalicelib.languages import LANGUAGES
from chalicelib.settings import settings
from chalicelib.storage.accounts.items import PROFILE, UserItem, user_key
from tests.support.api import PASSWORD, Api, Person
from tests.support.letters.sent import Sent, deliver, sent
from tests.support.people.authenticator import Authenticator
from tests.support.people.factors import Clock, Factor, clock, enrolled
from tests.support.people.team import member_of

__all__ = ["clock"]  # a fixture

NEW = "another long passphrase 7"


@pytest.fixture
def person(api: Api) -> Person:
    return api.person(name="Ann")


@pytest.fixture
def factor(person: Person, clock: Clock) -> Factor:
    """Return an app that was set up before, whose mail has gone."""
    made = enrolled(person, clock)
    deliver()
    clock.go_on(30)
    return made


def new_mails() -> list[Sent]:
    """Have the waiting mails sent; return those."""
    before = len(sent())
    return deliver()[before:]


def assert_only(person: Person, subject: str, *words: str) -> None:
    (mail,) = new_mails()
    assert (mail.to, mail.subject) == (person.email, subject)
    assert [each for each in words if each not in mail.text or each not in mail.html] == []


def log_in(person: Person, code: str) -> int:
    return person.api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD, "code": code}).status


def test_a_new_factor(person: Person, clock: Clock) -> None:
    begun = person.post("/me/factors/totp")
    assert begun.status == 201
    assert new_mails() == [], "nothing counts yet"
    enrolled(person, clock)
    assert_only(person, "A second factor was added to your account", "Hello Ann,", "code of it")


def test_a_factor_that_its_owner_removed(person: Person, factor: Factor, clock: Clock) -> None:
    assert person.post("/me/factors/totp/remove", {"code": factor.app.at(clock.seconds)}).status == 204
    assert_only(person, "A second factor was removed from your account", "by you or")


def test_a_factor_that_an_admin_removed(person: Person, clock: Clock) -> None:
    member = member_of(person)
    enrolled(member, clock)
    deliver()
    assert person.delete(f"/company/members/{member.user['id']}/factors").status == 204
    assert_only(member, "A second factor was removed from your account")


def test_a_factor_that_went_with_a_reset(person: Person, factor: Factor, api: Api) -> None:
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.proven_at.remove()])
    api.call("POST", "/auth/password_reset", {"email": person.email})
    assert api.call("POST", deliver()[-1].link, {"new_password": NEW}).status == 200
    mails = {mail.subject: mail.text for mail in new_mails()}
    assert set(mails) == {
        "Your password was set, and your address is proven",
        "A second factor was removed from your account",
    }
    assert "the new password that proved your address" in " ".join(
        mails["A second factor was removed from your account"].split()
    )


def test_a_recovery_code_that_was_used(person: Person, factor: Factor) -> None:
    assert log_in(person, factor.recovery_codes[0]) == 200
    assert_only(person, "A recovery code of your account was used", "Recovery codes left: 9.")
    assert log_in(person, factor.recovery_codes[0]) == 401
    assert new_mails() == [], "it was not used again"


def test_a_code_of_the_app_is_nothing_to_write_about(person: Person, factor: Factor, clock: Clock) -> None:
    assert log_in(person, factor.app.at(clock.seconds)) == 200
    assert new_mails() == []


def test_new_recovery_codes(person: Person, factor: Factor, clock: Clock) -> None:
    assert person.post("/me/factors/recovery_codes", {"code": factor.app.at(clock.seconds)}).status == 200
    assert_only(person, "New recovery codes for your account", "The earlier codes no longer work.")


def test_another_password_and_another_address(person: Person, api: Api) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert person.post("/auth/password", body).status == 204
    assert_only(person, "Your password was changed")
    assert person.post("/me/email", {"new_email": "new@example.com", "password": NEW}).status == 202
    assert api.call("POST", new_mails()[0].link, {"password": NEW}).status == 200
    assert_only(person, "Your e-mail address was changed", "new@example.com")


def test_a_queue_that_is_out_of_reach_undoes_nothing(
    person: Person, factor: Factor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/gone")
    settings.cache_clear()
    assert person.post("/me/factors/totp/remove", {"code": factor.app.at(clock.seconds)}).status == 204
    assert person.get("/me/factors").json["totp"] is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_written_in_the_persons_language(person: Person, clock: Clock, language: str) -> None:
    person.api.call("PATCH", "/me", {"language": language}, token=person.access)
    factor = enrolled(person, clock)
    assert log_in(person, factor.recovery_codes[0]) == 200
    clock.go_on(30)
    assert person.post("/me/factors/recovery_codes", {"code": factor.app.at(clock.seconds)}).status == 200
    clock.go_on(30)
    assert person.post("/me/factors/totp/remove", {"code": factor.app.at(clock.seconds)}).status == 204
    options = person.post("/me/factors/passkeys").json["options"]
    body = {"name": "Key", "credential": Authenticator().make(options)}
    assert person.post("/me/factors/passkeys/confirm", body).status == 201
    mails = new_mails()
    assert len({mail.subject for mail in mails}) == 5
    assert [mail.text for mail in mails if "Ann" not in mail.text or "{" in mail.text] == []
    assert len([mail for mail in mails if "9" in mail.text]) == 1
