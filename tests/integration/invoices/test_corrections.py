"""Corrections: checked, recorded, one at a time; and verdicts on request."""

from typing import Any

import pytest

from chalicelib.documents.syntaxes.codec import parse
from chalicelib.records.files import FileKind
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from samples import Sample, generate
from tests.support.api import Answer, Api, Person
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, line, sender
from tests.support.invoices.uploads import read_received, read_upload
from tests.support.people.team import member_of
from tests.support.workers.queue import work
from tests.unit.extraction.drawn import draw


@pytest.fixture(scope="module")
def sample() -> Sample:
    return generate()[0]


def uploaded(api: Api, sample: Sample) -> tuple[Person, dict[str, Any]]:
    person = api.person()
    return person, read_upload(person, sample.pdf, sample.name)


def patch(person: Person, invoice_id: str, body: Any, **headers: str) -> Answer:
    return person.api.call("PATCH", f"/invoices/{invoice_id}", body, token=person.access, headers=headers)


def test_a_correction_is_shown_everywhere_and_keeps_what_was_read(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    answer = patch(person, before["id"], {"invoice_number": "C-9", "supplier": "Corrected Pty Ltd", "due_date": None})
    assert answer.status == 200, answer.body
    assert (answer.json["invoice_number"], answer.json["supplier"], answer.json["due_date"]) == (
        "C-9", "Corrected Pty Ltd", None,
    )  # fmt: skip
    assert answer.json["state"] == "unvalidated"
    after = person.get(f"/invoices/{before['id']}").json
    field = after["fields"]["invoice_number"]
    assert (field["value"], field["method"], field["original"]) == (
        "C-9", "corrected", before["fields"]["invoice_number"]["value"],
    )  # fmt: skip
    assert field["box"] == before["fields"]["invoice_number"]["box"]
    assert "due_date" not in after["fields"]
    ubl = parse(fetch(person, before["id"], "ubl")).document
    assert (ubl.invoice_number, ubl.due_date) == ("C-9", None)
    assert set(after["links"]) == {"source", "pdf", "preview", "ubl", "cii"}
    told = after["timeline"]["items"][-1]
    assert (told["kind"], told["actor"]) == ("corrected", person.user["id"])
    assert {change["field"] for change in told["data"]["changes"]} == {"invoice_number", "supplier", "due_date"}


def test_amounts_that_a_correction_sets_at_odds_are_refused_with_the_difference(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    answer = patch(person, before["id"], {"total": "1.00"})
    assert answer.status == 422
    problem = next(error for error in answer.json["errors"] if error["field"] == "total")
    assert problem["message"].startswith("is 1.00, but")
    assert person.get(f"/invoices/{before['id']}").json["total"] == before["total"]


HEAD = (
    "Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "VAT GB123456782", "", "INVOICE", "Bill to: Harbour Books Ltd",
    "Invoice date: 03.05.2024", "Invoice number: QX-77", "Currency: GBP", "", "Consulting in May",
)  # fmt: skip
MISREAD_TOTAL = draw([*HEAD, [(-420, "Total GBP"), (-540, "99.00")], [(-420, "Zaffre sum"), (-540, "120.00")]])


def test_what_is_due_and_not_printed_follows_a_corrected_total(api: Api) -> None:
    person = api.person()
    before = read_upload(person, MISREAD_TOTAL)
    assert (before["total"], before["document"]["totals"]["amount_due"]) == ("99.00", "99.00")
    assert "amount_due" not in before["fields"]
    answer = patch(person, before["id"], {"total": "120.00"})
    assert (answer.status, answer.json["total"], answer.json["open_amount"]) == (200, "120.00", "120.00")
    contradictory = patch(person, before["id"], {"total": "130.00", "amount_due": "99.00"})
    assert [each["field"] for each in contradictory.json["errors"]] == ["amount_due"]
    prepaid = patch(person, before["id"], {"prepaid": "20.00"})
    assert (prepaid.status, prepaid.json["open_amount"]) == (200, "100.00")
    assert "amount_due" not in person.get(f"/invoices/{before['id']}").json["fields"]


def test_what_is_due_and_not_printed_follows_a_corrected_rounding(api: Api) -> None:
    person = api.person()
    before = read_upload(person, MISREAD_TOTAL)
    answer = patch(person, before["id"], {"document": {"totals": {"rounding": "0.02"}}})
    assert (answer.status, answer.json["open_amount"]) == (200, "99.02"), answer.body
    assert "amount_due" not in person.get(f"/invoices/{before['id']}").json["fields"]


@pytest.mark.parametrize("cleared", [{"amount_due": None}, {"document": {"totals": {"amount_due": None}}}])
def test_what_is_due_and_not_printed_can_be_cleared(api: Api, cleared: dict[str, Any]) -> None:
    person = api.person()
    before = read_upload(person, MISREAD_TOTAL)
    assert patch(person, before["id"], cleared).status == 200
    after = person.get(f"/invoices/{before['id']}").json
    assert after["document"]["totals"].get("amount_due") is None
    assert "amount_due" not in after["fields"]
    assert "totals.amount_due" not in after["derived"]


def test_what_is_due_and_computed_again_stays_derived(api: Api) -> None:
    person = api.person()
    before = read_upload(person, MISREAD_TOTAL)
    answer = patch(person, before["id"], {"lines": [{"description": "Books", "quantity": "1", "unit_price": "50.00",
                   "net_amount": "50.00", "tax_rate": "0"}], "amount_due": None, "recalculate": True})  # fmt: skip
    assert answer.status == 200, answer.body
    after = person.get(f"/invoices/{before['id']}").json
    assert after["document"]["totals"]["amount_due"] == "50.00"
    assert "totals.amount_due" in after["derived"]


def test_what_a_person_says_is_due_is_not_derived_any_more(api: Api) -> None:
    person = api.person()
    before = read_upload(person, MISREAD_TOTAL)
    said = patch(person, before["id"], {"total": "120.00", "amount_due": "120.00"})
    assert (said.status, said.json["open_amount"]) == (200, "120.00")
    assert person.get(f"/invoices/{before['id']}").json["fields"]["amount_due"]["value"] == "120.00"
    contradictory = patch(person, before["id"], {"total": "130.00"})
    assert [each["field"] for each in contradictory.json["errors"]] == ["amount_due"]


def test_corrected_lines_can_have_the_totals_computed(api: Api) -> None:
    person = api.person()
    invoice_id = read_received(person, document(line(quantity="2", price="100.00")))
    lines = [
        {"description": "Consulting", "quantity": "3", "unit_price": "100.00", "net_amount": "300.00", "unit": "h"}
    ]
    refused = patch(person, invoice_id, {"lines": [lines[0] | {"tax_rate": "10"}]})
    assert {error["field"] for error in refused.json["errors"]} >= {"net_total", "total"}
    answer = patch(person, invoice_id, {"lines": [lines[0] | {"tax_rate": "10"}], "recalculate": True})
    assert (answer.status, answer.json["total"]) == (200, "330.00")
    validated = person.post(f"/invoices/{invoice_id}/validate")
    assert validated.json["successful"], validated.body
    assert person.get(f"/invoices/{invoice_id}").json["state"] == "passed"


@pytest.mark.parametrize(
    ("said", "total", "base_unit"),
    [({}, "1.10", "HUR"), ({"base_quantity": "100"}, "1.10", "HUR"), ({"base_quantity": "10"}, "11.00", None),
     ({"base_quantity": None}, "110.00", None)],
)  # fmt: skip
def test_a_price_for_several_units_stays_one_when_its_line_is_corrected(
    api: Api, said: dict[str, str | None], total: str, base_unit: str | None
) -> None:
    person = api.person()
    of_hundred = line(quantity="50", price="2.00")
    of_hundred["price"] |= {"base_quantity": "100", "base_unit": "HUR"}
    invoice_id = read_received(person, document(of_hundred))
    before = person.get(f"/invoices/{invoice_id}").json
    assert (before["total"], before["lines"][0]["base_quantity"]) == ("1.10", "100")
    names = ("quantity", "unit", "unit_price", "net_amount", "tax_rate")
    corrected = {name: before["lines"][0][name] for name in names} | {"description": "Corrected"} | said
    answer = patch(person, invoice_id, {"lines": [corrected], "recalculate": True})
    assert (answer.status, answer.json["total"]) == (200, total), answer.body
    price = person.get(f"/invoices/{invoice_id}").json["document"]["lines"][0]["price"]
    assert price.get("base_unit") == base_unit


def test_corrected_lines_and_tax_ids_stay_with_the_tax_that_they_are_for(api: Api) -> None:
    person = sender(api)
    made = document(line(quantity="1", price="100") | {"tax_scheme": "GST"})
    made["customer"] |= {"tax_id": "91888222000", "tax_scheme": "GST"}
    invoice_id = read_received(person, made)
    first = person.get(f"/invoices/{invoice_id}").json["lines"][0]
    names = ("quantity", "unit", "unit_price", "net_amount", "tax_rate")
    lines = [{name: first[name] for name in names} | {"description": text} for text in ("Corrected", "New")]
    fields = {"customer_tax_id": "53004085616"}
    answer = patch(person, invoice_id, {"lines": lines, "recalculate": True, **fields})
    assert answer.status == 200, answer.body
    after = person.get(f"/invoices/{invoice_id}").json["document"]
    assert [each["tax_scheme"] for each in after["lines"]] == ["GST", "GST"]
    assert [row["scheme"] for row in after["tax_breakdown"]] == ["GST"]
    assert (after["customer"]["tax_id"], after["customer"]["tax_scheme"]) == ("53004085616", "GST")


def test_any_term_of_the_document_can_be_corrected(api: Api) -> None:
    person = api.person()
    invoice_id = read_received(person, document())
    change = {
        "document": {"buyer_reference": "PO-77", "payment_terms": None, "customer": {"address": {"city": "Perth"}}}
    }
    assert patch(person, invoice_id, change).status == 200
    ubl = parse(fetch(person, invoice_id, "ubl")).document
    assert (ubl.buyer_reference, ubl.payment_terms) == ("PO-77", None)
    assert ubl.customer is not None
    assert ubl.customer.address is not None
    assert (ubl.customer.address.city, ubl.customer.name) == ("Perth", "Harbour Books Ltd")
    wrong = patch(person, invoice_id, {"document": {"byer_reference": "x"}})
    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "document.byer_reference")


@pytest.mark.parametrize(
    "change",
    [
        {"customer": {"electronic_address": {"value": "4035811991014", "scheme": "0088"}}},
        {"supplier": {"trading_name": "Wattle"}},
        {"payment": {"credit_transfers": [{"account": "1"}, {"account": "2"}]}},
        {"lines": None},
    ],
)
def test_a_change_that_no_field_shows_is_made_and_told(api: Api, change: dict[str, Any]) -> None:
    person = api.person()
    invoice_id = read_received(person, document())
    before = person.get(f"/invoices/{invoice_id}").json
    assert patch(person, invoice_id, {"document": change}).status == 200
    after = person.get(f"/invoices/{invoice_id}").json
    assert after["document"] != before["document"]
    assert after["version"] == before["version"] + 1
    assert after["timeline"]["items"][-1]["data"]["changes"]


def test_a_correction_of_an_old_version_is_refused(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    seen = person.get(f"/invoices/{before['id']}").headers["ETag"]
    assert patch(person, before["id"], {"invoice_number": "A"}, **{"If-Match": seen}).status == 200
    late = patch(person, before["id"], {"invoice_number": "B"}, **{"If-Match": seen})
    assert (late.status, late.json["code"]) == (412, "version_mismatch")
    assert patch(person, before["id"], {"invoice_number": "B"}, **{"If-Match": "*"}).status == 200
    assert patch(person, before["id"], {"invoice_number": "C"}, **{"If-Match": '"made-up"'}).status == 412


def test_a_correction_that_changes_nothing_leaves_the_verdict(api: Api) -> None:
    person = api.person()
    invoice_id = read_received(person, document())
    detail = person.get(f"/invoices/{invoice_id}").json
    answer = patch(person, invoice_id, {"customer": detail["customer"]})
    assert (answer.status, answer.json["state"]) == (200, "passed")
    assert person.get(f"/invoices/{invoice_id}").json["version"] == detail["version"]


def test_what_is_not_read_yet_cannot_be_corrected_or_validated(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    assert patch(person, invoice_id, {"currency": "EUR"}).json["code"] == "not_ready"
    assert person.post(f"/invoices/{invoice_id}/validate").json["code"] == "not_ready"


def test_a_member_corrects_only_its_own(api: Api, sample: Sample) -> None:
    admin, before = uploaded(api, sample)
    member = member_of(admin)
    for answer in (
        patch(member, before["id"], {"currency": "EUR"}),
        member.post(f"/invoices/{before['id']}/validate"),
        member.post(f"/invoices/{before['id']}/reprocess"),
    ):
        assert (answer.status, answer.json["code"]) == (403, "not_yours")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"total": "NaN"}, "total"),
        ({"issue_date": "31.12.2026"}, "issue_date"),
        ({"currency": "euro"}, "currency"),
        ({"lines": [{"quantity": "1"}]}, "lines.0.description"),
        ({"suplier": "x"}, "suplier"),
    ],
)
def test_a_wrong_correction_names_its_field(api: Api, sample: Sample, body: Any, field: str) -> None:
    person, before = uploaded(api, sample)
    answer = patch(person, before["id"], body)
    assert answer.status == 422
    assert field in {error["field"] for error in answer.json["errors"]}


def test_an_invoice_can_be_held_against_other_rules(api: Api) -> None:
    person = sender(api)
    invoice_id = person.post("/invoices", document()).json["id"]
    work()
    cii = person.post(f"/invoices/{invoice_id}/validate?ruleset=en16931-cii")
    assert (cii.status, cii.json["ruleset"], cii.json["successful"]) == (200, "en16931-cii", True)
    assert [layer["name"] for layer in cii.json["layers"]] == ["xml", "schema", "rules", "check_digits"]
    unknown = person.post(f"/invoices/{invoice_id}/validate?ruleset=nonsense")
    assert (unknown.status, unknown.json["errors"][0]["field"]) == (422, "ruleset")
    assert "en16931-ubl" in unknown.json["errors"][0]["message"]
    kinds = [event["kind"] for event in person.get(f"/invoices/{invoice_id}").json["timeline"]["items"]]
    assert kinds == ["created", "read", "validated", "validated"]


def test_a_failed_invoice_says_why_and_where(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    report = person.post(f"/invoices/{before['id']}/validate").json
    detail = person.get(f"/invoices/{before['id']}").json
    assert detail["state"] == ("passed" if report["successful"] else "failed")
    fatal = [finding for finding in report["findings"] if finding["severity"] == "fatal"]
    assert detail["validation"]["fatal"] == len(fatal)
    assert all(finding["rule"] and finding["message"] for finding in report["findings"])


def test_a_source_can_be_read_again_but_not_over_a_correction(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    again = person.post(f"/invoices/{before['id']}/reprocess")
    assert (again.status, again.json["status"]) == (202, "queued")
    work()
    assert person.get(f"/invoices/{before['id']}").json["status"] == "ready"
    patch(person, before["id"], {"customer": "Somebody Else"})
    refused = person.post(f"/invoices/{before['id']}/reprocess")
    assert (refused.status, refused.json["code"]) == (409, "conflict")


def test_an_invoice_whose_source_is_gone_stays_what_it_is(api: Api, sample: Sample) -> None:
    person, before = uploaded(api, sample)
    files = InvoiceFiles(person.user["company_id"], before["id"])
    for key in (files.incoming, files.kept(FileKind.SOURCE)):
        file_store.delete_file(key)
    refused = person.post(f"/invoices/{before['id']}/reprocess")
    assert (refused.status, refused.json["code"]) == (404, "file_not_available")
    assert person.get(f"/invoices/{before['id']}").json["status"] == "ready"


def test_a_json_document_can_be_uploaded_as_a_file(api: Api) -> None:
    person = api.person()
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.json"\r\n'
        b"Content-Type: application/json\r\n\r\n"
        b'{"invoice_number": "J-1", "currency": "EUR", "totals": {"total": "12.00"}}\r\n--b--\r\n'
    )
    made = person.post("/invoices", data=body, content_type="multipart/form-data; boundary=b")
    assert made.status == 202, made.body
    work()
    listed = person.get("/invoices").json["items"][0]
    assert (listed["invoice_number"], listed["total"], listed["creation_method"]) == ("J-1", "12.00", "upload")
