"""Exports in the background: asking for one, and making it part by part; and the bank's file."""

from typing import Any

import requests

from chalicelib.records.files import FileKind
from chalicelib.storage.files.files import InvoiceFiles, put_file
from tests.faults.flows.invoices import KEY, Subject, expect, let_requests_end
from tests.faults.harness import MAX_TRIES, Failed, Flow
from tests.support.api import Api
from tests.support.invoices.reading import read
from tests.support.invoices.records import store, varied
from tests.support.workers.exports import let_lease_end, run, waiting

INVOICES = 8
SMALL = {"EXPORT_PART_BYTES": "1000", "EXPORT_DIRECT_ROWS": "5"}
"""Parts so small, and tables at once so short, that a few invoices take several of them."""


def _with_list(api: Api) -> Subject:
    person = api.person()
    records = varied(person.user["company_id"], (person.user["id"],), INVOICES)
    store(records)
    for record in records:
        put_file(InvoiceFiles.of(record).kept(FileKind.SOURCE), b"source" * 50, "text/plain")
    return Subject(api, person)


def _ask(subject: Subject, kind: str = "csv") -> None:
    answer = expect(subject.who.get(f"/invoices/export?sort=created_at&format={kind}"), 202)
    subject.invoice_id = answer.json["id"]


def _asked(kind: str) -> Any:
    def prepare(api: Api) -> Subject:
        subject = _with_list(api)
        _ask(subject, kind)
        (subject.message,) = waiting()
        return subject

    return prepare


def _make(subject: Subject) -> None:
    if not run(subject.message):
        raise Failed


def _let_lease_end(subject: Subject) -> None:
    let_lease_end(subject.who.user["company_id"], subject.invoice_id)


def _make_again(subject: Subject) -> bool:
    assert run(subject.message), "a message of a finished export is not done with"
    return False


def _make_all(_: Subject) -> bool:
    for body in waiting():
        assert any(run(body) for _ in range(MAX_TRIES)), "an export is never made"
    return False


def _file(subject: Subject) -> Any:
    told = subject.who.get(f"/exports/{subject.invoice_id}").json
    assert told["download"], told
    return told["status"], told["progress"], requests.get(told["download"]["url"], timeout=5).content


def _payables(api: Api) -> Subject:
    """Return somebody with two approved invoices that can be paid by transfer."""
    person = api.person()
    expect(api.call("PATCH", "/company", {"iban": "DE02120300000000202051"}, token=person.access), 200)
    numbers, account = ("R-1", "R-2"), ("DE89370400440532013000",)
    ids = [read(person, invoice_number=number, bank_accounts=account).invoice_id for number in numbers]
    for id_ in ids:
        expect(person.post(f"/invoices/{id_}/approval", {"decision": "approve"}), 200)
    return Subject(api, person, " ".join(ids))


def _transfer(subject: Subject) -> None:
    ids = subject.invoice_id.split()
    made = expect(subject.who.post("/invoices/credit_transfers", {"ids": ids}, headers=KEY), 200).json
    assert made["transfers"] == len(ids)


def _planned(subject: Subject) -> Any:
    """Return what is planned of each invoice, and what is open."""
    details = [subject.who.get(f"/invoices/{id_}").json for id_ in subject.invoice_id.split()]
    told = [[event["kind"] for event in each["timeline"]["items"]] for each in details]
    paid = [[payment["amount"] for payment in each["payments"]] for each in details]
    return [(each["payment"], each["open_amount"]) for each in details], paid, told


FLOWS = (
    Flow("make a transfer file with a key", _payables, _transfer, _planned, wait=let_requests_end),
    Flow("ask for an export", _with_list, _ask, _file, _make_all),
    Flow("make a CSV export", _asked("csv"), _make, _file, _make_again, _let_lease_end),
    Flow("make a ZIP export", _asked("zip"), _make, _file, _make_again, _let_lease_end),
)
