"""Rules that tell whose a name, a number or a date is, and which amounts belong together; each on a page of its own."""

from decimal import Decimal

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from tests.unit.extraction.drawn import Row, draw

HEAD: list[Row] = ["Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "Invoice number: A-100", "Date: 03.05.2024"]
SURE = 0.9


def value(rows: list[Row], name: FieldName) -> str | None:
    field = read(draw(rows)).fields.get(name)
    return field.value if field else None


def test_a_code_that_begins_with_the_letter_of_rand_is_no_amount() -> None:
    rows: list[Row] = [*HEAD, "Diagnoses: I10.90, stomach (R10.1)", [(300, "Total"), (-540, "124,11 €")]]
    assert value(rows, FieldName.CURRENCY) == "EUR"


def test_the_date_of_an_order_beside_its_number_is_not_the_invoices() -> None:
    rows: list[Row] = ["Kranich GmbH", "RECHNUNG", "Auftragsnummer/Datum", "3891 / 20.11.2025", "Nummer/Datum",
                       "9070 / 29.11.2025", [(300, "Endbetrag"), (-540, "20,00 EUR")]]  # fmt: skip
    assert value(rows, FieldName.ISSUE_DATE) == "2025-11-29"


def test_the_company_under_a_brand_that_begins_like_it_is_the_supplier() -> None:
    rows: list[Row] = [
        "KRANICHcloud",
        "Kranich Druck GmbH",
        "Feldstraße 1",
        "34117 Kassel",
        "Rechnung Nr. 17 vom 3.4.2024",
    ]
    assert value([*rows, [(300, "Summe"), (-540, "20,00 EUR")]], FieldName.SUPPLIER_NAME) == "Kranich Druck GmbH"


def test_a_tax_id_set_off_under_the_customers_address_is_his() -> None:
    rows: list[Row] = [
        [(50, "Factuur aan")],
        [(50, "Muster Bouw B.V."), (-540, "Kranich Groothandel VOF")],
        [(50, "Bosweg 181"), (-540, "Molenstraat 119")],
        [(50, "3511 LH Utrecht"), (-540, "2011 RC Haarlem")],
        [(-540, "Btw-nummer: NL001122330B02")],
        [(50, "Btw-nummer: NL810433941B01")],
        "",
        [(50, "Factuurnummer"), (150, "158-39")],
        [(50, "Datum"), (150, "24/03/2025")],
        [(50, "Totaal te betalen"), (-540, "€ 631,23")],
    ]
    assert value(rows, FieldName.CUSTOMER_TAX_ID) == "NL810433941B01"
    assert value(rows, FieldName.SUPPLIER_TAX_ID) == "NL001122330B02"


@pytest.mark.parametrize("second", ["Feldberg Electrical", "Kim Muster"])
def test_of_two_names_over_an_address_none_is_sure_to_be_the_customer(second: str) -> None:
    rows: list[Row] = [*HEAD, "Bill to", "Alex Muster", second, "12 Forest Avenue", "Denver, CO 80202", "",
                       [(300, "Total"), (-540, "$20.00")]]  # fmt: skip
    assert read(draw(rows)).fields[FieldName.CUSTOMER_NAME].confidence < SURE


def test_what_is_confidential_is_no_name() -> None:
    rows: list[Row] = [*HEAD, "", "Private & Confidential", "Muster Foods", "18 Forest Road", "Leeds LS1 4DY", "",
                       [(300, "Total"), (-540, "£20.00")]]  # fmt: skip
    assert value(rows, FieldName.CUSTOMER_NAME) == "Muster Foods"


def test_a_number_under_the_title_of_a_receipt_is_its_number_unless_a_label_says_what_it_is() -> None:
    rest: list[Row] = ["", "Sold by Acorn Trading Ltd. VAT no. GB293249576", [(300, "Order total"), (-540, "£20.00")]]
    assert value([[(400, "VAT receipt")], [(400, "W4274")], *rest], FieldName.INVOICE_NUMBER) == "W4274"
    labelled: Row = [(400, "Booking reference 4R7YHF")]
    assert value([[(400, "VAT receipt")], labelled, *rest], FieldName.INVOICE_NUMBER) is None


def test_rows_add_up_to_a_total_in_a_sentence_and_name_nobody() -> None:
    rows: list[Row] = [*HEAD, "", [(50, "Reach Harbour Ltd"), (-540, "50.09 €")], "From 8 March to 14 March",
                       [(50, "Traffic"), (-540, "22.57 €")], "", "Subtotal: 72.66 € · VAT: 0.00 €"]  # fmt: skip
    read_page = read(draw(rows))
    assert [Decimal(line.net_amount or 0) for line in read_page.lines] == [Decimal("50.09"), Decimal("22.57")]
    assert read_page.fields[FieldName.SUPPLIER_NAME].value == "Acorn Trading Ltd"
    assert read_page.fields[FieldName.TOTAL].value == "72.66"
