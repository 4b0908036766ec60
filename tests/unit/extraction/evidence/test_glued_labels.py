"""Labels and values that are set as one word, in every field."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from tests.unit.extraction.drawn import Row, draw

NUMBER, ISSUED, DUE = FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.DUE_DATE
NET, TAX, TOTAL = FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL
ENGLISH: list[Row] = ["Kranich Ltd", "12 Mill Lane", "LS1 4DY Leeds", "INVOICE"]
GERMAN: list[Row] = ["Kranich GmbH", "Weg 3", "10115 Berlin", "Rechnung"]
SPANISH: list[Row] = ["Kranich SL", "Calle Mayor 3", "28001 Madrid", "FACTURA"]
FRENCH: list[Row] = ["Kranich SARL", "3 rue Haute", "75001 Paris", "FACTURE"]


def values(rows: list[Row]) -> dict[FieldName, str]:
    return {name: field.value for name, field in read(draw(rows)).fields.items()}


@pytest.mark.parametrize(
    ("head", "label", "number"),
    [
        (ENGLISH, "Invoice No:INV-77", "INV-77"),
        (ENGLISH, "No:INV-77", "INV-77"),
        (ENGLISH, "Invoice#77", "77"),
        (ENGLISH, "Invoice#001-000203672", "001-000203672"),
        (ENGLISH, "Inv.No.77", "77"),
        (GERMAN, "Rechnung Nr.77", "77"),
        (GERMAN, "Rechnungs-Nr.:2024-17", "2024-17"),
        (SPANISH, "Factura nº:F-77", "F-77"),
        (SPANISH, "Factura nº77", "77"),
        (FRENCH, "Facture N°F-77", "F-77"),
    ],
)
def test_a_number_glued_to_its_label_is_read_without_it(head: list[Row], label: str, number: str) -> None:
    assert values([*head, label, "Total: 20,00 EUR"])[NUMBER] == number


def test_dates_accounts_and_names_are_parted_from_their_labels() -> None:
    glued: list[Row] = ["No:77", "Date:2024-05-06", "Due Date:2024-06-05", "PO#4711", "VAT No.GB232446240"]
    read_values = values([*ENGLISH, *glued, "IBAN:DE89370400440532013000", "Bill to:Muster Ltd", "Total:£20.00"])
    assert (read_values[ISSUED], read_values[DUE]) == ("2024-05-06", "2024-06-05")
    assert read_values[FieldName.PURCHASE_ORDER] == "4711"
    assert read_values[FieldName.SUPPLIER_TAX_ID] == "GB232446240"
    assert read_values[FieldName.IBAN] == "DE89370400440532013000"
    assert read_values[FieldName.CUSTOMER_NAME] == "Muster Ltd"


@pytest.mark.parametrize(
    ("head", "amounts"),
    [
        (ENGLISH, ["Subtotal:$1,000.00", "Sales Tax(8%):$80.00", "Total:$1,080.00"]),
        (ENGLISH, ["Net total=$1,000.00", "VAT 8%:80.00", "Total$1,080.00"]),
        (GERMAN, ["Netto EUR:1.000,00", "MwSt:80,00", "Gesamtbetrag:1.080,00EUR"]),
        (SPANISH, ["Base imponible:1.000,00€", "IVA(8%):80,00€", "Total.....1.080,00€"]),
    ],
)
def test_amounts_are_parted_from_their_labels(head: list[Row], amounts: list[Row]) -> None:
    read_values = values([*head, "Date: 2024-05-06", *amounts])
    assert [read_values[name] for name in (NET, TAX, TOTAL)] == ["1000.00", "80.00", "1080.00"]


def test_addresses_on_the_web_and_decimal_points_end_no_label() -> None:
    rows: list[Row] = [*ENGLISH, "Invoice No: 17", "http://no.7.example/x", "no.7@example.com", "Total: 1080.55"]
    read_values = values(rows)
    assert (read_values[NUMBER], read_values[TOTAL]) == ("17", "1080.55")
    assert read_values[FieldName.SUPPLIER_EMAIL] == "no.7@example.com"


def test_japanese_labels_are_parted_from_numbers_and_dates() -> None:
    rows: list[Row] = ["株式会社みなと", "〒100-0001 東京都千代田区", "請求書", "請求書番号A-17", "発行日2024年5月6日"]
    amounts: list[Row] = ["小計 1,000 円", "消費税 80 円", "合計金額¥1,080"]
    fields = read(draw([*rows, *amounts], every_letter=True)).fields
    assert [fields[name].value for name in (NUMBER, ISSUED, TOTAL)] == ["A-17", "2024-05-06", "1080.00"]
