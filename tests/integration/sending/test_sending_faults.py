"""A mail service that fails, jobs that come twice, workers that die: at most one mail, and a timeline that is true."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from moto.core.utils import unix_time
from moto.sqs.models import sqs_backends

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.records.invoices import Invoice
from chalicelib.records.sendings import SendingState
from chalicelib.settings import settings
from chalicelib.storage.aws.table import TransactWriteError
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.queues.send_queue import SendJob, enqueue_sending
from chalicelib.storage.sendings import sendings
from infra.local.cloud import ACCOUNT, REGION
from tests.support.api import Api, Person, Recorder
from tests.support.workers.sending import (
    DONE,
    Died,
    Ses,
    delivery,
    give_up,
    jobs,
    kinds,
    let_time_pass,
    mails,
    queued,
    ready_invoice,
    refusal,
    ses,
    ses_event,
    tell,
    timeline,
    work,
)

__all__ = ["ses"]  # a fixture

URL = "https://email.eu-central-1.amazonaws.com"
BUSY = [
    refusal("TooManyRequestsException", 429),
    refusal("LimitExceededException", 400),
    refusal("ServiceUnavailable", 503),
    refusal("InternalFailure", 500),
    EndpointConnectionError(endpoint_url=URL),
]
UNCLEAR = [
    ReadTimeoutError(endpoint_url=URL),
    ConnectionClosedError(endpoint_url=URL),
    refusal("GatewayTimeout", 504),
    ValueError("an answer that can't be read"),
]
FINAL = {
    "message_rejected": refusal("MessageRejected", 400, "Email address is not verified."),
    "sender_not_verified": refusal("MailFromDomainNotVerifiedException", 400),
    "sending_paused": refusal("SendingPausedException", 400),
    "mail_refused": refusal("AccessDeniedException", 403, "User: arn:aws:sts::123456789012:role/x is not authorized"),
}


@pytest.fixture
def person(api: Api) -> Person:
    return api.person()


@pytest.mark.parametrize("fault", BUSY, ids=str)
def test_a_mail_that_was_certainly_not_taken_is_tried_again(person: Person, ses: Ses, fault: Exception) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    ses.before = [fault, fault]
    assert not work(job)
    assert not work(job)
    assert kinds(person, invoice_id) == ["send_queued"]
    assert work(job)
    assert len(mails()) == 1
    assert kinds(person, invoice_id) == ["send_queued", "sent"]


@pytest.mark.parametrize(("tries", "pause"), [(1, 60), (3, 540)])
def test_a_try_that_breaks_off_for_another_reason_comes_again_later_each_time(
    person: Person, tries: int, pause: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(person, ready_invoice(person))
    (job,) = jobs()
    job["attributes"]["ApproximateReceiveCount"] = str(tries)
    monkeypatch.setenv("INVOICES_TABLE", "gone")
    settings.cache_clear()
    assert not work(job)
    (message,) = sqs_backends[ACCOUNT][REGION].get_queue("SendQueue")._messages
    assert pause - 5 < message.visible_at / 1000 - unix_time() <= pause + 5


def test_a_service_that_stays_busy_ends_in_a_failure(person: Person, ses: Ses) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    ses.before = [refusal("TooManyRequestsException", 429)]
    assert not work(job)
    give_up(job)
    give_up(job)
    assert work(job)  # redelivered after all
    assert mails() == []
    assert kinds(person, invoice_id) == ["send_queued", "send_failed"]
    assert timeline(person, invoice_id)[1]["data"]["code"] == "gave_up"
    assert person.get(f"/invoices/{invoice_id}").json["sent_at"] is None


@pytest.mark.parametrize("code", FINAL)
def test_a_refusal_is_told_with_its_reason_and_not_repeated(person: Person, ses: Ses, code: str) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    ses.before = [FINAL[code]]
    assert work(job)
    assert work(job)
    assert ses.calls == 1
    failed = timeline(person, invoice_id)[1]
    assert (failed["kind"], failed["data"]["code"]) == ("send_failed", code)
    assert "arn:aws" not in failed["data"]["detail"]
    assert mails() == []


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("fault", UNCLEAR, ids=str)
def test_a_broken_connection_leaves_the_sending_uncertain_and_sends_nothing_twice(
    person: Person, ses: Ses, fault: Exception, *, taken: bool
) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    (ses.after if taken else ses.before).append(fault)
    assert work(job)
    assert work(job)
    give_up(job)
    assert ses.calls == 1
    assert len(mails()) == int(taken)
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain"]
    assert person.get(f"/invoices/{invoice_id}").json["sent_at"] is None


def test_the_services_own_events_settle_what_was_uncertain(person: Person, ses: Ses) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    (job,) = jobs()
    ses.after = [ReadTimeoutError(endpoint_url=URL)]
    assert work(job)
    taken = ses_event("Send", person, sending_id, {})
    for _ in range(2):
        assert tell(taken) == DONE
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain", "sent"]
    assert person.get(f"/invoices/{invoice_id}").json["sent_at"] == "2026-05-05T00:00:02.012Z"


@pytest.mark.parametrize("taken", [True, False])
def test_a_worker_that_dies_while_handing_over_sends_nothing_twice(person: Person, ses: Ses, *, taken: bool) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    (job,) = jobs()
    (ses.after if taken else ses.before).append(Died())
    with pytest.raises(Died):
        work(job)
    assert not work(job)  # it may still be at work
    let_time_pass(person, sending_id)
    assert work(job)
    assert len(mails()) == int(taken)
    assert ses.calls == 1
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain"]
    tell(delivery(person, sending_id))
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain", "sent", "delivered"]


def test_the_reader_of_dead_letters_says_uncertain_where_the_worker_died(person: Person, ses: Ses) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    ses.after = [Died()]
    with pytest.raises(Died):
        work(job)
    give_up(job)
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain"]


def test_a_job_that_comes_many_times_sends_one_mail(person: Person) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    for _ in range(4):
        assert work(job)
    give_up(job)
    assert len(mails()) == 1
    assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_two_workers_with_the_same_job_at_the_same_instant_send_one_mail(person: Person, ses: Ses) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    (job,) = jobs()
    together = Barrier(3)

    def run() -> None:
        together.wait()
        work(job)

    workers = [Thread(target=run) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mails()) == ses.calls == 1
    assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_a_worker_that_dies_before_all_timelines_know_leaves_the_rest_to_the_next(person: Person) -> None:
    first, second = ready_invoice(person), ready_invoice(person)
    sending_id = queued(person, first, second)
    (job,) = jobs()
    company_id = person.user["company_id"]
    sending = sendings.find_sending(company_id, sending_id)
    assert sending
    sent = replace(sending, state=SendingState.SENT, sent_at=now(), message_id="m", told=(first,))
    assert sendings.replace_sending(sending, sent)
    assert work(job)
    assert mails() == []
    assert kinds(person, first) == ["send_queued"]  # recorded already, by the worker that died
    assert kinds(person, second) == ["send_queued", "sent"]


def test_a_sent_mail_is_recorded_in_one_write_with_its_timeline(person: Person, calls: Recorder) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    (job,) = jobs()
    calls.clear()
    assert work(job)
    assert calls.operations.count("TransactWriteItems") == 2  # that it begins, and that SES has it
    sending = sendings.find_sending(person.user["company_id"], sending_id)
    assert sending
    assert (sending.state, sending.told) == (SendingState.SENT, (invoice_id,))
    assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_a_sent_mail_is_recorded_also_where_its_invoice_changes_meanwhile(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ready_invoice(person), ready_invoice(person)
    sending_id = queued(person, first, second)
    (job,) = jobs()
    find = store.find_invoice

    def find_and_change(company_id: str, invoice_id: str) -> Invoice | None:
        monkeypatch.setattr(store, "find_invoice", find)
        found = find(company_id, invoice_id)
        assert found
        store.write(found, found)
        return found

    monkeypatch.setattr(store, "find_invoice", find_and_change)  # which progress asks, when the mail is sent
    assert work(job)
    assert len(mails()) == 1
    sending = sendings.find_sending(person.user["company_id"], sending_id)
    assert sending
    assert (sending.state, sending.told) == (SendingState.SENT, (first, second))
    for invoice_id in (first, second):
        assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_a_sent_mail_is_recorded_also_where_its_invoice_is_too_busy(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice_id = ready_invoice(person)
    sending_id = queued(person, invoice_id)
    (job,) = jobs()

    def refuse(*_: object, **__: object) -> None:
        raise TransactWriteError("other transactions are at the same items")

    with monkeypatch.context() as busy:
        busy.setattr(store, "write", refuse)
        assert not work(job)
    sending = sendings.find_sending(person.user["company_id"], sending_id)
    assert sending
    assert (sending.state, sending.told) == (SendingState.SENT, ())
    assert work(job)
    assert len(mails()) == 1
    assert kinds(person, invoice_id) == ["send_queued", "sent"]


def test_a_request_that_was_never_recorded_sends_nothing(person: Person, ses: Ses) -> None:
    enqueue_sending(SendJob(person.user["company_id"], new_id()))
    enqueue_sending(SendJob(person.user["company_id"], new_id(), now() - timedelta(hours=1)))
    fresh, old = jobs()
    assert not work(fresh)  # it may be recorded yet
    assert work(old)
    give_up(fresh)
    assert ses.calls == 0


def test_a_company_with_an_uncertain_mail_can_send_again(person: Person, ses: Ses) -> None:
    invoice_id = ready_invoice(person)
    queued(person, invoice_id)
    ses.before = [ReadTimeoutError(endpoint_url=URL)]
    (job,) = jobs()
    assert work(job)
    queued(person, invoice_id)
    (again,) = jobs()
    assert work(again)
    assert len(mails()) == 1
    assert kinds(person, invoice_id) == ["send_queued", "send_uncertain", "send_queued", "sent"]
