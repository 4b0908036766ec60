"""Which invoices changed: each change is listed, to those who may see the invoice, and at the price of one read."""

from datetime import timedelta
from typing import Any

from chalicelib.clock import now
from chalicelib.ids import first_id, new_id
from chalicelib.invoices.timeline import MAX_CHANGES
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.invoices import invoices as store
from tests.support.api import Api, Person, Recorder
from tests.support.invoices.reading import read
from tests.support.people.team import member_of

BEGINNING = first_id(now() - timedelta(hours=1))


def changes(person: Person, since: str = BEGINNING) -> Any:
    """Return what changed, as a person sees it."""
    answer = person.get(f"/changes?since={since}")
    assert answer.status == 200, answer.body
    return answer.json


def happen(invoice: Invoice, *events: Event) -> Invoice:
    """Have something happen to an invoice."""
    return store.write(invoice, invoice, *events) or invoice


def test_a_file_that_arrives_is_listed_with_its_status_and_further_changes_are_found_from_there_on(api: Api) -> None:
    person = api.person()
    begun = person.get("/changes").json
    assert (begun["items"], begun["has_more"]) == ([], False)
    uploaded = person.upload(b"%PDF-1.7 nothing else").json
    first = changes(person, begun["next_cursor"])
    assert [(each["invoice_id"], each["status"]) for each in first["items"]] == [(uploaded["id"], "queued")]

    invoice = store.find_invoice(person.user["company_id"], uploaded["id"])
    assert invoice
    happen(invoice, Event(EventKind.VALIDATED), Event(EventKind.APPROVED, person.user["id"]))
    second = changes(person, first["next_cursor"])
    known = {each["id"] for each in first["items"]}
    new = [each for each in second["items"] if each["id"] not in known]
    assert [each["invoice_id"] for each in new] == [uploaded["id"]]
    event = person.get(f"/invoices/{uploaded['id']}").json["timeline"]["items"][-1]
    assert (new[0]["id"], new[0]["at"]) == (event["id"], event["at"])


def test_a_change_that_was_written_late_is_not_passed_over(api: Api) -> None:
    person = api.person()
    begun = now() - timedelta(seconds=10)
    invoice = happen(read(person), Event(EventKind.VALIDATED))
    cursor = changes(person, changes(person)["next_cursor"])["next_cursor"]
    late = Event(EventKind.VALIDATED, at=begun, event_id=first_id(begun))
    happen(invoice, late)
    assert late.event_id in [each["id"] for each in changes(person, cursor)["items"]]


def test_members_who_see_only_their_own_get_only_changes_of_those_and_other_companies_none(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access)
    read(admin, invoice_number="of the admin")
    own = happen(read(member), Event(EventKind.VALIDATED))
    assert [each["invoice_id"] for each in changes(member)["items"]] == [own.invoice_id]
    assert own.invoice_id in {each["invoice_id"] for each in changes(admin)["items"]}
    assert changes(api.person())["items"] == []


def test_many_changes_come_in_pages_that_lead_on(api: Api) -> None:
    person = api.person()
    invoice = read(person)
    ids = [new_id() for _ in range(MAX_CHANGES + 1)]
    for each in ids:
        invoice = happen(invoice, Event(EventKind.VALIDATED, event_id=each))
    page = changes(person)
    assert (page["has_more"], page["next_cursor"]) == (True, ids[-2])
    rest = changes(person, page["next_cursor"])
    assert ([each["id"] for each in rest["items"]], rest["has_more"]) == ([ids[-1]], False)


def test_a_deleted_invoice_leaves_no_change_behind(api: Api) -> None:
    person = api.person()
    invoice = happen(read(person), Event(EventKind.VALIDATED))
    assert changes(person)["items"]
    assert person.delete(f"/invoices/{invoice.invoice_id}").status == 204
    assert changes(person)["items"] == []


def test_asking_again_costs_one_query_and_lists_never_meet_a_change(api: Api, calls: Recorder) -> None:
    person = api.person()
    happen(read(person), Event(EventKind.VALIDATED))
    calls.clear()
    changes(person)
    assert calls.operations.count("Query") == 1
    assert len(person.get("/invoices?scope=mine").json["items"]) == 1


def test_a_cursor_that_is_none_is_refused(api: Api) -> None:
    answer = api.person().get("/changes?since=yesterday")
    assert (answer.status, answer.json["code"]) == (400, "bad_cursor")
    assert api.call("GET", "/changes").status == 401
