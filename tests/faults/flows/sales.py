"""What comes before an invoice: the days of recurring invoices, quotes; and reminders after one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app import recur, remind
from chalicelib.sales import reminder_run
from tests.faults.deliveries import deliver
from tests.faults.flows.invoices import KEY, Subject, expect, invoices, let_requests_end, ready, settle
from tests.faults.harness import Failed, Flow
from tests.support.api import Api
from tests.support.invoices.forms import document, sender
from tests.support.workers.queue import SCHEDULED
from tests.support.workers.sending import TO, jobs, mails, send_all
from tests.support.workers.sending import work as work_on


def _company(api: Api) -> Subject:
    return Subject(api, sender(api))


def _recurring(mode: str) -> Any:
    def prepare(api: Api) -> Subject:
        subject = Subject(api, sender(api))
        body = {
            "name": "Rent",
            "form": document(),
            "mode": mode,
            "rhythm": "daily",
            "first_on": datetime.now(UTC).date().isoformat(),
            "times": 1,
        }
        subject.invoice_id = expect(subject.who.post("/recurring", body), 201).json["id"]
        return subject

    return prepare


def _run(_: Subject) -> None:
    """Run what the clock calls; what fails within is tried in the next run."""
    try:
        recur(SCHEDULED, None)
    except Exception as error:
        raise Failed from error


def _run_again(subject: Subject) -> bool:
    _run(subject)
    return settle(subject)


def _made(subject: Subject) -> Any:
    """Return where the recurring invoice stands, the drafts, and the invoices."""
    found = subject.who.get(f"/recurring/{subject.invoice_id}").json
    names = ("state", "made", "done_on", "last_kind", "last_problem")
    drafts = [draft["customer"] for draft in subject.who.get("/drafts").json["items"]]
    return [found[name] for name in names], drafts, invoices(subject)


def _offer(subject: Subject) -> None:
    answer = subject.who.post("/quotes", {"form": document(currency="AUD")}, headers=KEY)
    subject.invoice_id = expect(answer, 201).json["id"]


def _offered(api: Api) -> Subject:
    subject = Subject(api, sender(api))
    _offer(subject)
    return subject


def _invoice_quote(subject: Subject) -> None:
    expect(subject.who.post(f"/quotes/{subject.invoice_id}/invoice", headers=KEY), 202)


def _quotes(subject: Subject) -> Any:
    """Return the quotes, whether the one that is known is invoiced, and the invoices."""
    listed = subject.who.get("/quotes").json["items"]
    seen = [(each["number"], each["state"], each["total"], each["id"] == subject.invoice_id) for each in listed]
    made = {each["id"] for each in subject.who.get("/invoices").json["items"]}
    return seen, all(each["invoice_id"] in {None, *made} for each in listed), invoices(subject)


def _overdue(api: Api) -> Subject:
    subject = ready(api)
    person = subject.who
    subject.invoice_id = expect(person.post("/invoices", document(issue_date="2020-03-01")), 202).json["id"]
    deliver()
    expect(person.post(f"/invoices/{subject.invoice_id}/send", {"to": [TO]}), 202)
    send_all()
    expect(api.call("PATCH", "/company", {"reminder_days": [1]}, token=person.access), 200)
    return subject


def _remind(_: Subject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reminder_run, "now", lambda: datetime(2020, 3, 20, tzinfo=UTC))
        try:
            remind(SCHEDULED, None)
        except Exception as error:
            raise Failed from error


def _remind_again(subject: Subject) -> bool:
    """Let the next run remind, and the worker send; a job without a sending waits, and is dropped later."""
    _remind(subject)
    for record in jobs():
        work_on(record)
    return False


def _reminded(subject: Subject) -> Any:
    """Return what was told of the invoice, and how many mails there are."""
    detail = subject.who.get(f"/invoices/{subject.invoice_id}").json
    told = [event["kind"] for event in detail["timeline"]["items"]]
    return detail["reminder_level"], detail["reminded_on"], told, len(mails())


FLOWS = (
    Flow("remind of an invoice", _overdue, _remind, _reminded, _remind_again),
    Flow("make a quote with a key", _company, _offer, _quotes, settle, let_requests_end),
    Flow("turn a quote into an invoice with a key", _offered, _invoice_quote, _quotes, settle, let_requests_end),
    Flow("make a recurring draft", _recurring("draft"), _run, _made, _run_again),
    Flow("issue a recurring invoice", _recurring("issue"), _run, _made, _run_again),
)
