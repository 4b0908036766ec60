"""New passwords are looked up in a service of breached ones, where one is named, by a part of their hash."""

import unicodedata
from http.server import BaseHTTPRequestHandler

import pytest

from chalicelib.settings import settings
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.letters.sent import deliver
from tests.support.people.breaches import Respond, answer, breaches_of, digest, drip, listing

STOLEN = "nine stolen café spoons"


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("BREACHED_PASSWORDS_URL", url)
    settings.cache_clear()


def register(api: Api, password: str) -> Answer:
    return api.call("POST", "/auth/register", {"email": "new@example.com", "password": password})


def refused_field(answered: Answer) -> str:
    assert answered.status == 422, answered.body
    (problem,) = answered.json["errors"]
    assert "stolen" in problem["message"]
    return str(problem["field"])


def test_a_stolen_password_is_refused_and_only_five_digits_of_its_hash_leave(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    with breaches_of(listing(STOLEN)) as service:
        use(monkeypatch, service.url)
        assert refused_field(register(api, STOLEN)) == "password"
        assert register(api, "nine honest café spoons").status == 201
    (path, headers), _ = service.asked
    assert path == f"/range/{digest(STOLEN)[:5]}"
    assert headers["Add-Padding"] == "true"
    assert digest(STOLEN)[5:] not in repr(service.asked)


def test_it_is_looked_up_as_it_is_hashed_and_lines_that_pad_the_answer_are_none(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    padded = "nine padded café spoons"
    with breaches_of(listing(STOLEN, padding=(padded,))) as service:
        use(monkeypatch, service.url)
        assert refused_field(register(api, unicodedata.normalize("NFD", STOLEN))) == "password"
        assert register(api, padded).status == 201


def change(person: Person) -> Answer:
    return person.post("/auth/password", {"current_password": PASSWORD, "new_password": STOLEN})


def reset(person: Person) -> Answer:
    person.api.call("POST", "/auth/password_reset", {"email": person.email})
    return person.api.call("POST", deliver()[-1].link, {"new_password": STOLEN})


@pytest.mark.parametrize("ask", [change, reset])
def test_a_change_and_a_reset_look_it_up_too(api: Api, monkeypatch: pytest.MonkeyPatch, ask) -> None:  # type: ignore[no-untyped-def]
    person = api.person()
    with breaches_of(listing(STOLEN)) as service:
        use(monkeypatch, service.url)
        assert refused_field(ask(person)) == "new_password"


def test_the_page_behind_the_mailed_link_says_why(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    api.call("POST", "/auth/password_reset", {"email": person.email})
    with breaches_of(listing(STOLEN)) as service:
        use(monkeypatch, service.url)
        form = f"new_password={STOLEN.replace(' ', '+')}".encode()
        page = api.call(
            "POST",
            deliver()[-1].link,
            data=form,
            content_type="application/x-www-form-urlencoded",
            headers={"Accept": "text/html", "Accept-Language": "de"},
        )
    assert "gestohlener" in page.body.decode()


def broken(request: BaseHTTPRequestHandler, prefix: str) -> None:
    answer(request, 503, b"")


def elsewhere(request: BaseHTTPRequestHandler, prefix: str) -> None:
    answer(request, 302, b"", Location="/stolen/" + prefix)


def no_list(request: BaseHTTPRequestHandler, prefix: str) -> None:
    answer(request, 200, b"<html>hello</html>")


def no_number(request: BaseHTTPRequestHandler, prefix: str) -> None:
    answer(request, 200, b"0" * 35 + b":" + b"x" * 5_000)


def endless(request: BaseHTTPRequestHandler, prefix: str) -> None:
    try:
        answer(request, 200, b"0" * 3_000_000)
    except OSError:
        return  # it was read no further


def assert_said(caplog: pytest.LogCaptureFixture) -> None:
    (record,) = [each for each in caplog.records if "password accepted" in each.message]
    assert record.levelname == "WARNING"
    assert len(vars(record)["reason"]) < 300, "no whole answer"
    assert STOLEN not in repr(vars(record))


@pytest.mark.parametrize("respond", [broken, elsewhere, no_list, no_number, endless, drip])
def test_a_service_that_fails_is_slow_or_talks_too_much_costs_nobody_the_registration_and_the_log_says_so(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, respond: Respond
) -> None:
    with breaches_of(respond) as service:
        use(monkeypatch, service.url)
        assert register(api, STOLEN).status == 201
    assert len(service.asked) == 1
    assert_said(caplog)


def test_a_service_that_is_not_there_costs_nobody_the_registration(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with breaches_of(listing(STOLEN)) as service:
        use(monkeypatch, service.url)
    assert register(api, STOLEN).status == 201
    assert_said(caplog)


def test_nothing_is_asked_by_default_nor_about_what_is_refused_anyway(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    with breaches_of(listing(STOLEN)) as service:
        assert register(api, STOLEN).status == 201
        use(monkeypatch, service.url)
        assert register(api, "password123").status == 422
    assert service.asked == []
