"""Approval and payment through the API: who decides, what is refused, what is told, and many at once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.clock import now
from chalicelib.invoices import validating
from tests.support.api import Answer, Api, Person
from tests.support.invoices.forms import document, received, sender
from tests.support.invoices.reading import e_invoice, read
from tests.support.people.team import member_of
from tests.support.workers.queue import work

TODAY = now().date()


def payable(person: Person, **values: Any) -> str:
    """Store an invoice that the company is to pay; return its id."""
    return read(person, **values).invoice_id


def decide(person: Person, invoice_id: str, decision: str, comment: str = "") -> Answer:
    return person.post(f"/invoices/{invoice_id}/approval", {"decision": decision, "comment": comment})


def pay(person: Person, invoice_id: str, **body: Any) -> Answer:
    options = {"headers": body.pop("headers")} if "headers" in body else {}
    return person.post(f"/invoices/{invoice_id}/payments", body, **options)


def shown(person: Person, invoice_id: str) -> Any:
    return person.get(f"/invoices/{invoice_id}").json


def told(person: Person, invoice_id: str) -> list[str]:
    return [event["kind"] for event in shown(person, invoice_id)["timeline"]["items"]]


def settings(person: Person, **profile: Any) -> None:
    assert person.api.call("PATCH", "/company", profile, token=person.access).status == 200


def second_admin(person: Person) -> Person:
    other = member_of(person)
    path = f"/company/members/{other.user['id']}"
    assert person.api.call("PATCH", path, {"role": "admin"}, token=person.access).status < 300
    return other


def test_an_invoice_is_approved_with_a_comment_and_the_timeline_tells(api: Api) -> None:
    person = api.person()
    invoice_id = payable(person)
    answer = decide(person, invoice_id, "approve", "as ordered")
    assert (answer.status, answer.json["approval"]) == (200, "approved")
    detail = shown(person, invoice_id)
    (made,) = detail["decisions"]
    assert (made["step"], made["by"], made["comment"]) == ("approve", person.user["id"], "as ordered")
    event = detail["timeline"]["items"][-1]
    assert (event["kind"], event["actor"], event["data"]) == ("approved", person.user["id"], {"comment": "as ordered"})


def test_a_rejected_invoice_is_not_paid_until_it_is_reopened_and_approved(api: Api) -> None:
    person = api.person()
    invoice_id = payable(person)
    assert decide(person, invoice_id, "reject").json["approval"] == "rejected"
    assert pay(person, invoice_id).json["code"] == "not_payable"
    assert decide(person, invoice_id, "approve").json["code"] == "wrong_step"
    assert decide(person, invoice_id, "reopen").json["approval"] == "open"
    assert decide(person, invoice_id, "approve").status == 200
    assert pay(person, invoice_id).json["payment"] == "paid"
    assert told(person, invoice_id)[-4:] == ["rejected", "reopened", "approved", "paid"]


def test_a_second_person_is_asked_for_where_the_company_wants_one(api: Api) -> None:
    person = api.person()
    settings(person, approval_persons=2)
    other, invoice_id = second_admin(person), payable(person)
    assert decide(person, invoice_id, "approve").json["approval"] == "open"
    again = decide(person, invoice_id, "approve")
    assert (again.status, again.json["code"]) == (409, "second_person_needed")
    assert decide(other, invoice_id, "approve").json["approval"] == "approved"
    assert [each["by"] for each in shown(person, invoice_id)["decisions"]] == [person.user["id"], other.user["id"]]


def test_only_what_the_company_pays_and_was_read_is_approved(api: Api) -> None:
    person = sender(api)
    own = person.post("/invoices", document()).json["id"]
    assert decide(person, own, "approve").json["code"] == "not_ready"
    work()
    assert decide(person, own, "approve").json["code"] == "not_approvable"
    assert decide(person, own, "perhaps").status == 422


def test_a_correction_or_a_new_reading_takes_the_approval_back(api: Api) -> None:
    person = api.person()
    invoice_id = person.upload(e_invoice(), "a.xml", "application/xml").json["id"]
    work()
    decide(person, invoice_id, "approve")
    assert person.post(f"/invoices/{invoice_id}/reprocess").status == 202
    work()
    assert shown(person, invoice_id)["approval"] == "open"
    for change in ({"supplier": "Another GmbH"}, {"direction": "payable"}):
        decide(person, invoice_id, "approve")
        answer = api.call("PATCH", f"/invoices/{invoice_id}", change, token=person.access)
        assert (answer.status, answer.json["approval"]) == (200, "open")
        changes = shown(person, invoice_id)["timeline"]["items"][-1]["data"]["changes"]
        assert {"field": "approval", "before": "approved", "after": "open"} in changes
    assert shown(person, invoice_id)["decisions"] == []


def test_an_approval_on_which_money_moved_is_not_reopened(api: Api) -> None:
    person = api.person()
    invoice_id = payable(person)
    decide(person, invoice_id, "approve")
    paid = pay(person, invoice_id, scheduled=True).json
    assert paid["payment"] == "scheduled"
    assert decide(person, invoice_id, "reopen").json["code"] == "not_approvable"
    (planned,) = shown(person, invoice_id)["payments"]
    assert person.delete(f"/invoices/{invoice_id}/payments/{planned['id']}").json["payment"] == "unpaid"
    assert decide(person, invoice_id, "reopen").status == 200


@pytest.mark.parametrize("scheduled", [True, False])
def test_what_is_planned_or_paid_is_not_rejected_before_that_is_taken_back(api: Api, scheduled: bool) -> None:
    person = api.person()
    invoice_id = payable(person)
    assert pay(person, invoice_id, amount="1.00", scheduled=scheduled).status == 200
    (payment,) = shown(person, invoice_id)["payments"]
    answer = decide(person, invoice_id, "reject")
    assert (answer.status, answer.json["code"]) == (409, "not_approvable")
    assert "take them back" in answer.json["detail"]
    assert results(bulk(person, "reject", invoice_id)) == [(409, "not_approvable")]
    assert shown(person, invoice_id)["approval"] == "open"
    assert person.delete(f"/invoices/{invoice_id}/payments/{payment['id']}").status == 200
    assert decide(person, invoice_id, "reject").json["approval"] == "rejected"


def test_an_invoice_is_paid_in_parts_by_day_and_amount(api: Api) -> None:
    person = api.person()
    invoice_id = payable(person)
    first = pay(person, invoice_id, amount="19.00", date="2026-02-01", reference="bank 7").json
    assert (first["payment"], first["open_amount"]) == ("partly_paid", "100.00")
    over = pay(person, invoice_id, amount="100.01")
    assert (over.status, over.json["code"], "100.00" in over.json["detail"]) == (409, "over_paid", True)
    planned = pay(person, invoice_id, scheduled=True, date="2026-03-01").json
    assert (planned["payment"], planned["open_amount"]) == ("partly_paid", "0.00")
    assert pay(person, invoice_id).json["code"] == "nothing_open"
    one, two = shown(person, invoice_id)["payments"]
    assert (one["amount"], one["date"], one["reference"], one["scheduled"]) == ("19.00", "2026-02-01", "bank 7", False)
    assert (two["amount"], two["scheduled"]) == ("100.00", True)
    path = f"/invoices/{invoice_id}/payments/{two['id']}/made"
    assert person.post(path, {"date": "2026-03-02"}).json["payment"] == "paid"
    assert person.post(path, {}).json["code"] == "wrong_step"
    assert shown(person, invoice_id)["payments"][1]["date"] == "2026-03-02"
    assert person.delete(f"/invoices/{invoice_id}/payments/{one['id']}").json["open_amount"] == "19.00"
    gone = person.delete(f"/invoices/{invoice_id}/payments/{one['id']}")
    assert (gone.status, gone.json["code"]) == (404, "payment_not_found")
    assert told(person, invoice_id)[-4:] == ["paid", "payment_planned", "paid", "payment_taken_back"]


@pytest.mark.parametrize("body", [{"amount": "0"}, {"amount": "-1"}, {"date": "soon"}, {"when": "2026-01-01"}])
def test_what_is_wrong_with_a_payment_is_named(api: Api, body: dict[str, Any]) -> None:
    person = api.person()
    answer = pay(person, payable(person), **body)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, next(iter(body)))


def test_an_invoice_without_a_total_is_not_paid(api: Api) -> None:
    person = api.person()
    invoice_id = payable(person, total=None)
    assert pay(person, invoice_id, amount="5").json["code"] == "not_payable"
    assert shown(person, invoice_id)["open_amount"] is None


def test_a_repeated_payment_is_one(api: Api) -> None:
    person = api.person()
    invoice_id, key = payable(person), {"Idempotency-Key": "one"}
    first, second = (pay(person, invoice_id, amount="10.00", headers=key) for _ in range(2))
    assert (first.status, second.json) == (200, first.json)
    assert len(shown(person, invoice_id)["payments"]) == 1


def test_an_own_invoice_is_paid_without_approval_and_less_what_was_credited(api: Api) -> None:
    person = sender(api)
    settings(person, approval_needed=True)
    own = person.post("/invoices", document()).json["id"]
    work()
    body = {"lines": [{"id": "1", "quantity": "1"}]}
    assert person.post(f"/invoices/{own}/credit", body).status == 202
    assert shown(person, own)["open_amount"] == "110.00"
    assert pay(person, own).json["payment"] == "paid"
    person.post(f"/invoices/{own}/cancel", {})
    assert pay(person, own, amount="1.00").json["code"] == "nothing_open"


def test_a_company_can_ask_for_approval_before_anything_is_paid_or_exported_as_payable(api: Api) -> None:
    person = api.person()
    settings(person, approval_needed=True)
    approved, waiting = payable(person), payable(person, invoice_number="R-2", total=None)
    assert pay(person, waiting).json["code"] == "not_payable"
    assert pay(person, approved).json["code"] == "not_payable"
    decide(person, approved, "approve")
    table = person.get("/invoices/export?direction=payable").body.decode()
    assert (approved in table, waiting in table) == (True, False)
    assert person.get("/invoices/export?direction=payable&approval=open").status == 422
    assert waiting in person.get("/invoices/export").body.decode()
    settings(person, approval_needed=None)
    assert waiting in person.get("/invoices/export?direction=payable").body.decode()


def ids(person: Person, query: str) -> list[str]:
    return [each["id"] for each in person.get(f"/invoices?{query}").json["items"]]


def test_lists_ask_for_approval_payment_and_what_is_overdue(api: Api) -> None:
    person = api.person()
    late, soon = payable(person, due_date=TODAY - timedelta(1)), payable(person, invoice_number="R-2", due_date=TODAY)
    decide(person, late, "approve")
    assert (ids(person, "approval=approved"), ids(person, "approval=open")) == ([late], [soon])
    assert (ids(person, "overdue=true"), ids(person, "overdue=false")) == ([late], [soon])
    assert shown(person, late)["overdue"]
    assert (person.get("/stats").json["overdue"]["invoices"], ids(person, "payment=unpaid")) == (1, [soon, late])
    pay(person, late, amount="19.00")
    assert person.get("/stats").json["overdue"] == {"invoices": 1, "amounts": [{"currency": "EUR", "total": "100.00"}]}
    pay(person, late)
    assert (ids(person, "payment=paid"), ids(person, "overdue=true")) == ([late], [])
    assert person.get("/stats").json["overdue"] == {"invoices": 0, "amounts": []}
    assert person.get("/invoices?payment=perhaps").status == 422


def bulk(person: Person, action: str, *invoice_ids: str, **more: Any) -> dict[str, Any]:
    options = {"headers": more.pop("headers")} if "headers" in more else {}
    answer = person.post("/invoices/bulk", {"action": action, "ids": list(invoice_ids), **more}, **options)
    assert answer.status == 200, answer.body
    return {each["id"]: each for each in answer.json["items"]}


def results(items: dict[str, Any]) -> list[tuple[int, str | None]]:
    return [(each["status"], each["code"]) for each in items.values()]


def test_many_are_approved_paid_and_deleted_each_with_its_own_result(api: Api) -> None:
    person = api.person()
    one, two = payable(person), payable(person, invoice_number="R-2", total=None)
    unread = person.upload(b"%PDF-1.4 new").json["id"]
    made = bulk(person, "approve", one, two, unread, "x", one, comment="all of them")
    assert results(made) == [(200, None), (200, None), (409, "not_ready"), (404, "invoice_not_found")]
    assert made[one]["invoice"]["approval"] == "approved"
    assert shown(person, two)["decisions"][0]["comment"] == "all of them"
    assert results(bulk(person, "reject", one)) == [(409, "wrong_step")]
    paid = bulk(person, "pay", one, two, date="2026-02-01")
    assert results(paid) == [(200, None), (409, "not_payable")]
    assert shown(person, one)["payments"][0]["date"] == "2026-02-01"
    assert results(bulk(person, "pay", one)) == [(409, "nothing_open")]
    gone = bulk(person, "delete", two, unread)
    assert (results(gone), gone[two]["invoice"]) == ([(200, None)] * 2, None)
    assert ids(person, "") == [one]


def test_many_are_validated(api: Api) -> None:
    person = sender(api)
    own = person.post("/invoices", document()).json["id"]
    work()
    made = bulk(person, "validate", own, "x")
    assert results(made) == [(200, None), (404, "invoice_not_found")]
    assert made[own]["invoice"]["state"] == "passed"
    assert results(bulk(person, "delete", own)) == [(409, "issued")]


def test_what_there_is_no_time_for_keeps_its_verdict(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    own = person.post("/invoices", document()).json["id"]
    work()
    monkeypatch.setattr(validating, "MAX_REQUEST_SECONDS", 1)
    answer = person.post(f"/invoices/{own}/validate")
    assert (answer.status, answer.json["code"]) == (503, "out_of_time")
    assert shown(person, own)["state"] == "passed"


def test_a_member_is_refused_item_by_item(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    theirs, own = payable(admin), payable(member, invoice_number="R-2")
    assert results(bulk(member, "approve", own)) == [(403, "role_needed")]
    assert results(bulk(member, "delete", theirs, own)) == [(403, "not_yours"), (200, None)]


def test_a_repeated_bulk_payment_pays_once(api: Api) -> None:
    person = api.person()
    one, key = payable(person), {"Idempotency-Key": "one"}
    first, second = (bulk(person, "pay", one, headers=key) for _ in range(2))
    assert first == second
    assert len(shown(person, one)["payments"]) == 1


@pytest.mark.parametrize("number", [0, 51])
def test_how_many_at_once(api: Api, number: int) -> None:
    answer = api.person().post("/invoices/bulk", {"action": "approve", "ids": ["x"] * number})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "ids")


def test_an_invoice_with_a_payment_is_not_deleted_until_the_payment_is_taken_back(api: Api) -> None:
    person = api.person()
    one = payable(person)
    assert person.post(f"/invoices/{one}/payments", {}).status == 200
    assert (person.delete(f"/invoices/{one}").status, person.delete(f"/invoices/{one}").json["code"]) == (
        409,
        "has_payments",
    )
    payment = shown(person, one)["payments"][0]["id"]
    assert person.delete(f"/invoices/{one}/payments/{payment}").status == 200
    assert person.delete(f"/invoices/{one}").status == 204


def test_what_was_paid_before_is_not_due_again(api: Api) -> None:
    person = api.person()
    one = payable(person, total=Decimal("238.00"), payable_amount=Decimal("38.00"))
    assert shown(person, one)["open_amount"] == "38.00"
    assert person.post(f"/invoices/{one}/payments", {"amount": "38.01"}).json["code"] == "over_paid"
    assert person.post(f"/invoices/{one}/payments", {}).status == 200
    assert shown(person, one)["payment"] == "paid"
    past = TODAY - timedelta(1)
    settled = payable(person, invoice_number="R-2", payable_amount=Decimal("0.00"), due_date=past)
    assert (shown(person, settled)["open_amount"], shown(person, settled)["overdue"]) == ("0.00", False)
    assert (ids(person, "overdue=true"), settled in ids(person, "overdue=false")) == ([], True)


def test_a_decision_is_about_the_version_that_was_seen(api: Api) -> None:
    person = api.person()
    invoice_id = received(person, document(currency="AUD"))
    work()
    seen = person.get(f"/invoices/{invoice_id}").headers["ETag"]
    path, body = f"/invoices/{invoice_id}/approval", {"decision": "approve"}
    api.call("PATCH", f"/invoices/{invoice_id}", {"customer": "Somebody else"}, token=person.access)
    late = person.post(path, body, headers={"If-Match": seen})
    assert (late.status, late.json["code"]) == (412, "version_mismatch")
    assert shown(person, invoice_id)["approval"] == "open"
    current = person.get(f"/invoices/{invoice_id}").headers["ETag"]
    approved = person.post(path, body, headers={"If-Match": current})
    assert (approved.status, approved.json["approval"]) == (200, "approved")
    assert approved.headers["ETag"] == person.get(f"/invoices/{invoice_id}").headers["ETag"]
