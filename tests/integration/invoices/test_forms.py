"""Invoices made in the form: completed, numbered without gaps, laid out, judged."""

from base64 import b64encode
from functools import partial
from io import BytesIO
from typing import Any
from zlib import crc32

import boto3
import pytest
from botocore.exceptions import ReadTimeoutError
from PIL import Image

from chalicelib.authorization import Caller
from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import drawing
from chalicelib.documents.syntaxes.codec import parse
from chalicelib.invoices.issuing import drafts
from chalicelib.invoices.issuing.readiness import Readiness
from chalicelib.storage.aws.table import commit
from chalicelib.storage.companies.sequences import next_number, take_number
from chalicelib.storage.files import files as file_store
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, line, sender
from tests.support.people.team import member_of
from tests.support.workers.queue import work


def test_a_form_becomes_an_e_invoice_that_passes_the_official_rules(api: Api) -> None:
    person = sender(api)
    made = person.post("/invoices", document(line(), line("Travel", "1", "50.50")))
    assert made.status == 202, made.body
    summary = made.json
    assert (summary["creation_method"], summary["status"], summary["total"]) == ("gui", "queued", "275.55")
    assert made.headers["Location"] == f"/invoices/{summary['id']}"
    work()
    detail = person.get(f"/invoices/{summary['id']}").json
    report = fetch(person, summary["id"], "report")
    assert (detail["status"], detail["state"]) == ("ready", "passed"), report
    assert set(detail["links"]) == {"source", "ubl", "cii", "pdf", "preview", "report"}
    assert fetch(person, summary["id"], "pdf").startswith(b"%PDF-1.7")
    ubl = parse(fetch(person, summary["id"], "ubl")).document
    assert ubl.invoice_number == summary["invoice_number"]
    assert ubl.supplier is not None
    assert ubl.supplier.name == "Wattle & Partners Pty Ltd"
    assert [event["kind"] for event in detail["timeline"]["items"]] == ["created", "read", "validated"]


def test_a_refused_form_takes_no_number(api: Api) -> None:
    person = sender(api)
    assert person.post("/invoices", document(totals={"total": "1.00"})).status == 422
    assert person.post("/invoices", document(issue_date="2026-01-05")).json["invoice_number"] == "2026-0001"


def test_a_number_given_by_hand_is_used_once_and_the_series_goes_past_it(api: Api) -> None:
    person = sender(api)
    assert person.post("/invoices", document(invoice_number="2026-0001")).status == 202
    again = person.post("/invoices", document(invoice_number="2026-0001"))
    assert (again.status, again.json["code"]) == (409, "number_taken")
    assert person.post("/invoices", document(issue_date="2026-01-05")).json["invoice_number"] == "2026-0002"


def test_a_series_gets_past_many_numbers_that_were_given_by_hand(api: Api) -> None:
    person = sender(api)
    company_id = person.user["company_id"]
    for number in range(1, 46):
        by_hand = f"2026-{number:04}"
        commit(partial(take_number, company_id=company_id, number=by_hand, invoice_id="another"))
    made = person.post("/invoices", document(issue_date="2026-05-01"))
    assert made.json["invoice_number"] == "2026-0046"
    assert next_number(company_id, "2026") == 47


def test_years_and_prefixes_have_series_of_their_own(api: Api) -> None:
    person = sender(api)
    api.call("PATCH", "/company", {"number_prefix": "INV-"}, token=person.access)
    numbers = [
        person.post("/invoices", document(issue_date=day)).json["invoice_number"]
        for day in ("2026-12-31", "2027-01-01", "2027-01-02")
    ]
    assert numbers == ["INV-2026-0001", "INV-2027-0001", "INV-2027-0002"]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"customer": None}, {"customer.name", "customer.address.country"}),
        ({"lines": []}, {"lines"}),
        ({"lines": [{"item": {"name": "x"}}]}, {"lines.0.quantity", "lines.0.price.net", "lines.0.tax_category"}),
        ({"totals": {"net_total": "1.00"}}, {"totals.net_total"}),
        ({"isue_date": "2026-01-01"}, {"isue_date"}),
        ({"issue_date": "2026-02-30"}, {"issue_date"}),
        ({"lines": [line(price="1e400")]}, {"lines.0.price.net"}),
    ],
)
def test_what_is_wrong_with_a_form_is_named(api: Api, change: dict[str, Any], fields: set[str]) -> None:
    answer = sender(api).post("/invoices", {**document(), **change})
    assert answer.status == 422, answer.body
    assert {error["field"] for error in answer.json["errors"]} == fields


def test_what_the_rules_would_find_is_named_before_a_number_is_taken(api: Api) -> None:
    person = sender(api)
    exempt = {**line(rate="0"), "tax_category": "E"}
    negative = line(price="-5.00")
    refused = person.post("/invoices", document(line(), negative, exempt))
    assert (refused.status, refused.json["code"]) == (422, "invalid_input")
    errors = {error["field"]: error["message"] for error in refused.json["errors"]}
    assert set(errors) == {"lines.1.price.net", "tax_breakdown.1.exemption_reason"}
    assert errors["lines.1.price.net"].startswith("A price can't be negative.")
    assert person.post("/invoices", document(issue_date="2026-01-05")).json["invoice_number"] == "2026-0001"


def test_what_the_companys_profile_lacks_is_named(api: Api) -> None:
    person = api.person(company_name="Wattle")
    refused = person.post("/invoices", document(currency="AUD"))
    errors = {error["field"]: error["message"] for error in refused.json["errors"]}
    assert set(errors) == {"supplier.address.country", "supplier.tax_id"}
    assert all(message.endswith("It is taken from the company's profile.") for message in errors.values())


@pytest.mark.parametrize(("category", "code"), [("AE", "VATEX-EU-AE"), ("G", "VATEX-EU-G"), ("O", "VATEX-EU-O")])
def test_a_reason_that_is_the_only_one_is_filled_in(api: Api, category: str, code: str) -> None:
    person = sender(api)
    untaxed = {"item": {"name": "Advice"}, "quantity": "1", "price": {"net": "100.00"}, "tax_category": category}
    body = document(untaxed)
    if category != "O":
        profile = {
            "country": "DE",
            "tax_id": "DE136695976",
            "iban": "DE75512108001245126199",
            "default_currency": "EUR",
        }
        assert api.call("PATCH", "/company", profile, token=person.access).status == 200
        body["customer"]["tax_id"] = "ATU13585627"
    made = person.post("/invoices", body)
    assert made.status == 202, made.body
    work()
    found = person.get(f"/invoices/{made.json['id']}").json
    assert found["state"] == "passed"
    assert found["document"]["tax_breakdown"][0]["exemption_reason_code"] == code


def test_no_rules_hold_up_a_supplier_of_a_country_that_has_none(api: Api) -> None:
    person = api.person(company_name="Lone Pine")
    profile = {"country": "US", "default_currency": "USD", "address": {"city": "Reno"}}
    assert api.call("PATCH", "/company", profile, token=person.access).status == 200
    assert person.post("/drafts", document()).json["progress"] == 100
    made = person.post("/invoices", document())
    work()
    found = person.get(f"/invoices/{made.json['id']}").json
    assert (found["state"], found["state_reason"]) == ("unvalidated", "no_ruleset_applies")


def test_a_fault_after_the_number_was_taken_makes_no_second_invoice(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    store = file_store.put_file

    def fail_on_arrival(key: str, data: bytes, content_type: str) -> None:
        if key.startswith("incoming/"):
            raise ReadTimeoutError(endpoint_url="https://s3.example.com")
        store(key, data, content_type)

    with monkeypatch.context() as broken:
        broken.setattr(file_store, "put_file", fail_on_arrival)
        assert person.post("/invoices", document()).status == 202
    listed = person.get("/invoices").json["items"]
    assert [invoice["status"] for invoice in listed] == ["queued"]
    assert person.post(f"/invoices/{listed[0]['id']}/reprocess").status == 202
    work()
    assert person.get("/invoices").json["items"][0]["state"] == "passed"


def test_two_equal_forms_are_two_invoices(api: Api) -> None:
    person = sender(api)
    for _ in range(2):
        person.post("/invoices", document(issue_date="2026-01-01"))
    work()
    assert [invoice["status"] for invoice in person.get("/invoices").json["items"]] == ["ready", "ready"]


def preview(person: Person, body: Any, accept: str = "application/pdf") -> Any:
    return person.post("/invoices/preview?language=de", body, headers={"Accept": accept})


def test_a_preview_is_a_pdf_and_stores_nothing(api: Api) -> None:
    person = sender(api)
    answer = preview(person, document())
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.body.startswith(b"%PDF-")
    assert person.get("/invoices").json["items"] == []
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=BUCKET)


def test_a_preview_that_takes_too_long_is_refused(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 0.01)
    answer = preview(sender(api), document())
    assert (answer.status, answer.json["code"]) == (422, "not_drawable")


@pytest.mark.parametrize("accept", ["*/*", "text/html, application/pdf;q=0.9, */*;q=0.8"])
def test_a_preview_comes_to_who_accepts_anything(api: Api, accept: str) -> None:
    answer = preview(sender(api), document(), accept=accept)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize("accept", ["application/json", "application/pdf;q=0, text/html"])
def test_a_preview_is_refused_to_who_could_not_read_it(api: Api, accept: str) -> None:
    answer = preview(sender(api), document(), accept=accept)
    assert (answer.status, answer.json["code"]) == (406, "not_acceptable")


ODD = {**line("ไทย 😀"), "item": {"name": "ไทย", "description": "fine"}}


def test_letters_that_no_font_has_are_refused_by_field_before_anything_is_numbered(api: Api) -> None:
    person = sender(api)
    for answer in (person.post("/invoices", document(ODD)), preview(person, document(ODD))):
        assert answer.status == 422
        (problem,) = answer.json["errors"]
        assert problem["field"] == "lines.0.item.name"
        assert "ไ" in problem["message"]
    assert person.post("/drafts", document(ODD, currency="AUD")).json["missing"] == ["lines.0.item.name"]
    assert (
        person.post("/invoices", document(line("Büro, Київ, 北京, دبي, חיפה – ½ €")))
        .json["invoice_number"]
        .endswith("0001")
    )


def test_what_the_page_leaves_out_may_have_any_letters(api: Api) -> None:
    assert sender(api).post("/invoices", document(accounting_reference="บัญชี")).status == 202


def test_a_draft_grows_until_it_is_issued_once(api: Api) -> None:
    person = sender(api)
    made = person.post("/drafts", {"currency": "AUD"})
    assert (made.status, made.json["progress"] < 50) == (201, True)
    assert "customer.name" in made.json["missing"]
    path = made.headers["Location"]
    assert person.post(f"{path}/issue").status == 422
    changed = api.call("PUT", path, document(), token=person.access, headers={"If-Match": made.headers["ETag"]})
    assert (changed.status, changed.json["missing"], changed.json["progress"]) == (200, [], 100)
    assert person.get("/drafts").json["items"][0]["progress"] == 100
    late = api.call("PUT", path, {}, token=person.access, headers={"If-Match": made.headers["ETag"]})
    assert (late.status, late.json["code"]) == (412, "version_mismatch")
    assert person.post(f"{path}/issue").status == 202
    assert person.get(path).status == 404
    assert len(person.get("/invoices").json["items"]) == 1


def test_a_change_of_a_draft_without_if_match_is_not_refused_for_one_while_the_rules_ran(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sender(api)
    path = person.post("/drafts", {}).headers["Location"]
    examine = drafts._examine

    def examine_while_another_writes(caller: Caller, body: Document) -> Readiness:
        monkeypatch.setattr(drafts, "_examine", examine)
        assert api.call("PUT", path, {"currency": "NZD"}, token=person.access).headers["ETag"] == '"2"'
        return examine(caller, body)

    monkeypatch.setattr(drafts, "_examine", examine_while_another_writes)
    changed = api.call("PUT", path, {"currency": "EUR"}, token=person.access)
    assert (changed.status, changed.headers["ETag"]) == (200, '"3"')
    assert person.get(path).json["document"] == {"currency": "EUR"}


def test_drafts_are_listed_newest_first_in_pages(api: Api) -> None:
    person = sender(api)
    ids = [person.post("/drafts", {"invoice_number": str(number)}).json["id"] for number in range(3)]
    first = person.get("/drafts?limit=2").json
    assert ([draft["id"] for draft in first["items"]], first["has_more"]) == (ids[:0:-1], True)
    rest = person.get(f"/drafts?cursor={first['next_cursor']}").json
    assert ([draft["id"] for draft in rest["items"]], rest["has_more"]) == (ids[:1], False)
    assert person.get("/drafts?cursor=made-up").status == 400


def test_who_sees_only_its_own_sees_no_other_drafts(api: Api) -> None:
    admin = sender(api)
    member = member_of(admin)
    draft = admin.post("/drafts", {}).json
    api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access)
    assert member.get("/drafts").json["items"] == []
    assert member.get(f"/drafts/{draft['id']}").status == 404
    assert admin.get(f"/drafts/{member.post('/drafts', {}).json['id']}").status == 200


def test_a_thrown_away_draft_is_gone(api: Api) -> None:
    person = sender(api)
    path = person.post("/drafts", {}).headers["Location"]
    assert person.delete(path).status == 204
    assert person.get(path).status == 404


def png(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def with_a_bad_chunk(kind: bytes, data: bytes) -> bytes:
    """Put a chunk of a PNG behind the pixels, with a right checksum and wrong content."""
    picture = png(40, 40)
    end = picture.rindex(b"IEND") - 4
    chunk = len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")
    return picture[:end] + chunk + picture[end:]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(with_a_bad_chunk(b"gAMA", b"\x00"), id="a chunk too short"),
        pytest.param(with_a_bad_chunk(b"iCCP", b""), id="a chunk of nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\nand then nothing of the kind", id="only its beginning"),
        pytest.param(png(40, 40)[:45], id="broken off"),
        pytest.param(png(9_000, 9_000), id="more pixels than paper"),
        pytest.param(b"GIF89a" + bytes(40), id="another format"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_refused_when_it_comes(api: Api, picture: bytes) -> None:
    person = api.person()
    answer = api.call("PATCH", "/company", {"logo": b64encode(picture).decode()}, token=person.access)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "logo")
    assert api.call("PATCH", "/company", {"logo": b64encode(png(40, 40)).decode()}, token=person.access).status == 200


def test_the_terms_of_payment_set_the_due_date(api: Api) -> None:
    person = sender(api)
    made = person.post("/invoices", document(issue_date="2026-03-01")).json
    assert made["due_date"] == "2026-03-15"
    work()
    assert person.get(f"/invoices/{made['id']}").json["document"]["due_date"] == "2026-03-15"
    given = person.post("/invoices", document(issue_date="2026-03-01", due_date="2026-04-01")).json
    assert given["due_date"] == "2026-04-01"
