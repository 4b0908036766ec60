"""Reminders: off by default, each level once, to those whom the invoice went to, none once it is paid."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import remind
from chalicelib.languages import LANGUAGES
from chalicelib.records.sendings import Suppression, SuppressionReason
from chalicelib.sales import reminder_run
from chalicelib.sending.mails import texts_of
from chalicelib.settings import settings
from chalicelib.storage.sendings.suppressions import put_suppression
from tests.support.api import PASSWORD, Api, Person, Recorder
from tests.support.invoices.forms import document, sender
from tests.support.people.team import member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import SCHEDULED, work
from tests.support.workers.sending import (
    TO,
    attachments,
    give_up,
    html_of,
    jobs,
    kinds,
    queued,
    send_all,
    text_of,
    timeline,
)

DUE = datetime(2026, 3, 15, 12, tzinfo=UTC)
DAYS = [7, 21, 35]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets how many days ago the invoices were due."""

    def set_to(days: int) -> None:
        monkeypatch.setattr(reminder_run, "now", lambda: DUE + timedelta(days=days))

    set_to(7)
    return set_to


def settle(person: Person, days: list[int] | None = DAYS) -> None:
    answer = person.api.call("PATCH", "/company", {"reminder_days": days}, token=person.access)
    assert answer.status == 200, answer.body


def mailed(person: Person, *, customer: str = "Harbour Books Ltd", **sending: Any) -> str:
    """Issue an invoice that was due on 15 March, and mail it; return its id."""
    form = document(issue_date="2026-03-01")
    form["customer"]["name"] = customer
    invoice_id = person.post("/invoices", form).json["id"]
    work()
    queued(person, invoice_id, **sending)
    send_all()
    return str(invoice_id)


def run() -> int:
    return int(remind(SCHEDULED, None)["reminded"])


def levels(person: Person, invoice_id: str) -> list[int]:
    return [event["data"]["level"] for event in timeline(person, invoice_id) if event["kind"] == "reminded"]


def test_without_a_setting_nobody_is_reminded(api: Api, clock: Any) -> None:
    person = sender(api)
    mailed(person)
    assert run() == 0
    settle(person)
    settle(person, None)
    assert run() == 0


@pytest.mark.parametrize("days", [[], [0], [7, 7], [21, 7], [1, 2, 3, 4], [181], ["7"]])
def test_levels_that_make_no_sense_are_refused(api: Api, days: list[Any]) -> None:
    answer = api.call("PATCH", "/company", {"reminder_days": days}, token=api.person().access)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"].startswith("reminder_days")


def test_each_level_is_sent_once_with_the_invoice_to_whom_it_went(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    invoice_id = mailed(person, language="de")
    for days, level in ((6, 0), (7, 1), (20, 1), (21, 2), (35, 3), (60, 3)):
        clock(days)
        before = len(levels(person, invoice_id))
        assert run() == level - before
        assert run() == 0
        assert len(levels(person, invoice_id)) == level
    _, first, second, last = send_all()
    assert levels(person, invoice_id) == [1, 2, 3]
    assert [mail["To"] for mail in (first, second, last)] == [TO] * 3
    assert "Zahlungserinnerung zur Rechnung 2026-0001" in first["Subject"]
    assert "zweite Mahnung" in second["Subject"]
    assert "letzte Mahnung" in last["Subject"]
    for text in (text_of(first), html_of(first)):
        assert "Noch offen" in text
    assert list(attachments(first)) == ["2026-0001.pdf"]
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["reminder_level"], detail["reminded_on"]) == (3, "2026-04-19")


def test_a_payment_ends_them_also_between_the_queue_and_the_mail(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    paid, late = mailed(person), mailed(person)
    person.post(f"/invoices/{paid}/payments", {})
    assert run() == 1
    person.post(f"/invoices/{late}/payments", {})
    assert len(send_all()) == 2
    assert kinds(person, late)[-3:] == ["reminded", "paid", "send_failed"]
    assert timeline(person, late)[-1]["data"]["code"] == "settled"
    clock(90)
    assert run() == 0


def test_a_part_that_was_paid_is_taken_off_what_is_open(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    invoice_id = mailed(person)
    person.post(f"/invoices/{invoice_id}/payments", {"amount": "20.00"})
    assert run() == 1
    assert "Still open: $200.00" in text_of(send_all()[-1])


def test_what_was_never_mailed_or_came_back_is_not_reminded_of(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    person.post("/invoices", document(issue_date="2026-03-01"))
    work()
    assert run() == 0
    mailed(person)
    suppress(person)
    assert run() == 0


def suppress(person: Person) -> None:
    company_id = person.user["company_id"]
    put_suppression(Suppression(company_id=company_id, email=TO, reason=SuppressionReason.BOUNCED, at=DUE))


def test_a_run_reads_only_what_is_due(api: Api, clock: Any, calls: Recorder) -> None:
    person = sender(api)
    settle(person)
    mailed(person)
    for _ in range(4):
        person.post("/invoices", document(issue_date="2026-03-01"))
    work()
    calls.clear()
    assert run() == 1
    with_one = calls.operations.count("GetItem")
    calls.clear()
    assert run() == 0
    idle = calls.operations.count("GetItem")
    assert idle < with_one
    for _ in range(3):
        mailed(person)
    assert run() == 3
    calls.clear()
    assert run() == 0
    assert calls.operations.count("GetItem") == idle
    clock(21)
    calls.clear()
    assert run() == 4
    assert calls.operations.count("GetItem") - idle == 4 * (with_one - idle)


def test_runs_at_the_same_instant_remind_once(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    invoice_id = mailed(person)
    assert at_once(lambda _: reminder_run.remind_all(lambda: True)) == {"success": CROWD}
    assert levels(person, invoice_id) == [1]
    for record in jobs():
        give_up(record)
    assert kinds(person, invoice_id).count("send_failed") == 1


def test_reminders_count_among_the_days_recipients(api: Api, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    settle(person)
    invoice_id = mailed(person)
    monkeypatch.setenv("RECIPIENTS_PER_DAY_AT_FIRST", "1")
    settings.cache_clear()
    assert run() == 0
    assert levels(person, invoice_id) == []


def test_answers_go_to_an_admin_where_the_issuer_has_left(api: Api, clock: Any) -> None:
    admin = sender(api)
    settle(admin)
    member = member_of(admin)
    mailed(member)
    admin.delete(f"/company/members/{member.user['id']}")
    assert run() == 1
    assert admin.email in str(send_all()[-1]["Reply-To"])


def test_a_company_that_has_gone_is_forgotten_and_a_run_ends_in_time(api: Api, clock: Any) -> None:
    gone, person = api.person(), sender(api)
    settle(gone)
    settle(person)
    invoice_id = mailed(person)
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=gone.access).status == 204
    assert reminder_run.remind_all(lambda: False) == 0
    assert levels(person, invoice_id) == []
    assert run() == 1


def test_each_hour_another_company_is_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    orders = []
    for hour in range(3):
        monkeypatch.setattr(reminder_run, "now", lambda hour=hour: DUE + timedelta(hours=hour))
        orders.append("".join(reminder_run._in_turn(["a", "b", "c"])))
    assert sorted(orders) == ["abc", "bca", "cab"]
    assert list(reminder_run._in_turn([])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_has_its_words_in_every_language(language: str) -> None:
    texts = texts_of(language)["invoices"]
    for part in ("subject", "intro"):
        words = [texts[f"{part}_reminder_{level}"] for level in (1, 2, 3)]
        assert len(set(words)) == 3
        assert all("{company}" in each for each in words)
