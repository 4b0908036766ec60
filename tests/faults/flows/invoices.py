"""The main flows: what people and queues do, and what anybody can see afterwards."""

from dataclasses import dataclass
from typing import Any

import pytest

from app import process
from chalicelib.records.files import FileKind
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import dynamodb_client, s3_client
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices.invoices import find_invoice
from tests.faults.deliveries import BULK, DONE, deliver, newest_message, sweep_a_day_later
from tests.faults.harness import Failed, Flow
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.forms import document, received, sender
from tests.support.papers.one_file import three_invoices
from tests.support.workers.queue import batch

KEY = {"Idempotency-Key": "a-key-of-the-clients"}
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
    message: str = ""

    @property
    def who(self) -> Person:
        """The person, who is there in all flows but registration."""
        assert self.person is not None
        return self.person


def expect(answer: Answer, *statuses: int) -> Answer:
    """Return an answer; one that may be asked for again is `Failed`, anything unexpected a failure of the test."""
    if answer.status >= 500 or (answer.status == 409 and answer.json["code"] == "request_in_progress"):
        raise Failed(answer.body)
    assert answer.status in statuses, answer.body
    return answer


def let_requests_end(_: Subject) -> None:
    """Let so much time pass that a request which was given up is over: its key can be used again."""
    dynamodb = dynamodb_client()
    for item in dynamodb.scan(TableName="IdempotencyTable")["Items"]:
        dynamodb.put_item(TableName="IdempotencyTable", Item={**item, "in_progress_expiration": {"N": "0"}})


def settle(subject: Subject) -> bool:
    """Deliver what has arrived, and take up what got stuck; tell whether something had."""
    deliver()
    listed = subject.who.get("/invoices?limit=100").json["items"]
    stuck = any(each["status"] in {"queued", "processing"} for each in listed) and sweep_a_day_later()
    deliver()
    return stuck


def invoices(subject: Subject) -> Any:
    """Return the invoices as a client sees them, and the figures; what still waits for a file goes by itself."""
    listed = subject.who.get("/invoices?limit=100").json["items"]
    seen = sorted(_seen(subject.who, each) for each in listed if each["status"] != "awaiting_upload")
    return seen, figures(subject)


def figures(subject: Subject) -> Any:
    """Return the company's figures."""
    told = subject.who.get("/stats").json
    days = [{**day, "day": None} for day in told["days"] if any(day[what] for what in ("created", "validated", "sent"))]
    return {**told, "days": days}


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
        s3_client().head_object(Bucket=BUCKET, Key=files.kept(name))


def leftovers(subject: Subject) -> list[str]:
    """Return the keys of everything that is stored for the company."""
    company = subject.who.user["company_id"]
    found: list[Any] = []
    for folder in ("incoming", "invoices"):
        listed = s3_client().list_objects_v2(Bucket=BUCKET, Prefix=f"{folder}/{company}/")
        found += listed.get("Contents", [])
    return [each["Key"] for each in found]


def _newcomer(api: Api) -> Subject:
    return Subject(api)


def _register(subject: Subject) -> None:
    body = {"email": "newcomer@example.com", "password": PASSWORD, "company_name": "Example"}
    expect(subject.api.call("POST", "/auth/register", body), 201, 409)


def _account(subject: Subject) -> Any:
    login = subject.api.call("POST", "/auth/login", {"email": "newcomer@example.com", "password": PASSWORD})
    members = subject.api.call("GET", "/company/members", token=login.json["access"]).json["items"]
    company = subject.api.call("GET", "/company", token=login.json["access"]).json
    return login.status, company["name"], [(member["email"], member["role"]) for member in members]


def with_file(api: Api) -> Subject:
    """Return somebody with a file to upload."""
    return Subject(api, api.person(), data=UBL.encode())


def _upload(subject: Subject) -> None:
    expect(subject.who.upload(subject.data, "a.xml", "application/xml"), 202, 409)


def _upload_with_key(subject: Subject) -> None:
    path = "/invoices?filename=a.xml"
    answer = subject.who.post(path, data=subject.data, content_type="application/xml", headers=KEY)
    subject.invoice_id = expect(answer, 202).json["id"]


def _known_invoices(subject: Subject) -> Any:
    """Return the invoices; what the client learned of last is among them."""
    status = subject.who.get(f"/invoices/{subject.invoice_id}").json["status"]
    return status, invoices(subject)


def announce(subject: Subject) -> None:
    """Announce an upload; remember where its file goes."""
    size = len(subject.data)
    body = {"filename": "a.xml", "content_type": "application/xml", "size": size}
    form = expect(subject.who.post("/invoices/uploads", body), 201).json["upload"]
    subject.invoice_id = form["fields"]["key"]


def _send_straight(subject: Subject) -> bool:
    s3_client().put_object(Bucket=BUCKET, Key=subject.invoice_id, Body=subject.data)
    return settle(subject)


def _arrived(api: Api) -> Subject:
    subject = with_file(api)
    _upload(subject)
    subject.message = newest_message()
    return subject


def _several_arrived(api: Api) -> Subject:
    subject = with_file(api)
    subject.data = three_invoices()
    expect(subject.who.upload(subject.data), 202)
    subject.message = newest_message()
    return subject


def _form_arrived(api: Api) -> Subject:
    subject = Subject(api, sender(api))
    subject.invoice_id = subject.who.post("/invoices", document()).json["id"]
    subject.message = newest_message()
    return subject


def _process(subject: Subject) -> None:
    if process(batch(subject.message), None) != DONE:
        raise Failed


def _put_off(subject: Subject) -> None:
    """Have the worker put the file off, as one of a company whose share of the minute is used up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROMPT_FILES_A_MINUTE", "0")
        settings.cache_clear()
        try:
            _process(subject)
        finally:
            settings.cache_clear()


def _settle_put_off(subject: Subject) -> bool:
    """Deliver what was put off, which is enough without S3's message, and then that one too."""
    deliver(BULK)
    listed = subject.who.get("/invoices").json["items"]
    assert [each["status"] for each in listed] == ["ready"], "what was put off is lost"
    return settle(subject)


def ready(api: Api) -> Subject:
    """Return somebody with an issued invoice that is ready."""
    subject = _form_arrived(api)
    deliver()
    return subject


def _received(api: Api) -> Subject:
    """Return somebody with an uploaded invoice that is ready."""
    person = api.person()
    subject = Subject(api, person, received(person, document(currency="AUD")))
    deliver()
    return subject


def _credit(subject: Subject) -> None:
    path, body = f"/invoices/{subject.invoice_id}/credit", {"lines": [{"id": "1", "quantity": "1"}]}
    expect(subject.who.post(path, body, headers=KEY), 202)


def _cancel(subject: Subject) -> None:
    expect(subject.who.post(f"/invoices/{subject.invoice_id}/cancel", {}), 202)


def _pay(subject: Subject) -> None:
    expect(subject.who.post(f"/invoices/{subject.invoice_id}/payments", {"amount": "20.00"}, headers=KEY), 200)


def _paid(subject: Subject) -> Any:
    """Return the payments, and the invoices."""
    detail = subject.who.get(f"/invoices/{subject.invoice_id}").json
    return detail["payment"], detail["open_amount"], [each["amount"] for each in detail["payments"]], invoices(subject)


def _approve(subject: Subject) -> None:
    path = f"/invoices/{subject.invoice_id}/approval"
    expect(subject.who.post(path, {"decision": "approve"}), 200, 409)  # a repeat finds it approved


def _approved(subject: Subject) -> Any:
    """Return the decisions, and the invoices."""
    detail = subject.who.get(f"/invoices/{subject.invoice_id}").json
    return detail["approval"], [each["step"] for each in detail["decisions"]], invoices(subject)


def _tag(subject: Subject) -> None:
    body = {"action": "tag", "ids": [subject.invoice_id], "tags": ["Project X"]}
    (item,) = expect(subject.who.post("/invoices/bulk", body), 200).json["items"]
    assert item["status"] == 200


def _tagged(subject: Subject) -> Any:
    """Return the tags, how many invoices they find, and the invoices."""
    found = subject.who.get("/invoices?tag=project%20x").json["items"]
    return [each["tags"] for each in found], invoices(subject)


def _credited(subject: Subject) -> Any:
    """Return the invoices, and what is left of the one that was credited."""
    left = subject.who.get(f"/invoices/{subject.invoice_id}/credit").json
    names = ("credit_state", "credited_total", "lines")
    return [left[name] for name in names], len(left["credit_notes"]), invoices(subject)


def _correct(subject: Subject) -> None:
    change = {"customer": "Quay Books Ltd"}
    expect(subject.api.call("PATCH", f"/invoices/{subject.invoice_id}", change, token=subject.who.access), 200)


def _validate(subject: Subject) -> None:
    expect(subject.who.post(f"/invoices/{subject.invoice_id}/validate"), 200)


def _fetch_cii(subject: Subject) -> None:
    expect(subject.who.get(f"/invoices/{subject.invoice_id}/files/cii"), 302)


def _fetched_cii(subject: Subject) -> Any:
    """Return what was made for the request, and the invoices."""
    (key,) = (key for key in leftovers(subject) if "/cii-" in key)
    return s3_client().get_object(Bucket=BUCKET, Key=key)["Body"].read(), invoices(subject)


def _delete(subject: Subject) -> None:
    expect(subject.who.delete(f"/invoices/{subject.invoice_id}"), 204, 404)


def _draft(api: Api) -> Subject:
    subject = Subject(api, sender(api))
    subject.invoice_id = subject.who.post("/drafts", document(currency="AUD")).json["id"]
    return subject


def _issue_draft(subject: Subject) -> None:
    expect(subject.who.post(f"/drafts/{subject.invoice_id}/issue"), 202, 404)


def _company(api: Api) -> Subject:
    return Subject(api, sender(api))


def _issue_form(subject: Subject) -> None:
    answer = subject.who.post("/invoices", document(currency="AUD"), headers=KEY)
    subject.invoice_id = expect(answer, 202).json["id"]


def _rest(subject: Subject) -> Any:
    return invoices(subject), leftovers(subject)


FLOWS = (
    Flow("register", _newcomer, _register, _account),
    Flow("upload through the API", with_file, _upload, invoices, settle),
    Flow("upload with a key", with_file, _upload_with_key, _known_invoices, settle, let_requests_end),
    Flow("announce an upload", with_file, announce, invoices, _send_straight),
    Flow("process an upload", _arrived, _process, invoices, settle),
    Flow("put an upload off", _arrived, _put_off, invoices, _settle_put_off),
    Flow("process a file of three invoices", _several_arrived, _process, invoices, settle),
    Flow("process a form", _form_arrived, _process, invoices, settle),
    Flow("issue a form with a key", _company, _issue_form, _known_invoices, settle, let_requests_end),
    Flow("issue a draft", _draft, _issue_draft, invoices, settle),
    Flow("credit with a key", ready, _credit, _credited, settle, let_requests_end),
    Flow("cancel", ready, _cancel, _credited, settle),
    Flow("record a payment with a key", _received, _pay, _paid, settle, let_requests_end),
    Flow("approve", _received, _approve, _approved, settle),
    Flow("tag", _received, _tag, _tagged, settle),
    Flow("correct", _received, _correct, invoices, settle),
    Flow("validate", ready, _validate, invoices, settle),
    Flow("fetch what is made on request", _received, _fetch_cii, _fetched_cii),
    Flow("delete", _received, _delete, _rest, settle),
)
