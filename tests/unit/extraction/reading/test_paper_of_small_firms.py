"""What small firms print: dates of other invoices, sections of law, taxes in one line, slanted names."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

HEAD: list[Row] = ["Kranich Ltd", "12 Mill Lane", "Leeds LS1 4DY", "VAT no: GB980780684"]
INVOICE: list[Row] = [*HEAD, "INVOICE", "Invoice No: 5", "Date: 6 May 2024"]
LINES = table(GOODS, ("Description", "Qty", "Price", "Amount"), ("Hammer", "10", "100.00", "1,000.00"))


def amount(text: str, printed: str) -> Row:
    return [(300, text), (-540, printed)]


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def test_a_credit_note_has_its_own_date_and_not_that_of_the_invoice_that_it_is_about() -> None:
    rows: list[Row] = [
        "Sign Alpes SAS", "73370 Le Bourget", "", "AVOIR N° AV-000127", "Date : 08.12.2023",
        "Relatif à la facture FA-004418 du 21.11.2023", "Hôtel du Lac", "74000 Annecy",
        amount("Total HT", "-166,00 €"), amount("TVA 20 %", "-33,20 €"), amount("Total TTC", "-199,20 €"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2023-12-08"


def test_invoices_in_a_list_with_their_amounts_are_earlier_ones() -> None:
    rows: list[Row] = [
        "Berg Bau GmbH", "Ring 5", "50667 Köln", "", "Schlussrechnung Nr. 2023/184",
        [(50, "Ausführung: 22.05. - 28.07.2023"), (330, "Köln, 21.08.2023")],
        amount("Summe netto", "1.000,00"), amount("MwSt 19 %", "190,00"), amount("Gesamtsumme", "1.190,00"),
        [(50, "1. Abschlagsrechnung"), (200, "12.06.2023"), (-540, "500,00")],
        [(50, "2. Abschlagsrechnung"), (200, "10.07.2023"), (-540, "300,00")],
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2023-08-21"


@pytest.mark.parametrize("text", ["VAT exempt, section 293 of the code", "TERMS Net 14"])
def test_a_section_of_law_and_days_are_no_amounts(text: str) -> None:
    reading = read(draw([*INVOICE, text, *LINES, amount("Balance due", "£1,000.00")]))
    assert value(reading, FieldName.TOTAL) == "1000.00"
    assert value(reading, FieldName.NET_TOTAL) in {None, "1000.00"}
    assert value(reading, FieldName.TAX_TOTAL) in {None, "0.00"}


def test_the_taxes_of_two_rates_in_one_line_are_both_the_tax() -> None:
    rows: list[Row] = [
        "Weingut Berg", "Ring 5", "3620 Spitz", "", "Rechnung Nr. 118", "Datum: 3.8.2024", "",
        "Gesamt inkl. MwSt: € 479,20",
        "A: 20% MwSt € 28,50 (netto € 142,50) B: 10% MwSt € 28,02 (netto € 280,18)",
    ]  # fmt: skip
    reading = read(draw(rows))
    assert [value(reading, n) for n in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL)] == ["422.68", "56.52"]


def test_a_quote_s_number_in_a_strip_of_cells_does_not_make_the_invoice_a_quote() -> None:
    places = (50.0, 160.0, 270.0, 380.0)
    labels = ("FACTURE N°", "DATE", "DEVIS", "ÉCHÉANCE")
    cells = ("FC0003319", "17/01/2025", "DE0002871", "31/01/2025")
    rows: list[Row] = [
        "SARL GAUDIN", "18 rue du Four", "63200 RIOM", "",
        list(zip(places, labels, strict=True)), list(zip(places, cells, strict=True)), "",
        amount("Total HT", "100,00 €"), amount("Total TVA", "20,00 €"), amount("Total TTC", "120,00 €"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert reading.document_type is DocumentType.INVOICE
    assert value(reading, FieldName.INVOICE_NUMBER) == "FC0003319"


def test_terms_beside_a_date_do_not_make_it_the_issue_date() -> None:
    places = (50.0, 200.0, 350.0)
    rows: list[Row] = [
        "Cortiça Berg, Lda.", "2100-042 Coruche", "", "Fatura FT A2025/318",
        list(zip(places, ("Data", "Condição Pagamento", "Vencimento"), strict=True)),
        list(zip(places, ("2025-03-27", "Fatura a 30 dias", "2025-04-26"), strict=True)),
        amount("Total líquido", "100,00"), amount("IVA 23%", "23,00"), amount("Total (EUR)", "123,00"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.ISSUE_DATE) == "2025-03-27"
    assert value(reading, FieldName.DUE_DATE) == "2025-04-26"


def test_a_tourist_tax_is_a_charge_and_no_part_of_the_tax() -> None:
    rows: list[Row] = [
        "Hotel Berg", "12 Mill Lane", "Leeds LS1 4DY", "", "INVOICE", "Invoice No: 5", "Date: 6 May 2024",
        amount("Net amount", "100.00"), amount("VAT 20%", "20.00"), amount("City tax", "9.00"),
        amount("Total", "129.00"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.TAX_TOTAL) == "20.00"


def test_slanted_letters_are_letters_like_others() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    text = canvas.beginText()
    text.setFont("Helvetica", 17)
    text.setTextTransform(1, 0, 0.25, 1, 50, 800)
    text.textOut("Studio Anna Berg")
    canvas.drawText(text)
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(("Via Roma 41, 37121 Verona", "FATTURA N. 12/2025 DEL 31/05/2025", "Totale 120,00")):
        canvas.drawString(50, 770 - 20 * number, row)
    canvas.save()
    assert value(read(buffer.getvalue()), FieldName.SUPPLIER_NAME) == "Studio Anna Berg"


def test_a_house_named_by_its_number_is_a_customer() -> None:
    rows: list[Row] = [
        "FAKTURA č. 2025040017", "", "Dodavatel:", "Malířství Berg s.r.o.", "Lipová 418", "390 02 Tábor", "",
        "Odběratel:", "Společenství vlastníků Vídeňská 1120", "Vídeňská 1120/8", "370 01 České Budějovice", "",
        "Datum vystavení: 30. 4. 2025", amount("Celkem k úhradě", "15 886,00 Kč"),
    ]  # fmt: skip
    found = value(read(draw(rows, every_letter=True)), FieldName.CUSTOMER_NAME)
    assert found == "Společenství vlastníků Vídeňská 1120"


def test_a_brand_s_owner_is_the_supplier() -> None:
    rows: list[Row] = [
        [(50, "teehaus24"), (300, "Rechnung")], "Rechnungsadresse", "Kathrin Berg", "Am Steig 3", "33098 Paderborn",
        "Rechnungsnummer: R24-118873", "Rechnungsdatum: 11.10.2024", amount("Gesamtsumme inkl. MwSt.", "102,58 €"),
        *[""] * 30, "teehaus24 ist ein Angebot der Kranich Teehandel UG (haftungsbeschränkt), Allee 5, 26122 Oldenburg",
        "USt-IdNr.: DE136695976",
    ]  # fmt: skip
    found = value(read(draw(rows)), FieldName.SUPPLIER_NAME)
    assert found is not None
    assert found.startswith("Kranich Teehandel UG")
