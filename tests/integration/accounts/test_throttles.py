"""Too many tries."""

import time
from types import SimpleNamespace

import pytest

from chalicelib.settings import settings
from tests.support.api import PASSWORD, Api


@pytest.fixture(autouse=True)
def _usual_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROTTLE_FACTOR", "1")
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _within_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock that windows are cut by, so that no test runs across a border of one."""
    instant = time.time() // 86_400 * 86_400 + 60
    monkeypatch.setattr("chalicelib.accounts.throttling.time", SimpleNamespace(time=lambda: instant))


def wrong(api: Api, email: str, **headers: str) -> int:
    return api.call("POST", "/auth/login", {"email": email, "password": "wrong one"}, headers=headers).status


def test_ten_wrong_passwords_make_the_account_wait_but_not_its_sessions(api: Api) -> None:
    person = api.person()
    assert [wrong(api, person.email) for _ in range(12)] == [401] * 10 + [429] * 2
    answer = api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD})
    assert answer.status == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 900
    assert answer.json["retry_after"] == int(answer.headers["Retry-After"])
    assert person.get("/me").status == 200
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 200


def test_an_unknown_account_is_throttled_just_the_same(api: Api) -> None:
    assert [wrong(api, "nobody@example.com") for _ in range(11)] == [401] * 10 + [429]


def test_a_success_wipes_the_accounts_count(api: Api) -> None:
    person = api.person()
    for _ in range(3):
        assert [wrong(api, person.email) for _ in range(9)] == [401] * 9
        assert api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD}).status == 200


def test_one_address_cannot_try_many_accounts(api: Api) -> None:
    statuses = [wrong(api, f"victim{number}@example.com") for number in range(101)]
    assert statuses == [401] * 100 + [429]


def test_a_forged_header_is_no_other_address(api: Api) -> None:
    forged = [wrong(api, f"v{n}@example.com", **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(101)]
    assert forged[-1] == 429


def test_resets_of_one_account_are_limited(api: Api) -> None:
    statuses = [api.call("POST", "/auth/password_reset", {"email": "a@example.com"}).status for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def test_registrations_from_one_address_are_limited(api: Api) -> None:
    body = {"password": PASSWORD}
    statuses = [
        api.call("POST", "/auth/register", body | {"email": f"r{number}@example.com"}).status for number in range(21)
    ]
    assert statuses == [201] * 20 + [429]


def test_wrong_current_passwords_in_a_session_are_limited(api: Api) -> None:
    person = api.person()
    body = {"current_password": "wrong", "new_password": "another fine passphrase"}
    assert [person.post("/auth/password", body).status for _ in range(11)] == [422] * 10 + [429]


def test_exports_in_the_background_are_limited_and_lists_at_once_are_not(api: Api) -> None:
    person = api.person()
    statuses = [person.get("/invoices/export?format=zip").status for _ in range(61)]
    assert statuses == [202] * 60 + [429]
    assert person.get("/invoices/export?format=csv").status == 200
