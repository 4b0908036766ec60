"""Documents as a form would send them, and companies that can send invoices."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.issuing.forms import fill_in
from chalicelib.records.companies import Company, Profile
from tests.support.api import Api, Person
from tests.support.aws.cloud import remembered

PROFILE: Profile = {
    "legal_name": "Wattle & Partners Pty Ltd",
    "country": "AU",
    "tax_id": "51824753556",
    "address": {"line_1": "12 Example Street", "city": "Sydney", "post_code": "2000", "subdivision": "NSW"},
    "default_currency": "AUD",
    "bsb": "062-000",
    "account_number": "12345678",
    "email": "accounts@wattle.example.com",
}


def line(name: str = "Consulting", quantity: str = "2", price: str = "100.00", rate: str = "10") -> dict[str, Any]:
    """Return a line of a form."""
    return {"item": {"name": name}, "quantity": quantity, "price": {"net": price}, "tax_rate": rate}


def document(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a form's document for a customer."""
    customer = {
        "name": "Harbour Books Ltd",
        "address": {"line_1": "3 Quay Road", "city": "Melbourne", "post_code": "3000", "country": "AU"},
    }
    return {"customer": customer, "lines": list(lines) or [line()], "payment_terms": "14 days", **more}


def sender(api: Api) -> Person:
    """Return somebody whose company has what its invoices need."""
    person = remembered("sender", lambda: _sender(api))
    return replace(person, api=api, user=deepcopy(person.user))


def _sender(api: Api) -> Person:
    person = api.person(company_name="Wattle")
    assert api.call("PATCH", "/company", PROFILE, token=person.access).status == 200
    return person


def e_invoice(body: dict[str, Any], today: date = date(2026, 3, 2)) -> bytes:
    """Return a form's document as another company would send it, as UBL."""
    company = Company(company_id="", name="Wattle", created_at=datetime.now(UTC), profile=PROFILE)
    return write_ubl(fill_in(Document.model_validate({"invoice_number": "A-7", **body}), company, today))


def received(person: Person, body: dict[str, Any]) -> str:
    """Upload a form's document as an e-invoice of another company; return its id."""
    answer = person.upload(e_invoice(body), "a.xml", "application/xml")
    assert answer.status == 202, answer.body
    return str(answer.json["id"])
