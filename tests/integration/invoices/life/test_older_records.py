"""Records that were stored before an invoice had a life: without direction, approval, payments, credits."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import boto3
import pytest
from pynamodb.models import Model

from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import recounting
from chalicelib.storage.invoices.invoices import find_invoice, write
from chalicelib.storage.invoices.items import InvoiceItem
from chalicelib.storage.invoices.keys import SUPPLIER_MARK, fold
from tests.support.api import Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.invoices.reading import e_invoice
from tests.support.workers.queue import work

ADDED = (
    "number_is_certain", "direction", "direction_corrected", "credit_of", "credit_state", "credited_total", "credited",
    "credit_notes", "approval", "decisions", "payment", "payments",
)  # fmt: skip


@pytest.fixture
def older(api: Api) -> tuple[Person, str, str]:
    """Return somebody with an upload and an issued invoice whose items lack what was added since."""
    person = sender(api)
    uploaded = person.upload(e_invoice(), "a.xml", "application/xml").json["id"]
    issued = person.post("/invoices", document(due_date="2026-01-31")).json["id"]
    work()
    company_id = person.user["company_id"]
    for invoice_id in (uploaded, issued):
        keep_as_before(company_id, invoice_id, lacking=ADDED)
    recounting.recount(company_id)
    for invoice_id in (uploaded, issued):
        keep_as_before(company_id, invoice_id, lacking=[name for name in ADDED if name != "direction"])
    return person, uploaded, issued


def keep_as_before(company_id: str, invoice_id: str, *, lacking: Iterable[str]) -> None:
    """Store an item as it was before items were packed, all attributes side by side, without some of them."""
    known = InvoiceItem.get(company_id, invoice_id)
    raw = Model.serialize(known)
    raw["folded_supplier"] = {"S": fold(known.supplier)}
    raw["searched"] = {"S": known.searched.replace(SUPPLIER_MARK, "")}
    raw["state_key"] = {"S": f"{company_id}#{known.state}"}
    raw["creator_state_key"] = {"S": f"{known.creator_key}#{known.state}"}
    item = {name: value for name, value in raw.items() if name not in lacking}
    boto3.client("dynamodb").put_item(TableName=InvoiceItem.Meta.table_name, Item=item)


def shown(person: Person, invoice_id: str) -> Any:
    answer = person.get(f"/invoices/{invoice_id}")
    assert answer.status == 200, answer.body
    return answer.json


def test_they_are_shown_at_the_beginning_of_their_lives(older: tuple[Person, str, str]) -> None:
    person, uploaded, issued = older
    life = ("direction", "approval", "payment", "credit_state", "decisions", "payments")
    assert [shown(person, uploaded)[name] for name in life] == ["payable", "open", "unpaid", None, [], []]
    assert [shown(person, issued)[name] for name in life] == ["receivable", "open", "unpaid", None, [], []]
    for query in ("approval=open", "payment=unpaid"):
        assert len(person.get(f"/invoices?{query}").json["items"]) == 2
    assert [each["id"] for each in person.get("/invoices?overdue=true").json["items"]] == [issued]


def test_filters_find_them_beside_those_that_were_packed_since(older: tuple[Person, str, str]) -> None:
    person, uploaded, issued = older
    newer = person.upload(e_invoice("R-2", "17.00"), "b.xml", "application/xml").json["id"]
    work()
    for filters, found in {
        "supplier=nordwi": {uploaded, newer},
        "sort=total&supplier=NORDWIND": {uploaded, newer},
        "q=nordwind": {uploaded, newer},
        "state=passed": {issued},
        "q=b.xml": {newer},
        "creation_method=upload": {uploaded, newer},
        "creation_method=gui": {issued},
        "direction=payable": {uploaded, newer},
        "direction=receivable": {issued},
    }.items():
        answer = person.get(f"/invoices?{filters}")
        assert {each["id"] for each in answer.json["items"]} == found, filters


def test_they_go_on_as_any_other(older: tuple[Person, str, str]) -> None:
    person, uploaded, issued = older
    assert person.post(f"/invoices/{uploaded}/approval", {"decision": "approve"}).status == 200
    assert person.post(f"/invoices/{uploaded}/payments", {}).json["payment"] == "paid"
    assert person.delete(f"/invoices/{issued}").json["code"] == "issued"
    assert person.post(f"/invoices/{issued}/cancel", {}).status == 202
    work()
    assert shown(person, issued)["credit_state"] == "cancelled"
    assert recounting.recount(person.user["company_id"]) == {}


def test_what_was_kept_uncompressed_is_read(older: tuple[Person, str, str]) -> None:
    person, uploaded, _ = older
    before = shown(person, uploaded)
    record = find_invoice(person.user["company_id"], uploaded)
    assert record is not None
    files = InvoiceFiles(record.company_id, uploaded)
    content = file_store.get_made(files, record.files["content"])
    file_store.put_file(files.kept("content-1.json"), content, "application/json")
    write(record, replace(record, files={**record.files, "content": "content-1.json"}))
    after = shown(person, uploaded)
    assert after["fields"] == before["fields"]
    assert after["document"] == before["document"]
