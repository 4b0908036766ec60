"""The mail that a person sees before it is sent is the mail that is sent."""

from typing import Any

import pytest

from chalicelib.settings import settings
from tests.support.api import Answer, Api, Person
from tests.support.people.team import member_of
from tests.support.workers.sending import TO, ask, attachments, jobs, mails, ready_invoice, send_all, text_of, timeline


def preview(person: Person, invoice_id: str, **body: object) -> Answer:
    return person.post(f"/invoices/{invoice_id}/send/preview", body)


def test_it_says_what_the_mail_says_and_sends_nothing(api: Api) -> None:
    person = api.person(name="Ann", company_name="Wattle")
    invoice_id = ready_invoice(person, invoice_number="R-7")
    what: dict[str, Any] = {"to": [TO], "message": "Thank you!", "attach": ["pdf", "report"], "language": "de"}
    shown = preview(person, invoice_id, **what)
    assert (shown.status, jobs(), mails(), timeline(person, invoice_id)) == (200, [], [], [])
    ask(person, invoice_id, **what)
    (mail,) = send_all()
    assert shown.json == {
        "subject": mail["Subject"],
        "text": text_of(mail).replace("\r\n", "\n"),
        "from_name": "Wattle",
        "reply_to": person.email,
        "attachments": list(attachments(mail)),
        "linked": [],
    }


def test_before_there_are_recipients_it_is_a_mail_to_strangers(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    assert preview(person, invoice_id).json["attachments"] == ["invoice.pdf"]
    assert preview(person, invoice_id, to=[person.email]).json["attachments"] == ["invoice.pdf", "invoice-report.txt"]


def test_what_is_too_large_is_linked(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    monkeypatch.setenv("MAIL_ATTACHMENT_BYTES", "1")
    settings.cache_clear()
    shown = preview(person, invoice_id, to=[TO]).json
    assert (shown["attachments"], shown["linked"]) == ([], ["invoice.pdf"])


def test_what_cannot_be_sent_is_refused_here_too(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    assert preview(person, "x").json["code"] == "invoice_not_found"
    assert preview(person, invoice_id, attach=["received"]).json["code"] == "file_not_available"
    assert preview(person, invoice_id, to=[f"a{number}@example.com" for number in range(11)]).status == 422
    assert preview(member_of(person), invoice_id).json["code"] == "not_yours"
    assert preview(api.person(), invoice_id).json["code"] == "invoice_not_found"
