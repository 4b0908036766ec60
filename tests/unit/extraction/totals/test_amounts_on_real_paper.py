"""Totals, currencies, numbers and dates as paper from many countries prints them; each kind on a page of its own."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from tests.unit.extraction.drawn import Row, draw

HEAD: list[Row] = ["Acorn Trading Ltd", "4 Mill Lane, Leeds LS1 4DY", "Invoice number: A-100", "Date: 13.05.2024"]
MAROC: list[Row] = ["Atlas Papeterie SARL", "12 rue des Oliviers, Casablanca", "Facture N° : FA-2026-17",
                    "Date : 13/01/2026",
                    "Client : Riad Jardins"]  # fmt: skip
AMOUNTS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)


def amounts(result: Extracted) -> list[str | None]:
    return [result.fields[name].value if name in result.fields else None for name in AMOUNTS]


def value(rows: list[Row], name: FieldName) -> str | None:
    field = read(draw(rows)).fields.get(name)
    return field.value if field else None


def right(label: str, amount: str) -> Row:
    return [(300, label), (-540, amount)]


@pytest.mark.parametrize("sign", ["DH", "Dhs", "MAD", "DH TTC"])
def test_dirhams_are_amounts_whatever_stands_behind_them(sign: str) -> None:
    rows = [*MAROC, right("Total HT", "800 DH HT"), right("TVA (20%)", "160.0 DH"), right("Total TTC", f"960.0 {sign}")]
    result = read(draw(rows))
    assert [*amounts(result), result.fields[FieldName.CURRENCY].value] == ["800.00", "160.00", "960.00", "MAD"]


def test_dirhams_of_the_emirates_are_theirs() -> None:
    rows: list[Row] = ["Palm Stationery LLC, Dubai, UAE", "Tax Invoice No: 71", right("Total", "Dhs 105.00")]
    assert value(rows, FieldName.CURRENCY) == "AED"


def test_dinars_have_three_decimals() -> None:
    rows = [*MAROC, right("Total HT", "376,000"), right("TVA 19%", "71,440"), right("Timbre fiscal", "0,600"),
            right("Total TTC", "448,040"), "Quatre cent quarante-huit dinars quarante millimes"]  # fmt: skip
    result = read(draw(rows))
    assert [*amounts(result), result.fields[FieldName.CURRENCY].value] == ["376.000", "71.440", "448.040", "TND"]


def test_one_mark_may_stand_before_groups_and_cents() -> None:
    rows = [*HEAD, right("Subtotal", "$2.985.98"), right("Sales tax", "$201.55"), right("Total", "$3,187.53")]
    assert amounts(read(draw(rows))) == ["2985.98", "201.55", "3187.53"]


def test_a_dash_between_two_parts_of_a_line_is_no_minus() -> None:
    rows: list[Row] = [*HEAD, "Total: 250.13 - Customer: Ana Silva"]
    assert value(rows, FieldName.TOTAL) == "250.13"


def test_a_measure_in_feet_is_no_currency() -> None:
    rows = [*HEAD, "18.3 Cu Ft refrigerator", "5 Ft ice maker line", right("Total", "$250.13")]
    assert value(rows, FieldName.CURRENCY) == "USD"


def test_a_sign_behind_a_stroke_in_the_tables_header_is_the_currency() -> None:
    rows = [*HEAD, [(50, "Description"), (-420, "Price/€"), (-540, "Amount/€")], [(50, "Paper"), (-420, "10.00"),
            (-540, "10.00")], right("Total", "10.00")]  # fmt: skip
    assert value(rows, FieldName.CURRENCY) == "EUR"


def test_the_currency_is_that_of_the_chosen_total_and_not_of_its_repetition() -> None:
    rows = [*HEAD, right("Total", "28.250,00 EUR"), right("Amount due", "28.250,00 EUR"),
            right("Rate (TRY)", "37,89 TL"),
            right("Goods in TRY", "1.070.392,50 TL"), right("Discount in TRY", "0,00 TL"),
            right("To be paid in TRY", "1.070.392,50 TL")]  # fmt: skip
    assert value(rows, FieldName.CURRENCY) == "EUR"


def test_a_tax_number_tells_the_currency_of_a_page_that_prints_none() -> None:
    rows: list[Row] = ["Nakhla Parts Est.", "VAT# 300123456700003", "Invoice No: 88", right("Total", "1765.83")]
    assert value(rows, FieldName.CURRENCY) == "SAR"


def test_what_is_called_total_is_the_net_amount_where_a_rate_and_a_larger_sum_say_so() -> None:
    rows = [*HEAD, right("Liability", "50.00 €"), right("Total", "50.00 €"), right("Insurance tax 19 %", "9.50 €"),
            right("To be transferred", "59.50 €")]  # fmt: skip
    assert amounts(read(draw(rows))) == ["50.00", "9.50", "59.50"]


def test_a_contained_tax_in_brackets_is_not_negative() -> None:
    rows: list[Row] = ["Eiche Versicherung AG", "Rechnung Nr. 17 vom 3.4.2024",
                       right("Beitrag inklusive 19 % Versicherungsteuer", "220,00 €"),
                       right("darin enthaltene Versicherungsteuer", "(35,13 €)")]  # fmt: skip
    assert amounts(read(draw(rows)))[1:] == ["35.13", "220.00"]


def test_totals_that_close_several_rows_are_those_of_lines() -> None:
    shipment = "Freight: {} EUR | Fuel surcharge 10%: {} EUR | Total: {} EUR"
    rows: list[Row] = [*HEAD, shipment.format("420.00", "42.00", "462.00"),
                       shipment.format("680.00", "68.00", "748.00"),
                       "Total to pay: 1210.00 EUR"]  # fmt: skip
    assert value(rows, FieldName.TOTAL) == "1210.00"


def test_a_rate_without_its_amount_explains_net_and_total() -> None:
    rows = [*HEAD, right("SUBTOTAL", "$30.00"), right("VAT", "20%"), right("TOTAL", "$36.00")]
    assert amounts(read(draw(rows))) == ["30.00", "6.00", "36.00"]


def test_a_total_that_is_called_due_as_well_is_no_specimens() -> None:
    rows = [*HEAD, right("Amount due", "$1,820.39"), right("Total current charges", "$1,820.39"),
            "How to read your bill",
            right("Tax 9.75%", "10.00"), right("Total current charges", "$123.45")]  # fmt: skip
    assert value(rows, FieldName.TOTAL) == "1820.39"


def test_a_credit_notes_rates_are_added_up_with_their_signs() -> None:
    columns = (-100, -200, -300, -400)
    table = [("Net amount", "VAT", "VAT %", "Total"), ("-4,85", "-0,92", "19,0", "-5,77"),
             ("-2,82", "-0,20", "7,0", "-3,02"), ("-7,67", "-1,12", "EUR", "-8,79")]  # fmt: skip
    rows: list[Row] = ["Eiche GmbH", "Gutschrift Nr. 17 vom 3.4.2024", ""]
    rows += [list(zip(columns, texts, strict=True)) for texts in table]
    assert amounts(read(draw(rows))) == ["-7.67", "-1.12", "-8.79"]


def test_a_letter_in_prose_is_an_invoice() -> None:
    rows: list[Row] = ["Musterwerk AG", "Sehr geehrte Damen und Herren,", "hiermit berechnen wir unsere Leistung.",
                       "Die Rechnungsnummer für diesen Vorgang lautet M-1675. Bitte geben Sie diese an.",
                       "Der Netto-Betrag beläuft sich auf genau 1.200,50.",
                       "Zuzüglich der Mehrwertsteuer ergibt sich eine",
                       "Brutto Endsumme von 1.428,60 €."]  # fmt: skip
    result = read(draw(rows))
    found = [result.fields[FieldName.INVOICE_NUMBER].value, *amounts(result)]
    assert (result.document_type, found) == (DocumentType.INVOICE, ["M-1675", "1200.50", None, "1428.60"])


def test_a_british_receipt_with_a_number_set_apart_is_an_invoice() -> None:
    rows: list[Row] = ["The Old Barge", "34 Quay Street", "26 Feb 2016", right("2 Pale ale", "10.20"),
                       right("20% VAT Net", "8.50"), right("20% VAT", "1.70"), right("20% VAT Total", "10.20"),
                       right("Total", "£10.20"), "Payment Receipt", [(50, "VAT 232"), (200, "153 895")]]  # fmt: skip
    result = read(draw(rows))
    assert (result.fields[FieldName.SUPPLIER_TAX_ID].value, amounts(result)) == ("232153895", ["8.50", "1.70", "10.20"])


def test_a_table_that_was_taken_too_large_may_hold_net_and_tax() -> None:
    rows = [*HEAD, [(50, "Item"), (-330, "Qty"), (-420, "Price"), (-540, "Amount")],
            [(50, "Lamp"), (-330, "2"), (-420, "50.00"), (-540, "100.00")], [(50, "Date shipped"), (-530, "Sub Total")],
            [(50, "12/05/2024"), (-540, "100.00")], [(50, "Parcels"), (-530, "Sales Tax")], [(50, "1"), (-540, "6.75")],
            [(50, "Weight"), (-530, "TOTAL")], [(50, "9 kg"), (-540, "106.75")],
            right("Amount due:", "106.75")]  # fmt: skip
    assert amounts(read(draw(rows))) == ["100.00", "6.75", "106.75"]


@pytest.mark.parametrize(("label", "number"), [("ICE :", "001527451000022"), ("MF :", "1451160 G/A/C/000")])
def test_tax_ids_of_the_maghreb_are_known_by_their_labels(label: str, number: str) -> None:
    rows: list[Row] = [*MAROC, right("Total TTC", "960,00 DH"), "", "", f"RC : 62653 - {label} {number}"]
    assert value(rows, FieldName.SUPPLIER_TAX_ID) == number


def test_your_vat_number_is_the_customers() -> None:
    rows: list[Row] = ["Eiche GmbH", "Rechnung Nr. 17 vom 3.4.2024", "Ihre USt.-IdentNr.: DE136695976",
                       right("Gesamtbetrag", "59,50 €"), "", "USt.-IdentNr.: DE232446240"]  # fmt: skip
    assert value(rows, FieldName.SUPPLIER_TAX_ID) == "DE232446240"


def test_the_account_that_is_debited_is_not_the_suppliers() -> None:
    rows: list[Row] = ["Eiche GmbH", "Rechnung Nr. 17 vom 3.4.2024", right("Gesamtbetrag", "59,50 €"),
                       "Der Betrag wird von Ihrem Konto mit IBAN DE21860000000086001055 abgebucht.", "",
                       "Bank: IBAN DE02120300000000202051"]  # fmt: skip
    assert value(rows, FieldName.IBAN) == "DE02120300000000202051"


def test_an_account_of_the_reader_alone_is_nobodys_to_pay_to() -> None:
    rows: list[Row] = ["Funknetz GmbH", "Rechnung Nr. 17 vom 3.4.2024", right("Rechnungsbetrag", "40,00 €"),
                       "Der Betrag wird am 15.05.2024 von Ihrem Konto DE02120300000000202051 abgebucht."]  # fmt: skip
    assert value(rows, FieldName.IBAN) is None


def test_the_rest_of_a_broken_iban_is_no_amount_due() -> None:
    rows: list[Row] = [
        "Eiche GmbH",
        "Rechnung Nr. 17 vom 3.4.2024",
        right("Gesamt", "59,50 €"),
        "Bitte überweisen Sie auf unser Konto DE02 1203 0000 0000",
        "2020 51 bei der Musterbank.",
    ]
    fields = read(draw(rows)).fields
    assert fields[FieldName.IBAN].value == "DE02120300000000202051"
    assert FieldName.AMOUNT_DUE not in fields


def test_an_iban_may_begin_the_line_after_its_label() -> None:
    rows: list[Row] = ["Eiche GmbH", "Rechnung Nr. 17 vom 3.4.2024", right("Gesamtbetrag", "59,50 €"),
                       "Bitte überweisen Sie den Beitrag auf folgende Bankverbindung: IBAN",
                       "DE75123456780000001234, BIC WELADED1MST, Sparkasse."]  # fmt: skip
    field = read(draw(rows)).fields[FieldName.IBAN]
    assert (field.value, field.confidence < 0.9) == ("DE75123456780000001234", True)


def test_an_access_key_is_no_invoice_number() -> None:
    rows: list[Row] = ["Loja Azul Ltda", "DANFE 35230800349443000435550910000007601298165025", "NF-e Nº 1420",
                       right("VALOR TOTAL DA NOTA", "250,13")]  # fmt: skip
    assert value(rows, FieldName.INVOICE_NUMBER) == "1420"


def test_a_mark_among_the_goods_is_no_invoice_number() -> None:
    rows = ["Acorn Trading Ltd", "Invoice", [(50, "Tel: 0113 555 0100"), (300, "NUMBER 0000144804")],
            [(50, "Description"), (-330, "Qty"), (-420, "Price"), (-540, "Amount")],
            [(50, "Pan"), (-330, "4"), (-420, "12.99"), (-540, "51.96")], "# H8680454",
            right("Total", "$51.96")]  # fmt: skip
    assert value(rows, FieldName.INVOICE_NUMBER) == "0000144804"


def test_the_terms_say_whether_the_month_comes_first() -> None:
    rows: list[Row] = ["Acorn Pharma ULC", "Invoice number: A-100", "Currency: CAD", "Invoice date: 11/08/2022",
                       "Terms: 30 Days - Credit Card", "Due date: 12/08/2022", right("Total", "51.96")]  # fmt: skip
    fields = read(draw(rows)).fields
    assert [fields[name].value for name in (FieldName.ISSUE_DATE, FieldName.DUE_DATE)] == ["2022-11-08", "2022-12-08"]


@pytest.mark.parametrize(
    ("place", "amount", "currency", "total"),
    [
        ("Kuwait", "KD 112.500", "KWD", "112.500"),
        ("Manama, Bahrain", "BHD 110.000", "BHD", "110.000"),
        ("Jakarta", "Rp 1.665.000", "IDR", "1665000.00"),
        ("Lima", "S/ 1,160.00", "PEN", "1160.00"),
    ],
)
def test_currencies_with_signs_of_letters(place: str, amount: str, currency: str, total: str) -> None:
    fields = read(draw(["Gulf Tools Co.", place, *HEAD[2:], right("Total", amount)])).fields
    assert [fields[name].value for name in (FieldName.CURRENCY, FieldName.TOTAL)] == [currency, total]


@pytest.mark.parametrize(
    ("address", "date"), [("ABN 51 824 753 556", "2024-05-03"), ("Denver, CO 80202", "2024-03-05")]
)
def test_the_month_comes_first_only_where_dollars_are_american(address: str, date: str) -> None:
    rows: list[Row] = ["Harbour Tools", address, "Invoice no. 4471", "Date 03/05/2024", right("Total", "$110.00")]
    assert value(rows, FieldName.ISSUE_DATE) == date


def test_a_contracts_sum_is_no_net_total() -> None:
    rows = [*HEAD, right("Contract sum", "$500,000.00"), right("Total completed to date", "$200,000.00"),
            right("Less retainage 10%", "$20,000.00"), right("Less previous payments", "$100,000.00"),
            right("Current payment due", "$80,000.00")]  # fmt: skip
    assert amounts(read(draw(rows))) == [None, None, "80000.00"]


def test_an_english_letters_total_is_to_be_paid() -> None:
    rows: list[Row] = ["Harper Consulting", "3 May 2024", "Please find my invoice. The invoice number is HC-2024-11.",
                       "The net amount comes to £1,200.50. VAT at 20% adds £240.10,",
                       "so that the total to be paid is £1,440.60."]  # fmt: skip
    assert amounts(read(draw(rows))) == ["1200.50", "240.10", "1440.60"]


def test_a_date_under_a_number_with_its_own_label_is_not_that_labels() -> None:
    rows: list[Row] = ["Ulme Versicherung AG", "Beitragsrechnung", "Versicherungsschein-Nr. 12.345", "3. Mai 2024",
                       "Rechnungsnummer: 77", right("Gesamtbeitrag", "119,00 EUR")]  # fmt: skip
    assert value(rows, FieldName.ISSUE_DATE) == "2024-05-03"


def test_the_end_of_a_period_is_not_due() -> None:
    rows: list[Row] = ["Ulme Versicherung AG", "Rechnung Nr. 17 vom 3.4.2024", right("Gesamtbeitrag", "119,00 EUR"),
                       "Wir versichern Sie für den Zeitraum vom 06.12.2024 bis zum 06.12.2025."]  # fmt: skip
    assert value(rows, FieldName.DUE_DATE) is None


def test_a_name_that_is_a_country_too_makes_no_thousandths() -> None:
    rows = [*HEAD, "Bill to: Jordan Miller, Oman", right("Subtotal", "$1,000"), right("Tax 20%", "$200"),
            right("Total", "$1,200")]  # fmt: skip
    assert amounts(read(draw(rows))) == ["1000.00", "200.00", "1200.00"]
