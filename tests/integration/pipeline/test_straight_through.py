"""Invoices that are not touched by hand: read, made into e-invoices, judged, and what the list says of them."""

import json

import pytest

from samples import generate
from tests.support.api import Api
from tests.support.workers.queue import work
from tests.unit.extraction.drawn import GOODS, draw, table

WITHOUT_VAT = "american-goods"


def test_every_sample_passes_and_the_one_without_vat_waits_for_no_rules(api: Api) -> None:
    person = api.person()
    ids = {sample.name: person.upload(sample.pdf, f"{sample.name}.pdf").json["id"] for sample in generate()}
    while work()["batchItemFailures"] or any(
        each["status"] == "queued" for each in person.get("/invoices").json["items"]
    ):
        pass
    found = {each["id"]: each for each in person.get("/invoices?limit=100").json["items"]}
    states = {name: (found[id_]["state"], found[id_]["state_reason"]) for name, id_ in ids.items()}
    expected = dict.fromkeys(ids, ("passed", None)) | {WITHOUT_VAT: ("unvalidated", "no_ruleset_applies")}
    assert states == expected
    derived = person.get(f"/invoices/{ids['german-goods']}").json["derived"]["supplier.address.country"]
    assert (derived["value"], derived["method"], derived["derived_from"]) == ("DE", "derived", "supplier_tax_id")
    report = person.post(f"/invoices/{ids[WITHOUT_VAT]}/validate").json
    assert (report["ruleset"], report["layers"][0]["outcome"]) == (None, "not_run")
    assert person.post(f"/invoices/{ids[WITHOUT_VAT]}/validate?ruleset=en16931").json["ruleset"] == "en16931-ubl"


PAGE = ["Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "VAT No. GB980780684", "Invoice number: A-100",
        "Invoice date: 03.05.2024",
        *table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Hedge", "4", "25.00", "100.00")),
        "Net total: GBP 100.00", "VAT 20%: GBP 20.00"]  # fmt: skip


@pytest.mark.parametrize(("total", "wrong"), [("Total: GBP 120.00", False), ("Total: GBP 125.00", True)])
def test_the_list_tells_what_is_missing_from_what_contradicts(api: Api, total: str, wrong: bool) -> None:
    person = api.person()
    person.upload(draw([*PAGE, total]), "a.pdf")
    work()
    listed = person.get("/invoices").json["items"][0]
    assert listed["state"] == "failed"
    assert listed["missing_findings"] > 0
    assert (listed["wrong_findings"] > 0) == wrong
    report = person.post(f"/invoices/{listed['id']}/validate").json
    missing = [each["rule"] for each in report["findings"] if each["kind"] == "missing"]
    assert {"BR-07", "BR-10"} <= set(missing)
    assert "BR-CO-15" not in missing
    validation = person.get(f"/invoices/{listed['id']}").json["validation"]
    assert validation["missing"] + validation["wrong"] == validation["fatal"]


def test_a_correction_takes_back_what_was_derived_of_what_it_changes(api: Api) -> None:
    person = api.person()
    invoice_id = person.upload(generate()[1].pdf, "a.pdf").json["id"]
    work()
    change = {"document": {"customer": {"address": {"country": "AT"}}}}
    assert api.call("PATCH", f"/invoices/{invoice_id}", change, token=person.access).status == 200
    detail = person.get(f"/invoices/{invoice_id}").json
    assert "customer.address.country" not in detail["derived"]
    assert "supplier.address.country" in detail["derived"]
    assert (detail["state"], detail["missing_findings"]) == ("unvalidated", None)
    assert json.dumps(detail["document"]).count('"AT"') == 1
