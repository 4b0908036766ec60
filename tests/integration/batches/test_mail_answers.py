"""The answer to a mail without a usable file, where the mail service fails or workers die: one, with its record."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib.clock import now
from chalicelib.sending.account_mail_worker import MAX_TRIES
from tests.support.api import Api, Person
from tests.support.letters.arriving import address, receive, told
from tests.support.letters.sent import deliver, sent, waiting, work
from tests.support.letters.written import mail
from tests.support.workers.sending import Died, Ses, refusal, ses

__all__ = ["ses"]  # a fixture

BUSY = refusal("TooManyRequestsException", 429)
TEMPLATE = Path(__file__).parents[3] / "infra" / "template.yaml"


def unusable(person: Person, message_id: str = "m1", to: str = "", **headers: str) -> dict[str, Any]:
    """Have a mail without a file arrive; return the job for its answer."""
    receive(told(mail(headers=headers).as_bytes(), to or address(person), message_id=message_id))
    (job,) = waiting()
    return job


def answer_of(person: Person) -> str | None:
    """How far the answer to the newest mail is."""
    found: str | None = person.get("/batches").json["items"][0]["mail"]["answer"]
    return found


@pytest.mark.parametrize("fault", [BUSY, refusal("InternalFailure", 500), EndpointConnectionError(endpoint_url="x")])
def test_an_answer_that_was_certainly_not_taken_is_tried_again(api: Api, ses: Ses, fault: Exception) -> None:
    person = api.person()
    job = unusable(person)
    assert answer_of(person) == "waiting"
    ses.before = [fault]
    assert not work(job)
    assert (answer_of(person), sent()) == ("waiting", [])
    assert work(job, tries=2)
    assert work(job, tries=3)
    assert (answer_of(person), len(sent())) == ("sent", 1)


def test_an_answer_is_given_up_with_a_record_after_the_queues_last_try(api: Api, ses: Ses) -> None:
    person = api.person()
    job = unusable(person)
    ses.before = [BUSY] * MAX_TRIES
    assert [work(job, tries) for tries in range(1, MAX_TRIES + 1)] == [False] * (MAX_TRIES - 1) + [True]
    assert (answer_of(person), sent()) == ("failed", [])
    queue = TEMPLATE.read_text().partition("\n  MailQueue:")[2]
    found = re.search(r"maxReceiveCount: (\d+)", queue)
    assert found
    assert int(found[1]) == MAX_TRIES


def test_an_answer_that_is_refused_is_not_tried_again(api: Api, ses: Ses) -> None:
    person = api.person()
    job = unusable(person)
    ses.before = [refusal("MessageRejected", 400)]
    assert work(job)
    assert work(job)
    assert (answer_of(person), sent(), ses.calls) == ("failed", [], 1)


def test_an_answer_that_may_have_been_taken_is_uncertain_and_not_sent_again(api: Api, ses: Ses) -> None:
    person = api.person()
    job = unusable(person)
    ses.after = [ReadTimeoutError(endpoint_url="x")]
    assert work(job)
    assert work(job)
    assert (answer_of(person), len(sent())) == ("uncertain", 1)


def test_a_worker_that_dies_while_it_hands_over_leaves_an_uncertain_answer(
    api: Api, ses: Ses, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    job = unusable(person)
    ses.after = [Died()]
    with pytest.raises(Died):
        work(job)
    assert not work(job), "the first worker may still be at it"
    assert answer_of(person) == "sending"
    monkeypatch.setattr("chalicelib.sending.account_mail_worker.now", lambda: now() + timedelta(minutes=3))
    assert work(job)
    assert (answer_of(person), len(sent())) == ("uncertain", 1)


def test_a_mail_that_is_delivered_twice_has_one_answer(api: Api) -> None:
    person = api.person()
    to = address(person)
    for message_id in ("m1", "m2"):
        receive(told(mail().as_bytes(), to, message_id=message_id))
    assert len(deliver(times=2)) == 1
    states = [batch["mail"]["answer"] for batch in person.get("/batches").json["items"]]
    assert states == ["sent_before", "sent"]


def test_mails_without_an_id_of_their_own_are_answered_each(api: Api) -> None:
    person = api.person()
    to = address(person)
    without = mail()
    del without["Message-ID"]
    for message_id in ("m1", "m2"):
        receive(told(without.as_bytes(), to, message_id=message_id))
    assert len(deliver()) == 2


def test_a_company_that_is_gone_by_then_is_answered_for_no_more(api: Api) -> None:
    person = api.person()
    job = unusable(person)
    assert person.delete("/company").status == 204
    assert work(job)
    assert sent() == []
