"""Several files at once, archives and folders: each file its own result, whatever the queue does."""

from typing import Any

import boto3
import pytest

from app import unopened, unpack
from chalicelib.batches import collecting, opening
from chalicelib.containers.contents import MAX_CONTAINER_BYTES
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.records import invoice_statistics
from chalicelib.records.invoice_statistics import batch_item
from chalicelib.storage.batches import batches as batch_store
from chalicelib.storage.batches.batches import _BatchItem
from chalicelib.storage.companies.companies import company_key
from chalicelib.storage.files import files as file_store
from chalicelib.storage.invoices import invoices as invoice_store
from chalicelib.storage.invoices.items import InvoiceItem
from chalicelib.storage.invoices.recounting import recount
from chalicelib.storage.statistics.counters import SHARDS, CounterItem, shard_key
from tests.support.api import Answer, Api, Person
from tests.support.aws.names import BUCKET
from tests.support.letters.outlook.mails import Attachment, msg, winmail
from tests.support.letters.written import mail
from tests.support.papers.office import zipped
from tests.support.workers.queue import arrived, batch, open_all, s3_event, work
from tests.unit.documents.invoices import invoice

DUPLICATE = "duplicate_file"
DONE: dict[str, Any] = {"batchItemFailures": []}


def ubl(number: int) -> bytes:
    return write_ubl(invoice().model_copy(update={"invoice_number": f"B-{number}"}))


def form(person: Person, *files: tuple[str, bytes], **options: object) -> Answer:
    parts = [
        f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n"
        for name, data in files
    ]
    body = b"".join(parts) + b"--XX--\r\n"
    return person.post("/invoices", data=body, content_type="multipart/form-data; boundary=XX", **options)


def send_archive(person: Person, files: dict[str, bytes]) -> str:
    """Send an archive; return its batch's id."""
    answer = person.post("/invoices?filename=a.zip", data=zipped(files), content_type="application/zip")
    assert answer.status == 207, answer.body
    return str(answer.json["batch"]["id"])


def entries(person: Person, batch_id: str) -> list[tuple[str, str | None]]:
    """The files of a batch, and the code of what was wrong with each."""
    items = person.get(f"/batches/{batch_id}/entries?limit=100").json["items"]
    return [(item["filename"], (item["failure"] or {}).get("code")) for item in items]


def test_several_files_of_a_form_have_a_result_each(api: Api) -> None:
    person = api.person()
    files = ("a.xml", ubl(1)), ("empty.xml", b""), ("again.xml", ubl(1)), ("b.zip", zipped({"c.xml": ubl(2)}))
    answer = form(person, *files)
    assert answer.status == 207, answer.body
    results = answer.json["results"]
    assert [result["status"] for result in results] == [202, 422, 409, 202]
    assert results[0]["invoice"]["batch_id"] == answer.json["batch"]["id"]
    assert results[2]["duplicate_of"] == results[0]["invoice_id"]
    open_all()
    work()
    detail = person.get(f"/batches/{answer.json['batch']['id']}").json
    assert (detail["kind"], detail["status"], detail["entries"], detail["progress"]) == ("form", "taken_in", 4, 100)
    assert detail["invoices"] == {"ready": 1}
    assert detail["refused"] == {"invalid_input": 1, "duplicate_file": 1}
    inner = person.get(f"/batches/{results[3]['batch_id']}").json
    assert (inner["kind"], inner["invoices"]) == ("archive", {"ready": 1})


def test_a_repeat_under_its_key_makes_nothing_twice(api: Api) -> None:
    person, headers = api.person(), {"Idempotency-Key": "once"}
    first = form(person, ("a.xml", ubl(1)), ("b.xml", ubl(2)), headers=headers)
    again = form(person, ("a.xml", ubl(1)), ("b.xml", ubl(2)), headers=headers)
    assert again.json == first.json
    assert len(person.get("/invoices").json["items"]) == 2


@pytest.mark.parametrize("content_type", ["application/zip", "application/octet-stream"])
def test_an_archive_becomes_its_invoices_once_however_often_it_arrives(api: Api, content_type: str) -> None:
    person = api.person()
    data = zipped({"may/a.xml": ubl(1), "may/b.xml": ubl(2), "readme.txt": b"hello", "a again.xml": ubl(1)})
    answer = person.upload(data, "may.zip", content_type)
    assert answer.status == 207, answer.body
    batch_id = answer.json["batch"]["id"]
    assert (answer.json["batch"]["status"], answer.json["results"]) == ("opening", [])
    assert open_all() == open_all() == DONE
    work()
    assert entries(person, batch_id) == [
        ("a.xml", None), ("b.xml", None), ("readme.txt", "unsupported_format"), ("a again.xml", "duplicate_file"),
    ]  # fmt: skip
    detail = person.get(f"/batches/{batch_id}").json
    assert (detail["status"], detail["invoices"], detail["progress"]) == ("taken_in", {"ready": 2}, 100)
    again = person.upload(data, "may again.zip", content_type).json["batch"]["id"]
    open_all()
    assert [code for _, code in entries(person, again)] == ["duplicate_file"] * 2 + [
        "unsupported_format",
        "duplicate_file",
    ]
    timeline = person.get(f"/invoices/{person.get('/invoices').json['items'][0]['id']}/timeline").json["items"]
    assert timeline[0]["data"]["batch"] == {"id": batch_id, "kind": "archive"}


def test_a_worker_that_dies_between_two_files_is_followed_by_one_that_goes_on(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    batch_id = person.upload(zipped({f"{n}.xml": ubl(n) for n in range(3)}), "a.zip").json["batch"]["id"]
    with monkeypatch.context() as patch:
        patch.setattr(batch_store, "put_entry", lambda _: (_ for _ in ()).throw(ConnectionError))
        assert open_all() != DONE
    assert person.get(f"/batches/{batch_id}").json["status"] == "opening"
    assert open_all() == DONE
    assert len(person.get("/invoices").json["items"]) == 3
    assert [code for _, code in entries(person, batch_id)] == [None] * 3


def test_an_invoice_that_was_deleted_is_not_taken_in_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    person.upload(zipped({"a.xml": ubl(1), "b.xml": ubl(2)}), "a.zip")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_finish", lambda *_: (_ for _ in ()).throw(ConnectionError))
        open_all()
    work()
    gone = person.get("/invoices").json["items"][0]["id"]
    assert person.delete(f"/invoices/{gone}").status == 204
    assert open_all() == DONE
    assert [item["id"] for item in person.get("/invoices").json["items"]] != [gone]
    assert len(person.get("/invoices").json["items"]) == 1


def test_a_damaged_archive_fails_with_its_reason(api: Api) -> None:
    person = api.person()
    batch_id = person.upload(zipped({"a.xml": ubl(1)})[:-8], "cut.zip").json["batch"]["id"]
    assert open_all() == DONE
    detail = person.get(f"/batches/{batch_id}").json
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "damaged_archive")
    assert person.get(f"/batches/{batch_id}/source").status == 302


def test_an_archive_whose_opening_is_given_up_is_marked(api: Api) -> None:
    person = api.person()
    batch_id = person.upload(zipped({"a.xml": ubl(1)}), "a.zip").json["batch"]["id"]
    assert unopened(batch(*(s3_event(key) for key in arrived("batches/")), "no event"), None) == DONE
    assert person.get(f"/batches/{batch_id}").json["failure"]["code"] == "opening_failed"
    assert open_all() == DONE
    assert person.get("/invoices").json["items"] == []


def test_a_batch_whose_file_is_gone_fails(api: Api) -> None:
    person = api.person()
    batch_id = person.upload(zipped({"a.xml": ubl(1)}), "a.zip").json["batch"]["id"]
    (key,) = arrived("batches/")
    file_store.delete_file(key)
    assert unpack(batch(s3_event(key)), None) == DONE
    detail = person.get(f"/batches/{batch_id}").json
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "file_missing")


@pytest.mark.parametrize("name", ["Fwd.eml", "Fwd.msg", "winmail.dat"])
def test_a_mail_as_a_file_is_opened_too(api: Api, name: str) -> None:
    data, content_type = {
        "Fwd.eml": (mail(("a.xml", ubl(1))).as_bytes(), "message/rfc822"),
        "Fwd.msg": (msg(Attachment("a.xml", ubl(1))), "application/vnd.ms-outlook"),
        "winmail.dat": (winmail(Attachment("a.xml", ubl(1))), "application/ms-tnef"),
    }[name]
    person = api.person()
    answer = person.upload(data, name, content_type)
    assert answer.status == 207
    open_all()
    assert entries(person, answer.json["batch"]["id"]) == [("a.xml", None)]


def test_an_announced_archive_is_opened_when_it_came(api: Api) -> None:
    person = api.person()
    announced = person.post("/batches/archives", {"archive": {"filename": "a.zip", "size": 1_000}})
    assert announced.status == 201, announced.body
    batch_id = announced.json["batch"]["id"]
    assert person.get(f"/batches/{batch_id}").json["status"] == "awaiting_upload"
    assert person.get(f"/batches/{batch_id}/source").status == 404
    key = announced.json["upload"]["fields"]["key"]
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=zipped({"a.xml": ubl(1)}))
    assert open_all() == DONE
    assert entries(person, batch_id) == [("a.xml", None)]


def test_an_archive_larger_than_is_opened_is_refused_when_it_is_announced(api: Api) -> None:
    body = {"archive": {"filename": "a.zip", "size": MAX_CONTAINER_BYTES + 1}}
    answer = api.person().post("/batches/archives", body)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "archive.size")


def test_a_folder_gets_a_form_for_each_file(api: Api) -> None:
    person = api.person()
    files = [{"filename": f"{n}.xml", "content_type": "application/xml", "size": 100} for n in range(2)]
    answer = person.post("/batches/folders", {"files": files})
    assert answer.status == 201, answer.body
    for n, upload in enumerate(answer.json["uploads"]):
        boto3.client("s3").put_object(Bucket=BUCKET, Key=upload["upload"]["fields"]["key"], Body=ubl(n))
    assert person.get(f"/batches/{answer.json['batch']['id']}").json["progress"] == 0
    work()
    detail = person.get(f"/batches/{answer.json['batch']['id']}").json
    assert (detail["invoices"], detail["progress"]) == ({"ready": 2}, 100)
    refused = person.post("/batches/folders", {"files": [files[0] | {"size": 10**9}]})
    assert refused.json["errors"][0]["field"] == "files.0.size"


@pytest.fixture
def two_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let progress read the invoices of two files only, and count the others'."""
    monkeypatch.setattr(invoice_statistics, "MAX_READ", 2)
    monkeypatch.setattr(batch_store, "MAX_READ", 2)


@pytest.mark.usefixtures("two_are_read")
def test_progress_counts_the_invoices_beyond_the_first(api: Api) -> None:
    person = api.person()
    files = {f"{number}.xml": ubl(number) for number in range(5)}
    batch_id = send_archive(person, {**files, "again.xml": ubl(0), "note.txt": b"hello"})
    assert open_all() == DONE
    path = f"/batches/{batch_id}"
    detail = person.get(path).json
    assert (detail["invoices"], detail["refused"]["duplicate_file"], detail["entries"]) == ({"queued": 5}, 1, 7)
    work()
    detail = person.get(path).json
    assert (detail["invoices"], detail["progress"]) == ({"ready": 5}, 100)
    last = person.get(f"{path}/entries").json["items"][4]["invoice_id"]
    assert person.delete(f"/invoices/{last}").status == 204
    assert person.get(path).json["invoices"] == {"ready": 4}
    assert recount(person.user["company_id"]) == {}


@pytest.mark.usefixtures("two_are_read")
def test_progress_reads_no_more_invoices_than_those_of_the_first_files(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    batch_id = send_archive(person, {f"{number}.xml": ubl(number) for number in range(5)})
    assert open_all() == DONE
    read: list[str] = []
    query = InvoiceItem.query

    def watched(*given: Any, **named: Any) -> Any:
        for item in query(*given, **named):
            read.append(item.status)
            yield item

    monkeypatch.setattr(InvoiceItem, "query", watched)
    assert person.get(f"/batches/{batch_id}").json["invoices"] == {"queued": 5}
    assert len(read) == 2


@pytest.mark.usefixtures("two_are_read")
def test_progress_of_a_batch_from_before_it_was_counted_is_read(api: Api) -> None:
    person = api.person()
    batch_id = send_archive(person, {f"{number}.xml": ubl(number % 4) for number in range(5)})
    assert open_all() == DONE
    counted = person.get(f"/batches/{batch_id}").json
    company_id = person.user["company_id"]
    for shard in range(SHARDS):
        CounterItem(shard_key(company_id, shard), batch_item(batch_id)).delete()
    _BatchItem(company_key(company_id), f"batch#{batch_id}").update([_BatchItem.refused.remove()])
    read = person.get(f"/batches/{batch_id}").json
    assert (read["invoices"], read["refused"]) == ({"queued": 4}, {"duplicate_file": 1})
    assert (counted["invoices"], counted["refused"]) == (read["invoices"], read["refused"])


def test_a_batch_that_is_being_opened_says_what_was_refused_so_far(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "NOTED_EVERY", 2)
    person = api.person()
    batch_id = send_archive(person, {f"{number}.xml": ubl(number // 2) for number in range(6)})
    seen: list[dict[str, int]] = []
    store_file = collecting.store_file

    def watched(*given: Any, **named: Any) -> Any:
        seen.append(person.get(f"/batches/{batch_id}").json["refused"])
        return store_file(*given, **named)

    monkeypatch.setattr(opening, "store_file", watched)
    assert open_all() == DONE
    assert {"duplicate_file": 1} in seen
    assert person.get(f"/batches/{batch_id}").json["refused"] == {"duplicate_file": 3}


def test_batches_are_listed_newest_first_and_page_by_page(api: Api) -> None:
    person = api.person()
    ids = [person.upload(zipped({f"{n}.xml": ubl(n)}), "a.zip").json["batch"]["id"] for n in range(3)]
    first = person.get("/batches?limit=2").json
    assert [item["id"] for item in first["items"]] == ids[:0:-1]
    rest = person.get(f"/batches?limit=2&cursor={first['next_cursor']}").json
    assert ([item["id"] for item in rest["items"]], rest["has_more"]) == (ids[:1], False)
    assert person.get("/batches?cursor=x").status == 400
    open_all()
    assert person.get(f"/batches/{ids[0]}/entries?cursor=x").status == 400


def test_a_stranger_finds_no_batch(api: Api) -> None:
    batch_id = api.person().upload(zipped({"a.xml": ubl(1)}), "a.zip").json["batch"]["id"]
    stranger = api.person()
    for path in ("", "/entries", "/source"):
        assert stranger.get(f"/batches/{batch_id}{path}").status == 404
        assert stranger.get(f"/batches/no-id{path}").status == 404
    assert stranger.get("/batches").json["items"] == []


def test_an_archive_without_a_batch_is_removed(api: Api) -> None:
    company = api.person().user["company_id"]
    key = file_store.batch_source(company, "01jd3w2g00" + "0" * 16)
    file_store.put_file(key, b"x", "application/zip")
    assert open_all() == DONE
    assert arrived("batches/") == []
    assert invoice_store.find_invoice(company, "01jd3w2g00" + "0" * 16) is None
