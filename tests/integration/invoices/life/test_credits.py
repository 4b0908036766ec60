"""What was issued is final: it is credited or cancelled, never changed, and kept as long as the company says."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import boto3
import pytest

from chalicelib.documents.syntaxes.codec import parse
from chalicelib.storage.invoices import issuing as issuing_store
from chalicelib.storage.invoices.invoices import find_invoice, write
from tests.support.api import Answer, Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, line, sender
from tests.support.invoices.records import let_years_pass
from tests.support.people.team import member_of
from tests.support.workers.queue import work

YEAR = datetime.now(UTC).year


def issued(person: Person, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an invoice that was issued and is ready."""
    made = person.post("/invoices", document(*lines, **more))
    assert made.status == 202, made.body
    work()
    detail: dict[str, Any] = person.get(f"/invoices/{made.json['id']}").json
    return detail


def credit(person: Person, invoice: dict[str, Any], body: Any = None, **options: Any) -> Answer:
    return person.post(f"/invoices/{invoice['id']}/credit", body or {}, **options)


def cancel(person: Person, invoice: dict[str, Any], **options: Any) -> Answer:
    return person.post(f"/invoices/{invoice['id']}/cancel", {"reason": "Never delivered"}, **options)


def stored() -> list[str]:
    listed = boto3.client("s3").list_objects_v2(Bucket=BUCKET)
    return [each["Key"] for each in listed.get("Contents", [])]


def now_of(person: Person, invoice: dict[str, Any]) -> dict[str, Any]:
    detail: dict[str, Any] = person.get(f"/invoices/{invoice['id']}").json
    return detail


def test_an_issued_invoice_can_be_neither_changed_nor_deleted_nor_made_again(api: Api) -> None:
    person = sender(api)
    invoice = issued(person)
    path = f"/invoices/{invoice['id']}"
    refused = [
        api.call("PATCH", path, {"total": "11.90"}, token=person.access),
        person.delete(path),
        person.post(f"{path}/reprocess"),
    ]
    assert [(answer.status, answer.json["code"]) for answer in refused] == [(409, "issued")] * 3
    assert all("/credit" in answer.json["detail"] for answer in refused)
    assert now_of(person, invoice) == invoice


def test_an_issued_invoice_is_final_before_the_worker_has_it(api: Api) -> None:
    person = sender(api)
    path = person.post("/invoices", document()).headers["Location"]
    assert api.call("PATCH", path, {"total": "1.00"}, token=person.access).json["code"] == "issued"
    assert person.delete(path).json["code"] == "issued"
    assert person.post(f"{path}/credit", {}).json["code"] == "not_ready"


def test_a_draft_that_was_issued_is_final_too(api: Api) -> None:
    person = sender(api)
    draft = person.post("/drafts", document()).json
    path = person.post(f"/drafts/{draft['id']}/issue").headers["Location"]
    work()
    assert person.delete(path).json["code"] == "issued"


def test_it_is_kept_until_the_companys_retention_is_over(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, issue_date="2001-01-01")
    assert f"until {YEAR + 10}-12-31" in person.delete(f"/invoices/{invoice['id']}").json["detail"]
    api.call("PATCH", "/company", {"retention_years": 1}, token=person.access)
    assert f"until {YEAR + 1}-12-31" in person.delete(f"/invoices/{invoice['id']}").json["detail"]
    let_years_pass(person.user["company_id"], invoice["id"], 3)
    assert person.delete(f"/invoices/{invoice['id']}").status == 204
    again = person.post("/invoices", document(invoice_number=invoice["invoice_number"]))
    assert again.json["code"] == "number_taken"


@pytest.mark.parametrize("years", [0, 101, "8", 1.5])
def test_a_retention_is_a_number_of_years(api: Api, years: Any) -> None:
    person = api.person()
    assert api.call("PATCH", "/company", {"retention_years": years}, token=person.access).status == 422


def test_a_credit_note_of_the_whole_passes_the_official_rules(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(), line("Travel", "1", "50.50"))
    made = credit(person, invoice, {"reason": "Wrong customer"})
    assert made.status == 202, made.body
    assert made.json["invoice_number"] == f"CN-{YEAR}-0001"
    work()
    note = person.get(made.headers["Location"]).json
    report = fetch(person, note["id"], "report")
    assert (note["status"], note["state"]) == ("ready", "passed"), report
    assert (note["document_type"], note["total"], note["credit_of"]) == ("credit_note", "275.55", invoice["id"])
    ubl = parse(fetch(person, note["id"], "ubl")).document
    assert ubl.type_code == "381"
    assert ubl.preceding_invoices[0].number == invoice["invoice_number"]
    assert str(ubl.preceding_invoices[0].issue_date) == invoice["issue_date"]
    assert ubl.notes[0].text == "Wrong customer"
    assert set(note["links"]) == {"source", "ubl", "cii", "pdf", "preview", "report"}
    after = now_of(person, invoice)
    assert (after["credit_state"], after["credited_total"]) == ("credited", "275.55")
    assert (after["total"], after["document"], after["links"]) == (
        invoice["total"],
        invoice["document"],
        invoice["links"],
    )
    told = after["timeline"]["items"][-1]
    assert (told["kind"], told["data"]["credit_note"]) == ("credited", note["id"])


def test_chosen_lines_are_credited_and_the_rest_is_told(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="4"), line("Travel", "1", "50.00"))
    first = credit(person, invoice, {"lines": [{"id": "1", "quantity": "1"}]})
    assert (first.status, first.json["total"]) == (202, "110.00")
    left = person.get(f"/invoices/{invoice['id']}/credit").json
    assert (left["credit_state"], left["credited_total"]) == ("partly_credited", "110.00")
    assert [(each["id"], each["name"], each["left"]) for each in left["lines"]] == [
        ("1", "Consulting", "3"),
        ("2", "Travel", "1"),
    ]
    rest = credit(person, invoice, {"lines": [{"id": "1"}, {"id": "2"}]})
    assert (rest.json["total"], now_of(person, invoice)["credit_state"]) == ("385.00", "credited")
    left = person.get(f"/invoices/{invoice['id']}/credit").json
    assert left["credit_notes"] == [first.json["id"], rest.json["id"]]
    assert [each["left"] for each in left["lines"]] == ["0", "0"]
    work()
    assert {person.get(f"/invoices/{id_}").json["state"] for id_ in left["credit_notes"]} == {"passed"}


def test_no_more_is_credited_than_was_invoiced(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="2"))
    too_many = credit(person, invoice, {"lines": [{"id": "1", "quantity": "3"}]})
    assert (too_many.status, too_many.json["code"]) == (409, "over_credited")
    assert "2 of line 1" in too_many.json["detail"]
    assert credit(person, invoice, {"lines": [{"id": "1", "quantity": "-1"}]}).json["code"] == "over_credited"
    assert credit(person, invoice).status == 202
    again = credit(person, invoice)
    assert (again.status, again.json["code"]) == (409, "not_creditable")
    assert credit(person, invoice, {"lines": [{"id": "1"}]}).json["code"] == "not_creditable"


def test_a_line_alone_cannot_come_to_more_than_the_invoice(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(), line("Returned", "-1", "150.00"))
    alone = credit(person, invoice, {"lines": [{"id": "1"}]})
    assert (alone.json["code"], "55.00 AUD" in alone.json["detail"]) == ("over_credited", True)
    assert credit(person, invoice).json["total"] == "55.00"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([{"id": "9"}], "lines.0.id"),
        ([{"id": "1"}, {"id": "1"}], "lines"),
        ([{"id": "1", "quantity": "0"}], "lines.0.quantity"),
        ([{"id": "1", "price": "1"}], "lines.0.price"),
    ],
)
def test_what_is_wrong_with_a_credit_is_named(api: Api, lines: Any, field: str) -> None:
    person = sender(api)
    answer = credit(person, issued(person), {"lines": lines})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)


def test_only_invoices_that_were_issued_here_are_credited(api: Api) -> None:
    person = sender(api)
    uploaded = person.upload(b"%PDF-1.4 theirs").json
    assert credit(person, uploaded).json["code"] == "not_creditable"
    note = credit(person, issued(person)).json
    work()
    assert credit(person, note).json["code"] == "not_creditable"
    assert cancel(person, note).json["code"] == "not_creditable"
    assert person.delete(f"/invoices/{note['id']}").json["code"] == "issued"


def test_credit_notes_have_a_range_of_their_own(api: Api) -> None:
    person = sender(api)
    api.call("PATCH", "/company", {"number_prefix": "INV-"}, token=person.access)
    invoices = [issued(person) for _ in range(2)]
    numbers = [credit(person, invoice).json["invoice_number"] for invoice in invoices]
    assert numbers == [f"INV-CN-{YEAR}-0001", f"INV-CN-{YEAR}-0002"]
    assert issued(person)["invoice_number"] == f"INV-{YEAR}-0003"
    same = api.call("PATCH", "/company", {"credit_note_prefix": "INV-"}, token=person.access)
    assert (same.status, same.json["errors"][0]["field"]) == (422, "credit_note_prefix")
    assert api.call("PATCH", "/company", {"credit_note_prefix": "GS"}, token=person.access).status == 200
    assert credit(person, issued(person)).json["invoice_number"] == f"GS{YEAR}-0001"


def test_a_cancelled_invoice_gives_the_credit_note_that_took_it_back(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="2"))
    credit(person, invoice, {"lines": [{"id": "1", "quantity": "1"}]})
    made = cancel(person, invoice)
    assert (made.status, made.json["total"]) == (202, "110.00")
    after = now_of(person, invoice)
    assert (after["credit_state"], after["credited_total"]) == ("cancelled", "220.00")
    assert [event["kind"] for event in after["timeline"]["items"]][-2:] == ["credited", "cancelled"]
    assert cancel(person, invoice).json["id"] == made.json["id"]
    assert credit(person, invoice).json["code"] == "not_creditable"


def test_what_was_credited_wholly_cannot_be_cancelled(api: Api) -> None:
    person = sender(api)
    invoice = issued(person)
    credit(person, invoice)
    assert cancel(person, invoice).json["code"] == "not_creditable"


def test_a_repeated_request_makes_one_credit_note(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="5"))
    body, key = {"lines": [{"id": "1", "quantity": "1"}]}, {"Idempotency-Key": "one"}
    first, second = (credit(person, invoice, body, headers=key) for _ in range(2))
    assert (first.status, second.json) == (202, first.json)
    assert now_of(person, invoice)["credited_total"] == "110.00"


class Broken(Exception):
    """The process ended here."""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_around_the_transaction_makes_one_credit_note(
    api: Api, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="5"))
    body, key = {"lines": [{"id": "1", "quantity": "1"}]}, {"Idempotency-Key": "one"}

    def write_and_die(*args: Any, **options: Any) -> None:
        if when == "after":
            write(*args, **options)
        raise Broken

    with monkeypatch.context() as broken:
        broken.setattr(issuing_store, "write", write_and_die)
        assert credit(person, invoice, body, headers=key).status == 500
    again = credit(person, invoice, body, headers=key)
    assert again.status == 202, again.body
    assert again.json["invoice_number"] == f"CN-{YEAR}-0001"
    after = now_of(person, invoice)
    assert (after["credited_total"], after["version"]) == ("110.00", invoice["version"] + 1)
    work()
    assert person.get(again.headers["Location"]).json["status"] == "ready"


def test_a_refused_credit_leaves_no_file_and_takes_no_number(api: Api) -> None:
    person = sender(api)
    invoice = issued(person, line(quantity="5"))
    files = stored()
    assert credit(person, invoice, {"lines": [{"id": "1", "quantity": "6"}]}).status == 409
    assert stored() == files
    assert credit(person, invoice).json["invoice_number"] == f"CN-{YEAR}-0001"


def test_who_may_only_read_an_invoice_cannot_credit_it(api: Api) -> None:
    person = sender(api)
    invoice = issued(person)
    member = member_of(person)
    assert [answer(member, invoice).json["code"] for answer in (credit, cancel)] == ["not_yours"] * 2
    assert member.get(f"/invoices/{invoice['id']}/credit").status == 200


def test_an_invoice_that_was_corrected_when_that_was_possible_is_credited_as_it_is(api: Api) -> None:
    """Records of before this was final may have been corrected, and totals may not be those of the lines."""
    person = sender(api)
    invoice = issued(person)
    record = find_invoice(person.user["company_id"], invoice["id"])
    assert record is not None
    write(record, replace(record, corrected_at=datetime.now(UTC), total=Decimal("11.90")))
    assert credit(person, invoice).json["total"] == "220.00"


def test_figures_count_a_credit_note_against_its_invoice(api: Api) -> None:
    person = sender(api)
    cancel(person, issued(person))
    work()
    amounts = person.get("/stats").json["sales"]["amounts"]
    assert [(each["invoices"], each["total"]) for each in amounts] == [(2, "0.00")]
