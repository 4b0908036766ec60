"""Files that are made when somebody asks for them: the CII and the first report, and how older invoices have them."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boto3
import pytest

from chalicelib.documents.syntaxes.codec import parse, write_cii
from chalicelib.errors import InvoiceNotFound
from chalicelib.invoices.building.content import load_document
from chalicelib.invoices.building.kept_content import Kept, layout_in, read_kept
from chalicelib.invoices.invoice_files import Place, provide_file
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from samples import generate
from tests.support.api import Api, Person, Recorder
from tests.support.aws.names import BUCKET
from tests.support.invoices.files import fetch
from tests.support.invoices.uploads import read_upload
from tests.support.workers.queue import work
from tests.support.workers.sending import TO, ask, attachments, send_all

MADE = ("cii", "report")


@pytest.fixture
def read(api: Api) -> tuple[Person, Invoice]:
    person = api.person()
    sample = generate()[0]
    invoice_id = read_upload(person, sample.pdf, sample.name)["id"]
    return person, record(person, invoice_id)


def record(person: Person, invoice_id: str) -> Invoice:
    found = store.find_invoice(person.user["company_id"], invoice_id)
    assert found is not None
    return found


def kept(invoice: Invoice) -> set[str]:
    """Return the kinds of the files that are in the store, but for the source."""
    found = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=InvoiceFiles.of(invoice).kept(""))["Contents"]
    return {item["Key"].rpartition("/")[2].split("-")[0] for item in found} - {"source"}


def correct(person: Person, invoice: Invoice, **values: Any) -> Any:
    answer = person.api.call("PATCH", f"/invoices/{invoice.invoice_id}", values, token=person.access)
    assert answer.status == 200, answer.body
    return answer.json


def test_each_is_there_for_who_asks_and_is_made_once(read: tuple[Person, Invoice], calls: Recorder) -> None:
    person, invoice = read
    assert kept(invoice) == {"content", "preview", "ubl"}
    links = person.get(f"/invoices/{invoice.invoice_id}").json["links"]
    assert {*MADE} < set(links)
    cii = fetch(person, invoice.invoice_id, "cii")
    assert cii == write_cii(load_document(read_kept(invoice).content))
    assert parse(cii).document.totals == parse(fetch(person, invoice.invoice_id, "ubl")).document.totals
    assert json.loads(fetch(person, invoice.invoice_id, "report"))["successful"] is (invoice.state == "passed")
    assert kept(invoice) == {"content", "preview", "ubl", *MADE}
    calls.clear()
    assert [fetch(person, invoice.invoice_id, "cii") for _ in range(2)] == [cii, cii]
    assert "PutObject" not in calls.operations
    assert record(person, invoice.invoice_id) == invoice


def test_two_who_ask_at_once_get_the_same(read: tuple[Person, Invoice], monkeypatch: pytest.MonkeyPatch) -> None:
    _, invoice = read
    found: list[Place] = []
    before_it_is_stored(monkeypatch, lambda: found.append(provide_file(invoice, FileKind.CII)))
    assert [provide_file(invoice, FileKind.CII)] == found
    assert file_store.get_file(found[0].key) == write_cii(load_document(read_kept(invoice).content))


def before_it_is_stored(monkeypatch: pytest.MonkeyPatch, happen: Callable[[], object]) -> None:
    """Have something happen after the next file was made, and before it is stored."""
    put = file_store.put_file

    def put_late(key: str, data: bytes, content_type: str) -> None:
        monkeypatch.setattr(file_store, "put_file", put)
        happen()
        put(key, data, content_type)

    monkeypatch.setattr(file_store, "put_file", put_late)


def test_a_correction_takes_both_away_and_a_validation_the_report(read: tuple[Person, Invoice]) -> None:
    person, invoice = read
    first = {kind: fetch(person, invoice.invoice_id, kind) for kind in MADE}
    assert person.post(f"/invoices/{invoice.invoice_id}/validate").status == 200
    judged = record(person, invoice.invoice_id)
    assert judged.files["report"].partition("-")[2] != judged.files["content"].partition("-")[2]
    assert len(stored(invoice, "report-")) == 1
    assert fetch(person, invoice.invoice_id, "cii") == first["cii"]
    layout = layout_in(judged, read_kept(judged))
    assert layout is not None
    correct(person, invoice, invoice_number="C-9")
    assert kept(invoice) == {"content", "preview", "ubl"}
    assert person.get(f"/invoices/{invoice.invoice_id}/files/report").status == 404
    assert parse(fetch(person, invoice.invoice_id, "cii")).document.invoice_number == "C-9"
    assert len(stored(invoice, "cii-")) == 1
    corrected = record(person, invoice.invoice_id)
    assert layout_in(corrected, read_kept(corrected)) == layout


def stored(invoice: Invoice, prefix: str) -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=InvoiceFiles.of(invoice).kept(prefix))
    return [item["Key"] for item in found.get("Contents", [])]


@pytest.mark.parametrize("when", ["before it is made", "while it is made"])
@pytest.mark.parametrize("change", ["corrected", "deleted"])
def test_what_is_made_of_an_earlier_record_is_not_kept(
    read: tuple[Person, Invoice], monkeypatch: pytest.MonkeyPatch, change: str, when: str
) -> None:
    person, seen = read

    def happen() -> None:
        if change == "corrected":
            correct(person, seen, invoice_number="C-9")
        else:
            assert person.delete(f"/invoices/{seen.invoice_id}").status == 204

    if when == "before it is made":
        happen()
    else:
        before_it_is_stored(monkeypatch, happen)
    if change == "corrected":
        place = provide_file(seen, FileKind.CII)
        assert parse(file_store.get_file(place.key)).document.invoice_number == "C-9"
        assert stored(seen, "cii-") == [place.key]
    else:
        with pytest.raises(InvoiceNotFound):
            provide_file(seen, FileKind.CII)
        assert stored(seen, "") == []


def test_what_is_stored_while_its_invoice_is_deleted_goes_with_it(
    read: tuple[Person, Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request has read the content before the files go, and stores the CII before the record goes."""
    person, seen = read
    delete = file_store.delete_invoice_files

    def delete_late(files: InvoiceFiles) -> None:
        monkeypatch.setattr(file_store, "delete_invoice_files", delete)
        before_it_is_stored(monkeypatch, lambda: delete(files))
        place = provide_file(seen, FileKind.CII)
        assert stored(seen, "") == [place.key]

    monkeypatch.setattr(file_store, "delete_invoice_files", delete_late)
    assert person.delete(f"/invoices/{seen.invoice_id}").status == 204
    assert stored(seen, "") == []


def test_what_is_missing_from_the_store_is_said_to_be(read: tuple[Person, Invoice]) -> None:
    person, invoice = read
    file_store.delete_file(InvoiceFiles.of(invoice).kept(invoice.files["content"]))
    for kind in MADE:
        assert person.get(f"/invoices/{invoice.invoice_id}/files/{kind}").status == 404


def test_both_go_with_a_mail(read: tuple[Person, Invoice]) -> None:
    person, invoice = read
    answer = ask(person, invoice.invoice_id, attach=[*MADE], force=True)
    assert answer.status == 202, answer.body
    correct(person, invoice, customer="Somebody Else")
    again = ask(person, invoice.invoice_id, attach=["cii"], force=True)
    assert again.status == 202, again.body
    (mail,) = send_all()
    assert mail["To"] == TO
    (cii,) = attachments(mail).values()
    assert "Somebody Else" in cii.decode()


def test_rules_of_the_other_syntax_judge_what_is_not_kept(read: tuple[Person, Invoice]) -> None:
    person, invoice = read
    answer = person.post(f"/invoices/{invoice.invoice_id}/validate?ruleset=en16931-cii")
    assert (answer.status, answer.json["ruleset"]) == (200, "en16931-cii")
    assert "cii" not in kept(invoice)


def test_files_that_older_records_name_are_handed_out_and_replaced(read: tuple[Person, Invoice]) -> None:
    """Older invoices have the CII, the layout and each report as objects of their own, and the content by itself."""
    person, invoice = read
    whole = read_kept(invoice)
    made = {"cii": b"<old/>", "report": b'{"old":true}', "content": Kept(whole.content).to_bytes().strip()}
    for kind, data in {**made, "layout": whole.layout}.items():
        file_store.put_made(InvoiceFiles.of(invoice), FileKind(kind), data, "1")
    names = {
        "cii": "cii-1.xml",
        "report": "report-1.json",
        "content": "content-1.json.gz",
        "layout": "layout-1.json.gz",
    }
    older = store.write(invoice, replace(invoice, files={**invoice.files, **names}))
    assert older is not None
    detail = person.get(f"/invoices/{invoice.invoice_id}").json
    assert "layout" not in detail["links"]
    assert {kind: fetch(person, invoice.invoice_id, kind) for kind in MADE} == {kind: made[kind] for kind in MADE}
    assert detail["document"] == whole.content["document"]
    assert layout_in(older, read_kept(older)) == layout_in(invoice, whole)
    correct(person, invoice, invoice_number="C-9")
    corrected = record(person, invoice.invoice_id)
    assert set(corrected.files) == {"content", "preview", "ubl"}
    assert not stored(invoice, "layout-")
    assert read_kept(corrected).layout == whole.layout
    assert parse(fetch(person, invoice.invoice_id, "cii")).document.invoice_number == "C-9"


def test_a_form_of_our_own_has_both_as_well(api: Api) -> None:
    from tests.support.invoices.forms import document, sender

    person = sender(api)
    invoice_id = person.post("/invoices", document()).json["id"]
    work()
    issued = record(person, invoice_id)
    assert fetch(person, invoice_id, "cii") == write_cii(load_document(read_kept(issued).content))
    assert json.loads(fetch(person, invoice_id, "report"))["ruleset"] == issued.ruleset
