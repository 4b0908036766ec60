"""Numbers of documents with a lone separator in them, and those that are but a part of a number."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Field, FieldName
from tests.unit.extraction.drawn import Row, draw

SURE = 0.9
ENGLISH: list[Row] = ["Kranich Ltd", "12 Mill Lane", "LS1 4DY Leeds", "INVOICE"]
GERMAN: list[Row] = ["Kranich GmbH", "Weg 3", "10115 Berlin", "Rechnung"]


def number(*rows: Row) -> Field:
    return read(draw([*rows, "Total: 20,00 EUR"])).fields[FieldName.INVOICE_NUMBER]


@pytest.mark.parametrize(
    ("head", "label", "whole"),
    [
        (ENGLISH, "Invoice No: INV 2024 / 0815", "INV 2024 / 0815"),
        (ENGLISH, "Invoice No: 2024 - 0042", "2024 - 0042"),
        (ENGLISH, "Invoice # 2024 /0042", "2024 /0042"),
        (GERMAN, "Rechnungsnummer: RE - 2024 - 17", "RE - 2024 - 17"),
        (GERMAN, "Rechnung Nr. 4711 / 24 vom 3.4.2024", "4711 / 24"),
    ],
)
def test_a_number_with_a_lone_separator_is_read_whole(head: list[Row], label: str, whole: str) -> None:
    assert number(*head, label).value == whole


@pytest.mark.parametrize("behind", ["/ customer 5", "- Page 1", "/ 03.04.2024", "- 1.080,00 EUR"])
def test_what_stands_behind_a_separator_may_be_another_thing(behind: str) -> None:
    assert number(*ENGLISH, f"Invoice No: A-77 {behind}").value == "A-77"


@pytest.mark.parametrize("printed", ["2024", "INV 2024", "2024 /"])
def test_a_bare_year_is_no_sure_number(printed: str) -> None:
    assert number(*ENGLISH, f"Invoice No: {printed}").confidence < SURE
