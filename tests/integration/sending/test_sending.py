"""Sending invoices by e-mail: who may, what goes with the mail, what the mail says."""

import base64
import html
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import boto3
import pytest
from PIL import Image

from chalicelib.invoices.issuing.forms import supplier_of
from chalicelib.languages import LANGUAGES
from chalicelib.records.invoices import State, Status
from chalicelib.sending.mails import texts_of
from chalicelib.settings import settings
from chalicelib.storage.companies.companies import find_company
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, sender
from tests.support.people.company import make_older
from tests.support.people.team import member_of
from tests.support.workers.queue import work as process_files
from tests.support.workers.sending import (
    DONE,
    PDF,
    TO,
    ask,
    attachments,
    html_of,
    jobs,
    kinds,
    mails,
    queued,
    ready_invoice,
    send_all,
    text_of,
    timeline,
    work,
)


def test_a_sent_invoice_arrives_with_its_files_and_tells_so(api: Api) -> None:
    person = api.person(name="Ann", company_name="Wattle")
    invoice_id = ready_invoice(person, invoice_number="R-7")
    answer = ask(person, invoice_id, message="Thank you!\n\nSee you soon.")
    assert answer.status == 202
    assert answer.json["state"] == "queued"
    assert answer.json["invoices"] == [
        {
            "id": invoice_id,
            "attachments": [
                {"kind": "pdf", "filename": "invoice.pdf"},
            ],
        }
    ]
    assert person.get(f"/invoices/{invoice_id}").json["sent_at"] is None
    (mail,) = send_all()
    assert (mail["To"], mail["From"]) == (TO, "Wattle <invoices@example.com>")
    assert mail["Reply-To"] == f"Ann <{person.email}>"
    assert mail["Subject"] == "Wattle: invoice R-7"
    files = attachments(mail)
    assert files["invoice.pdf"] == PDF
    assert person.get(f"/invoices/{invoice_id}").json["sent_at"] is not None
    told = timeline(person, invoice_id)
    assert [event["kind"] for event in told] == ["send_queued", "sent"]
    assert [event["actor"] for event in told] == [person.user["id"], None]
    assert told[1]["data"] == {"sending": answer.json["id"], "to": [TO], "attachments": ["pdf"]}


def test_colleagues_get_the_report_and_others_only_where_it_was_asked_for(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    (invoice,) = ask(person, invoice_id, to=[person.email]).json["invoices"]
    assert [each["kind"] for each in invoice["attachments"]] == ["pdf", "report"]
    (invoice,) = ask(person, invoice_id, to=[person.email, TO]).json["invoices"]
    assert [each["kind"] for each in invoice["attachments"]] == ["pdf"]
    (invoice,) = ask(person, invoice_id, attach=["pdf", "report"]).json["invoices"]
    assert [each["kind"] for each in invoice["attachments"]] == ["pdf", "report"]
    first, _, third = send_all()
    assert "1. error BR-01 BT-24" in attachments(first)["invoice-report.txt"].decode()
    assert list(attachments(third)) == ["invoice.pdf", "invoice-report.txt"]


def test_a_mail_with_a_report_alone_promises_no_invoice(api: Api) -> None:
    person = api.person(company_name="Wattle")
    broken = ready_invoice(person, state=State.FAILED)
    queued(person, broken, attach=["report"])
    queued(person, broken, attach=["pdf"], force=True)
    report, forced = map(text_of, send_all())
    assert "sends you the validation report on" in report
    assert "did not pass validation; the report says" in report
    assert "sends you this invoice" in forced
    assert "report" not in forced


def test_amounts_and_dates_are_written_as_the_language_writes_them(api: Api) -> None:
    person = api.person(company_name="Wattle")
    invoice_id = ready_invoice(person, total=Decimal("6554.73"), due_date=date(2026, 6, 1))
    for language in ("de", "fr", "en"):
        queued(person, invoice_id, language=language)
    german, french, english = (" ".join(text_of(mail).split()) for mail in send_all())
    assert "Betrag: 6.554,73 €" in german
    assert "Fällig am: 01.06.2026" in german
    assert "Échéance : 1 juin 2026" in french
    assert "Due: 1 June 2026" in english


def test_the_mail_is_in_the_language_of_its_invoices_pages(api: Api) -> None:
    person = api.person(company_name="Wattle")
    german = [ready_invoice(person, language="de") for _ in range(2)]
    queued(person, *german)
    queued(person, german[0], ready_invoice(person, language="fr"))
    assert [mail["Subject"] for mail in send_all()] == ["Wattle: 2 Rechnungen für Sie", "Wattle: 2 invoices for you"]


def test_the_mail_about_an_arabic_page_is_in_the_senders_language(api: Api) -> None:
    person = api.person(company_name="Wattle")
    assert api.call("PATCH", "/me", {"language": "fr"}, token=person.access).status == 200
    queued(person, ready_invoice(person, language="ar"))
    (mail,) = send_all()
    assert "facture" in mail["Subject"].lower()


def test_the_mail_wears_the_companys_logo_and_color_and_bears_its_legal_name(api: Api) -> None:
    person = api.person(company_name="Wattle")
    picture = io.BytesIO()
    Image.new("RGB", (30, 10), "#336699").save(picture, "PNG")
    logo = base64.b64encode(picture.getvalue()).decode()
    changed = {"legal_name": "Wattle & Partners Pty Ltd", "color": "#7c2d12", "logo": logo}
    assert api.call("PATCH", "/company", changed, token=person.access).status == 200
    queued(person, ready_invoice(person))
    (mail,) = send_all()
    assert mail["From"].addresses[0].display_name == "Wattle & Partners Pty Ltd"
    assert "#7c2d12" in html_of(mail)
    assert 'src="cid:logo@invoices"' in html_of(mail)
    (shown,) = (part for part in mail.walk() if part["Content-ID"] == "<logo@invoices>")
    assert (shown.get_content_type(), shown.get_content()) == ("image/png", picture.getvalue())
    assert list(attachments(mail)) == ["invoice.pdf"]


@pytest.mark.parametrize(
    ("supplier", "sender_name"),
    [
        ("Your Bank plc", "Wattle & Partners Pty Ltd"),
        ("WATTLE & PARTNERS, PTY. LTD.", "Wattle & Partners Pty Ltd"),
        ("Wattle", "Wattle"),
        ("***", "Wattle & Partners Pty Ltd"),
    ],
)
def test_a_form_chooses_among_the_companys_own_names_and_no_others(api: Api, supplier: str, sender_name: str) -> None:
    person = sender(api)
    changed = {"legal_name": "Wattle & Partners Pty Ltd"}
    assert api.call("PATCH", "/company", changed, token=person.access).status == 200
    company = find_company(person.user["company_id"])
    assert company is not None
    own = supplier_of(company).model_dump(mode="json", exclude_defaults=True)
    made = person.post("/invoices", document(supplier={**own, "name": supplier}))
    assert made.status == 202, made.body
    assert process_files() == DONE
    assert person.get(f"/invoices/{made.json['id']}").json["supplier"] == supplier
    queued(person, made.json["id"])
    (mail,) = send_all()
    assert mail["From"].addresses[0].display_name == sender_name
    assert sender_name in mail["Subject"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_every_word(language: str) -> None:
    english = texts_of("en")
    assert texts_of(language).keys() == english.keys()
    for kind, words in english.items():
        assert texts_of(language)[kind].keys() == words.keys(), kind
        for name, text in words.items():
            filled = [re.findall(r"{\w+}", str(said)) for said in (text, texts_of(language)[kind][name])]
            assert sorted(filled[0]) == sorted(filled[1]), (kind, name)


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        (State.UNVALIDATED, {}, ["pdf"]),
        (State.PASSED, {}, ["pdf"]),
        (State.FAILED, {"force": True}, ["pdf"]),
        (State.FAILED, {"attach": ["report"]}, ["report"]),
        (State.PASSED, {"attach": ["ubl", "cii"]}, ["ubl", "cii"]),
        (State.PASSED, {"attach": ["source", "pdf"]}, ["pdf"]),  # one and the same file
    ],
)
def test_the_state_decides_what_is_attached_unless_it_is_named(
    api: Api, state: State, more: dict[str, Any], expected: list[str]
) -> None:
    person = api.person()
    (invoice,) = ask(person, ready_invoice(person, state=state), **more).json["invoices"]
    assert [attachment["kind"] for attachment in invoice["attachments"]] == expected


def test_an_invoice_without_a_page_goes_as_its_source(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person, state=State.UNVALIDATED, content_type="image/png", filename="scan.png")
    (invoice,) = ask(person, invoice_id).json["invoices"]
    assert invoice["attachments"] == [{"kind": "source", "filename": "scan.png"}]


def test_a_failed_invoice_is_not_sent_as_if_it_were_good(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person, state=State.FAILED)
    for attach in ({"attach": ["pdf"]}, {}):
        answer = ask(person, invoice_id, **attach)
        assert (answer.status, answer.json["code"]) == (409, "invoice_broken")
        assert answer.json["invoice_id"] == invoice_id
    assert ask(person, invoice_id, to=[person.email]).status == 202
    assert ask(person, invoice_id, attach=["pdf"], force=True).status == 202


def test_several_invoices_go_in_one_mail_to_all_recipients(api: Api) -> None:
    person = api.person(company_name="Wattle")
    ids = [ready_invoice(person), ready_invoice(person, state=State.FAILED), ready_invoice(person)]
    wanted = {"attach": ["pdf", "report"], "force": True}
    answer = ask(person, *ids, ids[0], to=["b@customer.example.com", "a@customer.example.com"], **wanted)
    assert [invoice["id"] for invoice in answer.json["invoices"]] == ids
    (mail,) = send_all()
    assert mail["To"] == "b@customer.example.com, a@customer.example.com"
    assert mail["Subject"] == "Wattle: 3 invoices for you"
    assert list(attachments(mail)) == [
        "invoice.pdf", "invoice-report.txt", "invoice_2.pdf", "invoice-report_2.txt", "invoice_3.pdf",
        "invoice-report_3.txt",
    ]  # fmt: skip
    for invoice_id in ids:
        assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_text_and_html_say_the_same(api: Api) -> None:
    person = api.person(name="Ann", company_name="Wattle & <Partners>")
    ids = [ready_invoice(person, state=State.FAILED), ready_invoice(person)]
    wanted = {"attach": ["pdf", "report"], "force": True}
    queued(person, *ids, message="Dear <b>Sir</b>,\nplease pay.\n\nAnn & Co", **wanted)
    (mail,) = send_all()
    body = re.sub(r"<(style|title)>.*?</\1>|<[^>]+>", " ", html_of(mail))
    shown, plain = html.unescape(body).split(), re.sub(r"- |(?<=\w):(?= )", "", text_of(mail)).split()
    assert shown == plain
    assert "Dear <b>Sir</b>," in text_of(mail)
    assert "<b>" not in html_of(mail)


def test_the_mail_is_in_the_wished_language_with_its_report(api: Api) -> None:
    person = api.person(company_name="测试公司")
    queued(person, ready_invoice(person, invoice_number="R-7"), language="zh", attach=["pdf", "report"])
    (mail,) = send_all()
    assert mail["Subject"] == "测试公司：发票 R-7"
    assert str(mail["From"].addresses[0].display_name) == "测试公司"
    assert "您好" in text_of(mail)
    assert "校验报告" in attachments(mail)["invoice-report.txt"].decode()


def test_what_people_typed_becomes_no_header(api: Api) -> None:
    person = api.person(name="Ann", company_name="Wattle")
    make_older(person, timedelta(days=7))
    evil = "x\r\nBcc: everybody@example.com\r\n\r\n<html>"
    invoice_id = ready_invoice(person, invoice_number=evil, filename=f"{evil}.pdf", supplier=evil)
    queued(person, invoice_id, message=evil)
    (mail,) = send_all()
    assert set(mail.keys()) == {"From", "Reply-To", "To", "Subject", "MIME-Version", "Content-Type"}
    assert mail["Subject"] == "Wattle: invoice x Bcc: everybody@example.com <html>"
    assert all(not re.search(r'[\r\n"/\\:<>]', name) for name in attachments(mail))


def test_addresses_are_checked_normalised_and_taken_once(api: Api) -> None:
    person = api.person()
    invoice_id = ready_invoice(person)
    assert ask(person, invoice_id, to=["A@Example.com", "a@example.com"]).json["to"] == ["a@example.com"]
    many = [f"p{number}@example.com" for number in range(11)]
    for to in (["no address"], ["a@example.com\r\nBcc: b@example.com"], many):
        answer = ask(person, invoice_id, to=to)
        assert answer.status == 422, to
        assert answer.json["errors"][0]["field"].startswith("to")
    assert ask(person, invoice_id, to=[*many[:10], many[0].upper()]).status == 202


@pytest.mark.parametrize("status", [Status.QUEUED, Status.PROCESSING, Status.FAILED])
def test_only_what_was_read_can_be_sent(api: Api, status: Status) -> None:
    person = api.person()
    good, bad = ready_invoice(person), ready_invoice(person, status=status)
    for answer in (ask(person, bad), ask(person, good, bad)):
        assert (answer.status, answer.json["code"], answer.json["invoice_id"]) == (409, "not_ready", bad)
    assert jobs() == []


def test_who_may_change_an_invoice_may_send_it(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    invoice_id = ready_invoice(admin)
    assert ask(member, invoice_id).status == 403
    assert ask(member, ready_invoice(member)).status == 202
    assert ask(api.person(), invoice_id).status == 404
    assert ask(admin, ready_invoice(admin), "0" * 26).status == 404


def test_a_missing_file_is_said_before_anything_is_queued(api: Api) -> None:
    person = api.person()
    answer = ask(person, ready_invoice(person, state=State.UNVALIDATED), attach=["report"])
    assert (answer.status, answer.json["code"]) == (404, "file_not_available")


def test_more_recipients_than_a_day_allows_are_refused_until_midnight(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECIPIENTS_PER_DAY", "3")
    settings.cache_clear()
    person, other = api.person(), api.person()
    invoice_id = ready_invoice(person)
    two = ["a@example.com", "b@example.com"]
    assert ask(person, invoice_id, to=two).status == 202
    refused = ask(person, invoice_id, to=two)
    assert (refused.status, refused.json["code"]) == (429, "daily_quota_used_up")
    assert 1 <= int(refused.headers["Retry-After"]) <= 86_400
    assert ask(person, invoice_id).status == 202
    assert ask(person, invoice_id).status == 429
    assert ask(other, ready_invoice(other)).status == 202
    for record in jobs():
        work(record)  # those of refused requests too
    assert len(mails()) == 3
    assert kinds(person, invoice_id).count("send_queued") == 2


def test_what_does_not_fit_is_linked_and_the_link_leads_to_the_file(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_ATTACHMENT_BYTES", "1000")
    settings.cache_clear()
    person = api.person()
    queued(person, ready_invoice(person, source=b"%PDF" + bytes(2000)), ready_invoice(person))
    (mail,) = send_all()
    assert list(attachments(mail)) == ["invoice_2.pdf"]
    (path,) = set(re.findall(r"https://api\.example\.com/dev(/sent/\S+)", text_of(mail)))
    assert path in html_of(mail)
    answer = api.call("GET", path)
    assert answer.status == 302
    assert "X-Amz-Signature" in answer.headers["Location"]
    assert "invoice.pdf" in answer.headers["Location"]
    for wrong in (path[:-3] + "x/0", path[:-1] + "9", path[:-1] + "x", path[:-1] + "9" * 5_000, "/sent/x/0"):
        assert api.call("GET", wrong).status == 404
    monkeypatch.setenv("SENT_LINK_SECONDS", "0")
    settings.cache_clear()
    assert api.call("GET", path).status == 404


def test_a_link_to_a_deleted_invoice_says_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_ATTACHMENT_BYTES", "5")
    settings.cache_clear()
    person = api.person()
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    found = re.search(r"https://api\.example\.com/dev(/sent/\S+)", text_of(send_all()[0]))
    assert found
    assert person.delete(f"/invoices/{invoice_id}").status == 204
    assert b"no longer valid" in api.call("GET", found[1]).body


def test_a_mail_without_large_files_has_no_link(api: Api) -> None:
    person = api.person()
    sending_id = queued(person, ready_invoice(person))
    assert "/sent/" not in text_of(send_all()[0])
    assert api.call("GET", f"/sent/{person.user['company_id']}.{sending_id}./0").status == 404


def test_an_invoice_deleted_or_made_anew_before_its_mail_is_not_sent(api: Api) -> None:
    person = api.person()
    deleted, changed = ready_invoice(person), ready_invoice(person)
    queued(person, deleted, changed)
    assert person.delete(f"/invoices/{deleted}").status == 204
    assert send_all() == []
    assert kinds(person, changed) == ["send_queued", "send_failed"]
    assert timeline(person, changed)[1]["data"]["code"] == "invoice_changed"
    queued(person, changed, attach=["ubl"])
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=_ubl_key(person, changed))
    assert send_all() == []
    assert kinds(person, changed)[2:] == ["send_queued", "send_failed"]


def _ubl_key(person: Person, invoice_id: str) -> str:
    assert fetch(person, invoice_id, "ubl")
    prefix = f"invoices/{person.user['company_id']}/{invoice_id}/ubl"
    return str(boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=prefix)["Contents"][0]["Key"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"to": []},
        {"to": [TO], "attach": []},
        {"to": [TO], "attach": ["content"]},
        {"to": [TO], "language": "tlh"},
        {"to": [TO], "message": "x" * 5_001},
        {"to": [TO], "cc": ["a@example.com"]},
    ],
)
def test_a_wrong_wish_names_its_field(api: Api, body: dict[str, Any]) -> None:
    person = api.person()
    assert person.post(f"/invoices/{ready_invoice(person)}/send", body).status == 422


def test_at_most_twenty_invoices_go_in_one_mail(api: Api) -> None:
    person = api.person()
    ids = [ready_invoice(person) for _ in range(21)]
    assert ask(person, *ids).status == 422
    queued(person, *ids[:20])
    send_all()
    assert {tuple(kinds(person, invoice_id)) for invoice_id in ids[:20]} == {("send_queued", "sent")}
