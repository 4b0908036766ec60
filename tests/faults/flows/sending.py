"""Sending an invoice: asking for it, and the worker that does it. One mail at most, and a timeline that is true."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.faults.flows.invoices import KEY, Subject, expect, let_requests_end
from tests.faults.harness import MAX_TRIES, Failed, Flow
from tests.support.api import Api
from tests.support.workers.sending import (
    TO,
    jobs,
    kinds,
    let_time_pass,
    mails,
    queued,
    ready_invoice,
    ses_event,
    tell,
    work,
)

ENDS = ({"sent"}, {"send_uncertain"})


@dataclass
class Sending(Subject):
    """What is sent, and its job."""

    sending_id: str = ""
    job: dict[str, Any] = field(default_factory=dict)


def _with_invoice(api: Api) -> Sending:
    person = api.person()
    return Sending(api, person, ready_invoice(person))


def _ask(subject: Sending) -> None:
    answer = subject.who.post(f"/invoices/{subject.invoice_id}/send", {"to": [TO]}, headers=KEY)
    subject.sending_id = expect(answer, 202).json["id"]


def _send_all(_: Sending) -> bool:
    """Do all jobs, two minutes later: one whose sending was never recorded is dropped by then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.sending.invoice_mail_worker.now", lambda: datetime.now(UTC) + timedelta(minutes=2))
        for job in jobs():
            assert any(work(job) for _ in range(MAX_TRIES)), "never done with a job"
    return False


def _mails_and_timeline(subject: Sending) -> Any:
    return len(mails()), kinds(subject.who, subject.invoice_id)


def _queued(api: Api) -> Sending:
    subject = _with_invoice(api)
    subject.sending_id = queued(subject.who, subject.invoice_id)
    (subject.job,) = jobs()
    return subject


def _work(subject: Sending) -> None:
    if not work(subject.job):
        raise Failed


def _let_time_pass(subject: Sending) -> None:
    let_time_pass(subject.who, subject.sending_id)


def _work_again(subject: Sending) -> bool:
    assert work(subject.job), "a job that is done with fails"
    return False


def _is_honest(subject: Sending) -> Any:
    """Look at the mail and the timeline: where it is unknown whether SES took a mail, the timeline may say so."""
    arrived, told = len(mails()), kinds(subject.who, subject.invoice_id)
    assert arrived <= 1, "two mails"
    assert told[0] == "send_queued", told
    assert set(told[1:]) in ENDS, told
    assert len(told) == 2, told
    assert arrived == 1 or told[1] == "send_uncertain", told
    if arrived:
        tell(ses_event("Send", subject.who, subject.sending_id, {}))
        assert kinds(subject.who, subject.invoice_id).count("sent") == 1
        assert subject.who.get(f"/invoices/{subject.invoice_id}").json["sent_at"]
    return "one mail at most, and a timeline that is true"


FLOWS = (
    Flow("ask to send with a key", _with_invoice, _ask, _mails_and_timeline, _send_all, let_requests_end),
    Flow("send", _queued, _work, _is_honest, _work_again, _let_time_pass),
)
