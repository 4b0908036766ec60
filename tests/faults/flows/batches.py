"""Files that arrive together: several in a form, an archive, a mail. One invoice each, whatever breaks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app import unpack
from chalicelib.batches import opening
from chalicelib.clock import now
from chalicelib.containers.isolated import open_isolated
from chalicelib.storage.batches import batches
from chalicelib.storage.batches.batches import _BatchItem
from chalicelib.storage.companies.companies import company_key
from tests.faults.deliveries import DONE
from tests.faults.flows.invoices import KEY, UBL, Subject, expect, invoices, let_requests_end, settle
from tests.faults.harness import Failed, Flow
from tests.support.api import Api
from tests.support.letters import sent as mail_queue
from tests.support.letters.arriving import address, told
from tests.support.letters.sent import deliver, sent, waiting
from tests.support.letters.written import mail
from tests.support.papers.office import zipped
from tests.support.workers.queue import arrived, batch, s3_event

FILES = {f"{number}.xml": UBL.replace("X-1", f"X-{number}").encode() for number in range(2)}
_FOUND: dict[bytes, list[Any]] = {}


@dataclass
class Arrival(Subject):
    """What arrived: a message of the queue."""

    told: Any = None


def _found_once(name: str, data: bytes, file_bytes: int, *, is_mail: bool = False) -> list[Any]:
    """Open a file once for all runs: no fault can be injected in there, for it calls no AWS."""
    if data not in _FOUND:
        _FOUND[data] = list(open_isolated(name, data, file_bytes, is_mail=is_mail))
    return _FOUND[data]


def _hand_over(message: Any) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "open_isolated", _found_once)
        if unpack(batch(message), None) != DONE:
            raise Failed


def _open_all(subject: Subject) -> bool:
    """Hand what was stored over twice, and have everything read that came of it."""
    for key in arrived("batches/") * 2:
        _hand_over(s3_event(key))
    return settle(subject)


def _form_of_two(api: Api) -> Subject:
    parts = [
        f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n"
        for name, data in FILES.items()
    ]
    return Subject(api, api.person(), data=b"".join(parts) + b"--XX--\r\n")


def _send_form(subject: Subject) -> None:
    form = "multipart/form-data; boundary=XX"
    expect(subject.who.post("/invoices", data=subject.data, content_type=form, headers=KEY), 207)


def _archive(api: Api) -> Subject:
    return Subject(api, api.person(), data=zipped({**FILES, "again.xml": FILES["0.xml"], "notes.txt": b"hello"}))


def _send_archive(subject: Subject) -> None:
    path = "/invoices?filename=a.zip"
    expect(subject.who.post(path, data=subject.data, content_type="application/zip", headers=KEY), 207)


def _archive_arrived(api: Api) -> Arrival:
    subject = _archive(api)
    _send_archive(subject)
    return Arrival(api, subject.person, told=s3_event(*arrived("batches/")))


def _mail_told_of(api: Api) -> Arrival:
    person = api.person()
    data = mail(*FILES.items()).as_bytes()
    return Arrival(api, person, told=told(data, address(person)))


def _empty_mail_arrived(api: Api) -> Arrival:
    person = api.person()
    _hand_over(told(mail().as_bytes(), address(person)))
    return Arrival(api, person, told=s3_event(*arrived("batches/")))


def _mail_arrived(api: Api) -> Arrival:
    subject = _mail_told_of(api)
    _hand_over(subject.told)
    return Arrival(api, subject.person, told=s3_event(*arrived("batches/")))


def _work(subject: Arrival) -> None:
    _hand_over(subject.told)


def _answer_all(subject: Subject) -> bool:
    _open_all(subject)
    deliver(times=2)
    return False


def _batches(subject: Subject) -> Any:
    """Return the batches as a client sees them, and the invoices; each file has one entry and at most one invoice."""
    listed = subject.who.get("/batches").json["items"]
    seen = []
    for each in listed:
        detail = subject.who.get(f"/batches/{each['id']}").json
        items = subject.who.get(f"/batches/{each['id']}/entries").json["items"]
        entries = [(item["filename"], bool(item["invoice_id"]), (item["failure"] or {}).get("code")) for item in items]
        seen.append([*(detail[name] for name in ("kind", "status", "entries", "invoices", "refused")), entries])
    return seen, invoices(subject)


def _answers(subject: Subject) -> Any:
    """Return how often the sender was answered, and the batch."""
    return len(sent()), _batches(subject)


def _answer_waiting(api: Api) -> Arrival:
    subject = _empty_mail_arrived(api)
    _work(subject)
    (subject.told,) = waiting()
    return subject


def _send_answer(subject: Arrival) -> None:
    if not mail_queue.work(subject.told):
        raise Failed


def _let_time_pass(subject: Arrival) -> None:
    """Make what is known of the answer as old as it is when the queue hands the job over again."""
    (batch,) = batches.list_batches(subject.who.user["company_id"], None, 1)
    before = now() - timedelta(minutes=12)
    _BatchItem(company_key(batch.company_id), f"batch#{batch.batch_id}").update([_BatchItem.updated_at.set(before)])


def _send_answer_again(subject: Arrival) -> bool:
    assert mail_queue.work(subject.told), "a job that is done with fails"
    return False


def _is_honest(subject: Arrival) -> Any:
    """Look at the mail and its record: where it is unknown whether SES took the answer, the record may say so."""
    (batch,) = subject.who.get("/batches").json["items"]
    told, arrived = batch["mail"]["answer"], len(sent())
    assert told in {"sent", "uncertain"}, told
    assert arrived <= 1, "two answers"
    assert arrived == 1 or told == "uncertain", "an answer that was not sent"
    return "one answer at most, and a record that is true"


FLOWS = (
    Flow("upload two files with a key", _form_of_two, _send_form, _batches, settle, let_requests_end),
    Flow("upload an archive with a key", _archive, _send_archive, _batches, _open_all, let_requests_end),
    Flow("open an archive", _archive_arrived, _work, _batches, _open_all),
    Flow("receive a mail", _mail_told_of, _work, _batches, _open_all),
    Flow("open a mail", _mail_arrived, _work, _batches, _open_all),
    Flow("open a mail without a file", _empty_mail_arrived, _work, _answers, _answer_all),
    Flow("answer a mail", _answer_waiting, _send_answer, _is_honest, _send_answer_again, _let_time_pass),
)
