"""What a company that was registered just now may write to strangers."""

from datetime import timedelta

import pytest

from chalicelib.settings import settings
from tests.support.api import Answer, Api, Person
from tests.support.letters.sent import deliver
from tests.support.people.company import make_older
from tests.support.workers.sending import ask, jobs, mails, ready_invoice, work

BANK = "Your bank: log in at http://evil.example.com"


def write_to(person: Person, recipients: int) -> Answer:
    to = [f"stranger{number}@example.com" for number in range(recipients)]
    return ask(person, ready_invoice(person), to=to)


def test_a_new_company_reaches_few_strangers_a_day_and_more_with_every_week(api: Api) -> None:
    person = api.person()
    statuses = [write_to(person, 10).status for _ in range(3)]
    assert statuses == [202, 202, 429]
    make_older(person, timedelta(days=7))
    assert [write_to(person, 10).status for _ in range(3)] == [202, 202, 429]
    make_older(person, timedelta(days=70))
    assert [write_to(person, 10).status for _ in range(3)] == [202] * 3


def test_an_old_company_is_held_to_the_limit_of_all(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECIPIENTS_PER_DAY", "15")
    settings.cache_clear()
    person = api.person()
    make_older(person, timedelta(days=7_000))
    assert [write_to(person, 10).status for _ in range(2)] == [202, 429]


@pytest.mark.parametrize("message", ["x" * 501, "Log in at evil.example.com", "https://evil", "ask x@evil.example"])
def test_the_words_of_a_new_company_lead_nowhere(api: Api, message: str) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    answer = ask(person, invoice_id, message=message)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "message")
    make_older(person, timedelta(days=7))
    assert ask(person, invoice_id, message=message).status == 202


def test_a_new_company_is_named_by_its_address_where_its_name_leads_somewhere(api: Api) -> None:
    person = api.person(name=BANK, company_name=BANK)
    assert ask(person, ready_invoice(person)).status == 202
    work(jobs()[0])
    (mail,) = mails()
    assert "evil" not in str(mail)
    assert person.email in str(mail["From"])
    assert person.post("/company/invitations", {"email": "guest@example.com"}).status == 202
    invitation = deliver()[-1]
    assert "evil" not in invitation.subject + invitation.text
    assert f"{person.email} invites you" in invitation.subject


def test_a_new_company_invites_few(api: Api) -> None:
    person = api.person()

    def invite(number: int) -> int:
        return person.post("/company/invitations", {"email": f"guest{number}@example.com"}).status

    assert [invite(number) for number in range(11)] == [202] * 10 + [429]
    make_older(person, timedelta(days=7))
    assert invite(11) == 202
