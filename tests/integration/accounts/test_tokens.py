"""Attacks on tokens: every one of them is answered 401."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import jwt
import pytest

from chalicelib.accounts import tokens
from tests.support.api import PASSWORD, Api, Person

KEY = "s" * 64


@pytest.fixture(autouse=True)
def _known_key(aws: None) -> None:
    boto3.client("secretsmanager").put_secret_value(SecretId="TokenKeys", SecretString=json.dumps({"secret": KEY}))


def claims_of(person: Person, **changes: Any) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(person.access, options={"verify_signature": False})
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def signed(claims: dict[str, Any], key: str = KEY, kid: str | None = "initial", algorithm: str = "HS256") -> str:
    headers = {} if kid is None else {"kid": kid}
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)


def unsigned(person: Person) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none', 'typ': 'JWT', 'kid': 'initial'})}.{part(claims_of(person))}."


def tampered(person: Person) -> str:
    head, _, signature = person.access.split(".")
    payload = json.dumps(claims_of(person, sub="somebody-else")).encode()
    return f"{head}.{base64.urlsafe_b64encode(payload).rstrip(b'=').decode()}.{signature}"


def hours(number: float) -> datetime:
    return datetime.now(UTC) + timedelta(hours=number)


ATTACKS: dict[str, Callable[[Person], str]] = {
    "alg none": unsigned,
    "another HMAC": lambda person: signed(claims_of(person), algorithm="HS512"),
    "wrong key": lambda person: signed(claims_of(person), key="x" * 64),
    "unknown kid": lambda person: signed(claims_of(person), kid="unknown"),
    "no kid": lambda person: signed(claims_of(person), kid=None),
    "kid that is a path": lambda person: signed(claims_of(person), kid="../../dev/null"),
    "expired": lambda person: signed(claims_of(person, exp=hours(-1))),
    "not yet valid": lambda person: signed(claims_of(person, nbf=hours(1))),
    "issued in the future": lambda person: signed(claims_of(person, iat=hours(1))),
    "wrong type": lambda person: signed(claims_of(person, typ="refresh")),
    "refresh token": lambda person: person.refresh,
    "wrong audience": lambda person: signed(claims_of(person, aud="somewhere-else")),
    "wrong issuer": lambda person: signed(claims_of(person, iss="somebody-else")),
    "no expiry": lambda person: signed(claims_of(person, exp=None)),
    "no session": lambda person: signed(claims_of(person, sid=None)),
    "another session": lambda person: signed(claims_of(person, sid="0" * 26)),
    "subject that is no text": lambda person: signed(claims_of(person) | {"sid": ["a"]}),
    "tampered payload": tampered,
    "cut short": lambda person: person.access[:-4],
    "nonsense": lambda _person: "a.b.c",
}


def test_a_token_made_with_the_right_key_and_claims_is_good(api: Api) -> None:
    person = api.person()
    assert api.call("GET", "/me", token=signed(claims_of(person))).status == 200


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_an_attack_is_answered_401(api: Api, attack: str) -> None:
    answer = api.call("GET", "/me", token=ATTACKS[attack](api.person()))
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_public_key_as_hmac_secret_is_no_way_in(api: Api) -> None:
    """HS/RS confusion: there is no RS256 here at all, whatever the header says."""
    header = base64.urlsafe_b64encode(b'{"alg":"RS256","typ":"JWT","kid":"initial"}').rstrip(b"=").decode()
    person = api.person()
    _, payload, signature = signed(claims_of(person)).split(".")
    assert api.call("GET", "/me", token=f"{header}.{payload}.{signature}").status == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "bearer"])
def test_an_authorization_header_without_a_token_is_401(api: Api, header: str) -> None:
    assert api.call("GET", "/me", headers={"Authorization": header}).status == 401


def test_the_token_of_a_deleted_user_is_401(api: Api) -> None:
    person = api.person()
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    assert person.get("/me").status == 401


def test_adding_a_key_and_retiring_the_old_one_logs_nobody_out(api: Api) -> None:
    person = api.person()
    old = {"kid": "initial", "secret": KEY, "created": "2026-01-01"}
    new = {"kid": "next", "secret": "n" * 64, "created": "2026-06-01"}
    store_keys([old, new])
    assert person.get("/me").status == 200
    renewed = api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).json
    assert jwt.get_unverified_header(renewed["access"])["kid"] == "next"
    store_keys([new])
    assert api.call("GET", "/me", token=renewed["access"]).status == 200
    assert person.get("/me").status == 401


def test_a_token_of_a_key_added_elsewhere_is_good_before_the_cache_ends(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    secret = {"keys": [{"kid": "initial", "secret": KEY}, {"kid": "next", "secret": "n" * 64, "created": "2026-01-01"}]}
    boto3.client("secretsmanager").put_secret_value(SecretId="TokenKeys", SecretString=json.dumps(secret))
    monkeypatch.setattr(tokens, "_REREAD_SECONDS", -1)
    assert api.call("GET", "/me", token=signed(claims_of(person), key="n" * 64, kid="next")).status == 200


def test_a_key_too_short_to_be_safe_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        tokens.parse_key_ring({"keys": [{"kid": "weak", "secret": "short"}]})


def store_keys(keys: list[dict[str, str]]) -> None:
    boto3.client("secretsmanager").put_secret_value(SecretId="TokenKeys", SecretString=json.dumps({"keys": keys}))
    tokens.forget_keys()


def test_a_new_key_does_not_sign_before_every_process_can_know_it(api: Api) -> None:
    store_keys(
        [
            {"kid": "initial", "secret": KEY, "created": "2026-01-01"},
            {"kid": "new", "secret": "n" * 64, "created": datetime.now(UTC).isoformat()},
        ]
    )
    assert jwt.get_unverified_header(api.person().access)["kid"] == "initial"
