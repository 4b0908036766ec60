"""Tags: the company's own words for its invoices, of one and of many, found again, and no part of what they say."""

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.invoices.lifecycle.tagging import add_tags
from chalicelib.records.lifecycle.tags import MAX_TAG_LENGTH, MAX_TAGS
from chalicelib.storage.invoices.invoices import find_invoice
from tests.support.api import Answer, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.invoices.reading import read
from tests.support.people.team import caller_of, member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import work


def put(person: Person, invoice_id: str, *tags: str, **headers: str) -> Answer:
    path = f"/invoices/{invoice_id}/tags"
    return person.api.call("PUT", path, {"tags": list(tags)}, token=person.access, headers=headers)


def bulk(person: Person, action: str, *invoice_ids: str, **more: Any) -> Answer:
    return person.post("/invoices/bulk", {"action": action, "ids": list(invoice_ids), **more})


def found(person: Person, tag: str) -> list[str]:
    return [each["id"] for each in person.get(f"/invoices?tag={quote(tag)}").json["items"]]


def test_tags_are_replaced_found_exported_and_told(api: Api) -> None:
    person = api.person()
    one, other = read(person).invoice_id, read(person, invoice_number="R-2").invoice_id
    assert person.get(f"/invoices/{one}").json["tags"] == []
    answer = put(person, one, "Project  X", "2026", "project x")
    assert (answer.status, answer.json["tags"]) == (200, ["2026", "Project X"])
    put(person, other, "Straße")
    assert (found(person, "PROJECT x"), found(person, "strasse"), found(person, "project")) == ([one], [other], [])
    event = person.get(f"/invoices/{one}").json["timeline"]["items"][-1]
    assert (event["kind"], event["actor"], event["data"]) == (
        "tagged",
        person.user["id"],
        {"tags": ["2026", "Project X"]},
    )
    rows = csv.DictReader(io.StringIO(person.get("/invoices/export?tag=2026").body.decode()))
    assert [row["tags"] for row in rows] == ["2026, Project X"]
    assert put(person, one).json["tags"] == []
    assert found(person, "2026") == []


def test_many_are_tagged_and_untagged_each_with_its_own_result(api: Api) -> None:
    person = api.person()
    one, two = read(person).invoice_id, read(person, invoice_number="R-2").invoice_id
    unread = person.upload(b"%PDF-1.4 new").json["id"]
    put(person, one, "kept")
    items = bulk(person, "tag", one, two, unread, "x", tags=["May", "kept"]).json["items"]
    assert [(each["status"], each["code"]) for each in items] == [
        (200, None), (200, None), (409, "not_ready"), (404, "invoice_not_found"),
    ]  # fmt: skip
    assert items[0]["invoice"]["tags"] == ["kept", "May"]
    assert sorted(found(person, "may")) == sorted([one, two])
    items = bulk(person, "untag", one, two, tags=["MAY"]).json["items"]
    assert [each["invoice"]["tags"] for each in items] == [["kept"], ["kept"]]


def test_what_changes_nothing_is_not_told(api: Api) -> None:
    person = api.person()
    one = read(person).invoice_id
    put(person, one, "May")
    before = person.get(f"/invoices/{one}").json
    assert bulk(person, "tag", one, tags=["may"]).json["items"][0]["status"] == 200
    assert person.get(f"/invoices/{one}").json == before


def test_an_issued_invoice_is_tagged_and_an_approval_stays(api: Api) -> None:
    person = sender(api)
    own = person.post("/invoices", document()).json["id"]
    work()
    assert put(person, own, "Project X").json["tags"] == ["Project X"]
    bought = read(person).invoice_id
    person.post(f"/invoices/{bought}/approval", {"decision": "approve"})
    assert put(person, bought, "Project X").json["approval"] == "approved"
    person.api.call("PATCH", f"/invoices/{bought}", {"purchase_order": "PO-1"}, token=person.access)
    assert person.get(f"/invoices/{bought}").json["tags"] == ["Project X"]


@pytest.mark.parametrize("tag", ["", " ", " x", "a,b", "a\nb", "x" * (MAX_TAG_LENGTH + 1)])
def test_what_is_no_tag_is_refused(api: Api, tag: str) -> None:
    person = api.person()
    one = read(person).invoice_id
    answer = put(person, one, tag)
    assert (answer.status, [each["field"] for each in answer.json["errors"]]) == (422, ["tags.0"])


def test_an_invoice_has_so_many_tags(api: Api) -> None:
    person = api.person()
    one = read(person).invoice_id
    assert put(person, one, *map(str, range(MAX_TAGS))).status == 200
    assert put(person, one, *map(str, range(MAX_TAGS + 1))).status == 422
    (item,) = bulk(person, "tag", one, tags=["one more"]).json["items"]
    assert (item["status"], item["code"]) == (409, "too_many_tags")


@pytest.mark.parametrize("body", [{"action": "tag"}, {"action": "untag"}, {"action": "approve", "tags": ["May"]}])
def test_tags_go_with_their_actions_alone(api: Api, body: dict[str, Any]) -> None:
    answer = api.person().post("/invoices/bulk", {"ids": ["x"], **body})
    assert (answer.status, answer.json["code"]) == (422, "invalid_input")


def test_they_are_changed_by_version_and_by_those_who_may(api: Api) -> None:
    person = api.person()
    one = read(person).invoice_id
    seen = person.get(f"/invoices/{one}").headers["ETag"]
    assert put(person, one, "May", **{"If-Match": seen}).status == 200
    late = put(person, one, "June", **{"If-Match": seen})
    assert (late.status, late.json["code"]) == (412, "version_mismatch")
    colleague = put(member_of(person), one, "June")
    assert (colleague.status, colleague.json["code"]) == (403, "not_yours")
    stranger = put(api.person(), one, "June")
    assert (stranger.status, stranger.json["code"]) == (404, "invoice_not_found")
    assert person.get(f"/invoices/{one}").json["tags"] == ["May"]


def test_of_twenty_tags_at_once_none_is_lost(api: Api) -> None:
    person = api.person()
    invoice = read(person)
    caller = caller_of(person)
    outcome = at_once(lambda number: add_tags(caller, invoice.invoice_id, [f"tag {number}"]))
    kept = find_invoice(invoice.company_id, invoice.invoice_id)
    assert kept is not None
    assert len(kept.tags) == outcome["success"] == CROWD
