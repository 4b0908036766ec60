"""Lists as files: at once and in the background, as tables and as archives, and who may fetch them."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import boto3
import pytest
import requests
from openpyxl import load_workbook

from chalicelib.exports import asking
from chalicelib.exports.rows import COLUMNS
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, State, Status
from chalicelib.storage.exports import exports as export_store
from chalicelib.storage.files.files import InvoiceFiles
from tests.support.api import Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.records import FIRST_DAY, a_record, store, varied
from tests.support.people.team import member_of
from tests.support.workers.export_files import (
    download,
    finished,
    rows_of,
    seeded,
    sheet_of,
    started,
    unpacked,
    with_files,
)
from tests.support.workers.exports import work

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    monkeypatch.setattr(asking, "MAX_ANSWER_BYTES", len(at_once))
    answer = person.get("/invoices/export")
    assert answer.status == 303
    assert requests.get(answer.headers["Location"], timeout=5).content == at_once


def test_excel_gets_its_mark_when_it_is_asked_for(api: Api) -> None:
    person = api.person()
    assert person.get("/invoices/export?bom=true").body.startswith(b"\xef\xbb\xbfinvoice_number,")
    assert person.get("/invoices/export").body.startswith(b"invoice_number,")


def test_decimal_commas_and_semicolons_come_on_request(api: Api) -> None:
    person = api.person()
    total = Decimal("-1234.50")
    store([a_record(person.user["company_id"], person.user["id"], supplier="A.B; C, D", total=total)])
    (row,) = csv.DictReader(io.StringIO(person.get("/invoices/export?decimal_comma=true").body.decode()), delimiter=";")
    assert (row["total"], row["supplier"]) == ("-1234,50", "A.B; C, D")


def test_a_workbook_has_filters_and_begins_with_what_people_look_for(api: Api) -> None:
    person = api.person()
    seeded(person, 3)
    answer = person.get("/invoices/export?format=xlsx")
    sheet = load_workbook(io.BytesIO(requests.get(answer.headers["Location"], timeout=5).content)).active
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, len(COLUMNS)).coordinate}"
    assert sheet.freeze_panes == "B2"
    assert [sheet.cell(1, column).value for column in (1, 2, 3)] == ["invoice_number", "supplier", "customer"]


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
        s3.delete_object(Bucket=bucket, Key=InvoiceFiles.of(victim).kept(victim.files[kind]))
    work()
    assert sorted(name.partition("/")[2] for name in unpacked(download(person.get(place)))) == [
        *["_.._same name-ubl.xml"], *["_.._same name.pdf"], *["_.._same name.xml"] * 2
    ]  # fmt: skip


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
