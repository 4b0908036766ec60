"""What becomes of a file: read once, whatever the queue does."""

import gzip
import io
from collections.abc import Callable
from typing import Any

import boto3
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from app import bury, process
from chalicelib.settings import settings
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from samples import Sample, generate
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.workers.queue import batch, give_up, incoming, s3_event, work
from tests.unit.documents.syntaxes.national_invoices import FATTURAPA, KSEF

DONE: dict[str, Any] = {"batchItemFailures": []}


@pytest.fixture(scope="module")
def sample() -> Sample:
    return generate()[0]


def pdf(pages: int = 1, password: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=pdfencrypt.StandardEncryption(password, ownerPassword="owner") if password else None)
    for number in range(pages):
        canvas.drawString(72, 700, f"Page {number + 1} of {pages} in a letter that is no invoice but has words enough")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "PNG")
    return out.getvalue()


def kept(person: Person, invoice_id: str) -> set[str]:
    prefix = f"invoices/{person.user['company_id']}/{invoice_id}/"
    found = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=prefix)
    return {item["Key"].removeprefix(prefix) for item in found.get("Contents", [])}


def test_an_uploaded_invoice_is_read_and_listed(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf, sample.name).json["id"]
    assert work() == DONE
    listed = person.get("/invoices").json["items"][0]
    truth: Any = sample.truth["fields"]
    assert (listed["status"], listed["failure"]) == ("ready", None)
    assert listed["invoice_number"] == truth["invoice_number"]
    assert listed["issue_date"] == truth["issue_date"]
    assert listed["total"] == truth["total"]
    assert listed["supplier"] == truth["supplier_name"]
    detail = person.get(f"/invoices/{invoice_id}").json
    field = detail["fields"]["total"]
    assert (field["value"], field["page"]) == (truth["total"], detail["pages"])
    assert set(field["box"]) == {"left", "top", "right", "bottom"}
    assert len(detail["lines"]) == len(truth["lines"])
    assert set(detail["links"]) == {"source", "pdf", "preview", "ubl", "cii", "report"}
    assert {name.split("-")[0] for name in kept(person, invoice_id)} == {
        "source", "content", "preview", "ubl"
    }  # fmt: skip
    assert [event["kind"] for event in detail["timeline"]["items"]] == ["received", "read", "validated"]
    assert detail["state"] == detail["timeline"]["items"][2]["data"]["state"]
    assert incoming() == []


def test_an_announced_upload_is_read_when_its_file_arrives(api: Api, sample: Sample) -> None:
    person = api.person()
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": len(sample.pdf)}
    invoice = person.post("/invoices/uploads", announcement).json
    boto3.client("s3").put_object(Bucket=BUCKET, Key=invoice["upload"]["fields"]["key"], Body=sample.pdf)
    work()
    assert person.get(f"/invoices/{invoice['invoice']['id']}").json["status"] == "ready"


def test_an_e_invoice_is_read_from_its_xml(api: Api) -> None:
    xml = (
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"'
        b' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
        b' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">'
        b"<cbc:ID>X-1</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate>"
        b"<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
        b'<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>'
        b"</cac:LegalMonetaryTotal></Invoice>"
    )
    person = api.person()
    invoice_id = person.upload(xml, "a.xml", "application/xml").json["id"]
    work()
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["invoice_number"], detail["total"], detail["supplier"]) == ("X-1", "119.00", None)
    assert detail["fields"]["total"]["method"] == "embedded_xml"


def test_a_national_e_invoice_becomes_a_document_that_is_validated(api: Api) -> None:
    person = api.person()
    answer = person.upload(gzip.compress(FATTURAPA.encode()), "a.xml.gz", "application/gzip")
    assert answer.status == 202, answer.body
    work()
    detail = person.get(f"/invoices/{answer.json['id']}").json
    assert (detail["status"], detail["state"], detail["total"]) == ("ready", "passed", "244.00")
    assert "national_format:fatturapa" in detail["warnings"]
    assert person.get(f"/invoices/{answer.json['id']}/files/received").status == 404


def test_a_national_e_invoice_is_not_called_invalid_by_rules_that_are_not_its_own(api: Api) -> None:
    """Its format asks for no unit of a quantity; EN 16931 does (BR-23)."""
    xml = KSEF.replace("<P_8A>HUR</P_8A>", "")
    person = api.person()
    invoice_id = person.upload(xml.encode(), "a.xml", "application/xml").json["id"]
    work()
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["state"], detail["state_reason"]) == ("unvalidated", "no_ruleset_applies")
    again = person.post(f"/invoices/{invoice_id}/validate", {}).json
    assert ("BR-23", "warning") in {(each["rule"], each["severity"]) for each in again["findings"]}
    assert any("KSeF FA has rules of its own" in (layer["detail"] or "") for layer in again["layers"])
    asked = person.post(f"/invoices/{invoice_id}/validate?ruleset=en16931", {}).json
    assert ("BR-23", "fatal") in {(each["rule"], each["severity"]) for each in asked["findings"]}
    assert person.get(f"/invoices/{invoice_id}").json["state"] == "failed"


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "corrupt PDF": (lambda: b"%PDF-1.7\nnot a PDF at all", "corrupt_file"),
    "cut PDF": (lambda: pdf(3)[:300], "corrupt_file"),
    "encrypted PDF": (lambda: pdf(password="secret"), "encrypted_pdf"),
    "60 pages": (lambda: pdf(60), "too_many_pages"),
    "entity bomb": (lambda: BOMB, "xml_refused"),
    "plain text": (lambda: b"hello", "unsupported_format"),
}


@pytest.mark.parametrize("case", sorted(UNREADABLE))
def test_an_unreadable_file_fails_with_its_reason_and_is_kept(api: Api, case: str) -> None:
    make, code = UNREADABLE[case]
    person = api.person()
    invoice_id = person.upload(make()).json["id"]
    assert work() == DONE
    listed = person.get("/invoices").json["items"][0]
    assert (listed["status"], listed["failure"]["code"]) == ("failed", code)
    assert len(listed["failure"]["detail"].split()) > 4
    expected = {"source", "preview"} if case == "60 pages" else {"source"}
    assert {name.split("-")[0] for name in kept(person, invoice_id)} == expected
    assert person.get(f"/invoices/{invoice_id}/files/source").status == 302


def test_a_picture_that_nobody_can_recognise_fails_and_can_be_looked_at(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCR", "none")
    settings.cache_clear()
    person = api.person()
    invoice_id = person.upload(png(), "scan.png", "image/png").json["id"]
    assert work() == DONE
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "no_text")
    assert person.get(f"/invoices/{invoice_id}/files/preview").status == 302


def test_a_picture_named_pdf_is_taken_for_what_it_is(api: Api) -> None:
    person = api.person()
    invoice_id = person.upload(png(), "scan.pdf").json["id"]
    assert work() == DONE
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "no_text")


def test_a_file_beyond_the_size_limit_fails_though_storage_took_it(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": 50}
    invoice = person.post("/invoices/uploads", announcement).json
    monkeypatch.setenv("MAX_FILE_BYTES", "100")
    settings.cache_clear()
    boto3.client("s3").put_object(Bucket=BUCKET, Key=invoice["upload"]["fields"]["key"], Body=pdf())
    work()
    assert person.get("/invoices").json["items"][0]["failure"]["code"] == "file_too_large"


def test_the_same_bytes_announced_twice_make_the_second_fail_and_name_the_first(api: Api, sample: Sample) -> None:
    person = api.person()
    first = person.upload(sample.pdf).json["id"]
    announcement = {"filename": "again.pdf", "content_type": "application/pdf", "size": len(sample.pdf)}
    second = person.post("/invoices/uploads", announcement).json
    boto3.client("s3").put_object(Bucket=BUCKET, Key=second["upload"]["fields"]["key"], Body=sample.pdf)
    work()
    detail = person.get(f"/invoices/{second['invoice']['id']}").json
    assert (detail["failure"]["code"], detail["duplicate_of"]) == ("duplicate_file", first)
    assert person.get(f"/invoices/{first}").json["status"] == "ready"
    assert person.delete(f"/invoices/{second['invoice']['id']}").status == 204
    assert person.upload(sample.pdf).json["invoice_id"] == first


def test_a_message_that_comes_again_changes_nothing(api: Api, sample: Sample) -> None:
    person = api.person()
    person.upload(sample.pdf)
    (key,) = incoming()
    work()
    before = person.get("/invoices").json
    assert process(batch(s3_event(key), s3_event(key)), None) == DONE
    assert person.get("/invoices").json == before


def test_messages_in_reverse_order_and_several_in_one_are_all_worked_on(api: Api) -> None:
    person = api.person()
    for number in range(1, 4):
        person.upload(pdf(number))
    first, second, third = incoming()
    assert process(batch(s3_event(third, second), s3_event(first)), None) == DONE
    assert {item["status"] for item in person.get("/invoices").json["items"]} == {"ready"}


def test_a_message_for_a_deleted_invoice_removes_what_still_arrives(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    (key,) = incoming()
    person.delete(f"/invoices/{invoice_id}")
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=sample.pdf)
    assert process(batch(s3_event(key)), None) == DONE
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=BUCKET)


def test_deleting_while_the_file_is_read_leaves_nothing_behind(
    api: Api, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    store = file_store.put_file

    def delete_then_store(key: str, data: bytes, content_type: str) -> None:
        if "/content-" in key:
            person.delete(f"/invoices/{invoice_id}")
        store(key, data, content_type)

    monkeypatch.setattr(file_store, "put_file", delete_then_store)
    assert work() == DONE
    assert person.get("/invoices").json["items"] == []
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=BUCKET)


def test_a_worker_that_died_halfway_is_followed_by_one_that_finishes(
    api: Api, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    person.upload(sample.pdf)
    with monkeypatch.context() as broken:
        broken.setattr(file_store, "put_file", lambda *_: (_ for _ in ()).throw(ConnectionError("gone")))
        assert work() == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert person.get("/invoices").json["items"][0]["status"] == "processing"
    assert work() == DONE
    assert person.get("/invoices").json["items"][0]["status"] == "ready"


def test_only_the_failed_messages_of_a_batch_come_again(api: Api) -> None:
    person = api.person()
    person.upload(pdf())
    answer = process(batch("not JSON", s3_event(*incoming()), {"no": "records"}), None)
    assert [item["itemIdentifier"] for item in answer["batchItemFailures"]] == ["message-0", "message-2"]
    assert person.get("/invoices").json["items"][0]["status"] == "ready"


def test_s3s_test_event_and_foreign_keys_are_nothing_to_do(aws: None) -> None:
    test_event = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": BUCKET}
    assert process(batch(test_event, s3_event("incoming/../x/source", "other/key"), {"Records": []}), None) == DONE


def test_what_is_given_up_is_marked_failed_and_its_source_kept(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    assert give_up() == DONE
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "processing_failed")
    assert kept(person, invoice_id) == {"source"}


def test_a_burial_after_success_changes_nothing(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    (key,) = incoming()
    work()
    assert bury(batch(s3_event(key), "poison"), None) == DONE
    assert person.get(f"/invoices/{invoice_id}").json["status"] == "ready"


def test_a_record_whose_file_vanished_says_so(api: Api, sample: Sample) -> None:
    person = api.person()
    person.upload(sample.pdf)
    (key,) = incoming()
    files = InvoiceFiles(*key.split("/")[1:3])
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=files.incoming)
    process(batch(s3_event(key)), None)
    assert person.get("/invoices").json["items"][0]["failure"]["code"] == "source_missing"


def test_the_preview_is_a_picture_of_the_first_page(api: Api, sample: Sample) -> None:
    person = api.person()
    invoice_id = person.upload(sample.pdf).json["id"]
    work()
    assert person.get(f"/invoices/{invoice_id}/files/preview").status == 302
    name = next(name for name in kept(person, invoice_id) if name.startswith("preview-"))
    key = f"invoices/{person.user['company_id']}/{invoice_id}/{name}"
    picture = Image.open(io.BytesIO(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()))
    width, height = pypdfium2.PdfDocument(sample.pdf)[0].get_size()
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.02)
    assert picture.width >= 500


def test_a_second_file_for_the_same_form_is_read_as_kept_and_leaves_no_claim(
    api: Api, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": len(sample.pdf)}
    invoice = person.post("/invoices/uploads", announcement).json
    key = invoice["upload"]["fields"]["key"]
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=pdf())
    with monkeypatch.context() as broken:
        broken.setattr(file_store, "put_file", lambda *_: 1 / 0)
        work()
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=sample.pdf)
    assert work() == DONE
    invoice_id = invoice["invoice"]["id"]
    prefix = f"invoices/{person.user['company_id']}/{invoice_id}/"
    source = boto3.client("s3").get_object(Bucket=BUCKET, Key=f"{prefix}source")["Body"].read()
    assert source == sample.pdf
    assert person.get(f"/invoices/{invoice_id}").json["status"] == "ready"
    assert person.upload(pdf()).status == 202


def test_a_file_that_is_claimed_while_its_invoice_is_deleted_can_come_again(api: Api, sample: Sample) -> None:
    person = api.person()
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": len(sample.pdf)}
    invoice = person.post("/invoices/uploads", announcement).json
    read_before = store.find_invoice(person.user["company_id"], invoice["invoice"]["id"])
    boto3.client("s3").put_object(Bucket=BUCKET, Key=invoice["upload"]["fields"]["key"], Body=sample.pdf)
    work()
    assert read_before is not None
    store.remove_invoice(read_before)
    assert person.upload(sample.pdf).status == 202


def test_a_buried_invoice_does_not_go_by_itself(api: Api, sample: Sample) -> None:
    person = api.person()
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": len(sample.pdf)}
    invoice = person.post("/invoices/uploads", announcement).json
    boto3.client("s3").put_object(Bucket=BUCKET, Key=invoice["upload"]["fields"]["key"], Body=sample.pdf)
    give_up()
    record = store.find_invoice(person.user["company_id"], invoice["invoice"]["id"])
    assert record is not None
    assert (record.status, record.expires_at) == ("failed", None)
