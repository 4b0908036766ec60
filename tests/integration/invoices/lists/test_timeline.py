"""An invoice's timeline beyond its first page, and who acted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
from pynamodb.models import Model

from chalicelib.ids import first_id
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.events import EventItem, timeline_partition
from tests.support.api import PASSWORD, Api, Person
from tests.support.invoices.reading import read
from tests.support.people.team import member_of


def with_events(person: Person, number: int, actor: str | None) -> Invoice:
    """Store an invoice to which so many things happened."""
    invoice = read(person)
    for count in range(number):
        event = Event(EventKind.VALIDATED, actor, {"count": count})
        invoice = store.write(invoice, replace(invoice), event) or invoice
    return invoice


def pages(person: Person, invoice_id: str) -> list[Any]:
    page = person.get(f"/invoices/{invoice_id}").json["timeline"]
    found = [page]
    while page["has_more"]:
        answer = person.get(f"/invoices/{invoice_id}/timeline?cursor={page['next_cursor']}")
        assert answer.status == 200, answer.body
        page = answer.json
        found.append(page)
    return found


def test_the_timeline_goes_on_where_the_invoices_page_ends(api: Api) -> None:
    person = api.person(name="Ann")
    invoice = with_events(person, 110, person.user["id"])
    found = pages(person, invoice.invoice_id)
    assert [len(page["items"]) for page in found] == [50, 50, 10]
    assert [event["data"]["count"] for page in found for event in page["items"]] == list(range(110))
    assert {event["actor_name"] for page in found for event in page["items"]} == {"Ann"}
    first = person.get(f"/invoices/{invoice.invoice_id}/timeline").json
    assert first == found[0]


def test_the_system_and_people_who_are_gone_have_no_name(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    invoice = with_events(admin, 1, member.user["id"])
    invoice = store.write(invoice, invoice, Event(EventKind.READ)) or invoice
    names = [event["actor_name"] for event in admin.get(f"/invoices/{invoice.invoice_id}/timeline").json["items"]]
    assert names == ["Guest", None]
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=member.access).status == 204
    event = admin.get(f"/invoices/{invoice.invoice_id}/timeline").json["items"][0]
    assert (event["actor"], event["actor_name"]) == (member.user["id"], None)


def test_a_cursor_that_is_none_is_refused(api: Api) -> None:
    person = api.person()
    answer = person.get(f"/invoices/{read(person).invoice_id}/timeline?cursor=..%2F")
    assert (answer.status, answer.json["code"]) == (400, "bad_cursor")


def test_a_page_takes_the_same_aws_calls_whoever_acted(api: Api, calls: Any) -> None:
    person = api.person()
    alone = with_events(person, 1, None)
    many = with_events(person, 40, person.user["id"])
    for invoice in (alone, many):
        calls.clear()
        person.get(f"/invoices/{invoice.invoice_id}/timeline")
        assert calls.operations == ["BatchGetItem", "GetItem", "Query", "BatchGetItem"]


def test_events_of_before_they_were_packed_are_told_beside_later_ones(api: Api) -> None:
    person = api.person()
    invoice = with_events(person, 2, person.user["id"])
    before, since = (
        pages(person, invoice.invoice_id),
        f"/changes?since={first_id(invoice.created_at - timedelta(hours=1))}",
    )
    changes = person.get(since).json["items"]
    assert changes
    for event in list(EventItem.query(timeline_partition(invoice.company_id, invoice.invoice_id))):
        assert "packed" in event.serialize()
        raw = Model.serialize(event)
        boto3.client("dynamodb").put_item(TableName=EventItem.Meta.table_name, Item=raw)
    assert pages(person, invoice.invoice_id) == before
    assert person.get(since).json["items"] == changes
    store.write(invoice, invoice, Event(EventKind.VALIDATED, data={"count": 2}))
    (page,) = pages(person, invoice.invoice_id)
    assert [event["data"]["count"] for event in page["items"]] == [0, 1, 2]
