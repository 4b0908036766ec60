"""Files of other kinds than PDF: read, shown as pages, kept under the type that they have."""

import io

import pytest
from PIL import Image

from chalicelib.invoices.building.page_views import PAGES
from tests.support.api import Api
from tests.support.papers import office
from tests.support.workers.queue import work


def test_a_word_invoice_of_no_declared_type_is_read_and_shown_as_pages(api: Api) -> None:
    person = api.person()
    answer = person.upload(office.docx(), "invoice.docx", "application/octet-stream")
    assert answer.status == 202, answer.body
    work()
    detail = person.get(f"/invoices/{answer.json['id']}").json
    assert (detail["status"], detail["total"]) == ("ready", "119.00")
    assert {"source", "pdf", "preview"} <= set(detail["links"])
    pages = person.get(f"/invoices/{answer.json['id']}/{PAGES}").json["items"]
    assert [(round(page["width"]), round(page["height"])) for page in pages] == [(595, 842)]
    first = person.get(f"/invoices/{answer.json['id']}/{PAGES}/1").json
    assert "Nordlicht" in {word["text"] for word in first["words"]}


@pytest.mark.parametrize("declared", ["image/jpg", "application/x-pdf", "image/tiff"])
def test_a_wrong_declared_type_is_taken_for_what_the_content_is(api: Api, declared: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 40), "white").save(buffer, "GIF")
    person = api.person()
    answer = person.upload(buffer.getvalue(), "a.pdf", declared)
    assert answer.status == 202, answer.body
    work()
    detail = person.get(f"/invoices/{answer.json['id']}").json
    assert detail["failure"]["code"] == "no_text"
    assert "preview" in detail["links"]


def test_a_file_that_is_not_read_says_what_it_is_and_what_to_send(api: Api) -> None:
    person = api.person()
    invoice_id = person.upload(b"Rar!\x1a\x07\x01\x00", "a.rar", "application/octet-stream").json["id"]
    work()
    failure = person.get(f"/invoices/{invoice_id}").json["failure"]
    assert failure["code"] == "unsupported_format"
    assert "RAR archive" in failure["detail"]
    assert "ZIP" in failure["detail"]
