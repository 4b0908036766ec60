"""What a reading lacks is said aloud, field by field."""

from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.fields.completeness import REQUIRED, with_gaps
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted
from chalicelib.extraction.warning_codes import FIELD_WARNINGS, PATH_WARNINGS, WARNINGS
from tests.unit.documents.invoices import invoice
from tests.unit.extraction.drawn import Row, draw

ROWS: dict[str, Row] = {
    "supplier_name": "Kranich Ltd",
    "title": "INVOICE",
    "invoice_number": "Invoice number: A-17",
    "issue_date": "Invoice date: 6 May 2024",
    "customer": [(300, "Bill to: Muster Ltd")],
    "total": "Total: 1,190.00 EUR",
}
READING = Path(__file__).parents[4] / "docs" / "reading.md"


def warnings(**changes: Row) -> set[str]:
    rows = [row for row in (ROWS | changes).values() if row]
    return {warning for warning in read(draw(rows)).warnings if ":" in warning}


def test_a_whole_invoice_lacks_nothing() -> None:
    assert warnings() == set()


@pytest.mark.parametrize("name", ["invoice_number", "issue_date", "total"])
def test_what_the_page_does_not_show_is_missing_by_name(name: str) -> None:
    assert warnings(**{name: ""}) == {f"missing:{name}"}


@pytest.mark.parametrize(("confidence", "doubted"), [(0.69, True), (0.7, False)])
def test_a_required_value_that_is_hardly_certain_is_doubtful(confidence: float, doubted: bool) -> None:
    sure = read(draw(list(ROWS.values())))
    less = {name: replace(field, confidence=confidence) for name, field in sure.fields.items()}
    required = {f"doubtful:{name.value}" for name in REQUIRED}
    warned = with_gaps(replace(sure, fields=less, warnings=())).warnings
    assert set(warned) == (required if doubted else set())


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("issue_date", "Invoice date: 31.31.2024"),
        ("total", "Total: 1.19.0,0x EUR"),
        ("due_date", "Due date: 5 Foo 2024"),
        ("iban", "IBAN: 1234 5678"),
    ],
)
def test_a_value_that_was_there_and_not_understood_is_told_of_by_name(name: str, printed: str) -> None:
    assert warnings(**{name: printed}) == {f"not_understood:{name}"}


def test_an_e_invoice_says_what_it_lacks() -> None:
    lacking = ("missing:issue_date", "missing:supplier_name", "missing:total")
    assert read(write_ubl(Document(invoice_number="1"))).warnings == lacking


def test_an_e_invoice_names_amounts_that_are_not_understood_and_lists_only_once() -> None:
    xml = write_ubl(invoice())
    total = invoice().totals.total  # type: ignore[union-attr]
    assert read(xml.replace(f">{total}</cbc:TaxInc".encode(), b">12 EUR</cbc:TaxInc")).warnings == (
        "not_understood:total",
    )
    many = read(xml.replace(b"</cbc:LineExtensionAmount>", b" EUR</cbc:LineExtensionAmount>")).warnings
    assert many.count("not_understood:lines") == 1


def test_what_is_no_invoice_lacks_nothing() -> None:
    reading = read(draw(["Kranich Ltd", "DELIVERY NOTE", "Delivery note no. 5"]))
    assert reading.warnings == ("not_an_invoice",)


def test_every_warning_is_described_for_people() -> None:
    text = READING.read_text(encoding="utf-8")
    assert [code for code in WARNINGS if f"`{code}`" not in text] == []
    assert [code for code in FIELD_WARNINGS if f"`{code}:<field>`" not in text] == []
    assert [code for code, (about, _) in PATH_WARNINGS.items() if f"`{code}:<{about}>`" not in text] == []


def test_the_warnings_of_readings_are_those_that_are_described() -> None:
    reading: Extracted = read(draw(["INVOICE", "Total: 5,00 EUR", "Invoice date: 31.31.2024"]))
    codes = {warning.partition(":")[0] for warning in reading.warnings}
    assert codes <= {*WARNINGS, *FIELD_WARNINGS}


@pytest.mark.parametrize("under_label", ["Qty Description Price Amount", "Mill Lane"])
def test_the_head_of_a_table_and_a_street_are_nobody(under_label: str) -> None:
    reading = read(draw(["Kranich Ltd", "INVOICE", "Invoice number: A-17", "Bill to:", under_label, "Total: 9.00 EUR"]))
    assert under_label not in {field.value for field in reading.fields.values()}
