"""Lists as files: at once, in the background, and whatever happens to the worker in between."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import boto3
import pytest
import requests
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from openpyxl import load_workbook

from chalicelib.exports import asking
from chalicelib.exports.rows import COLUMNS
from chalicelib.settings import settings
from chalicelib.storage import exports as export_store
from chalicelib.storage.files import FileKind, InvoiceFiles, put_file, put_made
from chalicelib.storage.invoice_records import Invoice, State, Status
from tests.api import Answer, Api, Person
from tests.exports import Killed, let_lease_end, run, waiting, work
from tests.names import BUCKET
from tests.records import FIRST_DAY, a_record, store, varied
from tests.team import member_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PART_BYTES = 1_000


@pytest.fixture
def small_parts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts so small, and tables at once so short, that a few invoices take several of them."""
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", PART_BYTES)
    monkeypatch.setenv("EXPORT_PART_BYTES", str(PART_BYTES))
    monkeypatch.setenv("EXPORT_DIRECT_ROWS", "5")


def seeded(person: Person, number: int) -> list[Invoice]:
    records = varied(person.user["company_id"], (person.user["id"],), number)
    store(records)
    return records


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def download(answer: Answer) -> bytes:
    """Follow a link as a browser would."""
    return requests.get(answer.json["download"]["url"], timeout=5).content


def started(person: Person, query: str) -> str:
    answer = person.get(f"/invoices/export?{query}")
    assert answer.status == 202, answer.body
    assert answer.headers["Location"] == f"/exports/{answer.json['id']}"
    assert (answer.json["status"], answer.json["progress"], answer.json["download"]) == ("queued", 0, None)
    return str(answer.headers["Location"])


def finished(person: Person, query: str) -> bytes:
    """Ask for an export, have it made, and fetch it."""
    place = started(person, query)
    work()
    answer = person.get(place)
    assert (answer.json["status"], answer.json["progress"]) == ("ready", 100), answer.body
    return download(answer)


def test_a_short_list_is_a_csv_file_at_once_with_the_lists_own_filters_and_order(api: Api) -> None:
    person = api.person()
    seeded(person, 30)
    query = "state=passed&sort=-total"
    answer = person.get(f"/invoices/export?{query}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="invoices-')
    assert answer.body.endswith(b"\r\n")
    rows = rows_of(answer.body.decode())
    listed = person.get(f"/invoices?limit=100&{query}").json["items"]
    assert [row["id"] for row in rows] == [item["id"] for item in listed]
    for row, item in zip(rows, listed, strict=True):
        for name in ("supplier", "issue_date", "total", "state", "created_at", "invoice_number"):
            assert row[name] == (item[name] or ""), name


def test_a_table_too_long_for_an_answer_is_behind_a_link(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    seeded(person, 3)
    at_once = person.get("/invoices/export").body
    monkeypatch.setattr(asking, "MOST_ANSWER_BYTES", len(at_once))
    answer = person.get("/invoices/export")
    assert answer.status == 303
    assert requests.get(answer.headers["Location"], timeout=5).content == at_once


def test_excel_gets_its_mark_when_it_is_asked_for(api: Api) -> None:
    person = api.person()
    assert person.get("/invoices/export?bom=true").body.startswith(b"\xef\xbb\xbfid,")
    assert person.get("/invoices/export").body.startswith(b"id,")


def hostile(person: Person) -> Invoice:
    record = a_record(
        person.user["company_id"],
        person.user["id"],
        supplier='=HYPERLINK("http://evil.example","click")',
        customer="@SUM(1+1)*cmd|' /C calc'!A0",
        invoice_number="-1+2",
        filename='a "quoted", name\nwith a line.pdf',
        total=Decimal("-1234.50"),
        net_total=Decimal("0.10"),
        issue_date=FIRST_DAY,
    )
    store([record])
    return record


def test_formulas_are_text_in_csv_and_negative_amounts_are_numbers(api: Api) -> None:
    person = api.person()
    record = hostile(person)
    (row,) = rows_of(person.get("/invoices/export").body.decode())
    assert row["supplier"] == f"'{record.supplier}"
    assert row["customer"] == f"'{record.customer}"
    assert row["invoice_number"] == "'-1+2"
    assert row["total"] == "-1234.50"
    assert row["filename"] == record.filename


def sheet_of(data: bytes) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    names, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in names], row, strict=True)) for row in rows]


def test_a_workbook_has_typed_cells_behind_a_link(api: Api) -> None:
    person = api.person()
    record = hostile(person)
    answer = person.get("/invoices/export?format=xlsx")
    assert answer.status == 303
    fetched = requests.get(answer.headers["Location"], timeout=5)
    assert fetched.headers["Content-Type"] == XLSX
    assert ".xlsx" in fetched.headers["Content-Disposition"]
    (row,) = sheet_of(fetched.content)
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["supplier"].value, row["supplier"].data_type) == (record.supplier, "s")
    assert (row["total"].value, row["total"].data_type) == (-1234.5, "n")
    assert (row["net_total"].value, row["net_total"].data_type) == (0.1, "n")
    assert (row["issue_date"].value, row["issue_date"].is_date) == (datetime(2024, 1, 1), True)  # noqa: DTZ001 - Excel's
    assert row["created_at"].is_date
    assert row["due_date"].value is None


def test_a_number_that_a_spreadsheet_cannot_hold_and_a_day_before_its_calendar_are_text(api: Api) -> None:
    person = api.person()
    long, early = Decimal("12345678901234567.89"), date(1899, 12, 31)
    store([a_record(person.user["company_id"], person.user["id"], total=long, issue_date=early)])
    (row,) = sheet_of(requests.get(person.get("/invoices/export?format=xlsx").headers["Location"], timeout=5).content)
    assert (row["total"].value, row["issue_date"].value) == (str(long), "1899-12-31")


def with_files(person: Person, number: int, **values: Any) -> list[Invoice]:
    """Store invoices with a source, an e-invoice and a page each; names collide and want to leave their folder."""
    records = []
    for index in range(number):
        record = a_record(
            person.user["company_id"],
            person.user["id"],
            filename="../../same name.xml",
            content_type="application/xml",
            supplier="Müller / Söhne: *best*",
            invoice_number="RE/1",
            issue_date=FIRST_DAY,
            **values,
        )
        files = InvoiceFiles(record.company_id, record.invoice_id)
        put_file(files.kept(FileKind.SOURCE), f"source {index}".encode() * 20, "application/xml")
        made = {str(kind): put_made(files, kind, f"{kind} {index}".encode()) for kind in (FileKind.UBL, FileKind.PDF)}
        records.append(a_record(**{**fields_of(record), "files": made}))
    store(records)
    return records


def fields_of(record: Invoice) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in Invoice.__dataclass_fields__}
    return {"creator": values.pop("uploaded_by"), **values}


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_has_every_invoices_files_under_safe_and_unique_names(api: Api) -> None:
    person = api.person()
    with_files(person, 3)
    files = unpacked(finished(person, "format=zip&sort=created_at"))
    assert len(files) == 9
    folder = "000001 2024-01-01 Müller _ Söhne_ _best_ RE_1"
    assert files[f"{folder}/_.._same name.xml"] == b"source 0" * 20
    assert files[f"{folder}/_.._same name-ubl.xml"] == b"ubl 0"
    assert files[f"{folder}/_.._same name.pdf"] == b"pdf 0"
    assert not [name for name in files if name.startswith(("/", ".")) or "/../" in name]


def test_a_zip_of_nothing_is_an_empty_archive(api: Api) -> None:
    assert unpacked(finished(api.person(), "format=zip")) == {}


def test_a_file_that_was_replaced_meanwhile_is_found_and_one_that_is_gone_is_left_out(api: Api) -> None:
    person = api.person()
    record, gone = with_files(person, 2)
    place = started(person, "format=zip&sort=created_at")
    s3, bucket = boto3.client("s3"), BUCKET
    for victim, kind in ((gone, FileKind.PDF), (record, FileKind.UBL)):
        s3.delete_object(Bucket=bucket, Key=InvoiceFiles(victim.company_id, victim.invoice_id).kept(victim.files[kind]))
    work()
    assert sorted(name.partition("/")[2] for name in unpacked(download(person.get(place)))) == [
        *["_.._same name-ubl.xml"], *["_.._same name.pdf"], *["_.._same name.xml"] * 2
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
@pytest.mark.usefixtures("small_parts")
def test_a_large_export_is_made_in_parts_over_several_messages_and_has_every_invoice_once(api: Api, kind: str) -> None:
    person = api.person()
    records = with_files(person, 12)
    place = started(person, f"format={kind}&sort=created_at")
    progress = []
    while bodies := waiting():
        (body,) = bodies
        assert run(body, seconds=(300, 10))
        progress.append(person.get(place).json["progress"])
    assert len(progress) > 3
    assert progress == sorted(progress)
    assert progress[-1] == 100
    data = download(person.get(place))
    wanted = [record.invoice_id for record in records]
    match kind:
        case "csv":
            assert [row["id"] for row in rows_of(data.decode())] == wanted
        case "xlsx":
            assert [row["id"].value for row in sheet_of(data)] == wanted
        case _:
            sources = [content for name, content in unpacked(data).items() if name.endswith("name.xml")]
            assert sources == [f"source {index}".encode() * 20 for index in range(12)]


@pytest.fixture
def countdown(api: Api, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list: with a number in it, the worker dies after so many AWS calls, the last of which is carried out."""
    calls: list[int] = []
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def deadly(client: BaseClient, operation: str, parameters: Any) -> Any:
        answer = call(client, operation, parameters)
        if calls:
            calls[0] -= 1
            if calls[0] == 0:
                calls.clear()
                raise Killed(operation)
        return answer

    monkeypatch.setattr(BaseClient, "_make_api_call", deadly)
    return calls


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
@pytest.mark.usefixtures("small_parts")
def test_a_worker_that_dies_after_any_call_harms_nothing(api: Api, countdown: list[int], kind: str) -> None:
    person = api.person()
    with_files(person, 6)
    whole: Any = None
    for calls in range(1, 100, 2 if kind != "zip" else 5):
        place = started(person, f"format={kind}")
        (body,) = waiting()
        countdown[:] = [calls]
        done = run(body)
        died = not countdown
        countdown.clear()
        assert done != died
        if died:
            let_lease_end(person.user["company_id"], place.rpartition("/")[2])
            assert run(body), calls
        data = download(person.get(place))
        made = [row["id"].value for row in sheet_of(data)] if kind == "xlsx" else data
        whole = whole or made
        assert made == whole, calls
        if not died:
            return
    raise AssertionError("the worker died every time")


@pytest.mark.usefixtures("small_parts")
def test_a_message_that_comes_twice_changes_nothing(api: Api) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    assert run(body)
    before = person.get(place).json
    assert run(body)
    after = person.get(place).json
    assert {**before, "download": None} == {**after, "download": None}


@pytest.mark.usefixtures("small_parts")
def test_while_one_worker_is_at_it_another_leaves_the_message_in_the_queue(api: Api) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    found = export_store.find_export(person.user["company_id"], place.rpartition("/")[2])
    assert found
    export_store.take_export(found, 60)
    assert not run(body)
    assert person.get(place).json["status"] == "running"


@pytest.mark.usefixtures("small_parts")
def test_what_fails_every_time_ends_as_failed_with_a_reason(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    monkeypatch.setenv("FILES_BUCKET", "no-such-bucket")
    settings.cache_clear()
    assert [run(body) for _ in range(5)] == [False, False, False, True, True]
    answer = person.get(place).json
    assert (answer["status"], answer["failure"]["code"], answer["download"]) == ("failed", "export_failed", None)


def test_more_invoices_than_an_export_takes_is_said_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    seeded(person, 8)
    monkeypatch.setenv("EXPORT_MAX_ROWS", "7")
    settings.cache_clear()
    place = started(person, "format=zip")
    work()
    answer = person.get(place).json
    assert (answer["status"], answer["failure"]["code"]) == ("failed", "export_too_large")
    assert "8 invoices" in answer["failure"]["detail"]


@pytest.fixture
def exact_s3(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The AWS double answers `KeyError` where S3 says that there is no such upload."""
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def exact(client: BaseClient, operation: str, parameters: Any) -> Any:
        try:
            return call(client, operation, parameters)
        except KeyError as error:
            raise ClientError({"Error": {"Code": "NoSuchUpload"}}, operation) from error

    monkeypatch.setattr(BaseClient, "_make_api_call", exact)


@pytest.mark.usefixtures("exact_s3")
def test_an_upload_that_s3_has_given_up_is_begun_anew(api: Api) -> None:
    person = api.person()
    with_files(person, 2)
    place = started(person, "format=zip")
    (body,) = waiting()
    assert run(body, seconds=(300, 300, 10))
    (again,) = waiting()
    s3, bucket = boto3.client("s3"), BUCKET
    (upload,) = s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
    assert not run(again)
    assert run(again)
    assert len(unpacked(download(person.get(place)))) == 6


def test_only_who_asked_and_admins_may_fetch_an_export(api: Api) -> None:
    admin = api.person()
    member, other = member_of(admin), member_of(admin)
    place = started(member, "format=zip")
    assert [person.get(place).status for person in (member, admin, other, api.person())] == [200, 200, 404, 404]


def test_a_restricted_member_exports_only_its_own_and_loses_what_it_may_not_see_any_more(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    company = admin.user["company_id"]
    store(varied(company, (admin.user["id"], member.user["id"]), 30))
    everything = started(member, "format=zip")
    assert api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access).status == 200
    assert member.get(everything).status == 404
    rows = rows_of(member.get("/invoices/export?scope=company").body.decode())
    assert {row["uploaded_by"] for row in rows} == {member.user["id"]}
    own = started(member, "format=zip")
    work()
    assert member.get(own).json["rows"] == len(rows)


def test_an_export_whose_time_is_over_is_gone(api: Api) -> None:
    person = api.person()
    place = started(person, "format=zip")
    export_id = place.rpartition("/")[2]
    found = export_store.find_export(person.user["company_id"], export_id)
    assert found
    assert abs(found.expires_at - found.created_at - timedelta(days=7)) < timedelta(seconds=1)
    export_store.save_export(replace(found, expires_at=datetime(2024, 1, 1, tzinfo=UTC)))
    assert person.get(place).status == 404
    assert work() == 1


@pytest.mark.parametrize(("query", "field"), [("format=pdf", "format"), ("limit=5", "limit"), ("bom=perhaps", "bom")])
def test_a_wrong_export_names_its_field(api: Api, query: str, field: str) -> None:
    answer = api.person().get(f"/invoices/export?{query}")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)


def test_invoices_without_files_and_with_a_failed_reading_are_exported_too(api: Api) -> None:
    person = api.person()
    failed = {"status": Status.FAILED, "failure_code": "source_missing", "state": State.UNVALIDATED}
    store([a_record(person.user["company_id"], person.user["id"], **failed)])
    (row,) = rows_of(person.get("/invoices/export").body.decode())
    assert (row["status"], row["failure"]) == ("failed", "source_missing")
    assert unpacked(finished(person, "format=zip")) == {}
