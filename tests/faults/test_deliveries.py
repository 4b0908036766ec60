"""Every message twice, in reverse order, and after what it is about was deleted."""

from typing import Any

from app import process
from chalicelib.storage.aws.clients import s3_client
from tests.faults.deliveries import DONE, messages
from tests.faults.flows.invoices import Subject, announce, figures, leftovers, with_file
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.forms import document, sender
from tests.support.workers.queue import batch
from tests.support.workers.sending import jobs, kinds, mails, queued, work

AGAIN = b"<!-- another file -->"


def arrived(api: Api) -> Subject:
    """Return somebody of whom three files arrived: through the API, straight to S3, and from a form."""
    subject = Subject(api, sender(api), data=with_file(api).data)
    assert subject.who.upload(subject.data, "a.xml", "application/xml").status == 202
    announce(subject)
    s3_client().put_object(Bucket=BUCKET, Key=subject.invoice_id, Body=subject.data + AGAIN)
    assert subject.who.post("/invoices", document()).status == 202
    return subject


def twice_and_reversed() -> dict[str, Any]:
    """Hand all messages to the worker at once, the last one first, and each of them twice."""
    bodies = [message["Body"] for message in messages()]
    answer: dict[str, Any] = process(batch(*reversed(bodies), *reversed(bodies)), None)
    return answer


def listed(person: Person) -> list[Any]:
    items: list[Any] = person.get("/invoices").json["items"]
    return items


def test_files_whose_messages_come_twice_and_in_reverse_order_are_each_read_once(api: Api) -> None:
    subject = arrived(api)
    assert twice_and_reversed() == DONE
    assert [each["status"] for each in listed(subject.who)] == ["ready"] * 3
    for invoice in listed(subject.who):
        told = kinds(subject.who, invoice["id"])
        assert len(told) == len(set(told)) == 3, told
    assert figures(subject)["invoices"] == 3
    assert [key for key in leftovers(subject) if key.startswith("incoming/")] == []


def test_messages_after_their_invoices_were_deleted_leave_nothing(api: Api) -> None:
    subject = arrived(api)
    issued, *uploads = listed(subject.who)
    for invoice in uploads:
        assert subject.who.delete(f"/invoices/{invoice['id']}").status == 204
    assert twice_and_reversed() == DONE
    assert [each["id"] for each in listed(subject.who)] == [issued["id"]]
    assert figures(subject)["invoices"] == 1
    assert all(issued["id"] in key for key in leftovers(subject))


def test_jobs_twice_in_reverse_order_and_for_a_deleted_invoice_send_each_mail_once(api: Api) -> None:
    subject = arrived(api)
    assert twice_and_reversed() == DONE
    *others, deleted = [each["id"] for each in listed(subject.who)]
    for invoice_id in (*others, deleted):
        queued(subject.who, invoice_id, force=True)
    assert subject.who.delete(f"/invoices/{deleted}").status == 204
    waiting = jobs()
    assert [work(job) for job in (*reversed(waiting), *reversed(waiting))] == [True] * 6
    assert len(mails()) == 2
    assert [kinds(subject.who, each)[-2:] for each in others] == [["send_queued", "sent"]] * 2
