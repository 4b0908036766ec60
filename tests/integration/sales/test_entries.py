"""Customers and items: kept, found by what is typed, changed by version, copied into forms, gone with the company."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest

from chalicelib.errors import EntryNumberTaken, VersionMismatch
from chalicelib.ids import Intended
from chalicelib.invoices.catalogue import entries
from chalicelib.invoices.catalogue.entries import EntryValues
from chalicelib.records.sales.entries import EntryKind
from chalicelib.storage.companies import entries as store
from tests.support.api import PASSWORD, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.people.team import caller_of, member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import work

KEY = {"Idempotency-Key": "one"}
CUSTOMER: dict[str, Any] = {
    "number": "C-17",
    "customer": {
        "name": "Harbour Books Ltd",
        "address": {"line_1": "3 Quay Road", "city": "Melbourne", "post_code": "3000", "country": "AU"},
    },
    "payment_terms": "14 days",
    "language": "de",
    "email": "Books@Example.com",
}
ITEM: dict[str, Any] = {
    "number": "I-1",
    "item": {"name": "Consulting"},
    "unit": "HUR",
    "price": {"net": "100.00"},
    "currency": "AUD",
    "tax_category": "S",
    "tax_rate": "10",
}


def made(person: Person, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = person.post(path, body)
    assert answer.status == 201, answer.body
    kept: dict[str, Any] = answer.json
    return kept


def named(name: str) -> dict[str, Any]:
    return {"customer": {"name": name}}


def names(person: Person, query: str = "") -> list[str]:
    return [each["customer"]["name"] for each in person.get(f"/customers{query}").json["items"]]


def test_a_customer_is_kept_as_it_was_given(api: Api) -> None:
    person = api.person()
    answer = person.post("/customers", CUSTOMER)
    kept = answer.json
    assert (answer.status, answer.headers["ETag"]) == (201, '"1"')
    assert answer.headers["Location"] == f"/customers/{kept['id']}"
    assert (kept["number"], kept["email"], kept["language"]) == ("C-17", "books@example.com", "de")
    assert kept["customer"]["address"]["city"] == "Melbourne"
    assert person.get(f"/customers/{kept['id']}").json == kept
    assert member_of(person).get("/customers").json["items"] == [kept]


def test_a_repeat_under_a_key_keeps_one(api: Api) -> None:
    person = api.person()
    first, second = (person.post("/items", ITEM, headers=KEY) for _ in range(2))
    assert (first.status, first.json) == (second.status, second.json)
    assert len(person.get("/items").json["items"]) == 1


def test_what_is_typed_finds_names_words_and_numbers(api: Api) -> None:
    person = api.person()
    for body in (CUSTOMER, named("Café Nord, S.A."), named("Northwind Books"), named("東京商事")):
        made(person, "/customers", body)
    assert names(person) == ["Café Nord, S.A.", "Harbour Books Ltd", "Northwind Books", "東京商事"]
    assert names(person, "?search=boo") == ["Northwind Books", "Harbour Books Ltd"]
    assert names(person, "?search=CAFE%20no") == ["Café Nord, S.A."]
    assert names(person, "?search=c-1") == ["Harbour Books Ltd"]
    assert names(person, "?search=%E6%9D%B1") == ["東京商事"]
    assert names(person, "?search=zz") == []


def test_pages_follow_each_other_and_a_strange_cursor_is_refused(api: Api) -> None:
    person = api.person()
    for number in range(5):
        made(person, "/customers", named(f"Customer {number}"))
    seen: list[str] = []
    query = "?limit=2&search=cust"
    while query:
        page = person.get(f"/customers{query}").json
        seen += [each["customer"]["name"] for each in page["items"]]
        query = f"?limit=2&search=cust&cursor={page['next_cursor']}" if page["has_more"] else ""
    assert seen == [f"Customer {number}" for number in range(5)]
    cursor = person.get("/customers?limit=2").json["next_cursor"]
    beyond = urlsafe_b64encode("name#\U0010ffff\U0010ffff".encode()).decode()
    for bad in ("x", "%C3%A9", f"{cursor}&search=cust", beyond):
        answer = person.get(f"/customers?limit=2&cursor={bad}")
        assert (answer.status, answer.json["code"]) == (400, "bad_cursor"), bad


def test_a_change_is_made_by_version_and_found_by_its_new_words(api: Api) -> None:
    person = api.person()
    kept = made(person, "/customers", CUSTOMER)
    path = f"/customers/{kept['id']}"
    body = {**CUSTOMER, "number": "K-2", "customer": {"name": "Quay Books"}}
    changed = api.call("PUT", path, body, token=person.access, headers={"If-Match": '"1"'})
    assert (changed.status, changed.json["version"], changed.headers["ETag"]) == (200, 2, '"2"')
    late = api.call("PUT", path, body, token=person.access, headers={"If-Match": '"1"'})
    assert (late.status, late.json["code"]) == (412, "version_mismatch")
    assert names(person, "?search=harbour") == names(person, "?search=c-17") == []
    assert names(person, "?search=k2") == names(person, "?search=quay") == ["Quay Books"]
    assert made(person, "/customers", CUSTOMER)["number"] == "C-17"


def test_a_number_is_one_entrys(api: Api) -> None:
    person = api.person()
    made(person, "/customers", CUSTOMER)
    other = made(person, "/customers", named("Other"))
    taken = person.post("/customers", {**CUSTOMER, "number": "c-17"})
    assert (taken.status, taken.json["code"]) == (409, "entry_number_taken")
    path, body = f"/customers/{other['id']}", {**named("Other"), "number": "C-17"}
    assert api.call("PUT", path, body, token=person.access).json["code"] == "entry_number_taken"
    made(person, "/items", {**ITEM, "number": "C-17"})
    made(api.person(), "/customers", CUSTOMER)


def test_a_removed_entry_leaves_nothing(api: Api) -> None:
    person = api.person()
    kept = made(person, "/customers", CUSTOMER)
    path = f"/customers/{kept['id']}"
    member = member_of(person)
    assert member.delete(path).status == 403
    stale = api.call("DELETE", path, token=person.access, headers={"If-Match": '"7"'})
    assert stale.json["code"] == "version_mismatch"
    assert person.delete(path).status == 204
    assert (person.get(path).status, person.delete(path).status) == (404, 404)
    assert names(person) == names(person, "?search=c17") == []
    made(person, "/customers", CUSTOMER)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/customers", {}, "customer"),
        ("/customers", {"customer": {}}, "customer"),
        ("/customers", {"customer": {"name": "x" * 201}}, "customer"),
        ("/customers", {"customer": {"name": "A", "identifiers": [{"value": "1"}] * 51}}, "customer"),
        ("/customers", {**CUSTOMER, "number": "a\nb"}, "number"),
        ("/customers", {**CUSTOMER, "email": "books"}, "email"),
        ("/customers", {**CUSTOMER, "phone": "1"}, "phone"),
        ("/items", {"item": {"description": "x"}}, "item"),
        ("/items", {**ITEM, "price": {"net": "1e400"}}, "price.net"),
        ("/items", {"item": {"name": "A", "attributes": [{"name": "x" * 900, "value": "y"}] * 30}}, "item"),
    ],
)
def test_what_is_wrong_with_an_entry_is_named(api: Api, path: str, body: dict[str, Any], field: str) -> None:
    answer = api.person().post(path, body)
    assert answer.status == 422, answer.body
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_there_is_a_most_of_each_kind(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_ENTRIES", 1)
    person = api.person()
    made(person, "/customers", named("A"))
    full = person.post("/customers", named("B"))
    assert (full.status, full.json["code"]) == (409, "too_many_entries")
    made(person, "/items", ITEM)


def test_another_companys_are_neither_seen_nor_copied(api: Api) -> None:
    kept = made(sender(api), "/customers", CUSTOMER)
    stranger = sender(api)
    assert stranger.get(f"/customers/{kept['id']}").status == 404
    refused = stranger.post("/invoices", {"customer_id": kept["id"], "lines": document()["lines"]})
    assert "customer_id" in {error["field"] for error in refused.json["errors"]}


def test_an_issued_invoice_keeps_what_was_copied_when_customer_and_item_change(api: Api) -> None:
    person = sender(api)
    customer, item = made(person, "/customers", CUSTOMER), made(person, "/items", ITEM)
    form = {"customer_id": customer["id"], "lines": [{"item_id": item["id"], "quantity": "2"}]}
    preview = person.post("/invoices/preview", form, headers={"Accept": "application/pdf"})
    assert (preview.status, preview.body[:5]) == (200, b"%PDF-")
    draft = person.post("/drafts", form).json
    assert (draft["progress"], draft["problems"], draft["customer"]) == (100, [], "Harbour Books Ltd")
    assert draft["document"]["customer_id"] == customer["id"]
    issued = person.post(f"/drafts/{draft['id']}/issue")
    assert (issued.status, issued.json["total"]) == (202, "220.00")
    api.call("PUT", f"/customers/{customer['id']}", named("Somebody else"), token=person.access)
    api.call("PUT", f"/items/{item['id']}", {**ITEM, "price": {"net": "999.00"}}, token=person.access)
    person.delete(f"/items/{item['id']}")
    work()
    detail = person.get(f"/invoices/{issued.json['id']}").json
    assert (detail["state"], detail["customer"], detail["total"]) == ("passed", "Harbour Books Ltd", "220.00")
    assert "customer_id" not in detail["document"]


def test_a_draft_says_that_its_customer_and_its_item_have_gone(api: Api) -> None:
    person = sender(api)
    customer, item = made(person, "/customers", CUSTOMER), made(person, "/items", ITEM)
    form = {"customer_id": customer["id"], "lines": [{"item_id": item["id"], "quantity": "2"}]}
    draft = person.post("/drafts", form).json
    assert person.get("/drafts").json["items"][0]["customer"] == "Harbour Books Ltd"
    person.delete(f"/customers/{customer['id']}")
    person.delete(f"/items/{item['id']}")
    shown = person.get(f"/drafts/{draft['id']}").json
    assert {"customer_id", "lines.0.item_id"} <= set(shown["missing"])
    assert shown["progress"] < 100
    refused = person.post(f"/drafts/{draft['id']}/issue")
    assert {"customer_id", "lines.0.item_id"} <= {error["field"] for error in refused.json["errors"]}
    preview = person.post("/invoices/preview", form, headers={"Accept": "application/pdf, application/json"})
    assert preview.json["errors"][0]["field"] == "customer_id"


def test_many_lines_of_large_items_are_refused_like_a_large_form(api: Api) -> None:
    person = sender(api)
    item = made(person, "/items", {**ITEM, "item": {"name": "Large", "description": "x" * 4_000}})
    form = {**document(), "lines": [{"item_id": item["id"], "quantity": "1"}] * 60}
    refused = person.post("/invoices", form)
    assert refused.json["errors"][0] == {
        "field": "lines",
        "message": "its texts have more than 200,000 characters in all",
    }
    assert person.post("/drafts", form).json["problems"][0]["field"] == "lines"


def test_of_twenty_with_one_number_one_is_kept(api: Api) -> None:
    person = api.person()
    caller, values = caller_of(person), EntryValues("A", "1", {"customer": {"name": "A"}})
    outcome = at_once(lambda _: entries.add_entry(caller, EntryKind.CUSTOMER, values, Intended()))
    assert outcome == {"success": 1, EntryNumberTaken.__name__: CROWD - 1}
    (kept,) = person.get("/customers").json["items"]

    def change(number: int) -> None:
        other = EntryValues(f"B {number}", f"{number}", {"customer": {"name": f"B {number}"}})
        entries.change_entry(caller, EntryKind.CUSTOMER, kept["id"], other, 1)

    assert at_once(change) == {"success": 1, VersionMismatch.__name__: CROWD - 1}
    (changed,) = person.get("/customers").json["items"]
    assert len(names(person, "?search=b")) == 1
    assert names(person, f"?search={changed['number']}") == [changed["customer"]["name"]]


def test_they_go_with_the_company(api: Api) -> None:
    person = api.person()
    made(person, "/customers", CUSTOMER)
    made(person, "/items", ITEM)
    company_id = person.user["company_id"]
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    for kind in EntryKind:
        assert store.list_entries(company_id, kind, store.LISTED, after=None, limit=9).entries == ()
