"""What the world sets no limit to: names, numbers, accounts. None of it may go beyond what a record can hold."""

import json
from typing import Any

import boto3
import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.records.sales.bounds import MAX_TEXT
from tests.support.api import Api
from tests.support.aws.names import BUCKET
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, line, sender
from tests.support.invoices.uploads import read_received
from tests.support.workers.queue import work

ENDLESS = 450_000  # characters; an item of DynamoDB ends at 400 KB
SMALLEST_ZERO, LARGEST_ZERO = "0E-999999999999999", "0E+999999999999999"


def as_numbers(body: Any) -> bytes:
    """Return a body with its zeros as JSON's numbers, which may have exponents as texts may not."""
    text = json.dumps(body)
    for zero in (SMALLEST_ZERO, LARGEST_ZERO):
        text = text.replace(f'"{zero}"', zero)
    return text.encode()


def test_an_invoice_number_is_as_long_as_a_key_can_hold_it(api: Api) -> None:
    person = sender(api)
    too_long = person.post("/invoices", document(invoice_number="№" * 201))
    assert (too_long.status, too_long.json["errors"][0]["field"]) == (422, "invoice_number")
    accept = {"Accept": "application/pdf"}
    assert person.post("/invoices/preview", document(invoice_number="№" * 201), headers=accept).status == 422
    assert person.post("/invoices", document(invoice_number="№" * 200)).status == 202


def test_a_draft_may_have_any_number_and_is_told_when_it_is_issued(api: Api) -> None:
    person = sender(api)
    draft = person.post("/drafts", document(invoice_number="7" * 2_000)).json
    assert len(draft["invoice_number"]) == 1_000
    assert len(draft["document"]["invoice_number"]) == 2_000
    assert person.post(f"/drafts/{draft['id']}/issue").status == 422


def test_a_form_with_long_texts_is_issued_and_its_record_has_their_beginnings(api: Api) -> None:
    person = sender(api)
    name = "x" * MAX_TEXT
    answer = person.post("/invoices", document(customer={"name": name, "address": {"country": "AU"}}))
    assert answer.status == 202, answer.body
    made = answer.json
    assert made["customer"] == "x" * 1_000
    source = json.loads(fetch(person, made["id"], "source"))
    assert source["customer"]["name"] == name


def test_an_e_invoice_with_an_endless_supplier_and_a_thousand_accounts_is_read(api: Api) -> None:
    person = api.person()
    accounts = [{"account": f"{number:08}", "provider": "062000"} for number in range(1_000)]
    values: dict[str, Any] = {
        "invoice_number": "n" * 2_000,
        "supplier": {"name": "ﷺ" * 8_000},  # each becomes 18 letters where texts are compared
        "payment": {"means_code": "30", "credit_transfers": accounts},
    }
    made = person.upload(write_ubl(Document.model_validate(values)), "endless.xml", "application/xml").json
    work()
    detail = person.get(f"/invoices/{made['id']}").json
    assert (detail["status"], detail["supplier"]) == ("ready", "ﷺ" * 1_000)
    assert detail["invoice_number"] == "n" * 1_000
    assert detail["document"]["supplier"]["name"] == "ﷺ" * 8_000
    corrected = api.call("PATCH", f"/invoices/{made['id']}", {"due_date": "2026-04-15"}, token=person.access)
    assert corrected.status == 200


def test_why_a_file_was_not_read_is_told_within_reason(api: Api) -> None:
    person = api.person()
    announcement = {"filename": "odd.json", "content_type": "application/json", "size": ENDLESS}
    made = person.post("/invoices/uploads", announcement).json
    key = made["upload"]["fields"]["key"]
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=json.dumps({"x" * ENDLESS: 1}).encode())
    work()
    failure = person.get(f"/invoices/{made['invoice']['id']}").json["failure"]
    assert failure["code"] == "unsupported_format"
    assert len(failure["detail"]) == 1_000


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/drafts", {"totals": {"rounding": SMALLEST_ZERO}}),
        ("POST", "/drafts", {"lines": [{"quantity": LARGEST_ZERO}]}),
        ("POST", "/invoices", document(line(price=SMALLEST_ZERO), currency="EUR")),
    ],
)
def test_a_zero_with_a_billion_decimals_is_zero(api: Api, method: str, path: str, body: Any) -> None:
    token = sender(api).access
    assert api.call(method, path, data=as_numbers(body), token=token).status < 300
    as_text = api.call(method, path, body, token=token)
    assert as_text.status == 422
    assert "digits and a point" in as_text.json["errors"][0]["message"]


def test_a_correction_to_a_zero_with_a_billion_decimals_is_zero(api: Api) -> None:
    person = api.person()
    invoice_id = read_received(person, document())
    zero = {"prepaid": SMALLEST_ZERO}
    assert api.call("PATCH", f"/invoices/{invoice_id}", data=as_numbers(zero), token=person.access).status == 200
    assert person.get(f"/invoices/{invoice_id}").json["document"]["totals"]["prepaid"] == "0"


@pytest.mark.parametrize(
    "query", ["min_total=0E-99999", "max_total=", "max_total=1e3", "from=0", "to=2026-03-02T00:00:00"]
)
@pytest.mark.parametrize("path", ["/invoices", "/invoices/export"])
def test_a_filter_that_is_no_plain_amount_or_day_is_refused(api: Api, path: str, query: str) -> None:
    assert api.person().get(f"{path}?{query}").status == 422


@pytest.mark.parametrize("day", [0, "0", "2026-03-02T00:00:00", "2026-3-2", "20260302"])
def test_a_date_is_a_day_and_not_seconds_since_1970(api: Api, day: Any) -> None:
    answer = api.person().post("/drafts", {"issue_date": day})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "issue_date")


def test_a_blank_date_of_a_form_is_a_missing_one(api: Api) -> None:
    draft = api.person().post("/drafts", {"issue_date": "", "period": {"end": " "}})
    assert (draft.status, draft.json["document"]) == (201, {"period": {}})


@pytest.mark.parametrize("tag", ["9" * 5_000, '"' + "9" * 5_000 + '"'])
def test_a_version_of_thousands_of_digits_is_not_the_current_one(api: Api, tag: str) -> None:
    person = sender(api)
    draft = person.post("/drafts", document()).json
    headers = {"If-Match": tag}
    assert api.call("PUT", f"/drafts/{draft['id']}", {}, token=person.access, headers=headers).status == 412


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Wattle\x02"},
        {"legal_name": "Wattle\x0b"},
        {"country": "NZ", "tax_id": "12\x1f34"},
        {"address": {"line_1": "12 Example Street\x00"}},
        {"address": {"post_code": "\x1b2000"}},
    ],
)
def test_a_company_has_no_text_that_its_invoices_cannot_carry(api: Api, change: dict[str, Any]) -> None:
    person = sender(api)
    assert api.call("PATCH", "/company", change, token=person.access).status == 422
    assert person.post("/invoices", document()).status == 202


def test_a_new_company_has_no_name_that_its_invoices_cannot_carry(api: Api) -> None:
    registration = {"email": "ann@example.com", "password": "long enough indeed", "company_name": "Wattle\x02"}
    answer = api.call("POST", "/auth/register", registration)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "company_name")
