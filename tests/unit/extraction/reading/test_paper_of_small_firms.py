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


def test_a_month_in_the_title_is_no_number_where_a_label_names_one() -> None:
    rows: list[Row] = [
        "Kranich Hosting GmbH", "Ring 5", "24103 Kiel", "",
        [(50, "Nordgarn GmbH"), (350, "Rechnungsnr.:"), (450, "R0028814471")],
        [(50, "Allee 1"), (350, "Rechnungsdatum:"), (450, "02.10.2026")],
        "24837 Schleswig", "", "Rechnung 10/2026", amount("Gesamt", "90,87"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.INVOICE_NUMBER) == "R0028814471"


def test_a_name_may_begin_with_a_word_that_is_a_label_elsewhere() -> None:
    rows: list[Row] = [
        "Viaflux SAS", "12 quai du Commerce", "69009 LYON", "TVA FR19482119070", "", "Facture n° F2605-90",
        "Date de facture 31/05/2026", "", [(330, "TRANSPORTS GUILLEMOT")], [(330, "M. LE DIRECTEUR")],
        [(330, "ZA DE LA CROIX BLANCHE")], [(330, "35520 LA MEZIERE")], "", amount("Total HT", "623,41 EUR"),
        amount("TVA 20 %", "124,69 EUR"), amount("Net à payer TTC", "748,10 EUR"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.CUSTOMER_NAME) == "TRANSPORTS GUILLEMOT"


def test_a_heading_says_of_the_outlays_under_it_that_they_bear_no_tax() -> None:
    rows: list[Row] = [
        "Mag. Anna Berg", "Hauptplatz 7", "8700 Leoben", "UID-Nr.: ATU66188421", "", "Herrn und Frau",
        "Karl und Eva Gruber", "Ring 51", "8700 Leoben", "", "Kostennote Nr. 318/2026", "Leoben, am 14. April 2026", "",
        amount("Errichtung des Vertrages", "3.000,00"), amount("Beglaubigung", "650,00"), "",
        amount("Zwischensumme", "3.650,00"), amount("20 % USt", "730,00"),
        "Barauslagen (umsatzsteuerfrei):", amount("Auszüge", "38,20"), amount("Gerichtsgebühr", "47,00"),
        amount("Gesamtbetrag", "4.465,20"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.CUSTOMER_NAME) == "Karl und Eva Gruber"
    assert reading.derived["totals.net_total"].value == "3735.20"
    assert "totals_disagree" not in reading.warnings


def test_who_stands_in_the_foot_with_the_account_sent_a_letter_that_names_its_sender_nowhere_else() -> None:
    def foot(canvas: Canvas) -> None:
        for left, texts in ((50, ("Kivisild OÜ", "Telliskivi 60a, 10412 Tallinn")), (230, ("VAT no EE102144194",)),
                            (350, ("LHV Pank", "IBAN EE862200221071884427"))):  # fmt: skip
            for line, text in enumerate(texts):
                canvas.drawString(left, 40 - 12 * line, text)

    page = io.BytesIO()
    canvas = Canvas(page, pagesize=A4)
    canvas.setFont("Helvetica", 9)
    for line, text in enumerate(("Nordgarn Services GmbH", "Baumwall 7", "20459 Hamburg", "VAT no DE277188446")):
        canvas.drawString(50, 790 - 12 * line, text)
    canvas.drawString(350, 790, "Invoice 2610044")
    canvas.drawString(350, 770, "Date 31.10.2026")
    canvas.drawString(350, 500, "Total to pay (EUR)  8,833.13")
    foot(canvas)
    canvas.save()
    reading = read(page.getvalue())
    assert value(reading, FieldName.SUPPLIER_NAME) == "Kivisild OÜ"
    assert value(reading, FieldName.CUSTOMER_NAME) == "Nordgarn Services GmbH"
    assert value(reading, FieldName.SUPPLIER_TAX_ID) == "EE102144194"


def test_both_parties_country_says_the_currency_where_nothing_else_does() -> None:
    rows: list[Row] = [
        "Berg SA", "Avenida Norte 19", "28108 Alcobendas (Madrid)", "CIF A28119444", "", "Factura Nº T/77",
        "Fecha factura 31.07.2026", "", "Cliente", "Excavaciones Pino SL", "Calle San Roque 22", "23700 Linares (Jaén)",
        "C.I.F. cliente B23441702", "", amount("Base imponible", "100,00"), amount("IVA 21 %", "21,00"),
        amount("Total factura", "121,00"),
    ]  # fmt: skip
    currency = read(draw(rows)).fields[FieldName.CURRENCY]
    assert (currency.value, currency.derived_from) == ("EUR", "supplier_country, customer_country")


def test_columns_may_be_named_by_the_tax_that_they_leave_out_or_include() -> None:
    rows: list[Row] = [
        "Mobil Lease B.V.", "Laan 60", "3528 BJ Utrecht", "BTW NL803219556B01", "", "Factuurnummer: LF-2026-1140",
        "Factuurdatum: 1 december 2026", "", "Kantoor Wiersma B.V.", "Plein 9", "1315 KX Almere", "",
        [(50, "kenteken"), (120, "omschrijving"), (-380, "excl. btw"), (-460, "btw"), (-540, "incl. btw")],
        [(50, "T-604-BX"), (120, "Leasetermijn"), (-380, "489,00"), (-460, "102,69"), (-540, "591,69")],
        [(120, "Laadpas"), (-380, "148,32"), (-460, "31,15"), (-540, "179,47")],
        amount("totaal exclusief btw", "637,32"), amount("btw 21%", "133,84"), amount("totaal inclusief btw", "771,16"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.TOTAL) == "771.16"
    assert [(line.description, line.net_amount) for line in reading.lines] == [
        ("Leasetermijn", "489.00"), ("Laadpas", "148.32"),
    ]  # fmt: skip


def test_where_the_page_says_why_there_is_no_tax_the_charges_make_the_total() -> None:
    rows: list[Row] = [
        "Anna Verde", "Via dei Servi 27", "35122 Padova (PD)", "P. IVA 03881270445", "", "Fattura n. 18/2026",
        "Data fattura 03/06/2026", "", "Spett.le", "Cantine Colli Soc. Agr. Coop.", "Via Fontana 3",
        "36045 Lonigo (VI)", "", [(50, "Descrizione"), (-400, "Qtà"), (-460, "Prezzo"), (-540, "Importo")],
        [(50, "Consulenza"), (-400, "1"), (-460, "1.300,00"), (-540, "1.300,00")], "",
        amount("Totale prestazioni", "€ 1.300,00"), amount("Rivalsa INPS 4%", "€ 52,00"),
        amount("Imposta di bollo", "€ 2,00"), amount("Netto a pagare", "€ 1.354,00"), "",
        "Regime forfettario, senza applicazione dell'IVA",
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.CUSTOMER_NAME) == "Cantine Colli Soc. Agr. Coop."
    assert value(reading, FieldName.TOTAL) == "1354.00"
    assert reading.derived["totals.net_total"].value == "1354.00"
    assert reading.derived["tax_breakdown.0.category"].value == "E"


def test_taxes_in_forint_are_rounded_to_whole_ones_beside_a_line_that_bears_none() -> None:
    head = ("Megnevezés", "Menny.", "Nettó egységár", "Nettó ár", "Áfa")
    lines = [
        [(50, head[0]), (-300, head[1]), (-380, head[2]), (-460, head[3]), (-540, head[4])],
        [(50, "Szállás"), (-300, "2"), (-380, "23 811"), (-460, "47 622"), (-540, "5%")],
        [(50, "Parkolás"), (-300, "1"), (-380, "14 962"), (-460, "14 962"), (-540, "27%")],
        [(50, "Idegenforgalmi adó (áfa körén kívüli)"), (-300, "8"), (-380, "550"), (-460, "4 400")],
    ]
    rows: list[Row] = [
        "Vendégház Kft.", "6500 Baja", "Duna-part 14.", "Adószám: 24188441-2-03", "", "SZÁMLA",
        "Számlaszám: E-2026-418", "Számla kelte: 2026.07.06.", "", "Vevő:", "Kék Bt.", "7100 Szekszárd", "Mikes u. 24.",
        "", *lines, "", amount("Nettó végösszeg:", "66 984 Ft"), amount("Áfa 5%:", "2 381 Ft"),
        amount("Áfa 27%:", "4 040 Ft"), amount("Összesen:", "73 405 Ft"),
    ]  # fmt: skip
    taxes = {key: field.value for key, field in read(draw(rows)).derived.items() if key.endswith("tax_amount")}
    assert sorted(taxes.values()) == ["0", "2381", "4040"]


def test_a_date_may_be_broken_before_its_year_in_a_narrow_cell() -> None:
    rows: list[Row] = [
        "De Theekoning", "Botermarkt 11", "2311 EM Leiden", "BTW-id NL862761190B01", "", "FACTUUR",
        [(50, "Wilma Jansen"), (330, "Factuurnummer:"), (430, "TK-2025-3318")],
        [(50, "Singel 90"), (330, "Factuurdatum:"), (430, "29 november")],
        [(50, "3513 TG Utrecht"), (430, "2025")],
        [(330, "Ordernummer:"), (430, "58821")], "", amount("Totaal", "€ 92,98"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2025-11-29"


def test_a_strip_of_totals_names_the_rates_over_bases_and_taxes() -> None:
    rows: list[Row] = [
        "Drankenhuis B.V.", "Industrieweg 112", "3606 AS Maarssen", "BTW nr. NL007335118B01", "",
        "FACTUUR 2608844", "Datum: 14/09/26", "", "Restaurant Sluis", "Langegracht 4", "3601 AK Maarssen", "",
        [(50, "Omschrijving"), (-300, "Aantal"), (-380, "Prijs"), (-460, "Bedrag"), (-520, "BTW%")],
        [(50, "Pils fust"), (-300, "3"), (-380, "142,50"), (-460, "427,50"), (-520, "21")],
        [(50, "Cola"), (-300, "6"), (-380, "15,00"), (-460, "90,00"), (-520, "9")],
        [(50, "Retour statiegeld"), (-300, "-4"), (-380, "30,00"), (-460, "-120,00"), (-520, "0")], "",
        [(50, "Grondslag 21%"), (150, "BTW 21%"), (230, "Grondslag 9%"), (330, "BTW 9%"), (-520, "TOTAAL EUR")],
        [(50, "427,50"), (150, "89,78"), (230, "90,00"), (330, "8,10"), (-520, "495,38")],
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.TAX_TOTAL) == "97.88"
    assert (value(reading, FieldName.NET_TOTAL), value(reading, FieldName.TOTAL)) == ("397.50", "495.38")


@pytest.mark.parametrize(
    "other", ["Contratto di nolo n. 44 del 02/02/2026", "DDT 224871 del 02/02/2026", "Ordine n. 7 del 02/02/2026"]
)
def test_the_date_behind_another_papers_number_is_that_papers(other: str) -> None:
    rows: list[Row] = [
        "Ponteggi S.r.l.", "Via Artigianato 33", "41037 Mirandola (MO)", "P.IVA 02277140980", "", "Fattura immediata",
        "nr. 187/2026   del 30/04/2026", "", other, amount("Totale documento", "€ 121,00"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2026-04-30"


def test_an_office_under_a_companys_name_does_not_begin_an_address() -> None:
    rows: list[Row] = [
        "Stahl GmbH", "Kanalstraße 71", "44147 Dortmund", "USt-IdNr. DE812663098", "", "Rechnung",
        [(350, "Rechnungsnr."), (450, "VRG26-014472")], "Landtechnik Moor GmbH",
        [(350, "Buchungsdatum"), (450, "26.01.26")], "Kreditorenbuchhaltung", [(350, "Auftragsnr."), (450, "VA26")],
        "Bauerschaft 12", [(350, "Verkäufer"), (450, "Hr. Moor")], "48282 Emsdetten", "",
        amount("Gesamt", "119,00 EUR"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.CUSTOMER_NAME) == "Landtechnik Moor GmbH"
    assert value(reading, FieldName.ISSUE_DATE) == "2026-01-26"


def test_what_is_due_may_stand_in_the_head_as_well_and_the_deposit_is_paid_all_the_same() -> None:
    rows: list[Row] = [
        *INVOICE, [(300, "Amount due"), (-540, "£900.00")], "", *LINES, amount("Total", "£1,000.00"),
        amount("Deposit received 29 Apr 2024", "-£100.00"), amount("Balance owing", "£900.00"),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert "totals_disagree" not in reading.warnings
    assert value(reading, FieldName.AMOUNT_DUE) == "900.00"


def test_a_label_may_name_number_and_date_at_once_and_terms_name_neither() -> None:
    rows: list[Row] = [
        "Wertstoff GmbH", "Deponiestr. 2", "29227 Celle", "USt-IdNr. DE134409171", "", "Firma",
        [(50, "Bauunternehmung Moor"), (330, "Rechnungsnummer / Datum"), (460, "9000418827 / 31.03.2026")],
        "GmbH & Co. KG", "Ziegelei 5", "29328 Faßberg", "",
        [(50, "Wiegeschein 718201 vom 03.03.2026")], amount("Summe netto", "100,00 EUR"),
        amount("19 % MwSt", "19,00 EUR"), amount("Gesamtbetrag", "119,00 EUR"),
        "Zahlbar innerhalb von 14 Tagen nach Rechnungsdatum bis 14.04.2026",
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.INVOICE_NUMBER) == "9000418827"
    assert value(reading, FieldName.ISSUE_DATE) == "2026-03-31"
    assert value(reading, FieldName.CUSTOMER_ADDRESS) == "Ziegelei 5, 29328 Faßberg"


def test_a_day_behind_a_comma_in_an_item_is_not_when_the_letter_was_written() -> None:
    rows: list[Row] = [
        "Fahrschule Berg", "Hellweg 210", "44805 Bochum", "", "Stornorechnung", [(330, "Storno-Nr."), (430, "SR-19")],
        [(330, "Datum"), (430, "12.02.2026")], "",
        [(50, "Bezeichnung"), (-380, "Anzahl"), (-460, "Einzelpreis"), (-540, "Gesamt")],
        [(50, "Überlandfahrt, 02.02.2026"), (-380, "-2"), (-460, "74,00 €"), (-540, "-148,00 €")], "",
        amount("Gesamtbetrag", "-148,00 €"),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2026-02-12"
