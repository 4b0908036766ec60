"""Requests are limited by person, company and network address, for few writes."""

import time
from types import SimpleNamespace

import pytest

from chalicelib.accounts import rate_limits, throttling
from chalicelib.accounts.rate_limits import Cost
from chalicelib.settings import settings
from tests.support.api import Api, Recorder
from tests.support.invoices.forms import document, sender
from tests.support.people.team import member_of


class Clock:
    """The clock that windows are cut by."""

    def __init__(self) -> None:
        self.instant = time.time() // 60 * 60 + 18

    def time(self) -> float:
        return self.instant


@pytest.fixture(autouse=True)
def clock(api: Api, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have small limits, and no test that runs across the border of a minute."""
    made = Clock()
    monkeypatch.setenv("THROTTLE_FACTOR", "1")
    settings.cache_clear()
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=made.time))
    monkeypatch.setattr(rate_limits, "MAX_REQUESTS", {Cost.READ: 60, Cost.WRITE: 60, Cost.HEAVY: 3})
    return made


def test_a_person_has_so_many_reads_a_minute_and_is_told_how_many_are_left(api: Api, clock: Clock) -> None:
    person, other = api.person(), api.person()
    first = person.get("/me")
    assert first.headers["RateLimit-Policy"] == '"person-read";q=60;w=60'
    assert first.headers["RateLimit"] == '"person-read";r=59;t=42'
    statuses = [person.get("/me").status for _ in range(60)]
    assert statuses == [200] * 59 + [429]
    refused = person.get("/me")
    assert (refused.json["code"], refused.json["retry_after"]) == ("rate_limited", 42)
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("42", '"person-read";r=0;t=42')
    assert other.get("/me").status == 200
    clock.instant += 42
    assert person.get("/me").status == 200


def test_work_on_documents_is_limited_more_than_reading(api: Api) -> None:
    person = sender(api)
    accept = {"Accept": "application/pdf"}
    statuses = [person.post("/invoices/preview", document(), headers=accept).status for _ in range(4)]
    assert statuses == [200] * 3 + [429]
    assert person.get("/invoices").status == 200


def test_a_company_is_limited_however_many_its_people_are(api: Api) -> None:
    admin = sender(api)
    people = [admin, *(member_of(admin) for _ in range(5))]
    accept = {"Accept": "application/pdf"}
    statuses = [each.post("/invoices/preview", document(), headers=accept) for each in people for _ in range(3)]
    assert [answer.status for answer in statuses] == [200] * 15 + [429] * 3
    assert statuses[-1].headers["RateLimit-Policy"].startswith('"company-heavy"')


def test_an_address_is_limited_before_its_tokens_are_looked_at(api: Api, calls: Recorder) -> None:
    answers = [api.call("POST", "/invoices/uploads", {}, token="guess") for _ in range(30)]
    assert {answer.status for answer in answers} == {401}
    calls.clear()
    answer = api.call("POST", "/invoices/uploads", {}, token="guess")
    assert (answer.status, answer.json["code"]) == (429, "rate_limited")


def test_light_use_costs_no_write_and_a_flood_neither_once_it_is_refused(
    api: Api, calls: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "MAX_REQUESTS", {Cost.READ: 300, Cost.WRITE: 300, Cost.HEAVY: 300})
    person = api.person()
    calls.clear()
    for _ in range(9):
        person.get("/me")
    assert "UpdateItem" not in calls.operations
    while person.get("/me").status == 200:
        pass
    calls.clear()
    assert {person.get("/me").status for _ in range(15)} == {429}
    assert calls.operations.count("UpdateItem") <= 2
    assert rate_limits._ledger().counts  # the process knows it


def test_processes_share_what_they_count(api: Api) -> None:
    person = api.person()
    statuses = []
    for _ in range(4):
        rate_limits.forget_counts()  # another process
        statuses += [person.get("/me").status for _ in range(20)]
    assert statuses[:60] == [200] * 60
    assert 429 in statuses[60:]
