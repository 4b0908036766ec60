"""A correction teaches the reader about its supplier: in this company only, until it is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from chalicelib.clock import now
from chalicelib.extraction.memory.model import MAX_KEYS
from chalicelib.invoices import correcting
from chalicelib.invoices.corrections import Correction
from chalicelib.settings import settings
from chalicelib.storage.invoices import invoices
from chalicelib.storage.memory import suppliers as store
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.people.team import caller_of, member_of
from tests.support.workers.queue import work
from tests.unit.extraction.drawn import Row, draw
from tests.unit.extraction.memory.taught import TAX_ID, rows

MISREAD = "LEDGER-77"


def upload(person: Person, page: list[Row]) -> dict[str, Any]:
    answer = person.upload(draw(page))
    assert answer.status == 202, answer.body
    work()
    detail: dict[str, Any] = person.get(f"/invoices/{answer.json['id']}").json
    assert detail["status"] == "ready"
    return detail


def correct(person: Person, invoice_id: str, **fields: Any) -> Answer:
    return person.api.call("PATCH", f"/invoices/{invoice_id}", fields, token=person.access)


def teach(person: Person, number: str = "QX-1") -> str:
    """Correct the number of a first invoice; return the supplier's id."""
    first = upload(person, rows(number))
    assert first["invoice_number"] == MISREAD
    assert correct(person, first["id"], invoice_number=number).status == 200
    return str(person.get("/suppliers").json["items"][0]["id"])


def items_of(person: Person) -> list[str]:
    answer = boto3.client("dynamodb").query(
        TableName=settings().companies_table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"company#{person.user['company_id']}"}},
    )
    return [item["sk"]["S"] for item in answer["Items"]]


def test_the_next_invoice_of_the_supplier_is_read_with_the_correction(api: Api) -> None:
    person = api.person()
    teach(person)
    second = upload(person, rows("QX-2", "50.00", "10.00", "60.00"))
    field = second["fields"]["invoice_number"]
    assert (second["invoice_number"], field["value"], field["method"]) == ("QX-2", "QX-2", "memory")
    assert (field["page"], 199 < field["box"]["left"] < 201) == (1, True)
    assert second["total"] == "60.00"
    assert second["document"]["invoice_number"] == "QX-2"


def test_another_company_learns_nothing_of_it(api: Api) -> None:
    taught, other = api.person(), api.person()
    supplier_id = teach(taught)
    read = upload(other, rows("QX-2"))
    assert (read["invoice_number"], read["fields"]["invoice_number"]["method"]) == (MISREAD, "label")
    assert other.get("/suppliers").json["items"] == []
    for answer in (
        other.get(f"/suppliers/{supplier_id}/memory"),
        other.delete(f"/suppliers/{supplier_id}/memory"),
    ):
        assert (answer.status, answer.json["code"]) == (404, "supplier_not_found")
    assert len(taught.get("/suppliers").json["items"]) == 1
    assert store.find_memories(other.user["company_id"], [f"tax:{TAX_ID.lower()}"]) == []


def test_two_companies_teach_their_own_readers_different_things(api: Api) -> None:
    one, other = api.person(), api.person()
    teach(one)
    first = upload(other, rows("QX-1"))
    correct(other, first["id"], invoice_number="LEDGER-77", customer="Quayside Ltd")
    assert upload(one, rows("QX-2"))["invoice_number"] == "QX-2"
    assert upload(other, rows("QX-3"))["invoice_number"] == MISREAD


def test_another_supplier_of_the_company_is_read_as_before(api: Api) -> None:
    person = api.person()
    teach(person)
    page: list[Row] = ["Maple Joinery Ltd", "1 High Street, York YO1 7HH", "VAT GB980780684", *rows("QX-8")[3:]]
    assert upload(person, page)["invoice_number"] == MISREAD


def test_what_is_remembered_is_told_with_its_correction(api: Api) -> None:
    person = api.person()
    supplier_id = teach(person)
    (listed,) = person.get("/suppliers").json["items"]
    assert (listed["name"], listed["remembered_fields"], listed["last_used_at"]) == ("Acorn Trading Ltd", 1, None)
    assert f"tax:{TAX_ID.lower()}" in listed["keys"]
    (field,) = person.get(f"/suppliers/{supplier_id}/memory").json["fields"]
    assert (field["field"], field["kind"], field["trusted"], field["value"]) == ("invoice_number", "text", True, None)
    assert (field["spots"][0]["direction"], field["spots"][0]["label"]) == ("right", "zaffrecode")
    first = person.get("/invoices").json["items"][0]
    assert (field["invoice_id"], field["corrected_by"]) == (first["id"], person.user["id"])
    assert field["corrected_at"] <= person.get(f"/invoices/{first['id']}").json["updated_at"]
    upload(person, rows("QX-2"))
    assert person.get("/suppliers").json["items"][0]["last_used_at"] is not None


def test_what_is_forgotten_is_not_used_and_can_be_taught_again(api: Api) -> None:
    person = api.person()
    supplier_id = teach(person)
    assert person.delete(f"/suppliers/{supplier_id}/memory").status == 204
    assert person.get("/suppliers").json["items"] == []
    assert person.delete(f"/suppliers/{supplier_id}/memory").status == 404
    assert [sk for sk in items_of(person) if sk.startswith(("memory#", "known_by#"))] == []
    assert upload(person, rows("QX-2"))["invoice_number"] == MISREAD
    teach(person, "QX-3")
    assert upload(person, rows("QX-4"))["invoice_number"] == "QX-4"


def test_it_goes_with_the_company(api: Api) -> None:
    person = api.person()
    teach(person)
    for invoice in person.get("/invoices").json["items"]:
        assert person.delete(f"/invoices/{invoice['id']}").status == 204
    assert any(sk.startswith("memory#") for sk in items_of(person))
    assert person.delete("/company").status == 204
    assert items_of(person) == []


def test_it_goes_with_the_account_of_the_only_member(api: Api) -> None:
    person = api.person()
    teach(person)
    for invoice in person.get("/invoices").json["items"]:
        person.delete(f"/invoices/{invoice['id']}")
    assert person.api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    assert items_of(person) == []


def test_a_correction_of_what_was_remembered_weakens_and_then_drops_it(api: Api) -> None:
    person = api.person()
    supplier_id = teach(person)
    for number in ("QX-2", "QX-3"):
        detail = upload(person, rows(number))
        if detail["fields"]["invoice_number"]["method"] == "memory":
            correct(person, detail["id"], invoice_number=MISREAD)
    (field,) = person.get(f"/suppliers/{supplier_id}/memory").json["fields"]
    assert field["trusted"] is False
    assert upload(person, rows("QX-4"))["invoice_number"] == MISREAD


def test_a_drawn_box_gives_the_value_and_teaches_its_place(api: Api) -> None:
    person = api.person()
    first = upload(person, rows("QX-1"))
    box = {"page": 1, "left": 198, "top": 130, "right": 240, "bottom": 143}
    answer = correct(person, first["id"], places={"invoice_number": box})
    assert (answer.status, answer.json["invoice_number"]) == (200, "QX-1")
    shown = person.get(f"/invoices/{first['id']}").json["fields"]["invoice_number"]
    assert (shown["method"], shown["original"], shown["box"]["left"]) == ("corrected", MISREAD, 198)
    assert upload(person, rows("QX-2"))["invoice_number"] == "QX-2"


def test_a_box_without_a_value_of_the_fields_type_is_refused(api: Api) -> None:
    person = api.person()
    first = upload(person, rows("QX-1"))
    box = {"page": 1, "left": 198, "top": 130, "right": 240, "bottom": 143}
    answer = correct(person, first["id"], places={"issue_date": box})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "places.issue_date")


def test_what_only_other_suppliers_are_known_by_makes_no_memory_that_nothing_finds(api: Api) -> None:
    """The memory has a second tax id of the country, which the page does not print: it is another firm's."""
    person = api.person()
    teach(person)
    (known,) = store.find_memories(person.user["company_id"], [f"tax:{TAX_ID.lower()}"])
    another = replace(known, keys=(*known.keys, "tax:gb999999973"), version=known.version + 1)
    assert store.change_memory(known, another)
    second = upload(person, rows("QX-2"))
    answer = correct(person, second["id"], invoice_number="QX-2")
    assert (answer.status, answer.json["invoice_number"]) == (200, "QX-2")
    assert [each["id"] for each in person.get("/suppliers").json["items"]] == [known.supplier_id]


def test_two_corrections_at_once_are_both_learned(api: Api) -> None:
    person = api.person()
    ids = [upload(person, rows(number))["id"] for number in ("QX-1", "QX-2")]
    changes = [{"invoice_number": "QX-1"}, {"supplier": "Acorn and Sons"}]
    barrier = Barrier(len(ids))

    def run(number: int) -> None:
        barrier.wait()
        correcting.correct_invoice(caller_of(person), ids[number], Correction(fields=changes[number]), None)

    with ThreadPoolExecutor(len(ids)) as pool:
        list(pool.map(run, range(len(ids))))
    (supplier,) = person.get("/suppliers").json["items"]
    fields = person.get(f"/suppliers/{supplier['id']}/memory").json["fields"]
    assert {field["field"] for field in fields} == {"invoice_number", "supplier"}
    assert len(supplier["keys"]) <= MAX_KEYS


def test_a_correction_that_cannot_be_remembered_is_made_all_the_same(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person, call = api.person(), BaseClient._make_api_call  # type: ignore[attr-defined]
    first = upload(person, rows("QX-1"))

    def throttled(client: BaseClient, operation: str, parameters: Any) -> Any:
        if "supplier_memory" in str(parameters):
            raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "later"}}, operation)
        return call(client, operation, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", throttled)
        answer = correct(person, first["id"], invoice_number="QX-1")
    assert (answer.status, answer.json["invoice_number"]) == (200, "QX-1")
    assert person.get("/suppliers").json["items"] == []


def test_the_last_use_of_a_memory_is_the_last(api: Api) -> None:
    person = api.person()
    supplier_id, company_id = teach(person), person.user["company_id"]
    before = store.find_memory(company_id, supplier_id)
    assert before is not None
    late, early = now(), now() - timedelta(minutes=5)
    store.note_use(before, late)
    store.note_use(before, early)
    assert store.change_memory(before, replace(before, name="Acorn", version=before.version + 1))
    after = store.find_memory(company_id, supplier_id)
    assert after == replace(before, name="Acorn", version=before.version + 1, used_at=late)


def test_who_says_who_the_supplier_is_settles_that_it_was_unclear(api: Api) -> None:
    person = api.person()
    first = upload(person, rows("QX-1"))
    company_id = person.user["company_id"]
    invoice = invoices.find_invoice(company_id, first["id"])
    assert invoice is not None
    invoices.write(invoice, replace(invoice, warnings=(*invoice.warnings, "supplier_unclear", "lines_incomplete")))
    kept = correct(person, first["id"], invoice_number="QX-1").json["warnings"]
    assert {"supplier_unclear", "lines_incomplete"} <= set(kept)
    settled = correct(person, first["id"], supplier=first["supplier"]).json
    assert ("supplier_unclear" in settled["warnings"], "lines_incomplete" in settled["warnings"]) == (False, True)
    assert settled["supplier"] == first["supplier"]


def test_suppliers_come_in_pages(api: Api) -> None:
    person = api.person()
    teach(person)
    page: list[Row] = ["Maple Joinery Ltd", "1 High Street, York YO1 7HH", "VAT GB980780684", *rows("QX-8")[3:]]
    other = upload(person, page)
    correct(person, other["id"], invoice_number="QX-8")
    first = person.get("/suppliers?limit=1").json
    second = person.get(f"/suppliers?limit=1&cursor={first['next_cursor']}").json
    assert [first["has_more"], second["has_more"]] == [True, False]
    assert {first["items"][0]["name"], second["items"][0]["name"]} == {"Acorn Trading Ltd", "Maple Joinery Ltd"}
    assert person.get("/suppliers?cursor=nonsense").json["code"] == "bad_cursor"


def test_only_who_sees_all_invoices_sees_suppliers_and_only_an_admin_forgets(api: Api) -> None:
    admin = api.person()
    member, supplier_id = member_of(admin), teach(admin)
    assert member.get("/suppliers").status == 200
    assert member.delete(f"/suppliers/{supplier_id}/memory").json["code"] == "role_needed"
    assert admin.api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access).status == 200
    for path in ("/suppliers", f"/suppliers/{supplier_id}/memory"):
        assert (member.get(path).status, member.get(path).json["code"]) == (403, "suppliers_hidden")


def test_a_company_remembers_only_so_many_suppliers(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_MEMORIES", 1)
    person = api.person()
    supplier_id = teach(person)
    page: list[Row] = ["Maple Joinery Ltd", "1 High Street, York YO1 7HH", "VAT GB980780684", *rows("QX-8")[3:]]
    other = upload(person, page)
    assert correct(person, other["id"], invoice_number="QX-8").status == 200
    assert [each["id"] for each in person.get("/suppliers").json["items"]] == [supplier_id]
    person.delete(f"/suppliers/{supplier_id}/memory")
    assert correct(person, other["id"], invoice_number="QX-8").status == 200
    assert [each["name"] for each in person.get("/suppliers").json["items"]] == ["Maple Joinery Ltd"]


def test_reading_a_corrected_invoice_again_is_refused_so_that_the_correction_stays(api: Api) -> None:
    person = api.person()
    teach(person)
    first = person.get("/invoices").json["items"][0]
    assert person.post(f"/invoices/{first['id']}/reprocess").status == 409
    assert person.get(f"/invoices/{first['id']}").json["invoice_number"] == "QX-1"


def test_an_invoice_that_was_read_before_gains_by_reading_it_again(api: Api) -> None:
    person = api.person()
    early = upload(person, rows("QX-7"))
    assert early["invoice_number"] == MISREAD
    teach(person)
    assert person.post(f"/invoices/{early['id']}/reprocess").status == 202
    work()
    assert person.get(f"/invoices/{early['id']}").json["invoice_number"] == "QX-7"


def test_the_layout_is_for_nobody_to_fetch(api: Api) -> None:
    person = api.person()
    first = upload(person, rows())
    assert "layout" not in first["links"]
    assert person.get(f"/invoices/{first['id']}/files/layout").status == 404
