"""Ordinary paper that looks like what a rule of the reader is for, and is something else."""

import pytest

from chalicelib.extraction.deriving.places.addresses import post_line
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

AMOUNT = -540.0
RATED = (50.0, -430.0, AMOUNT)
BRITISH: list[Row] = ["Kranich Ltd", "12 Mill Lane, Leeds LS1 4DY", "VAT no: GB980780684"]
TO_BATH: list[Row] = ["Bill to:", "Birch Books Ltd", "4 High Street", "Bath BA1 5AA"]
INVOICE: list[Row] = [*BRITISH, "INVOICE", "Invoice no: 5", "Date: 6 May 2024", *TO_BATH]
GERMAN: list[Row] = ["Werk GmbH", "Am Hafen 4, 59494 Soest", "USt-IdNr. DE136695976"]
RECHNUNG: list[Row] = [*GERMAN, "An:", "Kunde AG", "Ring 5", "10115 Berlin", "RECHNUNG Nr. 5", "Datum: 06.05.2024"]


def sums(*rows: tuple[str, str]) -> list[Row]:
    return [[(300.0, label), (AMOUNT, amount)] for label, amount in rows]


POUNDS = sums(("Net", "100.00"), ("VAT 20%", "20.00"), ("Total GBP", "120.00"))
EUROS = sums(("Netto", "100,00"), ("USt 19 %", "19,00"), ("Gesamt EUR", "119,00"))


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def test_lines_at_a_flat_price_stay_beside_one_with_a_quantity() -> None:
    goods = table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Labour", "4", "50.00", "200.00"))
    rows: list[Row] = [
        *INVOICE, *goods, [(50.0, "Materials"), (AMOUNT, "85.40")], [(50.0, "Parking"), (AMOUNT, "12.00")],
        *sums(("Subtotal", "297.40"), ("VAT 20%", "59.48"), ("Total GBP", "356.88")),
    ]  # fmt: skip
    assert [line.net_amount for line in read(draw(rows)).lines] == ["200.00", "85.40", "12.00"]


def test_rates_that_are_alike_parts_of_their_lines_stay_rates() -> None:
    rows: list[Row] = [
        "Boek BV", "Keizersgracht 1, 1015 AA Amsterdam", "BTW NL001729403B01", "Aan:", "De Hoek B.V.", "Postbus 9",
        "7400 AX Deventer", "FACTUUR", "Factuurnr: 5", "Datum: 06-05-2024",
        *table(RATED, ("Omschrijving", "BTW %", "Bedrag"), ("Boeken", "9,00", "45,00"), ("Lamp", "21,00", "105,00")),
        *sums(("Totaal excl. BTW", "150,00"), ("BTW", "26,10"), ("Totaal EUR", "176,10")),
    ]  # fmt: skip
    assert [line.tax_rate for line in read(draw(rows)).lines] == ["9.00", "21.00"]


@pytest.mark.parametrize("title", ["Quotation No: 118", "Proforma: 118"])
def test_a_quote_over_a_label_with_a_colon_is_a_quote(title: str) -> None:
    rows: list[Row] = [*BRITISH, title, "Date: 6 May 2024", *TO_BATH, *POUNDS]
    assert read(draw(rows)).document_type is DocumentType.OTHER


@pytest.mark.parametrize("note", ["Self billing is not accepted.", "Relating to self billing invoice 4471"])
def test_a_word_about_self_billing_leaves_the_parties_where_they_are(note: str) -> None:
    reading = read(draw([*INVOICE, *POUNDS, note]))
    assert value(reading, FieldName.SUPPLIER_NAME) == "Kranich Ltd"
    assert value(reading, FieldName.CUSTOMER_NAME) == "Birch Books Ltd"


def test_six_digits_behind_a_town_are_not_of_one_country_alone() -> None:
    post = post_line("Cluj-Napoca - 400620")
    assert post is not None
    assert post.country is None
    assert post_line("Order-123456") is None


def test_a_total_with_a_word_in_the_column_of_taxes_is_no_line() -> None:
    rows: list[Row] = [
        *INVOICE, *table(RATED, ("Description", "VAT", "Amount"), ("Piano", "Exempt", "300.00"),
                         ("Theory", "Exempt", "100.00"), ("Net total", "Exempt", "400.00")),
        *sums(("Total GBP", "400.00"),),
    ]  # fmt: skip
    assert [line.net_amount for line in read(draw(rows)).lines] == ["300.00", "100.00"]


def test_the_percentage_of_a_discount_is_no_rate_of_tax() -> None:
    rows: list[Row] = [
        *INVOICE, *table(RATED, ("Description", "VAT", "Amount"), ("Piano", "20%", "300.00")),
        [(50.0, "Discount"), (-430.0, "5%"), (AMOUNT, "-10.00")],
        *sums(("Net", "290.00"), ("VAT", "58.00"), ("Total GBP", "348.00")),
    ]  # fmt: skip
    assert "5" not in [line.tax_rate for line in read(draw(rows)).lines]


def test_a_day_behind_the_title_is_the_day_and_not_the_number() -> None:
    rows: list[Row] = [*BRITISH, "INVOICE 03/05/2024", "Ref: 7781", "pay by 2 June 2024", *TO_BATH, *POUNDS]
    assert value(read(draw(rows)), FieldName.INVOICE_NUMBER) != "03/05/2024"


def test_an_order_s_number_has_letters_that_other_papers_have() -> None:
    rows: list[Row] = [*INVOICE, "Your order", "PO 4411", *POUNDS]
    assert value(read(draw(rows)), FieldName.PURCHASE_ORDER) == "4411"


@pytest.mark.parametrize(
    "note", ["Kein Skonto. Gewährleistung bis 06.05.2026", "Preise gültig bis 31.12.2024 ohne Abzug"]
)
def test_until_is_no_due_date_where_no_discount_is_offered(note: str) -> None:
    assert value(read(draw([*RECHNUNG, *EUROS, note])), FieldName.DUE_DATE) is None


@pytest.mark.parametrize("note", ["zu Angebot 4711", "Betreff Rechnung 4711"])
def test_a_line_about_another_paper_under_the_town_is_no_address(note: str) -> None:
    rows: list[Row] = [*RECHNUNG[:7], note, *RECHNUNG[7:], *EUROS]
    assert value(read(draw(rows)), FieldName.CUSTOMER_ADDRESS) == "Ring 5, 10115 Berlin"


@pytest.mark.parametrize(
    "note", ["Leistungszeitraum: April 2024", "Liefermonat: April 2024", "Lieferschein 4711 vom 29.04.2024"]
)
def test_a_supply_whose_time_is_said_was_not_on_the_day_of_the_invoice(note: str) -> None:
    rows: list[Row] = [
        *GERMAN, "An:", "Vosges SAS", "14 rue Mélard", "88190 Golbey", "Frankreich", "USt-IdNr. FR40303265045",
        "RECHNUNG Nr. 5", "Datum: 06.05.2024", note,
        *sums(("Netto", "100,00"), ("USt 0 %", "0,00"), ("Gesamt EUR", "100,00")),
        "Steuerfreie innergemeinschaftliche Lieferung",
    ]  # fmt: skip
    delivery = to_document(read(draw(rows))).delivery
    assert delivery is None or delivery.delivered_on is None
