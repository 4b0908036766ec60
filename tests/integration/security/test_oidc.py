"""Log-in by an identity provider: who gets in, into whose account, and which answers are worth nothing."""

import hashlib
import hmac
import json
import re
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from chalicelib.accounts import throttling
from chalicelib.accounts.factors.second_factor import Given
from chalicelib.accounts.oidc import log_in as use_cases
from chalicelib.accounts.oidc.id_tokens import read_id_token
from chalicelib.accounts.oidc.log_in import Returned
from chalicelib.accounts.oidc.provider import forget_provider
from chalicelib.accounts.sessions import check_factor_or_record
from chalicelib.accounts.throttling import Action, TryLimit
from chalicelib.records.accounts import User
from chalicelib.records.security.identities import Asserted
from chalicelib.settings import settings
from chalicelib.storage.accounts import users
from chalicelib.storage.accounts.items import PROFILE, UserItem, user_key
from chalicelib.storage.accounts.users import find_user
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import kinds
from tests.support.letters.sent import deliver
from tests.support.moments import let_time_go_on
from tests.support.people.authenticator import Authenticator
from tests.support.people.factors import Clock, clock, enrolled
from tests.support.people.providers import (
    CALLBACK,
    SECRET,
    Claims,
    CrookedProvider,
    asked,
    begin,
    come_back,
    crooked_provider,
    keep_secret,
    new_key,
    real_provider,
    sign_in,
    use_provider,
)
from tests.support.people.team import member_of
from tests.support.together import CROWD, at_once

__all__ = ["clock"]  # a fixture

ADDRESS = "ann@example.com"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[CrookedProvider]:
    """A provider that says what the test wants, known to the API."""
    with crooked_provider() as made:
        use_provider(monkeypatch, made.issuer)
        yield made


def log_in(api: Api, provider: CrookedProvider, **more: Any) -> Answer:
    return come_back(api, provider.answer(begin(api)), **more)


def session_of(api: Api, answer: Answer) -> Person:
    assert answer.status == 200, answer.body
    made = answer.json
    return Person(api, made["user"]["email"], made["access"], made["refresh"], made["user"])


def mailed_link(api: Api) -> str:
    """Have a link mailed that sets a password, to the address that the provider names."""
    api.call("POST", "/auth/password_reset", {"email": ADDRESS})
    return deliver()[-1].link


def set_password_by_mail(api: Api) -> None:
    """Set a password by a mailed link."""
    assert api.call("POST", mailed_link(api), {"new_password": PASSWORD}).status == 200


def code_of(answer: Answer) -> Any:
    return answer.json["code"]


def at(provider: CrookedProvider, person: Person) -> None:
    """Have the provider vouch for a person's address."""
    provider.claims = {"email": person.email}


# Who gets in


def test_a_real_provider_lets_in_and_its_code_is_good_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    with real_provider(monkeypatch, "ann", email=ADDRESS, email_verified=True, name="Ann"):
        location = sign_in(begin(api), "ann")
        assert location.startswith(f"{CALLBACK}?")
        answer = asked(location)
        person = session_of(api, come_back(api, answer))
        again = session_of(api, come_back(api, asked(sign_in(begin(api), "ann"))))
        assert code_of(come_back(api, answer)) == "oidc_refused"
    assert person.user == again.user
    assert (person.email, person.user["name"], person.user["address_proven"]) == (ADDRESS, "Ann", True)
    assert person.get("/company").json["name"] == "Ann"


def test_a_code_of_a_real_provider_that_somebody_else_asked_for_is_refused(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    with real_provider(monkeypatch, "ann", email=ADDRESS, email_verified=True):
        theirs, own = asked(sign_in(begin(api), "ann")), asked(begin(api))
        injected = {"code": theirs["code"], "state": own["state"]}
        assert code_of(come_back(api, injected)) == "oidc_refused", "the nonce is another log-in's"


def test_without_a_provider_nothing_is_offered(api: Api) -> None:
    assert api.call("GET", "/auth/oidc").json == {"provider": None}
    begun = api.call("POST", "/auth/oidc/begin", {"challenge": "a" * 43})
    assert (begun.status, code_of(begun)) == (404, "oidc_unavailable")
    assert code_of(come_back(api, {"state": "s", "code": "c"})) == "oidc_unavailable"


def test_what_the_provider_is_asked_for(api: Api, provider: CrookedProvider) -> None:
    assert api.call("GET", "/auth/oidc").json == {"provider": "127.0.0.1"}
    query = asked(begin(api))
    other = asked(begin(api, anew=True))
    assert query["response_type"] == "code"
    assert query["scope"] == "openid email profile"
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == CALLBACK
    assert len({query[name] for name in ("state", "nonce", "code_challenge")}) == 3
    assert not {query["state"], query["nonce"]} & {other["state"], other["nonce"]}
    assert (other["prompt"], other["max_age"]) == ("login", "0")


def test_the_provider_is_shown_our_secret_out_of_secrets_manager(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = keep_secret("between us two")
    use_provider(monkeypatch, provider.issuer, OIDC_CLIENT_SECRET=name)
    session_of(api, log_in(api, provider))
    form, headers = provider.redeemed[-1]
    assert headers["Authorization"].startswith("Basic ")
    assert "client_secret" not in form
    use_provider(monkeypatch, provider.issuer, OIDC_CLIENT_SECRET=name)
    provider.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    session_of(api, log_in(api, provider))
    form, headers = provider.redeemed[-1]
    assert (form["client_secret"], "Authorization" in headers) == ("between us two", False)
    assert "between us two" not in capsys.readouterr().out


def test_what_the_callback_does(api: Api, provider: CrookedProvider) -> None:
    answer = provider.answer(begin(api))
    back = api.call("GET", f"/auth/oidc/callback?code={answer['code']}&state={answer['state']}&session_state=x")
    assert back.status == 303
    address = urlsplit(back.headers["Location"])
    assert (address.scheme, address.netloc, address.path.endswith("/app")) == ("", "", True)
    brought = {name: values[0] for name, values in parse_qs(address.fragment.partition("?")[2]).items()}
    assert brought == answer
    assert not provider.redeemed, "it used nothing up"


@pytest.mark.parametrize(
    "query",
    ["state=//evil.example", "code=https://evil.example", "redirect_uri=https://evil.example", "error=%0d%0aX:"],
)
def test_the_callback_leads_nowhere_else(api: Api, query: str) -> None:
    location = api.call("GET", f"/auth/oidc/callback?{query}").headers["Location"]
    assert re.fullmatch(r"(/api)?/app#/oidc\?[A-Za-z0-9=&%._+-]*", location), location


# Into whose account


def test_a_verified_address_finds_the_account_that_has_proven_it_and_the_identity_later_without_it(
    api: Api, provider: CrookedProvider
) -> None:
    person = api.person()
    at(provider, person)
    assert session_of(api, log_in(api, provider)).user["id"] == person.user["id"]
    assert {"account.identity_linked", "session.started"} <= set(kinds(person))
    assert [mail.subject for mail in deliver()][-1] == "A new way to log in to your account"
    provider.claims = {"email": "moved@example.com", "email_verified": False}
    assert session_of(api, log_in(api, provider)).user["id"] == person.user["id"]


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "false"}, {"email_verified": 1}])
def test_an_unverified_address_takes_over_nothing(api: Api, provider: CrookedProvider, claims: Claims) -> None:
    person = api.person()
    provider.claims = {"email": person.email, **claims}
    refused = log_in(api, provider)
    assert (refused.status, code_of(refused)) == (403, "oidc_address_unverified")


def test_an_address_that_is_not_said_to_be_verified_makes_no_account(api: Api, provider: CrookedProvider) -> None:
    provider.twist = lambda claims: {name: each for name, each in claims.items() if name != "email_verified"}
    assert code_of(log_in(api, provider)) == "oidc_address_unverified"
    provider.twist = lambda claims: {name: each for name, each in claims.items() if name != "email"}
    assert code_of(log_in(api, provider)) == "oidc_address_unverified"
    provider.twist = lambda claims: {**claims, "xms_edov": True, "email_verified": False}
    assert code_of(log_in(api, provider)) == "oidc_address_unverified", "that is Entra's word alone"


def test_a_strangers_unproven_account_of_the_address_ends_and_is_not_entered(
    api: Api, provider: CrookedProvider
) -> None:
    stranger = api.person(proven=False)
    at(provider, stranger)
    person = session_of(api, log_in(api, provider))
    assert person.user["id"] != stranger.user["id"]
    assert stranger.get("/me").status == 401
    login = api.call("POST", "/auth/login", {"email": stranger.email, "password": PASSWORD})
    assert login.status == 401, "the address is the person's, who has no password"


def test_an_account_that_holds_an_address_unproven_is_not_entered(api: Api, provider: CrookedProvider) -> None:
    person = api.person()
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.proven_at.remove()])
    at(provider, person)
    assert code_of(log_in(api, provider)) == "address_unproven"


def test_somebody_else_who_got_the_address_at_the_provider_does_not_get_the_account(
    api: Api, provider: CrookedProvider
) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    provider.claims |= {"sub": "4712"}
    refused = log_in(api, provider)
    assert (refused.status, code_of(refused)) == (409, "oidc_other_identity")
    assert "session.refused" in kinds(person)


def test_of_two_first_log_ins_at_once_one_makes_the_account(api: Api, provider: CrookedProvider) -> None:
    answers = [provider.answer(begin(api)) for _ in range(CROWD)]

    def enter(turn: int) -> object:
        returned = Returned(answers[turn]["state"], answers[turn]["code"], SECRET)
        return use_cases.log_in(returned, source_ip="192.0.2.1", language="en")

    results = at_once(enter)
    assert results["success"] >= 1
    assert set(results) <= {"success", "OidcRefused"}
    first, second = (session_of(api, log_in(api, provider)) for _ in range(2))
    assert first.user["id"] == second.user["id"]


def test_identities_are_listed_and_unlinked_and_go_with_the_account(api: Api, provider: CrookedProvider) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    (shown,) = person.get("/me/identities").json["items"]
    assert (shown["issuer"], shown["subject"]) == (provider.issuer, "4711")
    assert api.person().delete(f"/me/identities/{shown['id']}").status == 404
    assert person.delete(f"/me/identities/{shown['id']}").status == 204
    assert person.get("/me/identities").json == {"items": []}
    assert "account.identity_unlinked" in kinds(person)
    session_of(api, log_in(api, provider, password=PASSWORD))
    deleted = api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access)
    assert deleted.status == 204, deleted.body
    assert session_of(api, log_in(api, provider)).user["id"] != person.user["id"]


def test_an_account_without_a_password_sets_one_by_a_mailed_link(api: Api, provider: CrookedProvider) -> None:
    person = session_of(api, log_in(api, provider))
    assert person.get("/me").json["has_password"] is False
    refused = person.post("/auth/proof", {"password": "!"})
    assert (refused.status, "no password" in refused.json["errors"][0]["message"]) == (422, True)
    assert api.call("POST", "/auth/login", {"email": ADDRESS, "password": "!"}).status == 401
    set_password_by_mail(api)
    login = api.call("POST", "/auth/login", {"email": ADDRESS, "password": PASSWORD})
    assert login.json["user"]["has_password"] is True


@pytest.mark.parametrize(
    "address", ["ann@corp.local", "not an address", "ann@example.com\r\nBcc: all@example.com", ["ann@example.com"]]
)
def test_an_address_that_no_mail_reaches_finds_nothing_and_a_linked_identity_needs_none(
    api: Api, provider: CrookedProvider, address: object
) -> None:
    provider.claims = {"email": address}
    assert code_of(log_in(api, provider)) == "oidc_address_unverified"
    provider.claims = {}
    person = session_of(api, log_in(api, provider))
    provider.claims = {"email": address}
    assert session_of(api, log_in(api, provider)).user["id"] == person.user["id"]


# Unlinked


def unlink(person: Person) -> None:
    (shown,) = person.get("/me/identities").json["items"]
    assert person.delete(f"/me/identities/{shown['id']}").status == 204


def test_what_its_owner_unlinked_is_linked_again_by_the_password_alone(api: Api, provider: CrookedProvider) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    unlink(person)
    answer = provider.answer(begin(api))
    refused = come_back(api, answer)
    assert (refused.status, code_of(refused)) == (403, "oidc_unlinked")
    provider.claims |= {"sub": "4712"}
    assert code_of(log_in(api, provider)) == "oidc_unlinked", "nor is another of that provider"
    assert person.get("/me/identities").json == {"items": []}
    wrong = come_back(api, answer, password="not the password")
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "password")
    assert "session.refused" in kinds(person)
    assert session_of(api, come_back(api, answer, password=PASSWORD)).user["id"] == person.user["id"]
    assert [each["subject"] for each in person.get("/me/identities").json["items"]] == ["4711"]
    provider.claims = {"email_verified": False}
    assert session_of(api, log_in(api, provider)).user["id"] == person.user["id"]


def test_passwords_are_not_guessed_by_an_unlinked_identity(api: Api, provider: CrookedProvider) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    unlink(person)
    answer = provider.answer(begin(api))
    tries = [come_back(api, answer, password=f"guess {turn}").status for turn in range(11)]
    assert tries == [422] * 10 + [429]


def test_an_account_without_a_password_that_unlinks_needs_one(api: Api, provider: CrookedProvider) -> None:
    person = session_of(api, log_in(api, provider))
    unlink(person)
    answer = provider.answer(begin(api))
    assert code_of(come_back(api, answer)) == "oidc_unlinked"
    assert come_back(api, answer, password="!").status == 422
    set_password_by_mail(api)
    assert session_of(api, come_back(api, answer, password=PASSWORD)).user["id"] == person.user["id"]


def test_a_reset_password_unlinks_and_ends_what_the_identity_began(api: Api, provider: CrookedProvider) -> None:
    thief = session_of(api, log_in(api, provider))
    set_password_by_mail(api)
    assert thief.get("/me").status == 401
    assert code_of(log_in(api, provider)) == "oidc_unlinked"
    login = api.call("POST", "/auth/login", {"email": ADDRESS, "password": PASSWORD})
    owner = session_of(api, login)
    assert owner.get("/me/identities").json == {"items": []}
    assert "account.identity_unlinked" in kinds(owner)


def test_a_log_in_that_a_reset_overtakes_starts_no_session(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_of(api, log_in(api, provider))
    answer, link = provider.answer(begin(api)), mailed_link(api)

    def overtaken(user: User, given: Given) -> None:
        check_factor_or_record(user, given)
        assert api.call("POST", link, {"new_password": PASSWORD}).status == 200

    monkeypatch.setattr(use_cases, "check_factor_or_record", overtaken)
    assert code_of(come_back(api, answer)) == "oidc_refused"


def test_an_unlinked_identitys_passkey_is_asked_for_after_the_password(api: Api, provider: CrookedProvider) -> None:
    person, device = api.person(), Authenticator()
    at(provider, person)
    session_of(api, log_in(api, provider))
    unlink(person)
    options = person.post("/me/factors/passkeys").json["options"]
    named = {"name": "Telephone", "credential": device.make(options)}
    assert person.post("/me/factors/passkeys/confirm", named).status == 201
    answer = provider.answer(begin(api))
    assert code_of(come_back(api, answer)) == "oidc_unlinked"
    wanted = {"state": answer["state"], "secret": SECRET}
    assert code_of(api.call("POST", "/auth/oidc/passkey_challenge", wanted)) == "oidc_unlinked"
    assert code_of(come_back(api, answer, password=PASSWORD)) == "code_needed"
    challenge = api.call("POST", "/auth/oidc/passkey_challenge", wanted | {"password": PASSWORD}).json["options"]
    assert come_back(api, answer, password=PASSWORD, passkey=device.sign(challenge)).status == 200
    assert "session.passkey_asked" in kinds(person)


def test_the_mail_about_a_new_link_says_how_to_end_it(api: Api, provider: CrookedProvider) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    told = deliver()[-1]
    assert told.subject == "A new way to log in to your account"
    assert "unlink it under Settings, Security, and change your password" in " ".join(told.text.split())


def test_an_identity_that_was_linked_while_its_account_was_deleted_is_free(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    at(provider, person)
    session_of(api, log_in(api, provider))
    with monkeypatch.context() as patch:
        patch.setattr(users, "drop_identities", lambda *_: None)  # it looked before the identity was linked
        assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    first, second = (session_of(api, log_in(api, provider)) for _ in range(2))
    assert first.user["id"] == second.user["id"] != person.user["id"]


# Of what tokens say


GOOGLE = "https://accounts.google.com"
ENTRA = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"


@pytest.mark.parametrize(
    ("claims", "vouched"),
    [
        ({"email_verified": True}, False),
        ({"xms_edov": True}, True),
        ({"xms_edov": "1"}, True),
        ({"xms_edov": False, "email_verified": True}, False),
        ({"xms_edov": "false"}, False),
        ({}, False),
    ],
)
def test_of_entra_only_its_own_word_makes_an_address_verified(claims: Claims, *, vouched: bool) -> None:
    assert said_by(ENTRA, {"email": ADDRESS, **claims}).email == (ADDRESS if vouched else "")


@pytest.mark.parametrize(
    ("claims", "vouched"),
    [
        ({"email_verified": True}, False),
        ({"email_verified": True, "hd": ""}, False),
        ({"email_verified": True, "hd": "example.com"}, True),
        ({"email_verified": False, "hd": "example.com"}, False),
        ({"email": "ann@gmail.com", "email_verified": True}, True),
        ({"email": "Ann@GMail.com", "email_verified": True}, True),
        ({"email": "ann@gmail.com", "email_verified": False}, False),
        ({"email": "ann@gmail.com.example.com", "email_verified": True}, False),
        ({"email": "ann@notgmail.com", "email_verified": True}, False),
    ],
)
def test_google_speaks_for_its_mailboxes_and_organisations_alone(claims: Claims, *, vouched: bool) -> None:
    said = {"email": ADDRESS, **claims}
    assert said_by(GOOGLE, said).email == (said["email"].lower() if vouched else "")


def said_by(issuer: str, claims: Claims) -> Asserted:
    """Return what a token of this issuer says."""
    key, instant = new_key(), int(time.time())
    said = {"iss": issuer, "aud": "us", "sub": "s", "nonce": "n", "iat": instant, "exp": instant + 60}
    token = jwt.encode({"alg": "RS256", "kid": "first"}, said | claims, key)

    def keys(*, anew: bool) -> dict[str, Any]:
        assert not anew, "the key is there"
        return {"keys": [key.as_dict(private=False)]}

    return read_id_token(token, keys, issuer=issuer, client_id="us", nonce="n")


def test_a_key_that_cannot_be_read_stops_no_log_in(api: Api, provider: CrookedProvider) -> None:
    odd: list[Any] = [
        {"kty": "EC", "crv": "P-9999", "x": "AA", "y": "AA", "kid": "odd"},
        {"kty": "RSA", "n": "!", "kid": "odd"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
        {},
        "no key",
    ]
    provider.published = [*odd, *provider.published]
    session_of(api, log_in(api, provider))
    provider.published = odd
    forget_provider()
    assert code_of(log_in(api, provider)) == "oidc_refused"


def test_log_ins_begun_and_accounts_made_are_counted_by_network_address(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttling._BY_ADDRESS, Action.REGISTER, TryLimit(1, 3_600))
    monkeypatch.setitem(throttling._BY_ADDRESS, Action.OIDC_BEGIN, TryLimit(4, 900))
    monkeypatch.setenv("THROTTLE_FACTOR", "1")
    settings.cache_clear()
    session_of(api, log_in(api, provider))
    provider.claims = {"sub": "4712", "email": "ben@example.com"}
    assert log_in(api, provider).status == 429
    provider.claims = {}
    session_of(api, log_in(api, provider))
    begin(api)
    assert api.call("POST", "/auth/oidc/begin", {"challenge": "a" * 43}).status == 429


# Proof and second factors


@pytest.mark.parametrize(("seconds", "status"), [(60, 201), (3_600, 403)])
def test_a_log_in_counts_as_proof_as_far_as_the_provider_asked_of_late(
    api: Api, provider: CrookedProvider, seconds: int, status: int
) -> None:
    provider.claims = {"auth_time": int(time.time()) - seconds}
    person = session_of(api, log_in(api, provider))
    assert person.post("/me/factors/totp").status == status


@pytest.mark.parametrize("at", [None, True, "now", 10**30, -(10**30)])
def test_a_provider_that_does_not_say_when_it_asked_proves_nothing(
    api: Api, provider: CrookedProvider, at: object
) -> None:
    provider.claims = {"auth_time": at}
    answer = log_in(api, provider)
    if answer.status == 401:
        assert code_of(answer) == "oidc_refused"
    else:
        assert code_of(session_of(api, answer).post("/me/factors/totp")) == "proof_needed"


def test_a_second_factor_is_asked_for_as_after_a_password(api: Api, provider: CrookedProvider, clock: Clock) -> None:
    person = api.person()
    app = enrolled(person, clock).app
    at(provider, person)
    answer = provider.answer(begin(api))
    needed = come_back(api, answer)
    assert (needed.status, code_of(needed), needed.json["factors"]) == (401, "code_needed", ["totp"])
    assert person.get("/me/identities").json == {"items": []}, "nothing is linked before it is complete"
    assert code_of(come_back(api, answer, second_factor="000000")) == "wrong_code"
    clock.go_on(30)
    assert code_of(come_back(api, answer, secret="y" * 43, second_factor=app.at(clock.seconds))) == "oidc_refused"
    assert come_back(api, answer, second_factor=app.at(clock.seconds)).status == 200
    clock.go_on(30)
    assert code_of(come_back(api, answer, second_factor=app.at(clock.seconds))) == "oidc_refused", "it is good once"
    assert len(provider.redeemed) == 1, "the code was redeemed once"
    assert "session.refused" in kinds(person)


def test_a_passkey_is_asked_for_too(api: Api, provider: CrookedProvider) -> None:
    person, device = api.person(), Authenticator()
    options = person.post("/me/factors/passkeys").json["options"]
    named = {"name": "Telephone", "credential": device.make(options)}
    assert person.post("/me/factors/passkeys/confirm", named).status == 201
    at(provider, person)
    answer = provider.answer(begin(api))
    wanted = {"state": answer["state"], "secret": SECRET}
    assert code_of(api.call("POST", "/auth/oidc/passkey_challenge", wanted)) == "oidc_refused", "nothing waits for it"
    assert come_back(api, answer).json["factors"] == ["passkey"]
    stolen = api.call("POST", "/auth/oidc/passkey_challenge", wanted | {"secret": "y" * 43})
    assert code_of(stolen) == "oidc_refused"
    challenge = api.call("POST", "/auth/oidc/passkey_challenge", wanted).json["options"]
    assert come_back(api, answer, passkey=device.sign(challenge)).status == 200
    assert "session.passkey_asked" in kinds(person)


def test_a_company_that_demands_a_second_factor_demands_it_here_too(
    api: Api, provider: CrookedProvider, clock: Clock
) -> None:
    person = api.person()
    enrolled(person, clock)
    demanded = api.call("PATCH", "/company", {"factors_demanded": True}, token=person.access)
    assert demanded.status == 200, demanded.body
    user = find_user(person.user["id"])
    assert user
    assert user.factor_demanded
    at(provider, person)
    assert code_of(log_in(api, provider)) == "code_needed"


def test_who_has_none_where_the_company_demands_one_sets_it_up_first(
    api: Api, provider: CrookedProvider, clock: Clock
) -> None:
    admin = api.person()
    enrolled(admin, clock)
    member = member_of(admin)
    assert api.call("PATCH", "/company", {"factors_demanded": True}, token=admin.access).status == 200
    at(provider, member)
    person = session_of(api, log_in(api, provider))
    assert person.user["id"] == member.user["id"]
    assert code_of(person.get("/invoices")) == "factor_needed"


# Answers that are worth nothing


@pytest.mark.parametrize(
    "forged", [{"state": "another"}, {"secret": "y" * 43}, {"code": "guessed"}, {"iss": "https://evil.example"}]
)
def test_an_answer_that_does_not_fit_the_log_in_is_refused(
    api: Api, provider: CrookedProvider, forged: dict[str, str]
) -> None:
    answer = provider.answer(begin(api)) | {"secret": SECRET} | forged
    refused = api.call("POST", "/auth/oidc/login", answer)
    assert (refused.status, code_of(refused)) == (401, "oidc_refused")


def test_an_answer_is_good_once_and_for_ten_minutes(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = provider.answer(begin(api))
    assert come_back(api, answer).status == 200
    assert code_of(come_back(api, answer)) == "oidc_refused"
    late = provider.answer(begin(api))
    let_time_go_on(monkeypatch, "chalicelib.storage.accounts.log_in_flows", timedelta(minutes=10, seconds=1))
    assert code_of(come_back(api, late)) == "oidc_refused"


def test_a_wrong_code_uses_the_log_in_up(api: Api, provider: CrookedProvider) -> None:
    answer = provider.answer(begin(api))
    assert code_of(come_back(api, answer | {"code": "guessed"})) == "oidc_refused"
    assert code_of(come_back(api, answer)) == "oidc_refused"


def test_of_the_same_answer_at_once_one_goes_through(api: Api, provider: CrookedProvider) -> None:
    session_of(api, log_in(api, provider))
    answer = provider.answer(begin(api))
    returned = Returned(answer["state"], answer["code"], SECRET)
    results = at_once(lambda _: use_cases.log_in(returned, source_ip="192.0.2.1", language="en"))
    assert results["success"] == 1
    assert set(results) == {"success", "OidcRefused"}


def test_a_victims_browser_does_not_finish_an_attackers_log_in(api: Api, provider: CrookedProvider) -> None:
    begin(api, secret="v" * 43)
    attackers = provider.answer(begin(api, secret="a" * 43))
    assert code_of(come_back(api, attackers, secret="v" * 43)) == "oidc_refused"


def none_signed(_: CrookedProvider, claims: Claims) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


def signed_by_our_secret(_: CrookedProvider, claims: Claims) -> str:
    return jwt.encode({"alg": "HS256", "kid": "first"}, claims, OctKey.import_key("a secret of both, thirty-two bytes"))


def signed_by_the_public_key(provider: CrookedProvider, claims: Claims) -> str:
    public = provider.key.as_pem(private=False)
    header, payload = none_signed(provider, claims).split(".")[:2]
    header = urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "first"}).encode()).rstrip(b"=").decode()
    signature = hmac.new(public, f"{header}.{payload}".encode(), hashlib.sha256).digest()
    return f"{header}.{payload}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def signed_by_another(_: CrookedProvider, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": "first"}, claims, new_key("first"))


def signed_by_its_own_header(_: CrookedProvider, claims: Claims) -> str:
    key = new_key("mine")
    header = {"alg": "RS256", "kid": "mine", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, claims, key)


def tampered(provider: CrookedProvider, claims: Claims) -> str:
    token = jwt.encode({"alg": "RS256", "kid": "first"}, {**claims, "sub": "other"}, provider.key)
    header, _, signature = token.split(".")
    return f"{header}.{none_signed(provider, claims).split('.')[1]}.{signature}"


@pytest.mark.parametrize(
    "sign",
    [
        none_signed,
        signed_by_our_secret,
        signed_by_the_public_key,
        signed_by_another,
        signed_by_its_own_header,
        tampered,
        lambda *_: "no.token.atall",
        lambda *_: "x" * 60_000,
    ],
)
def test_a_token_that_the_issuer_did_not_sign_is_refused(api: Api, provider: CrookedProvider, sign: Any) -> None:
    provider.sign = sign
    assert code_of(log_in(api, provider)) == "oidc_refused"


HOUR = 3_600


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "another"},
        {"nonce": ["another", "x"]},
        {"nonce": None},
        {"aud": "others"},
        {"aud": ["invoices", "others"]},
        {"aud": []},
        {"azp": "others"},
        {"iss": "https://accounts.example.com"},
        {"iss": ["http://127.0.0.1"]},
        {"exp": int(time.time()) - HOUR},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": int(time.time()) + HOUR},
        {"nbf": int(time.time()) + HOUR},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": ["4711"]},
    ],
)
def test_a_token_for_others_of_others_or_over_is_refused(api: Api, provider: CrookedProvider, change: Claims) -> None:
    provider.claims = change
    assert code_of(log_in(api, provider)) == "oidc_refused"


def test_a_nonce_of_another_log_in_within_a_list_is_none(api: Api, provider: CrookedProvider) -> None:
    provider.twist = lambda claims: {**claims, "nonce": [claims["nonce"], "x"]}
    assert code_of(log_in(api, provider)) == "oidc_refused"


def test_an_answer_of_another_provider_is_refused(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mix-up: a log-in that began at one provider is not answered by another (RFC 9207)."""
    answer = provider.answer(begin(api))
    with crooked_provider() as other:
        use_provider(monkeypatch, other.issuer)
        other.codes = provider.codes
        assert code_of(come_back(api, answer)) == "oidc_refused"
        assert not other.redeemed, "no code went to the other one"


def test_a_provider_that_names_itself_has_to(api: Api, provider: CrookedProvider) -> None:
    provider.document = {"authorization_response_iss_parameter_supported": True}
    assert code_of(log_in(api, provider)) == "oidc_refused"
    assert log_in(api, provider, iss=provider.issuer).status == 200


def test_keys_may_change_at_any_time_and_an_old_one_is_void(api: Api, provider: CrookedProvider) -> None:
    old = provider.key
    session_of(api, log_in(api, provider))
    provider.rotate()
    session_of(api, log_in(api, provider))
    provider.sign = lambda _, claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, old)
    assert code_of(log_in(api, provider)) == "oidc_refused"


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://accounts.example.com"},
        {"token_endpoint": "ftp://127.0.0.1/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"padding": "x" * 600_000},
    ],
)
def test_what_is_no_document_of_that_issuer_is_not_used(api: Api, provider: CrookedProvider, document: Claims) -> None:
    provider.document = document
    refused = api.call("POST", "/auth/oidc/begin", {"challenge": "a" * 43})
    assert (refused.status, code_of(refused)) == (503, "oidc_unreachable")


def test_no_redirect_is_followed(api: Api, provider: CrookedProvider) -> None:
    provider.leads_elsewhere = True
    assert code_of(api.call("POST", "/auth/oidc/begin", {"challenge": "a" * 43})) == "oidc_unreachable"
    assert provider.fetched == ["/.well-known/openid-configuration"]


def test_nothing_is_fetched_without_encryption_but_on_this_machine(
    api: Api, provider: CrookedProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_provider(monkeypatch, provider.issuer, OIDC_OVER_HTTP="")
    assert code_of(api.call("POST", "/auth/oidc/begin", {"challenge": "a" * 43})) == "oidc_unreachable"
    assert not provider.fetched


def test_a_provider_is_asked_who_it_is_once_an_hour(api: Api, provider: CrookedProvider) -> None:
    for _ in range(3):
        session_of(api, log_in(api, provider))
    assert provider.fetched == ["/.well-known/openid-configuration", "/jwks"]
