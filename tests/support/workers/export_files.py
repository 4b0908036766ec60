"""Asking for exports in tests, and reading the files that come of it."""

import csv
import io
import zipfile
from typing import Any

import requests
from openpyxl import load_workbook

from chalicelib.ids import new_id
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files.files import InvoiceFiles, put_file, put_made
from tests.support.api import Answer, Person
from tests.support.invoices.records import FIRST_DAY, a_record, store, varied
from tests.support.workers.exports import work


def seeded(person: Person, number: int) -> list[Invoice]:
    """Store invoices that differ in everything that lists filter and sort by."""
    records = varied(person.user["company_id"], (person.user["id"],), number)
    store(records)
    return records


def rows_of(text: str) -> list[dict[str, str]]:
    """Return a CSV file's rows."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def download(answer: Answer) -> bytes:
    """Follow a link as a browser would."""
    return requests.get(answer.json["download"]["url"], timeout=5).content


def started(person: Person, query: str) -> str:
    """Ask for an export that is made in the background; return its address."""
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


def sheet_of(data: bytes) -> list[dict[str, Any]]:
    """Return a workbook's rows."""
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    names, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in names], row, strict=True)) for row in rows]


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
        files = InvoiceFiles.of(record)
        put_file(files.kept(FileKind.SOURCE), f"source {index}".encode() * 20, "application/xml")
        made = {
            str(kind): put_made(files, kind, f"{kind} {index}".encode(), new_id())
            for kind in (FileKind.UBL, FileKind.PDF)
        }
        records.append(a_record(**{**fields_of(record), "files": made}))
    store(records)
    return records


def fields_of(record: Invoice) -> dict[str, Any]:
    """Return what `a_record` takes, to make a record anew."""
    values = {name: getattr(record, name) for name in Invoice.__dataclass_fields__}
    return {"creator": values.pop("uploaded_by"), **values}


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return a ZIP's files, after a check of its sums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
