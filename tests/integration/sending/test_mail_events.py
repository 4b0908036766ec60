"""What became of mails: delivered, bounced, complained of; and the addresses that mail is no longer sent to."""

from typing import Any

import boto3
import pytest

from chalicelib.clock import now
from tests.support.api import Api, Person
from tests.support.people.team import member_of
from tests.support.workers.sending import (
    DONE,
    TO,
    ask,
    bounce,
    complaint,
    delivery,
    jobs,
    kinds,
    mails,
    queued,
    ready_invoice,
    send_all,
    ses_event,
    tell,
    timeline,
    work,
)


@pytest.fixture
def person(api: Api) -> Person:
    return api.person()


def suppressed(person: Person) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get("/company/suppressions").json["items"]
    return items


def test_a_delivery_is_told_for_each_recipient_in_every_invoices_timeline(person: Person) -> None:
    ids = [ready_invoice(person), ready_invoice(person)]
    sending_id = queued(person, *ids, to=["a@example.com", "b@example.com"])
    send_all()
    assert tell(delivery(person, sending_id, "a@example.com"), delivery(person, sending_id, "b@example.com")) == DONE
    for invoice_id in ids:
        told = timeline(person, invoice_id)
        assert [event["kind"] for event in told] == ["send_queued", "sent", "delivered", "delivered"]
        assert told[2]["data"] == {"sending": sending_id, "recipients": ["a@example.com"]}
        assert told[2]["at"] == "2026-05-05T00:00:04.123Z"


def test_an_event_that_comes_again_changes_nothing(person: Person) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    send_all()
    events = [ses_event("Send", person, sending_id, {}), delivery(person, sending_id), complaint(person, sending_id)]
    for _ in range(3):
        assert tell(*events) == DONE
    assert kinds(person, invoice_id) == ["send_queued", "sent", "delivered", "complained"]


def test_an_event_that_comes_before_our_own_record_counts_as_proof(person: Person) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    (job,) = jobs()
    assert tell(delivery(person, sending_id)) == DONE
    assert kinds(person, invoice_id) == ["send_queued", "sent", "delivered"]
    assert work(job)
    assert mails() == []  # SES says that it has it
    assert kinds(person, invoice_id) == ["send_queued", "sent", "delivered"]


def test_an_address_that_does_not_exist_is_not_written_to_again_until_an_admin_says_so(person: Person) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    send_all()
    tell(bounce(person, sending_id, f"<{TO.title()}>"))
    told = timeline(person, invoice_id)[-1]
    assert told["kind"] == "bounced"
    assert told["data"] == {
        "sending": sending_id,
        "permanent": True,
        "reason": "smtp; 550 5.1.1 user unknown",
        "recipients": [TO],
    }
    refused = ask(person, invoice_id, to=["ok@example.com", TO])
    assert (refused.status, refused.json["code"]) == (422, "recipient_suppressed")
    (problem,) = refused.json["errors"]
    assert problem["field"] == "to.1"
    assert TO in problem["message"]
    (entry,) = suppressed(person)
    assert (entry["email"], entry["reason"]) == (TO, "bounced")
    assert member_of(person).delete(f"/company/suppressions/{entry['id']}").status == 403
    assert person.delete(f"/company/suppressions/{entry['id']}").status == 204
    assert person.delete(f"/company/suppressions/{entry['id']}").status == 404
    tell(bounce(person, sending_id, f"<{TO.title()}>"))  # the same one, again
    assert suppressed(person) == []
    assert ask(person, invoice_id).status == 202


def test_who_complains_is_not_written_to_again(person: Person) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    send_all()
    tell(complaint(person, sending_id))
    assert ask(person, invoice_id).status == 422
    assert [entry["reason"] for entry in suppressed(person)] == ["complained"]


def test_another_company_may_write_to_the_address(api: Api, person: Person) -> None:
    sending_id = queued(person, ready_invoice(person))
    send_all()
    tell(bounce(person, sending_id))
    other = api.person()
    assert ask(other, ready_invoice(other)).status == 202
    assert suppressed(other) == []
    assert other.delete(f"/company/suppressions/{suppressed(person)[0]['id']}").status == 404


@pytest.mark.parametrize("kind", ["Transient", "Undetermined"])
def test_a_full_mailbox_is_told_and_may_be_written_to_again(person: Person, kind: str) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    send_all()
    tell(bounce(person, sending_id, kind=kind))
    assert timeline(person, invoice_id)[-1]["data"]["permanent"] is False
    assert ask(person, invoice_id).status == 202


def test_a_mail_that_the_service_took_and_then_threw_away_has_failed(person: Person) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    send_all()
    for _ in range(2):
        tell(ses_event("Reject", person, sending_id, {"reason": "Bad content"}))
    tell(ses_event("Send", person, sending_id, {}))
    told = timeline(person, invoice_id)
    assert [event["kind"] for event in told] == ["send_queued", "sent", "send_failed"]
    assert (told[2]["data"]["code"], told[2]["data"]["detail"]) == ("rejected", "Bad content")


def test_events_of_deleted_invoices_leave_nothing_behind(person: Person) -> None:
    kept, deleted = ready_invoice(person), ready_invoice(person)
    sending_id = queued(person, kept, deleted)
    send_all()
    assert person.delete(f"/invoices/{deleted}").status == 204
    assert tell(delivery(person, sending_id)) == DONE
    assert kinds(person, kept) == ["send_queued", "sent", "delivered"]
    items = boto3.client("dynamodb").scan(TableName="InvoicesTable")["Items"]
    assert [item for item in items if deleted in item["company_id"]["S"]] == []


def test_a_bounce_of_a_forgotten_sending_still_counts_for_the_address(person: Person) -> None:
    assert tell(bounce(person, "01jd3w2g00" + "0" * 16)) == DONE
    assert [entry["email"] for entry in suppressed(person)] == [TO]


@pytest.mark.parametrize(
    "message",
    [
        "Successfully validated SNS topic for Amazon SES event publishing.",
        {"eventType": "Open", "mail": {}},
        {"eventType": "Delivery", "mail": {"tags": {"ses:configuration-set": ["x"]}}},
        ["a list"],
    ],
)
def test_what_is_no_event_of_ours_is_dropped(aws: None, message: Any) -> None:
    assert tell(message) == DONE


def test_an_event_that_cannot_be_read_is_kept_for_a_person(person: Person) -> None:
    broken = ses_event("Bounce", person, "01jd3w2g00" + "0" * 16, {})
    assert tell(broken) == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}


def test_suppressed_addresses_come_in_pages(person: Person) -> None:
    emails = {f"p{number}@example.com" for number in range(5)}
    for email in emails:
        tell(bounce(person, "01jd3w2g00" + "0" * 16, email))
    seen: list[str] = []
    path = "/company/suppressions?limit=2"
    while True:
        page = person.get(path).json
        seen += [entry["email"] for entry in page["items"]]
        if not page["has_more"]:
            break
        path = f"/company/suppressions?limit=2&cursor={page['next_cursor']}"
    assert len(seen) == 5
    assert set(seen) == emails
    assert person.get("/company/suppressions?cursor=..").status == 400


def test_webhooks_are_told_of_each_invoice_that_was_sent_or_came_back(person: Person) -> None:
    wish = {"url": "https://8.8.8.8/", "events": ["invoice.sent", "invoice.bounced"]}
    webhook_id = person.post("/webhooks", wish).json["id"]
    ids = {ready_invoice(person), ready_invoice(person)}
    sending_id = queued(person, *ids)
    (job,) = jobs()
    came_back = bounce(person, sending_id)
    came_back["bounce"]["timestamp"] = now().isoformat()
    for _ in range(2):
        assert work(job)
        assert tell(came_back) == DONE
    deliveries = person.get(f"/webhooks/{webhook_id}/deliveries").json["items"]
    told = [(each["type"], each["payload"]["data"]["invoice_id"]) for each in deliveries]
    assert sorted(told) == sorted((kind, id_) for kind in wish["events"] for id_ in ids)


def test_a_member_who_sees_only_its_own_invoices_does_not_see_all_addresses(api: Api, person: Person) -> None:
    member = member_of(person)
    assert member.get("/company/suppressions").status == 200
    api.call("PATCH", "/company", {"members_see_all": False}, token=person.access)
    answer = member.get("/company/suppressions")
    assert (answer.status, answer.json["code"]) == (403, "suppressions_hidden")
    assert person.get("/company/suppressions").status == 200
