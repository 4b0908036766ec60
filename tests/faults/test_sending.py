"""Sending an invoice, with each call of the worker disturbed in turn: one mail at most, and a timeline that is true."""

from contextlib import suppress
from typing import Any

import pytest

from tests.api import Api, Person
from tests.faults.harness import Calls, Fault, Killed, disturbed
from tests.sending import jobs, kinds, let_time_pass, mails, queued, ready_invoice, ses_event, tell, work

TRIES = 3
ENDS = ({"sent"}, {"send_uncertain"})


def _work(job: dict[str, Any]) -> bool:
    with suppress(Killed):
        return work(job)
    return False


def _deliver_again(person: Person, sending_id: str, job: dict[str, Any]) -> None:
    for _ in range(TRIES):
        if work(job):
            return
        let_time_pass(person, sending_id)
    raise AssertionError("never done with the job")


@pytest.mark.parametrize("fault", Fault, ids=str)
def test_one_mail_at_most_and_a_true_timeline_whatever_call_fails(
    api: Api, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    person, number, more = api.person(), 0, True
    while more:
        invoice_id, taken = ready_invoice(person), len(mails())
        sending_id = queued(person, invoice_id)
        (job,) = jobs()
        with disturbed(monkeypatch, Calls(fault, number)) as calls:
            done = _work(job)
        more = number < len(calls.made)
        if not done:
            _deliver_again(person, sending_id, job)
        assert work(job)
        place = f"{fault} at call {number}: {calls.made[number:][:1]}"
        arrived, told = len(mails()) - taken, kinds(person, invoice_id)
        assert arrived <= 1, place
        assert told[0] == "send_queued", place
        assert set(told[1:]) in ENDS, f"{place}: {told}"
        assert len(told) == 2, f"{place}: {told}"
        assert arrived == 1 or told[1] == "send_uncertain", place
        if arrived:
            tell(ses_event("Send", person, sending_id, {}))
            assert kinds(person, invoice_id).count("sent") == 1, place
            assert person.get(f"/invoices/{invoice_id}").json["sent_at"], place
        number += 1
    assert number > 8  # it was disturbed at reading, at marking, at sending and at telling
