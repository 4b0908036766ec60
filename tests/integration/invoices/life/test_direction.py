"""Which way an invoice's money goes: decided, corrected, filtered, and summed up apart."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices import recounting
from tests.support.api import Api, Person
from tests.support.invoices.forms import document, e_invoice, sender
from tests.support.invoices.reading import e_invoice as from_northwind
from tests.support.invoices.uploads import read_received
from tests.support.workers.queue import work


def shown(person: Person, invoice_id: str) -> Any:
    return person.get(f"/invoices/{invoice_id}").json


def ids(person: Person, direction: str) -> list[str]:
    return [each["id"] for each in person.get(f"/invoices?direction={direction}").json["items"]]


def totals(part: Any) -> list[tuple[str, str]]:
    return [(each["currency"], each["total"]) for each in part["amounts"]]


def both(person: Person) -> tuple[str, str]:
    """Return the ids of a purchase and of an issued sale."""
    purchase = person.upload(from_northwind(), "a.xml", "application/xml").json["id"]
    sale = person.post("/invoices", document(due_date="2026-01-31")).json["id"]
    work()
    return purchase, sale


@pytest.mark.parametrize(
    ("profile", "direction"),
    [
        ({}, "payable"),
        ({"legal_name": "WATTLE and Partners"}, "payable"),
        ({"legal_name": "wattle & partners, Pty. Ltd"}, "receivable"),
        ({"country": "AU", "tax_id": "51 824 753 556"}, "receivable"),
        ({"legal_name": "Wattle & Partners Pty Ltd", "country": "AU", "tax_id": "83 914 571 673"}, "payable"),
    ],
)
def test_an_uploaded_invoice_of_the_company_itself_is_receivable(api: Api, profile: Any, direction: str) -> None:
    person = api.person(company_name="Harbour Books")
    assert api.call("PATCH", "/company", profile, token=person.access).status == 200
    invoice_id = read_received(person, document())
    assert shown(person, invoice_id)["direction"] == direction


def test_the_companys_plain_name_is_enough(api: Api) -> None:
    person = api.person(company_name="Wattle & Partners PTY LTD")
    invoice_id = read_received(person, document())
    assert shown(person, invoice_id)["direction"] == "receivable"


def test_what_is_issued_here_is_receivable_at_once(api: Api) -> None:
    person = sender(api)
    assert person.post("/invoices", document()).json["direction"] == "receivable"


def test_a_correction_of_the_supplier_decides_again_and_a_person_has_the_last_word(api: Api) -> None:
    person = sender(api)
    purchase, _ = both(person)

    def correct(**body: str) -> Any:
        answer = api.call("PATCH", f"/invoices/{purchase}", body, token=person.access)
        assert answer.status == 200, answer.body
        return answer.json["direction"]

    assert correct(supplier_tax_id="51824753556") == "receivable"
    changes = shown(person, purchase)["timeline"]["items"][-1]["data"]["changes"]
    assert {"field": "direction", "before": "payable", "after": "receivable"} in changes
    assert correct(direction="payable") == "payable"
    assert correct(supplier="Wattle & Partners Pty Ltd") == "payable"
    detail = shown(person, purchase)
    assert correct(direction="payable") == "payable"
    assert shown(person, purchase)["version"] == detail["version"]


def test_the_direction_alone_leaves_the_verdict(api: Api) -> None:
    person = sender(api)
    purchase = read_received(person, document())
    before = shown(person, purchase)
    answer = api.call("PATCH", f"/invoices/{purchase}", {"direction": "payable"}, token=person.access)
    assert (before["direction"], answer.json["direction"]) == ("receivable", "payable")
    assert (answer.json["state"], before["state"]) == ("passed", "passed")
    assert shown(person, purchase)["timeline"]["items"][-1]["kind"] == "corrected"


def test_a_direction_that_is_none_is_refused(api: Api) -> None:
    person = api.person()
    assert person.get("/invoices?direction=both").status == 422
    body = {"direction": "both"}
    assert api.call("PATCH", f"/invoices/{'x' * 26}", body, token=person.access).status == 422


def test_lists_and_exports_have_one_direction(api: Api) -> None:
    person = sender(api)
    purchase, sale = both(person)
    assert (ids(person, "payable"), ids(person, "receivable")) == ([purchase], [sale])
    table = person.get("/invoices/export?direction=payable").body.decode()
    assert (purchase in table, sale in table, ",payable," in table) == (True, False, True)


def test_sales_and_purchases_are_summed_up_apart_and_a_company_is_not_its_own_supplier(api: Api) -> None:
    person = sender(api)
    both(person)
    found = person.get("/stats").json
    assert (totals(found), totals(found["sales"])) == ([("EUR", "119.00")], [("AUD", "220.00")])
    assert [each["supplier"] for each in found["suppliers"]] == ["Nordwind GmbH"]
    assert found["overdue"]["invoices"] == 0
    assert found["sales"]["overdue"] == {"invoices": 1, "amounts": [{"currency": "AUD", "total": "220.00"}]}


def test_records_of_before_there_were_directions_keep_working_and_a_recount_gives_them_one(api: Api) -> None:
    person = sender(api)
    company_id = person.user["company_id"]
    purchase, sale = both(person)
    for invoice_id in (purchase, sale):
        record = store.find_invoice(company_id, invoice_id)
        assert record is not None
        store.write(record, replace(record, direction=None))
    assert (ids(person, "payable"), ids(person, "receivable")) == ([purchase], [sale])
    assert sorted(totals(person.get("/stats").json)) == [("AUD", "220.00"), ("EUR", "119.00")]
    assert recounting.recount(company_id) == {}
    found = person.get("/stats").json
    assert (totals(found), totals(found["sales"])) == ([("EUR", "119.00")], [("AUD", "220.00")])


def test_an_invoice_that_is_read_again_keeps_what_a_person_said(api: Api) -> None:
    person = sender(api)
    purchase = person.upload(e_invoice(document()), "a.xml", "application/xml").json["id"]
    work()
    api.call("PATCH", f"/invoices/{purchase}", {"direction": "payable"}, token=person.access)
    assert person.post(f"/invoices/{purchase}/reprocess").status == 202
    work()
    assert shown(person, purchase)["direction"] == "payable"
