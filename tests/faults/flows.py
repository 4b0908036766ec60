"""The main flows: what people and queues do, and what anybody can see afterwards."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import boto3

from chalicelib.storage.files import FileKind, InvoiceFiles
from chalicelib.storage.invoices import find_invoice
from tests.api import PASSWORD, Answer, Api, Person
from tests.faults.harness import Failed, Flow
from tests.forms import document, sender
from tests.names import BUCKET
from tests.queue import incoming, work

_NUMBERS = count(1)
UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
<cbc:ID>X-1</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
</cac:LegalMonetaryTotal></Invoice>"""


@dataclass
class Subject:
    """Who acts, and on what."""

    api: Api
    person: Person | None = None
    invoice_id: str = ""
    data: bytes = b""
    email: str = ""

    @property
    def who(self) -> Person:
        """The person, who is there in all flows but registration."""
        assert self.person is not None
        return self.person


def expect(answer: Answer, *statuses: int) -> Answer:
    """Return an answer; a fault of the server's is to be tried again, anything unexpected is a failure of the test."""
    if answer.status >= 500:
        raise Failed(answer.body)
    assert answer.status in statuses, answer.body
    return answer


def deliver(subject: Subject) -> None:
    """Deliver what has arrived until nothing is left: each message twice, as queues may."""
    for _ in range(5):
        if not incoming():
            return
        work()
    raise AssertionError(f"never done with {incoming()}")


def invoices(subject: Subject) -> Any:
    """Return the company's invoices as a client sees them; those that still wait for a file go by themselves."""
    listed = subject.who.get("/invoices?limit=100").json["items"]
    return sorted(_seen(subject.who, each) for each in listed if each["status"] != "awaiting_upload")


def _seen(person: Person, listed: Any) -> Any:
    detail = person.get(f"/invoices/{listed['id']}").json
    shown = tuple(
        detail[name]
        for name in ("status", "state", "creation_method", "invoice_number", "supplier", "customer", "total")
    )
    kinds = sorted({event["kind"] for event in detail["timeline"]["items"]})
    once = [event["kind"] for event in detail["timeline"]["items"] if event["kind"] not in {"validated", "reprocessed"}]
    assert len(once) == len(set(once)), f"told twice: {once}"
    _all_files_are_there(person, listed["id"])
    return (*map(str, shown), *kinds, *sorted(detail["links"]))


def _all_files_are_there(person: Person, invoice_id: str) -> None:
    company = person.user["company_id"]
    record = find_invoice(company, invoice_id)
    assert record is not None
    files = InvoiceFiles(company, invoice_id)
    for name in (*record.files.values(), FileKind.SOURCE):
        boto3.client("s3").head_object(Bucket=BUCKET, Key=files.kept(name))


def leftovers(subject: Subject) -> list[str]:
    """Return the keys of everything that is stored for the company."""
    company = subject.who.user["company_id"]
    found: list[Any] = []
    for folder in ("incoming", "invoices"):
        listed = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"{folder}/{company}/")
        found += listed.get("Contents", [])
    return [each["Key"] for each in found]


def _newcomer(api: Api) -> Subject:
    return Subject(api, email=f"newcomer{next(_NUMBERS)}@example.com")


def _register(subject: Subject) -> None:
    body = {"email": subject.email, "password": PASSWORD, "company_name": "Example"}
    expect(subject.api.call("POST", "/auth/register", body), 201, 409)


def _account(subject: Subject) -> Any:
    login = subject.api.call("POST", "/auth/login", {"email": subject.email, "password": PASSWORD})
    members = subject.api.call("GET", "/company/members", token=login.json["access"]).json["items"]
    company = subject.api.call("GET", "/company", token=login.json["access"]).json
    return login.status, company["name"], [(member["email"] == subject.email, member["role"]) for member in members]


def _with_file(api: Api) -> Subject:
    return Subject(api, api.person(), data=UBL.encode())


def _upload(subject: Subject) -> None:
    expect(subject.who.upload(subject.data, "a.xml", "application/xml"), 202, 409)


def _announce(subject: Subject) -> None:
    size = len(subject.data)
    body = {"filename": "a.xml", "content_type": "application/xml", "size": size}
    form = expect(subject.who.post("/invoices/uploads", body), 201).json["upload"]
    subject.invoice_id = form["fields"]["key"]


def _send_straight(subject: Subject) -> None:
    if subject.invoice_id:
        boto3.client("s3").put_object(Bucket=BUCKET, Key=subject.invoice_id, Body=subject.data)
    deliver(subject)


def _arrived(api: Api) -> Subject:
    subject = _with_file(api)
    _upload(subject)
    return subject


def _process(subject: Subject) -> None:
    if incoming() and work()["batchItemFailures"]:
        raise Failed


def _ready(api: Api) -> Subject:
    subject = Subject(api, sender(api))
    subject.invoice_id = subject.who.post("/invoices", document()).json["id"]
    deliver(subject)
    return subject


def _correct(subject: Subject) -> None:
    change = {"customer": "Quay Books Ltd"}
    expect(subject.api.call("PATCH", f"/invoices/{subject.invoice_id}", change, token=subject.who.access), 200)


def _validate(subject: Subject) -> None:
    expect(subject.who.post(f"/invoices/{subject.invoice_id}/validate"), 200)


def _delete(subject: Subject) -> None:
    expect(subject.who.delete(f"/invoices/{subject.invoice_id}"), 204, 404)


def _draft(api: Api) -> Subject:
    subject = Subject(api, sender(api))
    subject.invoice_id = subject.who.post("/drafts", document(currency="AUD")).json["id"]
    return subject


def _issue_draft(subject: Subject) -> None:
    expect(subject.who.post(f"/drafts/{subject.invoice_id}/issue"), 202, 404)


def _rest(subject: Subject) -> Any:
    return invoices(subject), leftovers(subject)


FLOWS = (
    Flow("register", _newcomer, _register, lambda _: None, _account),
    Flow("upload through the API", _with_file, _upload, deliver, invoices),
    Flow("announce an upload", _with_file, _announce, _send_straight, invoices),
    Flow("process", _arrived, _process, deliver, invoices),
    Flow("issue a draft", _draft, _issue_draft, deliver, invoices),
    Flow("correct", _ready, _correct, deliver, invoices),
    Flow("validate", _ready, _validate, deliver, invoices),
    Flow("delete", _ready, _delete, deliver, _rest),
)
