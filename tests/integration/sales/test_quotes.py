"""Quotes: numbered, laid out in seven languages, mailed, decided upon, turned into an invoice once, removed."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import boto3
import pytest
from pypdf import PdfReader

from chalicelib.errors import Conflict, WrongStep
from chalicelib.ids import Intended
from chalicelib.languages import Language
from chalicelib.records.sales.forms import Form
from chalicelib.records.sales.quotes import QuoteStep
from chalicelib.sales import quotes, quoting
from chalicelib.sales.quotes import QuoteDecision
from chalicelib.sales.quoting import QuoteOrder
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.audit import newest
from tests.support.aws.names import BUCKET
from tests.support.invoices.forms import document, line, sender
from tests.support.people.team import caller_of, member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import work
from tests.support.workers.sending import TO, attachments, html_of, send_all, text_of

KEY = {"Idempotency-Key": "one"}
PDF = {"Accept": "application/pdf"}
TITLES: dict[Language, tuple[str, str]] = {
    "en": ("Quote", "Valid until"),
    "de": ("Angebot", "Gültig bis"),
    "fr": ("Devis", "Valable jusqu'au"),
    "nl": ("Offerte", "Geldig tot"),
    "es": ("Presupuesto", "Válido hasta"),
    "it": ("Preventivo", "Valido fino al"),
    "zh": ("报价单", "有效期至"),
}


def made(person: Person, **more: Any) -> dict[str, Any]:
    answer = person.post("/quotes", {"form": document(), **more})
    assert answer.status == 201, answer.body
    kept: dict[str, Any] = answer.json
    return kept


def decide(person: Person, quote: dict[str, Any], decision: str, version: int | None = None, **more: Any) -> Answer:
    headers = {"If-Match": f'"{version}"'} if version else None
    return person.post(f"/quotes/{quote['id']}/decision", {"decision": decision, **more}, headers=headers)


def page_of(person: Person, quote: dict[str, Any]) -> bytes:
    answer = person.get(f"/quotes/{quote['id']}/pdf")
    assert answer.status == 302, answer.body
    key = unquote(urlsplit(answer.headers["Location"]).path).lstrip("/").removeprefix(f"{BUCKET}/")
    return bytes(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read())


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    for module in ("quotes", "quoting"):
        monkeypatch.setattr(f"chalicelib.sales.{module}.now", lambda: datetime.now(UTC) + timedelta(days=days))


def files_of(person: Person) -> list[str]:
    prefix = f"invoices/{person.user['company_id']}/"
    return [
        item["Key"] for item in boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
    ]


def test_a_form_becomes_a_quote_with_a_number_of_its_own(api: Api) -> None:
    person = sender(api)
    first, again = (person.post("/quotes", {"form": document()}, headers=KEY) for _ in range(2))
    quote, year = first.json, datetime.now(UTC).year
    assert (first.status, again.json) == (201, quote)
    assert first.headers["Location"] == f"/quotes/{quote['id']}"
    told = ("kind", "number", "state", "customer", "currency", "total", "invoice_id", "mails")
    assert [quote[name] for name in told] == [
        "quote",
        f"Q-{year}-0001",
        "open",
        "Harbour Books Ltd",
        "AUD",
        "220.00",
        None,
        [],
    ]
    assert quote["document"]["type_code"] == "310"
    assert made(person)["number"] == f"Q-{year}-0002"
    assert person.get(f"/quotes/{quote['id']}").json == quote
    assert [each["number"] for each in person.get("/quotes").json["items"]] == [f"Q-{year}-0002", f"Q-{year}-0001"]
    assert person.post("/invoices", document()).json["invoice_number"] == f"{year}-0001"
    assert len(person.get("/invoices").json["items"]) == 1


@pytest.mark.parametrize("language", TITLES)
def test_its_page_is_titled_in_its_language_and_asks_for_no_payment(api: Api, language: Language) -> None:
    person = sender(api)
    quote = made(person, language=language)
    pdf = page_of(person, quote)
    words = words_of(pdf)
    assert all(word in words for word in (*TITLES[language], quote["number"]))
    assert "062-000" not in words
    assert page_of(person, quote) == pdf
    assert len(files_of(person)) == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"form": document(invoice_number="1", due_date="2026-01-01")}, {"form.invoice_number", "form.due_date"}),
        ({"form": document(type_code="381")}, {"form.type_code"}),
        ({"form": {"currency": "AUD"}}, {"form.customer.name", "form.lines"}),
        ({"form": {**document(), "lines": [{"item": {"name": "x"}, "quantity": "1", "tax_rate": "10"}]}},
         {"form.lines.0.price.net"}),
        ({"form": document(), "valid_until": "2020-01-01"}, {"valid_until"}),
        ({"form": document(), "valid_until": "2199-01-01"}, {"valid_until"}),
        ({"form": {**document(), "customer_id": "x"}}, {"customer_id"}),
        ({}, {"form"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_quote_is_named_and_takes_no_number(
    api: Api, body: dict[str, Any], fields: set[str]
) -> None:
    person = sender(api)
    answer = person.post("/quotes", body)
    assert answer.status == 422, answer.body
    assert {error["field"] for error in answer.json["errors"]} == fields
    assert made(person)["number"].endswith("-0001")


def test_it_is_turned_into_an_invoice_once(api: Api) -> None:
    person = sender(api)
    customer = person.post("/customers", {"customer": document()["customer"], "payment_terms": "14 days"}).json
    quote = made(person, form={"customer_id": customer["id"], "lines": [line(), line("Travel", "1", "50.50")]})
    person.delete(f"/customers/{customer['id']}")
    path = f"/quotes/{quote['id']}/invoice"
    issued, again = (person.post(path, headers=KEY) for _ in range(2))
    assert (issued.status, issued.json["total"]) == (202, quote["total"])
    assert issued.json == again.json
    refused = person.post(path)
    assert (refused.status, refused.json["code"]) == (409, "wrong_step")
    work()
    detail = person.get(f"/invoices/{issued.json['id']}").json
    assert (detail["state"], detail["customer"], detail["document"]["type_code"]) == (
        "passed",
        "Harbour Books Ltd",
        "380",
    )
    event = detail["timeline"]["items"][0]["data"]
    assert (event["quote"], event["quote_number"]) == (quote["id"], quote["number"])
    after = person.get(f"/quotes/{quote['id']}").json
    assert (after["state"], after["invoice_id"]) == ("invoiced", detail["id"])
    assert person.delete(f"/quotes/{quote['id']}").json["code"] == "wrong_step"
    assert len(person.get("/invoices").json["items"]) == 1


def test_it_is_decided_upon_by_version(api: Api) -> None:
    person = sender(api)
    quote = made(person)
    accepted = decide(person, quote, "accept", 1, comment="By telephone")
    told = ("state", "comment", "version")
    assert [accepted.json[name] for name in told] == ["accepted", "By telephone", 2]
    assert accepted.headers["ETag"] == '"2"'
    assert decide(person, quote, "decline", 1).json["code"] == "version_mismatch"
    assert decide(person, quote, "accept").json["code"] == "wrong_step"
    assert decide(person, quote, "invoice").status == 422
    assert decide(person, quote, "decline").json["state"] == "declined"
    for path in ("invoice", "send"):
        refused = person.post(f"/quotes/{quote['id']}/{path}", {"to": [TO]} if path == "send" else None)
        assert (refused.status, refused.json["code"]) == (409, "wrong_step")


def test_one_that_has_expired_is_opened_again_until_another_day(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    quote = made(person)
    before = words_of(page_of(person, quote))
    later(monkeypatch, 31)
    assert person.get(f"/quotes/{quote['id']}").json["state"] == "expired"
    assert person.get("/quotes").json["items"][0]["state"] == "expired"
    assert person.post(f"/quotes/{quote['id']}/invoice").json["code"] == "wrong_step"
    assert decide(person, quote, "accept").json["code"] == "wrong_step"
    assert decide(person, quote, "reopen").json["errors"][0]["field"] == "valid_until"
    until = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    opened = decide(person, quote, "reopen", valid_until=until).json
    assert (opened["state"], opened["valid_until"], opened["number"]) == ("open", until, quote["number"])
    assert words_of(page_of(person, quote)) != before
    assert person.post(f"/quotes/{quote['id']}/invoice").status == 202


def test_it_is_mailed_with_its_page_and_says_what_became_of_the_mail(api: Api) -> None:
    person = sender(api)
    quote = made(person, language="de")
    path = f"/quotes/{quote['id']}/send"
    first, again = (person.post(path, {"to": [TO], "message": "As agreed."}, headers=KEY) for _ in range(2))
    assert (first.status, first.json["state"], again.json) == (202, "queued", first.json)
    (mail,) = send_all()
    assert mail["Subject"] == f"Wattle & Partners Pty Ltd: Angebot {quote['number']}"
    for text in (text_of(mail), html_of(mail)):
        assert "sendet Ihnen dieses Angebot" in text
        assert "Gültig bis" in text
        assert "Rechnung" not in text
        assert "As agreed." in text
    (name,) = attachments(mail)
    assert name == f"{quote['number']}.pdf"
    assert attachments(mail)[name] == page_of(person, quote)
    (shown,) = person.get(f"/quotes/{quote['id']}").json["mails"]
    assert (shown["state"], shown["to"]) == ("sent", [TO])
    assert shown["sent_at"]


def test_its_mail_is_seen_before_it_is_sent(api: Api) -> None:
    person = sender(api)
    quote = made(person, language="de")
    path = f"/quotes/{quote['id']}/send"
    seen = person.post(f"{path}/preview", {"message": "As agreed."})
    assert (seen.status, person.get(f"/quotes/{quote['id']}").json["mails"], send_all()) == (200, [], [])
    after = person.get(f"/quotes/{quote['id']}").json
    assert (after["version"], files_of(person)) == (quote["version"], [])
    person.post(path, {"to": [TO], "message": "As agreed."})
    (mail,) = send_all()
    assert (seen.json["subject"], seen.json["attachments"]) == (mail["Subject"], list(attachments(mail)))
    assert seen.json["text"] == text_of(mail).replace("\r\n", "\n")
    assert decide(person, quote, "decline").status == 200
    assert person.post(f"{path}/preview", {}).json["code"] == "wrong_step"
    assert api.person().post(f"{path}/preview", {}).json["code"] == "quote_not_found"


def test_its_download_is_in_the_audit_trail(api: Api) -> None:
    person = sender(api)
    quote = made(person)
    page_of(person, quote)
    event = newest(person, "file.downloaded")
    assert (event["subject"], event["after"]) == (quote["id"], {"file": "pdf"})


def test_refused_sendings_push_out_none_that_was_sent(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "MAX_MAILS", 2)
    person = sender(api)
    quote = made(person)
    path = f"/quotes/{quote['id']}/send"
    sent = person.post(path, {"to": [TO]}).json["id"]
    with monkeypatch.context() as patch:
        patch.setattr(quotes, "leave_sending", refuse)
        assert [person.post(path, {"to": [TO]}).status for _ in range(3)] == [409] * 3
    assert [mail["id"] for mail in person.get(f"/quotes/{quote['id']}").json["mails"]] == [sent]


def refuse(*_: Any) -> None:
    raise Conflict


def test_who_has_not_proven_their_address_mails_no_quote_and_strangers_see_none(api: Api) -> None:
    person, stranger = sender(api), api.person(proven=False)
    quote = made(person)
    assert stranger.post(f"/quotes/{quote['id']}/send", {"to": [TO]}).json["code"] == "address_unproven"
    assert stranger.get(f"/quotes/{quote['id']}/pdf").status == 404
    assert person.post(f"/quotes/{quote['id']}/send", {"to": []}).status == 422


def test_a_mail_of_a_quote_that_was_removed_is_not_sent(api: Api) -> None:
    person = sender(api)
    quote = made(person)
    person.post(f"/quotes/{quote['id']}/send", {"to": [TO]})
    assert person.delete(f"/quotes/{quote['id']}").status == 204
    assert send_all() == []
    assert files_of(person) == []
    assert person.get(f"/quotes/{quote['id']}").status == person.delete(f"/quotes/{quote['id']}").status == 404
    assert made(person)["number"].endswith("-0002")


def test_a_member_decides_upon_their_own(api: Api) -> None:
    admin = sender(api)
    member, quote = member_of(admin), made(admin)
    assert member.get(f"/quotes/{quote['id']}").status == 200
    assert decide(member, quote, "accept").json["code"] == "not_yours"
    for path, body in (("invoice", None), ("send", {"to": [TO]})):
        assert member.post(f"/quotes/{quote['id']}/{path}", body).json["code"] == "not_yours"
    assert member.delete(f"/quotes/{quote['id']}").json["code"] == "not_yours"
    api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access)
    assert member.get(f"/quotes/{quote['id']}").status == 404
    assert member.get("/quotes").json["items"] == []
    assert decide(admin, made(member), "accept").status == 200


def test_pages_follow_each_other(api: Api) -> None:
    person = sender(api)
    ids = [made(person)["id"] for _ in range(3)]
    page = person.get("/quotes?limit=2").json
    rest = person.get(f"/quotes?limit=2&cursor={page['next_cursor']}").json
    assert [each["id"] for each in (*page["items"], *rest["items"])] == ids[::-1]
    assert person.get("/quotes?cursor=x").json["code"] == "bad_cursor"


def test_twenty_quotes_get_twenty_numbers_and_one_of_twenty_invoices_is_issued(api: Api) -> None:
    person = sender(api)
    caller, order = caller_of(person), QuoteOrder(Form.model_validate(document()))
    assert at_once(lambda _: quoting.add_quote(caller, order, Intended())) == {"success": CROWD}
    items = person.get("/quotes?limit=100").json["items"]
    assert sorted(int(each["number"][-4:]) for each in items) == list(range(1, CROWD + 1))
    quote_id = items[0]["id"]
    outcome = at_once(lambda _: quotes.invoice_quote(caller, quote_id, Intended(), expected=None))
    assert outcome["success"] == 1
    assert set(outcome) <= {"success", WrongStep.__name__, Conflict.__name__}
    (invoice,) = person.get("/invoices").json["items"]
    assert person.get(f"/quotes/{quote_id}").json["invoice_id"] == invoice["id"]


def test_of_twenty_decisions_on_what_all_have_seen_one_is_made(api: Api) -> None:
    person = sender(api)
    caller, quote = caller_of(person), made(person)
    steps = (QuoteStep.ACCEPT, QuoteStep.DECLINE)
    outcome = at_once(lambda number: quotes.decide_quote(caller, quote["id"], QuoteDecision(steps[number % 2]), 1))
    assert outcome == {"success": 1, "VersionMismatch": CROWD - 1}


def test_they_go_with_the_company(api: Api) -> None:
    person = sender(api)
    quote = made(person)
    page_of(person, quote)
    assert len(files_of(person)) == 1
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    assert files_of(person) == []


def test_a_preview_is_the_page_of_a_quote_and_stores_nothing(api: Api) -> None:
    person = sender(api)
    answer = person.post("/quotes/preview", {"form": document(), "valid_until": last_day()}, headers=PDF)
    text = words_of(answer.body)
    assert answer.status == 200
    assert "Quote" in text
    assert "Valid until" in text
    assert "DRAFT" in text
    assert "Tax invoice" not in text
    assert person.get("/quotes").json["items"] == []


def test_a_preview_shows_what_is_there_and_refuses_a_day_that_is_past(api: Api) -> None:
    person = sender(api)
    assert person.post("/quotes/preview", {"form": {"payment_terms": "14 days"}}, headers=PDF).status == 200
    past = person.post("/quotes/preview", {"form": document(), "valid_until": "2020-01-01"}, headers=PDF)
    assert (past.status, past.json["errors"][0]["field"]) == (422, "valid_until")


def last_day() -> str:
    return str((datetime.now(UTC) + timedelta(days=9)).date())
