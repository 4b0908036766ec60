"""Mails to a company: whose they are, whether they are taken, what becomes of what hangs on them, who is answered."""

from dataclasses import replace
from typing import Any

import boto3
import pytest
from moto.ses.models import ses_backends

from app import unopened
from chalicelib.batches import opening
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.records.batches.batch import AnswerState, BatchStatus
from chalicelib.storage.batches import batches as store
from chalicelib.storage.batches.batches import _BatchItem
from chalicelib.storage.companies import mailboxes
from chalicelib.storage.companies.companies import company_key
from infra.local.cloud import ACCOUNT, REGION
from infra.local.mail.incoming import DOMAIN
from tests.support.api import Api, Person
from tests.support.audit import newest as newest_event
from tests.support.letters.arriving import address, receive, told
from tests.support.letters.sent import deliver, sent
from tests.support.letters.written import SENDER, mail, png
from tests.support.papers.office import zipped
from tests.support.people.keys import as_key
from tests.support.people.team import member_of
from tests.support.workers.queue import arrived, open_all, work
from tests.support.workers.queue import batch as messages
from tests.unit.documents.invoices import invoice

DONE: dict[str, Any] = {"batchItemFailures": []}
UNREADABLE = ("notes.txt", b"hello")


def ubl(number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"M-{number}"}))


def newest(person: Person) -> Any:
    """The newest batch, with its progress."""
    return person.get(f"/batches/{person.get('/batches').json['items'][0]['id']}").json


def test_a_mail_becomes_invoices_and_is_kept_and_shown_in_the_timeline(api: Api) -> None:
    person = api.person()
    to = address(person)
    assert to.endswith(f"@{DOMAIN}")
    data = mail(("a.xml", ubl(1)), ("more.zip", zipped({"b.xml": ubl(2)})), ("logo.png", png(60, 20))).as_bytes()
    assert receive(told(data, to.upper())) == DONE
    work()
    batch = newest(person)
    assert (batch["kind"], batch["status"], batch["invoices"]) == ("mail", "taken_in", {"ready": 2})
    assert batch["mail"] == {"sender": SENDER, "subject": "Invoice of May", "answer": None}
    assert batch["uploaded_by"] == "mail"
    found = person.get("/invoices").json["items"]
    assert {item["invoice_number"] for item in found} == {"M-1", "M-2"}
    begun = person.get(f"/invoices/{found[0]['id']}/timeline").json["items"][0]
    assert begun["data"]["batch"] == {
        "id": batch["id"], "kind": "mail", "sender": SENDER, "subject": "Invoice of May",
    }  # fmt: skip
    assert person.get(f"/batches/{batch['id']}/source").status == 302
    assert arrived("mail/") == []
    assert sent() == []


def test_a_mail_that_is_told_of_twice_or_sent_twice_makes_one_invoice_each(api: Api) -> None:
    person = api.person()
    to, data = address(person), mail(("a.xml", ubl(1)), ("b.xml", ubl(2))).as_bytes()
    arrival = told(data, to)
    assert receive(arrival, arrival) == DONE
    assert receive(arrival) == DONE
    work()
    assert len(person.get("/invoices").json["items"]) == len(person.get("/batches").json["items"]) * 2 == 2
    assert receive(told(data, to, message_id="m2")) == DONE
    assert newest(person)["refused"] == {"duplicate_file": 2}
    assert person.upload(ubl(1), "a.xml", "application/xml").status == 409
    assert len(person.get("/invoices").json["items"]) == 2
    deliver()
    assert sent() == []


def test_a_member_who_mails_is_the_uploader_if_the_mail_is_proven(api: Api) -> None:
    admin = api.person()
    member, to = member_of(admin), address(admin)
    receive(told(mail(("a.xml", ubl(1)), sender=member.email).as_bytes(), to))
    assert newest(admin)["uploaded_by"] == member.user["id"]
    assert admin.get("/invoices").json["items"][0]["uploaded_by"] == member.user["id"]
    unproven = told(
        mail(("b.xml", ubl(2)), sender=member.email).as_bytes(), to, message_id="m2", dmarc="GRAY", spf="GRAY"
    )
    receive(unproven)
    assert newest(admin)["uploaded_by"] == "mail"


def test_the_sender_within_a_certified_mail_proves_nothing(api: Api) -> None:
    admin = api.person()
    member, to = member_of(admin), address(admin)
    certified = mail(sender="posta-certificata@pec.example")
    certified.add_attachment(mail(("a.xml", ubl(1)), sender=member.email), filename="postacert.eml")
    receive(told(certified.as_bytes(), to))
    assert (newest(admin)["uploaded_by"], newest(admin)["mail"]["sender"]) == ("mail", "posta-certificata@pec.example")
    admin.api.call("PUT", "/company/mailbox", {"allowed_senders": [member.email]}, token=admin.access)
    receive(told(certified.as_bytes(), to, message_id="m2"))
    assert newest(admin)["failure"]["code"] == "sender_not_allowed"


def test_a_file_that_was_uploaded_is_known_where_it_comes_by_mail_and_in_an_archive(api: Api) -> None:
    person = api.person()
    first = person.upload(ubl(1), "a.xml", "application/xml").json["id"]
    receive(told(mail(("mailed.xml", ubl(1))).as_bytes(), address(person)))
    batches = [newest(person)["id"], person.upload(zipped({"zipped.xml": ubl(1)}), "a.zip").json["batch"]["id"]]
    open_all()
    for batch_id in batches:
        (entry,) = person.get(f"/batches/{batch_id}/entries").json["items"]
        assert (entry["failure"]["code"], entry["duplicate_of"]) == ("duplicate_file", first)
    assert [item["id"] for item in person.get("/invoices").json["items"]] == [first]
    assert deliver() == [], "what is known already is no reason to answer"


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({"virus": "FAIL"}, "virus"),
        ({"spam": "FAIL"}, "spam"),
        ({"dmarc": "FAIL"}, "not_authentic"),
        ({"dmarc": "GRAY", "spf": "FAIL", "dkim": "FAIL"}, "not_authentic"),
    ],
)
def test_a_mail_that_is_forged_or_dangerous_is_refused_unanswered(
    api: Api, verdicts: dict[str, str], code: str
) -> None:
    person = api.person()
    receive(told(mail(("a.xml", ubl(1))).as_bytes(), address(person), **verdicts))
    batch = newest(person)
    assert (batch["status"], batch["failure"]["code"], batch["entries"]) == ("refused", code, 0)
    assert person.get("/invoices").json["items"] == []
    assert deliver() == []


@pytest.mark.parametrize(
    ("senders", "verdicts", "taken"),
    [
        (["@supplier.example"], {}, True),
        ([SENDER], {}, True),
        (["@other.example"], {}, False),
        ([SENDER], {"dmarc": "GRAY", "spf": "GRAY"}, False),
        ([SENDER], {"dmarc": "GRAY"}, True),
    ],
)
def test_only_allowed_senders_are_taken_where_some_are_named(
    api: Api, senders: list[str], verdicts: dict[str, str], *, taken: bool
) -> None:
    person = api.person()
    to = address(person)
    answer = person.api.call("PUT", "/company/mailbox", {"allowed_senders": senders}, token=person.access)
    assert answer.json == {"address": to, "allowed_senders": senders}
    receive(told(mail(("a.xml", ubl(1))).as_bytes(), to, **verdicts))
    assert newest(person)["status"] == ("taken_in" if taken else "refused")


def test_a_mail_without_a_usable_file_is_answered_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    arrival = told(mail(UNREADABLE).as_bytes(), address(person))
    with monkeypatch.context() as patch:  # it dies after it asked for the answer, and asks again
        patch.setattr(opening, "_finish", lambda *_: (_ for _ in ()).throw(ConnectionError))
        receive(arrival)
    open_all()
    (answer,) = deliver(times=2)
    assert answer.to == SENDER
    assert "notes.txt" in answer.text
    assert "Invoice of May" in answer.text
    raw = ses_backends[ACCOUNT][REGION].sent_messages[0].raw_data
    assert "Auto-Submitted: auto-replied" in raw
    assert "In-Reply-To: <1@supplier.example>" in raw
    assert newest(person)["refused"] == {"unsupported_format": 1}


def test_a_mail_that_holds_too_much_is_answered_with_the_reason(api: Api) -> None:
    person = api.person()
    deep = zipped({f"{number}.txt": b"x" for number in range(1_001)})
    arrival = told(mail(("all.zip", deep)).as_bytes(), address(person))
    receive(arrival)
    (answer,) = deliver()
    assert answer.to == SENDER
    assert "1,001 files" in answer.text
    batch = newest(person)
    assert (batch["status"], batch["failure"]["code"]) == ("failed", "too_many_files")


@pytest.mark.parametrize(
    ("headers", "source", "verdicts"),
    [
        ({"Auto-Submitted": "auto-replied"}, None, {}),
        ({"Precedence": "bulk"}, None, {}),
        ({"List-Id": "<x.example>"}, None, {}),
        ({}, "<>", {}),
        ({}, f"abc@{DOMAIN}", {}),
        ({}, "invoices@example.com", {}),
        ({}, None, {"spf": "GRAY"}),
    ],
)
def test_programs_lists_bounces_and_unproven_senders_are_not_answered(
    api: Api, headers: dict[str, str], source: str | None, verdicts: dict[str, str]
) -> None:
    person = api.person()
    receive(told(mail(headers=headers).as_bytes(), address(person), source=source, **verdicts))
    assert newest(person)["status"] == "taken_in"
    assert deliver() == []


def test_a_sender_gets_a_few_answers_a_day(api: Api) -> None:
    person = api.person()
    to = address(person)
    for number in range(7):
        data = mail(headers={"Message-ID": f"<{number}@supplier.example>"}).as_bytes()
        receive(told(data, to, message_id=f"m{number}"))
    assert len(deliver()) == 5


def test_a_renewed_address_ends_the_old_one(api: Api) -> None:
    person = api.person()
    assert person.get("/company/mailbox").json == {"address": None, "allowed_senders": []}
    old, new = address(person), address(person)
    assert old != new
    assert receive(told(mail(("a.xml", ubl(1))).as_bytes(), old, "someone@elsewhere.example")) == DONE
    assert person.get("/batches").json["items"] == []
    assert arrived("mail/") == []
    assert person.delete("/company/mailbox/address").status == 204
    assert receive(told(mail(("a.xml", ubl(1))).as_bytes(), new)) == DONE
    assert person.get("/batches").json["items"] == []


def test_a_mail_to_two_companies_is_a_batch_of_each(api: Api) -> None:
    one, other = api.person(), api.person()
    receive(told(mail(("a.xml", ubl(1))).as_bytes(), address(one), address(other)))
    assert [len(person.get("/invoices").json["items"]) for person in (one, other)] == [1, 1]


def test_only_admins_change_the_mailbox_and_bad_senders_are_named(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert member.post("/company/mailbox/address").status == 403
    answer = api.call("PUT", "/company/mailbox", {"allowed_senders": [SENDER, "@"]}, token=admin.access)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "allowed_senders.1")


def test_a_system_without_a_domain_says_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.settings import settings

    person = api.person()
    monkeypatch.setenv("MAIL_IN_DOMAIN", "")
    settings.cache_clear()
    assert person.post("/company/mailbox/address").json["code"] == "mail_in_unavailable"


def test_a_mail_that_could_not_be_received_is_a_failed_batch(api: Api) -> None:
    person = api.person()
    arrival = told(mail(("a.xml", ubl(1))).as_bytes(), address(person))
    assert unopened(messages(arrival, arrival), None) == DONE
    (found,) = person.get("/batches").json["items"]
    assert (found["status"], found["failure"]["code"]) == ("failed", "opening_failed")
    assert receive(arrival) == DONE
    assert person.get("/invoices").json["items"] == [], "what was given up stays so"
    del arrival["mail"]
    assert unopened(messages(arrival), None) == DONE


def test_a_company_that_is_gone_receives_nothing_and_its_address_is_freed(api: Api) -> None:
    person = api.person()
    to, company_id = address(person), person.user["company_id"]
    arrival = told(mail(("a.xml", ubl(1))).as_bytes(), to)
    with pytest.MonkeyPatch.context() as patch:  # it dies after the company went, before the rest
        patch.setattr("chalicelib.accounts.companies.forget", lambda _: None)
        assert person.delete("/company").status == 204
    token = to.partition("@")[0]
    assert mailboxes.find_company_of(token) == company_id
    assert receive(arrival) == DONE
    assert mailboxes.find_company_of(token) is None
    assert (arrived("batches/"), arrived("mail/")) == ([], [])


def test_what_is_changed_at_the_same_instant_does_not_undo_that_a_mail_was_answered(api: Api) -> None:
    person = api.person()
    receive(told(mail(UNREADABLE).as_bytes(), address(person), spf="GRAY"))
    place = person.user["company_id"], newest(person)["id"]
    found = store.find_batch(*place)
    assert found
    before = replace(found, status=BatchStatus.OPENING)
    _BatchItem(company_key(place[0]), f"batch#{place[1]}").update([_BatchItem.status.set("opening")])
    assert store.change_answer(before, AnswerState.SENT)
    changed = store.change_batch(before, status=BatchStatus.TAKEN_IN)
    assert changed
    assert changed.answer is AnswerState.SENT
    assert not store.change_answer(before, AnswerState.SENDING)


def test_changes_of_the_mailbox_and_downloads_are_in_the_audit_trail(api: Api) -> None:
    person = api.person()
    to = address(person)
    api.call("PUT", "/company/mailbox", {"allowed_senders": [SENDER]}, token=person.access)
    assert newest_event(person, "mailbox.changed")["after"] == {"allowed_senders": [SENDER]}
    assert person.delete("/company/mailbox/address").status == 204
    event = newest_event(person, "mailbox.changed")
    assert (event["before"]["address"][:7], event["after"]) == ("sha256:", {"address": None})
    assert to.partition("@")[0] not in str(event)
    to = address(person)
    receive(told(mail(UNREADABLE).as_bytes(), to))
    batch_id = newest(person)["id"]
    assert person.get(f"/batches/{batch_id}/source").status == 302
    assert newest_event(person, "file.downloaded")["subject"] == batch_id


def test_no_key_changes_the_mailbox(api: Api) -> None:
    key = as_key(api.person(), "read", "write")
    assert key.get("/company/mailbox").status == 200
    assert key.post("/company/mailbox/address").json["code"] == "scope_missing"


def test_a_deleted_companys_address_and_mails_go_with_it(api: Api) -> None:
    person = api.person()
    to = address(person)
    receive(told(mail(UNREADABLE).as_bytes(), to))
    assert len(arrived("batches/")) == 1
    assert person.delete("/company").status == 204
    assert arrived("batches/") == []
    table = boto3.client("dynamodb").scan(TableName="CompaniesTable")["Items"]
    assert [item for item in table if item["pk"]["S"].startswith("mailbox#")] == []
