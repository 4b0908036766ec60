"""What telephone companies, bakers, lawyers and dealers print, and what of it was misread once."""

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from chalicelib.validation import validate
from tests.unit.extraction.drawn import Row, draw

AMOUNT = -540.0
SWISS: list[Row] = [
    "Kranich Telecom AG", "Hafenweg 3, 8048 Zürich", "MWST-Nr. CHE-116.281.710 MWST", "Kunde AG", "Hübeli 4",
    "4600 Olten", "RECHNUNG", "Rechnung Nr. LN-77193", "Datum: 04.05.2026",
]  # fmt: skip
BRITISH: list[Row] = ["Kranich Ltd", "12 Mill Lane, Leeds LS1 4DY", "VAT no: GB980780684", "INVOICE",
                      "Invoice no: 2231", "Date: 3 May 2026"]  # fmt: skip
FRENCH: list[Row] = ["Studio Grue SARL", "3 rue du Port, 44000 Nantes", "SIRET 732 829 320 00074"]


def money(*rows: tuple[str, str]) -> list[Row]:
    return [[(300.0, label), (AMOUNT, amount)] for label, amount in rows]


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def passed(reading: Extracted) -> Document:
    document = to_document(reading)
    report = validate(write_ubl(document))
    assert report.successful, [finding.rule for finding in report.findings]
    return document


def test_what_an_account_comes_to_is_not_due_for_the_invoice_that_it_lists() -> None:
    reading = read(draw([
        *SWISS, [(50.0, "Leistung"), (AMOUNT, "Betrag CHF")], [(50.0, "Internet"), (AMOUNT, "275.55")],
        *money(("Total exkl. MWST", "275.55"), ("MWST 8.1% auf 275.55", "22.32"),
               ("Total Rechnung Mai inkl. MWST", "297.87")), "", "Ihr Konto",
        *money(("Saldo Rechnung April", "312.45"), ("Ihre Zahlung vom 29.04.2026", "-200.00"),
               ("Rechnung Mai 2026", "297.87"), ("Zu bezahlen CHF", "410.32")),
    ]))  # fmt: skip
    assert (value(reading, FieldName.TOTAL), value(reading, FieldName.PREPAID)) == ("297.87", None)
    assert "totals_disagree" not in reading.warnings
    totals = passed(reading).totals
    assert totals is not None
    assert totals.amount_due == totals.total


def test_a_payment_that_is_taken_off_is_no_account() -> None:
    reading = read(draw([*BRITISH, *money(("Total", "120.00"), ("Paid", "-20.00"), ("Amount due", "100.00"))]))
    found = [value(reading, name) for name in (FieldName.TOTAL, FieldName.PREPAID, FieldName.AMOUNT_DUE)]
    assert found == ["120.00", "20.00", "100.00"]


@pytest.mark.parametrize("label", ["Total charges this bill including VAT", "Total for May, incl. VAT"])
def test_a_total_that_says_that_it_includes_the_tax_is_no_tax(label: str) -> None:
    reading = read(draw([*BRITISH, *money(("Net total", "200.00"), ("VAT 20%", "40.00"), (label, "240.00"))]))
    assert (value(reading, FieldName.TAX_TOTAL), value(reading, FieldName.TOTAL)) == ("40.00", "240.00")


def test_a_deposit_and_the_rest_tell_the_total_that_no_known_word_names() -> None:
    reading = read(draw([*BRITISH, *money(("The three pieces come to", "1,930.00"),
                                          ("Your deposit", "-500.00"), ("Still to pay", "1,430.00"))]))  # fmt: skip
    assert value(reading, FieldName.TOTAL) == "1930.00"


@pytest.mark.parametrize(("count", "times"), [("36 @", "4.10"), ("36x", "4.10"), ("36 x", "4.10")])
def test_tills_print_how_many_at_what_price_under_the_name(count: str, times: str) -> None:
    reading = read(draw([
        *BRITISH, "Sourdough *", [(60.0, f"{count} {times}"), (AMOUNT, "147.60")],
        "Sausage rolls", [(60.0, "6 @ 26.40"), (AMOUNT, "158.40")],
        *money(("Subtotal ex VAT", "306.00"), ("VAT 20%", "29.52"), ("TOTAL GBP", "335.52")),
    ]))  # fmt: skip
    assert [(line.description, line.quantity, line.unit_price) for line in reading.lines] == [
        ("Sourdough *", "36", "4.10"), ("Sausage rolls", "6", "26.40")]  # fmt: skip
    taxed = [place for place, field in reading.derived.items() if place.endswith(".tax_rate") and field.value == "20"]
    assert taxed == ["lines.0.tax_rate"]  # by its mark


def test_rows_like_those_of_a_till_that_add_up_to_nothing_are_no_lines() -> None:
    reading = read(draw([*BRITISH, "Hours", [(60.0, "3 x 5.00"), (AMOUNT, "15.00")], "Rooms",
                         [(60.0, "2 x 4.00"), (AMOUNT, "8.00")], *money(("Total", "96.00"))]))  # fmt: skip
    assert not any(line.unit_price for line in reading.lines)


def test_a_quote_that_is_one_of_the_invoices_labels_makes_it_no_quote() -> None:
    labels: list[Row] = ["Facture n° F2026-017", "Date : 19 mai 2026", "Devis D2026-009"]
    reading = read(draw([*FRENCH, *labels, *money(("Total HT", "620,00 €"), ("TVA 20 %", "124,00 €"),
                                                  ("Net à payer", "744,00 €"))]))  # fmt: skip
    assert (reading.document_type, value(reading, FieldName.INVOICE_NUMBER)) == (DocumentType.INVOICE, "F2026-017")


def test_a_quote_stays_one() -> None:
    reading = read(draw([*FRENCH, "Devis D2026-009", "Date : 19 mai 2026", "Valable jusqu'au 19 juin 2026",
                         *money(("Total HT", "620,00 €"), ("Total TTC", "744,00 €"))]))  # fmt: skip
    assert reading.document_type is DocumentType.OTHER


def test_a_notice_of_fees_that_says_so_is_an_invoice_as_well() -> None:
    rows: list[Row] = [
        "Gemeinde Oberdorn", "Kirchgasse 1, 97788 Oberdorn", "USt-IdNr. DE136695976",
        "Bescheid-/Rechnungs-Nr. 2026/W/714", "Datum: 16.01.2026", "Bescheid über Wassergebühren",
    ]  # fmt: skip
    totals = money(("Summe netto", "100,00"), ("Umsatzsteuer 7 %", "7,00"), ("Gesamtbetrag", "107,00"))
    said = "zugleich Rechnung im Sinne des § 14 UStG"
    assert read(draw([*rows, said, *totals])).document_type is DocumentType.INVOICE
    assert read(draw([*rows, *totals])).document_type is DocumentType.OTHER


def test_a_word_that_kerning_tears_is_whole_where_it_is_so_elsewhere() -> None:
    reading = read(draw([[(50.0, "KVERNE"), (100.0, "&"), (115.0, "T"), (126.0, "VEITE")], "Strandgaten 277",
                         "5004 Bergen", "Org.nr. NO 974760673 MVA", "Fisk AS", "Torget 1", "5014 Bergen", "FAKTURA",
                         "Fakturanr. 26-1", "Dato: 06.02.2026", *money(("Totalt", "100,00")),
                         "Tveite, Bergen"]))  # fmt: skip
    texts = [field.value for field in reading.fields.values()]
    assert not any("T VEITE" in text for text in texts)


def test_a_directive_is_no_tax_id() -> None:
    reading = read(draw([*BRITISH, "VAT 0 %: intra-Community supply, Article 138 of Directive 2006/112/EC."]))
    assert value(reading, FieldName.SUPPLIER_TAX_ID) == "GB980780684"


def test_taxes_side_by_side_are_the_tax_together() -> None:
    reading = read(draw([
        "Suministros Grulla, S.A.", "Calle Mayor 1, 28013 Madrid", "CIF A58818501", "FACTURA", "Factura nº 26/318",
        "Fecha 31-05-2026",
        [(50.0, "Base imponible"), (180.0, "% IVA"), (250.0, "Cuota IVA"), (330.0, "% R.E."), (420.0, "Cuota R.E.")],
        [(50.0, "3.893,78"), (180.0, "21,0"), (250.0, "817,69"), (330.0, "5,2"), (420.0, "202,48")],
        *money(("TOTAL FACTURA", "4.913,95 €")),
    ]))  # fmt: skip
    found = [value(reading, name) for name in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)]
    assert found == ["3893.78", "1020.17", "4913.95"]


def test_a_count_beside_a_percentage_is_no_rate() -> None:
    reading = read(draw([
        *SWISS, [(50.0, "10 Kisten (Pfand)"), (300.0, "4.00"), (400.0, "8.1%"), (AMOUNT, "40.00")],
        *money(("Summe netto", "1'045.11"), ("8.1 % MWST auf 931.62", "75.46"), ("2.6 % MWST auf 113.49", "2.95"),
               ("Total", "1'123.52")),
    ]))  # fmt: skip
    assert {(row.rate, row.taxable_amount) for row in reading.tax_breakdown} == {("8.1", "931.62"), ("2.6", "113.49")}


@pytest.mark.parametrize(
    ("title", "denial"),
    [
        ("ORÇAMENTO", "Este documento não serve de fatura"),
        ("PREVENTIVO", "Il presente documento non vale come fattura"),
        ("LIEFERSCHEIN", "Dieser Beleg gilt nicht als Rechnung im Sinne des § 14 UStG"),
        ("PRESUPUESTO", "Este documento no tiene valor de factura"),
        ("QUOTATION", "No part of it serves as an invoice"),
        ("DEVIS", "Ce document ne vaut pas facture"),
    ],
)
def test_what_says_that_it_is_no_invoice_is_none(title: str, denial: str) -> None:
    rows: list[Row] = [
        "Kranich SA",
        "Ring 5, 10115 Berlin",
        title,
        "Nr. 118",
        "2026-05-06",
        denial,
        *money(("Total", "100,00")),
    ]
    assert read(draw(rows)).document_type is DocumentType.OTHER


@pytest.mark.parametrize(
    ("rows", "due", "disagree"),
    [
        ([("Öresavrundning", "0.40"), ("Amount due", "120.40")], "120.40", False),
        ([("Postage", "5.00"), ("Amount due", "125.00")], "125.00", True),
        ([("Late fee", "10.00"), ("Deposit", "5.00"), ("Amount due", "135.00")], "135.00", True),
    ],
)
def test_what_is_added_under_a_total_is_no_account(
    rows: list[tuple[str, str]],
    due: str,
    disagree: bool,
) -> None:
    reading = read(draw([*BRITISH, *money(("Net total", "100.00"), ("VAT 20%", "20.00"), ("Total", "120.00"), *rows)]))
    assert (value(reading, FieldName.AMOUNT_DUE), "totals_disagree" in reading.warnings) == (due, disagree)


def test_two_rows_like_a_tills_do_not_replace_a_table() -> None:
    reading = read(draw([
        *BRITISH, [(50.0, "Description"), (-350.0, "Quantity"), (-450.0, "Price"), (AMOUNT, "Amount")],
        [(50.0, "Oak table"), (-350.0, "1"), (-450.0, "900.00"), (AMOUNT, "900.00")],
        [(50.0, "Chair"), (-350.0, "20"), (-450.0, "50.00"), (AMOUNT, "1,000.00")],
        [(50.0, "Bolts 4 x"), (-450.0, "2.00"), (AMOUNT, "8.00")],
        [(50.0, "Felt 6 x"), (-450.0, "2.00"), (AMOUNT, "12.00")],
        *money(("Net total", "1,920.00"), ("VAT 20%", "384.00"), ("Total", "2,304.00")),
    ]))  # fmt: skip
    assert [line.net_amount for line in reading.lines] == ["900.00", "1000.00", "8.00", "12.00"]


@pytest.mark.parametrize("label", ["Retention", "Einbehalt Bauabzugsteuer 15 %", "Data storage and retention service"])
def test_nothing_a_tax_and_a_service_are_not_kept_back(label: str) -> None:
    amount = "0.00" if label == "Retention" else "20.00"
    reading = read(draw([*BRITISH, *money(("Total", "120.00"), (label, amount), ("Amount due", "100.00"))]))
    assert "amount_retained" not in reading.warnings


def test_a_long_sleeve_is_not_torn() -> None:
    reading = read(draw([
        *BRITISH, "Comes ALONG with a box", [(50.0, "Description"), (AMOUNT, "Amount")],
        [(50.0, "A LONG SLEEVE SHIRT"), (AMOUNT, "100.00")], *money(("Total", "100.00")),
    ]))  # fmt: skip
    assert [line.description for line in reading.lines] == ["A LONG SLEEVE SHIRT"]


def test_marks_tell_which_of_two_rates_that_would_fit_it_is() -> None:
    lines = money(("Loaf *", "100.00"), ("Cake", "100.00"), ("Roll", "50.00"), ("Tart", "70.00"))
    totals = money(("Net total", "320.00"), ("VAT 20% on food, 10% on the rest", "10.00"), ("Total", "330.00"))
    reading = read(draw([*BRITISH, *lines, *totals]))
    rates = {place: field.value for place, field in reading.derived.items() if place.endswith(".tax_rate")}
    assert (rates["lines.0.tax_rate"], rates["lines.2.tax_rate"]) == ("10", "0")


def test_a_part_of_a_year_behind_the_title_is_no_number() -> None:
    rows: list[Row] = [
        "Kranich GmbH", "Weg 4, 80331 München", "USt-IdNr. DE136695976", "Kunde AG", "Ring 5, 50667 Köln",
        [(50, "Rechnungs-/Bescheidnr."), (200, "2025/3/00481")], "Datum: 15.07.2025", "RECHNUNG 3. Quartal 2025",
        *money(("Gesamtbetrag", "119,00 €")),
    ]  # fmt: skip
    assert read(draw(rows)).fields[FieldName.INVOICE_NUMBER].value == "2025/3/00481"
    rows.pop(5)
    assert value(read(draw(rows)), FieldName.INVOICE_NUMBER) != "3"
