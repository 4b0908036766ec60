"""Files that are uploaded and read: reading takes a process of its own, so the state after it is put back."""

from copy import deepcopy
from typing import Any

from tests.support.api import Person
from tests.support.aws.cloud import remembered
from tests.support.invoices.forms import e_invoice
from tests.support.workers.queue import work


def read_upload(
    person: Person, data: bytes, filename: str = "invoice.pdf", content_type: str = "application/pdf"
) -> dict[str, Any]:
    """Upload a file, have it read, and return its invoice as the API shows it."""

    def upload() -> dict[str, Any]:
        answer = person.upload(data, filename, content_type)
        assert answer.status == 202, answer.body
        work()
        shown: dict[str, Any] = person.get(f"/invoices/{answer.json['id']}").json
        return shown

    return deepcopy(remembered(("upload", data, filename, content_type), upload))


def read_received(person: Person, body: dict[str, Any]) -> str:
    """Upload a form's document as an e-invoice of another company and have it read; return its id."""
    return str(read_upload(person, e_invoice(body), "a.xml", "application/xml")["id"])
