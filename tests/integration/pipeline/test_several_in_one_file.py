"""An upload that holds several invoices: one record each, once, whatever happens on the way."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pypdfium2
import pytest
import requests

from app import bury, process
from chalicelib.extraction.reading.parting.limits import MAX_PARTS
from chalicelib.ids import part_id
from chalicelib.pipeline.parting import Parting
from chalicelib.pipeline.process import process_arrival
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import NewInvoice
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.papers.one_file import TERMS, invoice, one_file, three_invoices
from tests.support.workers.queue import batch, incoming, s3_event, sweep_up, work

DONE: dict[str, Any] = {"batchItemFailures": []}
WHOLE = ["A-100", "A-101", "A-102"]


def work_off() -> None:
    """Have the worker handle what arrives until nothing is left."""
    for _ in range(3):
        if incoming():
            assert work() == DONE
    assert incoming() == []


def upload(person: Person, data: bytes | None = None, query: str = "") -> str:
    answer = person.post(
        f"/invoices?filename=scan.pdf{query}", data=data or three_invoices(), content_type="application/pdf"
    )
    assert answer.status == 202, answer.body
    invoice_id: str = answer.json["id"]
    return invoice_id


def listed(person: Person) -> list[Any]:
    items: list[Any] = person.get("/invoices?sort=created_at&limit=100").json["items"]
    return items


def detail(person: Person, invoice_id: str) -> Any:
    return person.get(f"/invoices/{invoice_id}").json


def shown(person: Person) -> list[tuple[str, str, str]]:
    return [(each["invoice_number"], each["total"], each["status"]) for each in listed(person)]


ALL_READY = [("A-100", "120.00", "ready"), ("A-101", "80.00", "ready"), ("A-102", "60.00", "ready")]


def text_of(person: Person, invoice_id: str, kind: str) -> tuple[int, str]:
    link = person.get(f"/invoices/{invoice_id}/files/{kind}").headers["Location"]
    document = pypdfium2.PdfDocument(requests.get(link, timeout=5).content)
    return len(document), document[0].get_textpage().get_text_range()


def test_each_invoice_of_an_upload_has_a_record_with_its_own_pages(api: Api) -> None:
    person = api.person()
    first = upload(person)
    work_off()
    assert shown(person) == ALL_READY
    items = listed(person)
    assert [each["id"] for each in items] == [part_id(first, number) for number in (1, 2, 3)]
    assert [(each["part_of"], each["parts"]) for each in items] == [(None, 3), (first, None), (first, None)]
    assert [each["filename"] for each in items] == ["scan.pdf", "scan-2.pdf", "scan-3.pdf"]
    assert {each["uploaded_by"] for each in items} == {person.user["id"]}
    assert all("several_invoices" not in each["warnings"] for each in items)
    for each in items:
        pages, text = text_of(person, each["id"], "pdf")
        assert (pages, each["invoice_number"] in text, detail(person, each["id"])["pages"]) == (1, True, 1)
        assert person.get(f"/invoices/{each['id']}/files/preview").status == 302
    assert [text_of(person, each["id"], "source")[0] for each in items] == [3, 1, 1]


def test_timelines_say_what_was_found_and_where_a_part_comes_from(api: Api) -> None:
    person = api.person()
    first = upload(person, one_file(invoice("A-100"), TERMS, invoice("A-101")))
    work_off()
    told = detail(person, first)["timeline"]["items"]
    (parted,) = [event for event in told if event["kind"] == "parted"]
    second = part_id(first, 2)
    signs = ["new_number", "letterhead", "total_before"]
    assert parted["data"]["invoices"] == [
        {"id": first, "invoice_number": "A-100", "pages": [1, 2], "signs": []},
        {"id": second, "invoice_number": "A-101", "pages": [3, 3], "signs": signs},
    ]
    received = detail(person, second)["timeline"]["items"][0]
    assert (received["kind"], received["actor"]) == ("received", person.user["id"])
    assert received["data"] == {"filename": "scan-2.pdf", "part_of": first, "pages": [3, 3], "signs": signs}


def test_figures_count_each_invoice(api: Api) -> None:
    person = api.person()
    upload(person)
    work_off()
    stats = person.get("/stats").json
    assert stats["invoices"] == 3
    (euros,) = stats["amounts"]
    assert (euros["currency"], euros["total"]) == ("EUR", "260.00")
    assert sum(day["created"] for day in stats["days"]) == 3


def test_the_same_file_again_is_a_conflict_and_its_invoices_in_another_file_are_duplicates(api: Api) -> None:
    person = api.person()
    first = upload(person)
    work_off()
    again = person.upload(three_invoices())
    assert (again.status, again.json["invoice_id"]) == (409, first)
    upload(person, one_file(invoice("A-101", total="80.00"), invoice("B-7", total="7.00")))
    work_off()
    *_, repeated, new = listed(person)
    assert (repeated["duplicate_of"], new["duplicate_of"]) == (part_id(first, 2), None)


def test_a_part_that_is_not_wanted_twice_fails_alone(api: Api) -> None:
    person = api.person()
    known = upload(person, one_file(invoice("A-100")))
    work_off()
    first = upload(person, query="&on_duplicate=reject")
    work_off()
    rejected, *others = listed(person)[1:]
    assert (rejected["id"], rejected["status"], rejected["duplicate_of"]) == (first, "failed", known)
    assert (rejected["parts"], [each["status"] for each in others]) == (3, ["ready", "ready"])


def test_messages_that_come_again_change_nothing(api: Api) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    assert work() == DONE
    assert process(batch(s3_event(key), s3_event(key)), None) == DONE
    keys = incoming()
    work_off()
    before = [detail(person, each["id"]) for each in listed(person)]
    assert process(batch(s3_event(key), *map(s3_event, keys)), None) == DONE
    assert bury(batch(s3_event(key)), None) == DONE
    work_off()
    assert [detail(person, each["id"]) for each in listed(person)] == before
    assert [each["id"] for each in listed(person)] == [part_id(first, number) for number in (1, 2, 3)]


def test_two_workers_at_once_make_each_invoice_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    first = upload(person)
    files = InvoiceFiles(person.user["company_id"], first)
    change = store.change_invoice
    done: list[bool] = []

    def after_another(*asked: Any, **named: Any) -> Any:
        if named.get("further") and not done:
            done.append(True)
            process_arrival(files)
        return change(*asked, **named)

    monkeypatch.setattr(store, "change_invoice", after_another)
    assert work() == DONE
    work_off()
    assert done == [True]
    assert shown(person) == ALL_READY
    kinds = [event["kind"] for event in detail(person, first)["timeline"]["items"]]
    assert sorted(kinds) == ["parted", "read", "received", "validated"]


def breaks(monkeypatch: pytest.MonkeyPatch, place: Callable[[str], bool]) -> None:
    put = file_store.put_file

    def broken(key: str, data: bytes, content_type: str) -> None:
        if place(key):
            raise ConnectionError("gone")
        put(key, data, content_type)

    monkeypatch.setattr(file_store, "put_file", broken)


@pytest.mark.parametrize("folder", ["invoices", "incoming"])
def test_a_worker_that_dies_before_or_after_the_records_is_followed_by_one_that_finishes(
    api: Api, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    person = api.person()
    first = upload(person)
    third = f"{folder}/{person.user['company_id']}/{part_id(first, 3)}/source"
    with monkeypatch.context() as patch:
        breaks(patch, lambda key: key == third)
        assert work() == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert len(listed(person)) == (1 if folder == "invoices" else 3)
    work_off()
    assert shown(person) == ALL_READY


def test_a_part_whose_arrival_was_lost_is_taken_up_by_the_sweep(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    with monkeypatch.context() as patch:
        breaks(patch, lambda key: key.startswith("incoming"))
        work()
    file_store.delete_file(key)
    monkeypatch.setenv("STUCK_SECONDS", "0")
    from chalicelib.settings import settings

    settings.cache_clear()
    assert sweep_up() == 2
    work_off()
    assert shown(person) == ALL_READY
    assert detail(person, first)["parts"] == 3


def test_who_deletes_a_part_never_finds_it_made_again(api: Api) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    assert work() == DONE
    assert person.delete(f"/invoices/{part_id(first, 2)}").status == 204
    assert process(batch(s3_event(key)), None) == DONE
    work_off()
    assert person.post(f"/invoices/{first}/reprocess").status == 202
    work_off()
    assert [each["invoice_number"] for each in listed(person)] == ["A-100", "A-102"]


def test_deleting_the_first_leaves_the_others_with_their_files(api: Api) -> None:
    person = api.person()
    first = upload(person)
    work_off()
    assert person.delete(f"/invoices/{first}").status == 204
    assert [each["invoice_number"] for each in listed(person)] == ["A-101", "A-102"]
    for each in listed(person):
        assert each["invoice_number"] in text_of(person, each["id"], "source")[1]
    assert person.get("/stats").json["invoices"] == 2


def test_deleting_an_upload_while_it_is_read_leaves_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    first = upload(person)
    put = file_store.put_file

    def delete_then_put(key: str, data: bytes, content_type: str) -> None:
        put(key, data, content_type)
        if part_id(first, 3) in key:
            person.delete(f"/invoices/{first}")

    monkeypatch.setattr(file_store, "put_file", delete_then_put)
    assert work() == DONE
    assert listed(person) == []
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=BUCKET)


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no transaction write the records of parts, though their sources are stored."""

    def fail(parting: Parting) -> list[NewInvoice]:
        if parting:
            raise OSError("out of reach")
        return []

    with monkeypatch.context() as patch:
        patch.setattr(Parting, "further", fail)
        yield


def sources() -> list[str]:
    listed = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix="invoices/").get("Contents", ())
    return sorted(each["Key"] for each in listed if each["Key"].endswith("/source"))


def test_an_upload_that_is_given_up_leaves_no_sources_of_parts(api: Api, unwritten: None) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    assert process(batch(s3_event(key)), None) != DONE
    assert len(sources()) == 3
    assert bury(batch(s3_event(key)), None) == DONE
    assert [first in each for each in sources()] == [True]
    assert detail(person, first)["failure"]["code"] == "processing_failed"


def test_an_upload_that_is_deleted_between_two_tries_leaves_no_sources_of_parts(api: Api, unwritten: None) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    assert process(batch(s3_event(key)), None) != DONE
    assert person.delete(f"/invoices/{first}").status == 204
    assert sources() == []


def test_a_try_after_the_upload_was_deleted_leaves_no_sources_of_parts(api: Api, unwritten: None) -> None:
    person = api.person()
    first = upload(person)
    (key,) = incoming()
    assert process(batch(s3_event(key)), None) != DONE
    record = store.find_invoice(person.user["company_id"], first)
    assert record is not None
    store.remove_invoice(record)
    assert len(sources()) == 3
    assert process(batch(s3_event(key)), None) == DONE
    assert sources() == []


def test_reprocessing_reads_an_invoices_own_pages_alone(api: Api) -> None:
    person = api.person()
    first = upload(person)
    work_off()
    second = part_id(first, 2)
    for invoice_id in (first, second):
        assert person.post(f"/invoices/{invoice_id}/reprocess").status == 202
    work_off()
    assert shown(person) == ALL_READY
    assert [text_of(person, each, "pdf")[0] for each in (first, second)] == [1, 1]
    kinds = [event["kind"] for event in detail(person, first)["timeline"]["items"]]
    assert (kinds.count("parted"), kinds.count("read")) == (1, 2)


def test_correcting_the_first_leaves_its_pages_as_they_came(api: Api) -> None:
    person = api.person()
    first = upload(person)
    work_off()
    answer = api.call("PATCH", f"/invoices/{first}", {"customer": "Cedar Books Ltd"}, token=person.access)
    assert answer.status == 200, answer.body
    pages, text = text_of(person, first, "pdf")
    assert (pages, "Birch Books" in text) == (1, True)


def test_an_archive_has_the_upload_and_the_pages_of_its_first_invoice(api: Api) -> None:
    from zipfile import ZipFile

    from tests.support.workers.exports import run, waiting

    person = api.person()
    upload(person)
    work_off()
    asked = person.get("/invoices/export?format=zip").json["id"]
    for body in waiting():
        assert run(body)
    url = person.get(f"/exports/{asked}").json["download"]["url"]
    names = ZipFile(io.BytesIO(requests.get(url, timeout=5).content)).namelist()
    own = sorted(name.rpartition("/")[2] for name in names if name.endswith(".pdf"))
    assert own == ["scan-1.pdf", "scan-2.pdf", "scan-3.pdf", "scan.pdf"]


def test_as_many_invoices_as_are_parted_fit_into_one_transaction(api: Api) -> None:
    person = api.person()
    first = upload(person, one_file(*(invoice(f"A-{100 + number}") for number in range(MAX_PARTS))))
    assert work() == DONE
    items = listed(person)
    assert (len(items), {each["status"] for each in items[1:]}) == (MAX_PARTS, {"queued"})
    assert detail(person, first)["parts"] == MAX_PARTS
    assert len(incoming()) == MAX_PARTS - 1
