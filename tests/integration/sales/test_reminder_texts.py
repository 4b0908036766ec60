"""Reminders in a company's own words: by level and language, the same mail at every try, harmless whatever they say."""

import sys
from datetime import timedelta
from typing import Any

import pytest

from app import remind
from chalicelib.languages import LANGUAGES
from chalicelib.records.sales.reminder_texts import MAX_TOGETHER, PLACEHOLDERS
from chalicelib.sales import reminder_run
from chalicelib.storage.companies.companies import CompanyItem, company_key
from tests.integration.sales.test_reminders import clock, levels, mailed, run, settle
from tests.support.api import Answer, Api, Person
from tests.support.audit import newest
from tests.support.invoices.forms import sender
from tests.support.people.company import make_older
from tests.support.people.team import member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import SCHEDULED
from tests.support.workers.sending import (
    Ses,
    attachments,
    html_of,
    jobs,
    kinds,
    mails,
    refusal,
    send_all,
    ses,
    text_of,
    work,
)

__all__ = ["clock", "ses"]  # fixtures

WEEK = timedelta(days=7)
ALL = " | ".join(f"{{{name}}}" for name in PLACEHOLDERS)
GERMAN = {
    "level": 1,
    "language": "de",
    "subject": "Rechnung {number}: {still_open} offen",
    "text": "Sehr geehrte Damen und Herren von {customer},\n\nvon {total} fehlen {still_open}.\nFällig war {due_date}.",
}
ENGLISH = {**GERMAN, "language": "en", "subject": "About {number}", "text": "Dear {customer},\n\nplease pay."}


def write(person: Person, *texts: dict[str, Any]) -> Answer:
    return person.api.call("PATCH", "/company", {"reminder_texts": list(texts) or None}, token=person.access)


def old_sender(api: Api, *texts: dict[str, Any]) -> Person:
    """Return somebody of a company that is no new one, sends reminders and has these words for them."""
    person = sender(api)
    make_older(person, WEEK)
    settle(person)
    assert write(person, *texts).status == 200
    return person


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_they_are_kept_changed_and_removed(api: Api) -> None:
    person = sender(api)
    assert person.get("/company").json["reminder_texts"] is None
    assert write(person, GERMAN, ENGLISH).json["reminder_texts"] == [GERMAN, ENGLISH]
    person.api.call("PATCH", "/company", {"color": "#112233"}, token=person.access)
    assert person.get("/company").json["reminder_texts"] == [GERMAN, ENGLISH]
    second = {**GERMAN, "level": 2}
    assert write(person, GERMAN, second).status == 200
    event = newest(person, "company.changed")
    words = {"subject": GERMAN["subject"], "text": GERMAN["text"]}
    assert event["before"] == {
        "reminder_texts.1.en": {"subject": ENGLISH["subject"], "text": ENGLISH["text"]},
        "reminder_texts.2.de": None,
    }
    assert event["after"] == {"reminder_texts.1.en": None, "reminder_texts.2.de": words}
    assert write(person).json["reminder_texts"] is None


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"text": "Pay {sum}"}, "text", "{sum}, which is no placeholder; there are {company}, {number}, {customer}"),
        ({"text": "{company.__class__}"}, "text", "brace"),
        ({"text": "Pay }"}, "text", "brace"),
        ({"text": "Pay\x00"}, "text", "control"),
        ({"text": " \n "}, "text", "empty"),
        ({"text": ""}, "text", "at least 1"),
        ({"text": "x" * 2_001}, "text", "at most 2000"),
        ({"subject": "Pay {sum}"}, "subject", "no placeholder"),
        ({"subject": " "}, "subject", "empty"),
        ({"subject": "Pay\r\nBcc: all@example.com"}, "subject", ""),
        ({"subject": "Pay\N{LINE SEPARATOR}now"}, "subject", ""),
        ({"subject": "x" * 151}, "subject", "at most 150"),
        ({"level": 4}, "level", ""),
        ({"level": 0}, "level", ""),
        ({"level": "1"}, "level", ""),
        ({"language": "ar"}, "language", ""),
        ({"html": "<b>"}, "html", ""),
    ],
)
def test_what_is_no_text_is_refused_at_its_field(api: Api, change: dict[str, Any], field: str, said: str) -> None:
    person = sender(api)
    answer = write(person, ENGLISH, {**GERMAN, **change})
    assert answer.status == 422
    (problem,) = answer.json["errors"]
    assert problem["field"] == f"reminder_texts.1.{field}"
    assert said in problem["message"]
    assert person.get("/company").json["reminder_texts"] is None


def test_there_is_one_for_each_level_and_language_and_not_more_than_is_kept(api: Api) -> None:
    person = sender(api)
    make_older(person, WEEK)
    twice = write(person, GERMAN, ENGLISH, {**GERMAN, "text": "Another"})
    assert [each["field"] for each in twice.json["errors"]] == ["reminder_texts"]
    assert "two texts for level 1 in de" in twice.json["errors"][0]["message"]
    assert write(person, *[]).status == 200
    assert person.api.call("PATCH", "/company", {"reminder_texts": []}, token=person.access).status == 422
    pairs = [(level, language) for level in (1, 2, 3) for language in LANGUAGES]
    each = MAX_TOGETHER // len(pairs)
    all_texts = [
        {"level": level, "language": language, "subject": "😀" * 100, "text": "😀" * (each - 100)}
        for level, language in pairs
    ]
    assert write(person, *all_texts).status == 200
    others = [{**text, "text": "🧾" * (each - 100)} for text in all_texts]
    assert write(person, *others).status == 200, "what was and what is fit one event of the audit trail"
    too_much = write(person, {**all_texts[0], "text": "x" * 2_000}, *all_texts[1:])
    assert (too_much.status, too_much.json["errors"][0]["field"]) == (422, "reminder_texts")


def test_only_admins_write_them(api: Api) -> None:
    admin = sender(api)
    assert write(member_of(admin), GERMAN).json["code"] == "role_needed"


def test_a_german_mail_has_the_german_words_with_the_values_of_the_mail_in_text_and_html(api: Api, clock: Any) -> None:
    person = old_sender(api, GERMAN)
    invoice_id = mailed(person, language="de")
    person.post(f"/invoices/{invoice_id}/payments", {"amount": "20.00"})
    assert run() == 1
    mail = send_all()[-1]
    assert in_one_line(mail["Subject"]) == "Rechnung 2026-0001: 200,00 AU$ offen"
    text, html = text_of(mail).replace("\r\n", "\n"), html_of(mail).partition("<body")[2]
    opening = "Sehr geehrte Damen und Herren von Harbour Books Ltd,\n\nvon 220,00 AU$ fehlen 200,00 AU$.\nFällig war "
    assert text.replace("\N{NO-BREAK SPACE}", " ").startswith(opening)
    assert "15.03.2026." in text
    assert "Guten Tag" not in text + html
    for part in (text, html):
        assert "Noch offen" in part
        assert part.replace("\N{NO-BREAK SPACE}", " ").count("200,00 AU$") == 2
    assert html.count("white-space:pre-line") == 2
    assert list(attachments(mail)) == ["2026-0001.pdf"]


def test_what_has_no_text_of_its_own_is_sent_in_the_systems_words_of_the_mails_language(api: Api, clock: Any) -> None:
    person = old_sender(api, GERMAN, {**ENGLISH, "level": 2})
    mailed(person, language="en")
    assert run() == 1
    assert "reminder of invoice 2026-0001" in send_all()[-1]["Subject"]
    clock(21)
    assert run() == 1
    mail = send_all()[-1]
    assert mail["Subject"] == "About 2026-0001"
    assert text_of(mail).startswith("Dear Harbour Books Ltd,")
    clock(35)
    assert run() == 1
    assert "last reminder of invoice 2026-0001" in send_all()[-1]["Subject"]


@pytest.mark.parametrize(
    "value", ["{company.__class__}", "{total}", "<script>alert(1)</script>", "=?utf-8?q?x=0D=0ABcc?="]
)
def test_what_a_document_says_is_neither_a_placeholder_nor_html_nor_a_header(api: Api, clock: Any, value: str) -> None:
    hostile = {**ENGLISH, "subject": ALL, "text": f"<img src=x onerror=alert(1)> & {ALL}"}
    person = old_sender(api, hostile)
    invoice_id = mailed(person, language="en", customer=f"{value} Ltd")
    assert run() == 1
    mail = send_all()[-1]
    allowed = {"Content-Type", "From", "MIME-Version", "Reply-To", "Subject", "To"}
    assert set(mail.keys()) == allowed
    text, html = text_of(mail), html_of(mail)
    assert text.startswith("<img src=x onerror=alert(1)> & ")
    assert f"| {value} Ltd |" in text
    assert "{company}" not in text
    assert "<img src=x" not in html
    assert "<script" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; " in html
    assert levels(person, invoice_id) == [1]


def test_each_try_writes_the_same_mail_whatever_the_company_writes_meanwhile(api: Api, clock: Any, ses: Ses) -> None:
    person = old_sender(api, ENGLISH)
    invoice_id = mailed(person, language="en")
    assert run() == 1
    (job,) = jobs()
    ses.before = [refusal("TooManyRequestsException", 429), refusal("ServiceUnavailable", 503)]
    assert not work(job)
    assert write(person, {**ENGLISH, "subject": "Another", "text": "Something else."}).status == 200
    assert not work(job)
    assert write(person).status == 200
    assert work(job)
    assert work(job)
    reminders = [mail for mail in mails() if "About 2026-0001" in mail["Subject"]]
    assert [text_of(mail).splitlines()[0] for mail in reminders] == ["Dear Harbour Books Ltd,"]
    assert kinds(person, invoice_id).count("sent") == 2


def test_runs_at_the_same_instant_send_one_mail_in_the_companys_words(api: Api, clock: Any) -> None:
    person = old_sender(api, ENGLISH)
    invoice_id = mailed(person, language="en")
    assert at_once(lambda _: reminder_run.remind_all(lambda: True)) == {"success": CROWD}
    assert run() == 0
    assert levels(person, invoice_id) == [1]
    for job in jobs():
        work(job)
        work(job)
    assert [mail["Subject"] for mail in mails()].count("About 2026-0001") == 1


def test_a_sending_that_was_stored_without_such_words_is_sent_as_before(api: Api, clock: Any) -> None:
    person = old_sender(api)
    mailed(person, language="en")
    assert remind(SCHEDULED, None) == {"reminded": 1}
    assert write(person, ENGLISH).status == 200
    assert "reminder of invoice 2026-0001" in send_all()[-1]["Subject"]


def test_a_company_that_was_stored_without_them_reads_and_reminds_as_before(api: Api, clock: Any) -> None:
    person = old_sender(api, ENGLISH)
    item = CompanyItem.get(company_key(person.user["company_id"]), "profile")
    profile = {name: value for name, value in item.profile.items() if name != "reminder_texts"}
    item.update([CompanyItem.profile.set(profile)])
    assert person.get("/company").json["reminder_texts"] is None
    mailed(person, language="en")
    assert run() == 1
    assert "reminder of invoice 2026-0001" in send_all()[-1]["Subject"]


def test_a_run_needs_no_library_of_the_documents_layer(api: Api, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    settle(person)
    assert write(person, ENGLISH).status == 200
    mailed(person, language="en")
    with monkeypatch.context() as without:
        for name in ("babel", "babel.dates", "babel.numbers"):
            without.setitem(sys.modules, name, None)
        assert run() == 1
    assert send_all()[-1]["Subject"] == "About 2026-0001"


def test_a_new_company_leads_strangers_nowhere(api: Api, clock: Any) -> None:
    person = sender(api)
    settle(person)
    for words in ({"text": "Log in at evil.example.com"}, {"subject": "http://evil"}, {"text": "x" * 501}):
        answer = write(person, ENGLISH, {**GERMAN, **words})
        assert answer.json["errors"][0]["field"] == f"reminder_texts.1.{next(iter(words))}"
        assert preview(person, **{"subject": "s", "text": "t", **words}).json["errors"][0]["field"] == next(iter(words))
    assert write(person, {**ENGLISH, "text": "Log in at evil{customer}"}).status == 200
    mailed(person, language="en", customer=".example.com")
    assert run() == 1
    mail = send_all()[-1]
    assert "Log in" not in text_of(mail) + html_of(mail)
    assert "reminder of invoice 2026-0001" in mail["Subject"]


def preview(person: Person, **body: object) -> Answer:
    return person.post("/company/reminder_texts/preview", {"level": 1, "language": "en", **body})


def test_the_preview_says_what_the_mail_would_before_anything_is_saved(api: Api) -> None:
    person = sender(api)
    shown = preview(person, language="de", subject=GERMAN["subject"], text=GERMAN["text"])
    assert shown.status == 200
    mail = shown.json
    assert in_one_line(mail["subject"]) == "Rechnung 2026-0001: 119,00 AU$ offen"
    assert mail["text"].startswith("Sehr geehrte Damen und Herren von Quay Street Café,\n\nvon 119,00")
    assert "Noch offen" in mail["text"]
    assert (mail["from_name"], mail["reply_to"]) == ("Wattle & Partners Pty Ltd", person.email)
    assert (mail["attachments"], mail["linked"]) == (["2026-0001.pdf"], [])
    assert mail["placeholders"] == list(PLACEHOLDERS)
    assert (jobs(), mails(), person.get("/invoices").json["items"]) == ([], [], [])
    assert person.get("/company").json["reminder_texts"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_words_the_preview_is_what_is_sent_otherwise(api: Api, language: str) -> None:
    person = sender(api)
    write(person, *({**ENGLISH, "language": each, "level": 2} for each in LANGUAGES))
    shown = preview(person, level=2, language=language).json
    own = preview(
        person, level=2, language=language, subject=shown["standard_subject"], text=shown["standard_text"]
    ).json
    assert own == shown
    assert "{company}" in shown["standard_text"]
    assert "Wattle & Partners" in shown["text"]


def test_a_preview_refuses_what_saving_would(api: Api) -> None:
    person = sender(api)
    answer = preview(person, subject="Pay\nnow", text="Pay {sum}")
    assert {each["field"] for each in answer.json["errors"]} == {"subject", "text"}
    assert preview(person, level=4).json["errors"][0]["field"] == "level"


def test_a_preview_is_for_whoever_may_send(api: Api) -> None:
    admin = sender(api)
    assert preview(member_of(admin), text="Pay.").status == 200
    assert preview(member_of(admin, "viewer"), text="Pay.").json["code"] == "role_needed"
