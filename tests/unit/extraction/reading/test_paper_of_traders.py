"""What wholesalers, builders, hotels and lawyers print, and what of it was misread once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from chalicelib.validation import validate
from tests.unit.extraction.drawn import SIZE, Row, draw

AMOUNT = -540.0
GERMAN: list[Row] = ["Werkbedarf Hellweg GmbH", "Am Hafen 4, 59494 Soest", "USt-IdNr. DE136695976"]
TO_BERLIN: list[Row] = ["An:", "Kunde AG", "Ring 5", "10115 Berlin"]
RECHNUNG: list[Row] = [*GERMAN, *TO_BERLIN, "RECHNUNG", "Rechnung Nr. R-17", "Datum: 06.05.2024"]
BRITISH: list[Row] = ["Kranich Ltd", "12 Mill Lane, Leeds LS1 4DY", "VAT no: GB980780684"]


def sums(*rows: tuple[str, str]) -> list[Row]:
    return [[(300.0, label), (AMOUNT, amount)] for label, amount in rows]


def spaced(text: str, x: float) -> Iterator[tuple[float, str]]:
    """A text's letters, 5 points apart."""
    for letter in text:
        yield x, letter
        x += stringWidth(letter, "Helvetica", SIZE) + 5.0


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def values(reading: Extracted, *names: FieldName) -> list[str | None]:
    return [value(reading, name) for name in names]


def passed(reading: Extracted) -> Document:
    document = to_document(reading)
    report = validate(write_ubl(document))
    assert report.successful, [finding.rule for finding in report.findings]
    return document


NET_TAX_TOTAL = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)


@pytest.mark.parametrize(
    ("word", "category"), [("Exempt", "E"), ("zw.", "E"), ("zero-rated", "Z"), ("np.", "E"), ("osv.", "E")]
)
def test_a_word_in_the_place_of_a_rate_says_why_a_line_bears_no_tax(word: str, category: str) -> None:
    rows: list[Row] = [
        *BRITISH, "INVOICE", "Bill to:", "Birch Books Ltd", "4 High Street", "Bath BA1 5AA", "Invoice no: 2231",
        "Date: 3 May 2024", [(50.0, "Description"), (-350.0, "VAT"), (AMOUNT, "Amount")],
        [(50.0, "Piano lessons"), (-350.0, word), (AMOUNT, "400.00")],
        [(50.0, "Music book"), (-350.0, "20%"), (AMOUNT, "20.00")],
        *sums(("Net", "420.00"), ("VAT", "4.00"), ("Total GBP", "424.00")),
    ]  # fmt: skip
    document = passed(read(draw(rows)))
    assert [(line.tax_category, line.tax_rate) for line in document.lines] == [
        (category, Decimal(0)),
        ("S", Decimal(20)),
    ]


def test_the_rates_side_by_side_over_their_amounts_are_parts_of_the_total() -> None:
    columns = (50.0, 180.0, 310.0)
    rows: list[Row] = [
        *RECHNUNG, [(50.0, "Leistung"), (AMOUNT, "Gesamt EUR")],
        [(50.0, "Zimmer"), (AMOUNT, "636,00")], [(50.0, "Getränke"), (AMOUNT, "185,80")],
        *sums(("Rechnungsbetrag", "821,80")),
        list(zip(columns, ("20% MwSt", "10% MwSt"), strict=False)),
        list(zip(columns, ("Netto 154,83", "Netto 578,18"), strict=False)),
        list(zip(columns, ("Steuer 30,97", "Steuer 57,82"), strict=False)),
        list(zip(columns, ("Brutto 185,80", "Brutto 636,00"), strict=False)),
    ]  # fmt: skip
    assert values(read(draw(rows)), *NET_TAX_TOTAL) == ["733.01", "88.79", "821.80"]


def test_letters_set_wide_with_digits_are_one_number() -> None:
    title: Row = [*spaced("RECHNUNG", 50.0), *spaced("26/000417", 150.0)]
    rows: list[Row] = [*GERMAN, *TO_BERLIN, title, "Datum: 06.05.2024", *sums(("Summe EUR", "119,00"))]
    assert value(read(draw(rows)), FieldName.INVOICE_NUMBER) == "26/000417"


@pytest.mark.parametrize("label", ["Leverbon: 77120", "Offerte: 118"])
def test_another_paper_in_a_list_of_labels_does_not_make_an_invoice_one(label: str) -> None:
    rows: list[Row] = [
        "Dranken Boogaerde NV", "Steenbakkerijlaan 7", "9000 Gent", "BTW BE 0428.759.497",
        [(50.0, "FACTUUR"), (330.0, "Café De Frak BV")], [(50.0, "Nr: V1/26/00904"), (330.0, "Dorpsplein 3")],
        [(50.0, "Datum: 05-03-2026"), (330.0, "9820 Merelbeke")], "Klant: 40118", label,
        *sums(("Excl. BTW", "100,00"), ("BTW 21 %", "21,00"), ("Te betalen EUR", "121,00")),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert reading.document_type is DocumentType.INVOICE
    assert value(reading, FieldName.INVOICE_NUMBER) == "V1/26/00904"


def test_what_remains_with_a_discount_is_not_due_and_the_last_day_without_is_the_due_date() -> None:
    rows: list[Row] = [
        *RECHNUNG, [(50.0, "Artikel"), (AMOUNT, "Betrag EUR")], [(50.0, "Schrauben"), (AMOUNT, "100,00")],
        *sums(("Warenwert netto", "100,00"), ("USt 19 %", "19,00"), ("Endbetrag EUR", "119,00")),
        "Zahlungsbedingung: bis 16.05.2024 2,00 % Skonto = 2,38 EUR (Zahlbetrag 116,62)",
        [(140.0, "bis 05.06.2024 ohne Abzug")],
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.AMOUNT_DUE) in {None, "119.00"}
    assert value(reading, FieldName.DUE_DATE) == "2024-06-05"


def test_sentences_of_terms_on_the_next_page_have_no_total() -> None:
    rows: list[Row] = [
        *BRITISH, "INVOICE", "Bill to: Birch Books Ltd, 2 Mill Lane, Leeds LS1 5AA", "Invoice no: 961",
        "Date: 30 June 2026", [(50.0, "Description"), (AMOUNT, "Amount")], [(50.0, "Drainage"), (AMOUNT, "1,000.00")],
        *sums(("Net value this invoice", "1,000.00"), ("VAT 20%", "200.00"), ("Invoice total", "1,200.00")),
        "Consequential loss is excluded; total liability is limited to GBP 250,000.00. 8. Services: the client",
    ]  # fmt: skip
    assert values(read(draw(rows)), *NET_TAX_TOTAL) == ["1000.00", "200.00", "1200.00"]


@pytest.mark.parametrize(
    "head",
    [
        [[(50.0, "Sold to: Thomas Breen Carpentry")], [(93.0, "Ballyknockan Lower")], [(93.0, "Gorey, Co. Wexford")]],
        [[(50.0, "To: Thomas Breen Carpentry")], [(68.0, "Ballyknockan Lower")], [(68.0, "Gorey, Co. Wexford")]],
    ],
)
def test_the_line_under_a_name_behind_its_label_is_its_address(head: Sequence[Row]) -> None:
    rows: list[Row] = [
        "Slaneybrook Motors Ltd", "Old Dublin Rd, Enniscorthy, Co. Wexford", "VAT no IE6388047V",
        "SALES INVOICE No. 1183", "Date: 8 May 2026", *head,
        *sums(("Net", "100.00"), ("VAT 23%", "23.00"), ("Total EUR", "123.00")),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert value(reading, FieldName.CUSTOMER_NAME) == "Thomas Breen Carpentry"
    assert (value(reading, FieldName.CUSTOMER_ADDRESS) or "").startswith("Ballyknockan Lower")


def test_the_tax_s_base_in_its_name_is_no_label_of_another_amount() -> None:
    rows: list[Row] = [
        "Studio Legale Berti", "Via Roma 7, 20121 Milano", "P.IVA 07643520567", "Spett.le", "Officine Redi S.p.A.",
        "Via Industria 1", "23900 Lecco", "P.IVA 02193847064", "Fattura n. 12/2026 del 30 aprile 2026",
        *sums(("Totale imponibile IVA", "3.474,38"), ("IVA 22% su imponibile", "764,36")),
        *sums(("TOTALE FATTURA", "4.238,74")),
    ]  # fmt: skip
    assert values(read(draw(rows)), *NET_TAX_TOTAL) == ["3474.38", "764.36", "4238.74"]


def test_whole_amounts_under_the_table_that_add_up_to_the_total_are_net_and_tax() -> None:
    columns = (50.0, -330.0, -400.0, -470.0, AMOUNT)
    head = ("Megnevezés", "Nettó érték", "ÁFA kulcs", "ÁFA érték", "Bruttó érték")
    rows: list[Row] = [
        "Eladó:", "Konténer-Trans Kft.", "2040 Budaörs, Fő u. 6.", "Adószám: 24819376-2-41", "Vevő:", "Építő Bt.",
        "2045 Törökbálint, Fő út 112", "Számlaszám: KT-2026-1147", "Kelt: 2026. 10. 07.", "SZÁMLA",
        list(zip(columns, head, strict=True)),
        list(zip(columns, ("Rakodás", "50 750", "27%", "13 703", "64 453"), strict=True)),
        list(zip(columns, ("Sittszállítás", "96 000", "27%", "25 920", "121 920"), strict=True)),
        "", [(-330.0, "146 750"), (-470.0, "39 623"), (AMOUNT, "186 373")],
        [(300.0, "Fizetendő összesen: 186 373 Ft")],
    ]  # fmt: skip
    assert values(read(draw(rows, every_letter=True)), *NET_TAX_TOTAL) == ["146750.00", "39623.00", "186373.00"]


def test_the_letterhead_of_an_invoice_that_the_customer_writes_is_the_customer_s() -> None:
    rows: list[Row] = [
        "Molkerei Nord eG", "Am Milchhof 1, 26603 Aurich, USt-IdNr. DE136695976", "", "Herrn", "Hinrich Tapken",
        "Achter de Diek 6", "26624 Südbrookmerland", "", "Erzeugerabrechnung",
        "Gutschrift (Abrechnung durch den Leistungsempfänger)", "Gutschrift-Nr. MG-0093", "Datum: 11.05.2026",
        *sums(("Netto", "100,00"), ("Umsatzsteuer 7,8 %", "7,80"), ("Gesamtbetrag EUR", "107,80")),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert reading.document_type is DocumentType.INVOICE
    names = values(reading, FieldName.SUPPLIER_NAME, FieldName.CUSTOMER_NAME)
    assert names == ["Hinrich Tapken", "Molkerei Nord eG"]


def test_who_is_called_the_supplier_is_so_on_an_invoice_that_the_customer_writes() -> None:
    rows: list[Row] = [
        "Rübenverwertung Nord eG", "Fabrikstraße 3, 26603 Aurich, USt-IdNr. DE136695976", "",
        [(50.0, "Lieferant (leistender Unternehmer)"), (350.0, "GUTSCHRIFT")],
        [(50.0, "Biohof Tapken"), (350.0, "(Selbstfakturierung gem. § 14 Abs. 2 UStG)")], "Am Wagram 61",
        "26624 Südbrookmerland", "", "Belegnummer: GS 25/41", "Belegdatum: 11.05.2026",
        *sums(("Netto", "100,00"), ("Umsatzsteuer 7,8 %", "7,80"), ("Gutschriftsbetrag EUR", "107,80")),
    ]  # fmt: skip
    names = values(read(draw(rows)), FieldName.SUPPLIER_NAME, FieldName.CUSTOMER_NAME)
    assert names == ["Biohof Tapken", "Rübenverwertung Nord eG"]


def test_the_tax_of_each_line_tells_its_rate() -> None:
    columns = (50.0, -300.0, -420.0, AMOUNT)
    rows: list[Row] = [
        *BRITISH, "INVOICE", "Bill to: Birch Books Ltd, 2 Mill Lane, Leeds LS1 5AA", "Invoice no: 961",
        "Date: 30 June 2026", list(zip(columns, ("Description", "Qty", "Amount", "VAT"), strict=True)),
        list(zip(columns, ("Terminal handling", "1", "328.00", "65.60"), strict=True)),
        list(zip(columns, ("Ocean freight", "1", "310.00", "0.00"), strict=True)),
        list(zip(columns, ("Haulage", "1", "285.00", "57.00"), strict=True)),
        *sums(("Net", "923.00"), ("VAT", "122.60"), ("Total GBP", "1,045.60")),
    ]  # fmt: skip
    assert [line.tax_rate for line in read(draw(rows)).lines] == ["20", "0", "20"]


def test_a_title_s_number_in_the_form_of_a_day_is_none_where_days_are_written_otherwise() -> None:
    rows: list[Row] = [
        [(300.0, "Numer"), (430.0, "Faktura 11/09/2025")], [(300.0, "Data wystawienia"), (430.0, "2025-09-19")],
        "Sprzedawca", "Biuro Pakosz", "ul. Psie Budy 10, 50-080 Wroclaw", "NIP 8944182038", "Nabywca",
        "Dolmetal Sp. z o.o.", "ul. Jaworzyska 288, 59-220 Legnica",
        *sums(("Razem netto", "100,00"), ("VAT 23%", "23,00"), ("Do zaplaty EUR", "123,00")),
        "Kurs 1 EUR = 4,2618 PLN, tabela nr 180/A/NBP/2025 z", "dnia 2025-09-17.",
    ]  # fmt: skip
    reading = read(draw(rows))
    assert values(reading, FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE) == ["11/09/2025", "2025-09-19"]


def test_the_delivery_note_s_number_and_day_are_not_the_invoice_s() -> None:
    rows: list[Row] = [
        "Coloris SARL", "18 rue des Passementiers", "42100 Saint-Etienne", "N° TVA FR40303265045", "FACTURE",
        [(50.0, "Numéro"), (130.0, "Date"), (220.0, "Client"), (340.0, "SARL BATI 42")],
        [(50.0, "FA018266"), (130.0, "12/06/2025"), (220.0, "C00417"), (340.0, "7 impasse du Puits")],
        [(50.0, "Réf. : BL014930 du 10/06/2025"), (340.0, "42230 Roche")],
        *sums(("Total HT", "100,00"), ("TVA 20 %", "20,00"), ("Total TTC EUR", "120,00")),
    ]  # fmt: skip
    reading = read(draw(rows))
    assert values(reading, FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE) == ["FA018266", "2025-06-12"]


def test_the_payee_right_under_a_brand_is_the_supplier() -> None:
    rows: list[Row] = [
        "Grünwerk", "Gartenbau Zaugg", "Mattenweg 9", "3400 Burgdorf", "CHE-116.281.710 MWST", "",
        [(320.0, "Rytz Immobilien AG")], [(320.0, "Sonnhalde 11")], [(320.0, "3400 Burgdorf")], "",
        "Rechnung R-0148", "Datum 02.04.2026",
        *sums(("Total exkl. MWST", "100.00"), ("MWST 8.1%", "8.10"), ("Total CHF", "108.10")), "",
        "Konto / Zahlbar an", "CH93 0076 2011 6238 5295 7", "Gartenbau Zaugg", "Mattenweg 9", "3400 Burgdorf",
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.SUPPLIER_NAME) == "Gartenbau Zaugg"


def test_an_account_s_digits_are_no_telephone_number_of_another_country() -> None:
    rows: list[Row] = [
        "Núria Calatrezo", "NIF 48820417G", "C/ del Forn 22", "46010 Valencia", "FACTURA F26-031", "10/07/2026",
        "Para", "Turrones Vieja, S.L.", "CIF B91048272", "Calle Mayor 14", "03100 Xixona",
        *sums(("Base imponible", "100,00 €"), ("IVA 21 %", "21,00 €"), ("Total", "121,00 €")),
        "ES48 2100 9417", "6302 0048 1937",
    ]  # fmt: skip
    document = passed(read(draw(rows)))
    assert document.supplier
    assert document.supplier.address
    assert document.supplier.address.country == "ES"


@pytest.mark.parametrize(
    "head",
    [
        [
            [(50.0, "Seria"), (150.0, "Numar"), (250.0, "Data")],
            [(50.0, "FRG"), (150.0, "00118"), (250.0, "15.03.2024")],
        ],
        ["Seria: FRG", "Numar: 00118", "Data: 15.03.2024"],
    ],
)
def test_the_series_in_a_cell_of_its_own_is_a_part_of_the_number(head: Sequence[Row]) -> None:
    rows: list[Row] = [
        "Instal Frig SRL", "Str. Fabricii 12, 400620 Cluj-Napoca", "CUI RO14399840", "FACTURA", *head,
        "Client: Cabana Fagetului SA", "CUI RO1590082", "Str. Izvorului 8, 500025 Brasov",
        *sums(("Total fara TVA", "100,00"), ("TVA 19%", "19,00"), ("Total de plata LEI", "119,00")),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.INVOICE_NUMBER) == "FRG 00118"


def test_a_supply_to_another_country_was_on_the_day_of_the_invoice_where_none_is_named() -> None:
    rows: list[Row] = [
        *GERMAN, "An:", "Conditionnement des Vosges SAS", "14 rue Mélard", "88190 Golbey", "Frankreich",
        "USt-IdNr. FR40303265045", "RECHNUNG", "Rechnung Nr. R-17", "Datum: 06.05.2024",
        [(50.0, "Artikel"), (AMOUNT, "Betrag EUR")], [(50.0, "Kettenrad"), (AMOUNT, "500,00")],
        *sums(("Summe netto", "500,00"), ("USt 0 %", "0,00"), ("Endbetrag EUR", "500,00")),
        "Steuerfreie innergemeinschaftliche Lieferung",
    ]  # fmt: skip
    reading = read(draw(rows))
    delivery = passed(reading).delivery
    assert delivery
    assert str(delivery.delivered_on) == "2024-05-06"
    assert reading.derived["delivery.delivered_on"].derived_from == "issue_date"


def test_a_charge_with_a_rate_in_its_cell_is_a_line_among_lines() -> None:
    columns = (50.0, -430.0, AMOUNT)
    rows: list[Row] = [
        "Studio Berti S.r.l.", "Via Roma 7, 20121 Milano", "P.IVA 07643520567", "Spett.le", "Molino Adda S.r.l.",
        "Via Cavallotti 33", "26900 Lodi", "P.IVA 02193847064", "FATTURA n. 412/2025 del 16/10/2025",
        list(zip(columns, ("Descrizione", "Aliquota", "Importo"), strict=True)),
        list(zip(columns, ("Onorario", "22%", "1.650,00"), strict=True)),
        list(zip(columns, ("Contributo Cassa Nazionale", "22%", "132,00"), strict=True)),
        list(zip(columns, ("Imposta di registro (anticipazione art. 15)", "N1", "100,00"), strict=True)),
        *sums(("Totale imponibile", "1.882,00"), ("IVA 22%", "392,04"), ("Totale fattura", "2.274,04")),
    ]  # fmt: skip
    assert [line.net_amount for line in read(draw(rows)).lines] == ["1650.00", "132.00", "100.00"]


def test_net_and_tax_side_by_side_in_a_row_called_total_make_what_is_due() -> None:
    rows: list[Row] = [
        "Furnizor:", "Agrocamp SRL", "CIF: RO14399840", "Sat Borcea 77, 917001 Borcea", "Client:", "Grain Trading SRL",
        "CIF: RO1590082", "Incinta Port 114, 900900 Constanta", "FACTURA", "Nr. factura: 441", "Data: 08.08.2025",
        [(285.0, "Total RON"), (-477.0, "71.441,20"), (AMOUNT, "609,00")],
        [(285.0, "TOTAL DE PLATA"), (AMOUNT, "72.050,20")],
    ]  # fmt: skip
    assert values(read(draw(rows)), *NET_TAX_TOTAL) == ["71441.20", "609.00", "72050.20"]


def test_a_brand_is_the_end_of_the_registered_name_under_it() -> None:
    rows: list[Row] = [
        "Casa do Cais", "Hotel Casa do Cais, Lda · Rua do Sal 18, 3800-281 Aveiro", "NIF 508471826", "",
        "Fatura FT 2025A/1188", [(330.0, "Exmo.(s) Sr.(s)")], [(330.0, "Tecnivento Engenharia, S.A.")],
        [(330.0, "Av. da Boavista 1180")], [(330.0, "4100-113 Porto")], "Data: 2025-10-15",
        *sums(("Total ilíquido", "100,00"), ("Total IVA", "23,00"), ("Total EUR", "123,00")),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.SUPPLIER_NAME) == "Hotel Casa do Cais, Lda"


def test_a_tax_number_under_the_title_of_a_letter_is_the_sender_s() -> None:
    rows: list[Row] = [
        "Harriet Lindqvist", "Barrister", "8 Wynen Street, Blenheim 7201", "", "1 September 2025", "",
        "Wairau Ridge Vineyards Limited", "411 Waihopai Valley Road", "Blenheim 7276", "TAX INVOICE 2025-37",
        "GST Number 118-442-717", "Dear Mr Pohatu",
        *sums(("Fees", "$1,000.00"), ("GST 15%", "$150.00"), ("Total NZD", "$1,150.00")),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.SUPPLIER_TAX_ID) == "118-442-717"


def test_what_is_listed_behind_the_total_are_the_details_of_a_line() -> None:
    rows: list[Row] = [
        *BRITISH, "INVOICE", "Bill to:", "Birch Books Ltd", "4 High Street", "Bath BA1 5AA", "Invoice no: 2231",
        "Date: 3 May 2024", [(50.0, "Charges"), (-350.0, "VAT"), (AMOUNT, "Net GBP")],
        [(50.0, "Parcels, see below"), (-350.0, "20%"), (AMOUNT, "16.35")],
        [(50.0, "Fuel surcharge"), (-350.0, "20%"), (AMOUNT, "3.65")],
        *sums(("Total net", "20.00"), ("VAT 20%", "4.00"), ("Total due", "24.00")), "", "",
        [(50.0, "Date"), (120.0, "Consignment"), (250.0, "Service"), (AMOUNT, "Charge")],
        [(50.0, "01/05"), (120.0, "RX4418 2701"), (250.0, "ND24"), (AMOUNT, "6.95")],
        [(50.0, "02/05"), (120.0, "RX4418 2702"), (250.0, "ND24"), (AMOUNT, "9.40")],
    ]  # fmt: skip
    assert [line.net_amount for line in passed(read(draw(rows))).lines] == [Decimal("16.35"), Decimal("3.65")]


def test_a_line_s_code_has_the_rate_that_the_breakdown_explains_and_carriage_completes_it() -> None:
    one, two = "1", "2"
    rows: list[Row] = [
        "Caves Kranich SARL", "8 quai des Gabares, 33000 Bordeaux", "N° TVA FR40303265045", "Client :", "SARL Birch",
        "41 rue du Puits", "17000 La Rochelle", "FACTURE N° FA118274", "Date : 06/05/2024",
        [(50.0, "Désignation"), (-330.0, "Quantité"), (-400.0, "P.U. HT"), (-470.0, "Montant HT"), (AMOUNT, "TVA")],
        [(50.0, "Vin rouge"), (-330.0, "60"), (-400.0, "6,00"), (-470.0, "360,00"), (AMOUNT, one)],
        [(50.0, "Jus de raisin"), (-330.0, "30"), (-400.0, "2,00"), (-470.0, "60,00"), (AMOUNT, two)],
        [(50.0, "Vin blanc"), (-330.0, "10"), (-400.0, "7,00"), (-470.0, "70,00"), (AMOUNT, one)], "",
        [(50.0, "Code"), (150.0, "Base HT"), (250.0, "Taux"), (350.0, "Montant TVA")],
        [(50.0, one), (150.0, "450,00"), (250.0, "20,00"), (350.0, "90,00")],
        [(50.0, two), (150.0, "60,00"), (250.0, "5,50"), (350.0, "3,30")], "",
        *sums(("Port HT", "20,00"), ("Total HT", "510,00"), ("Total TVA", "93,30"), ("Total TTC", "603,30")), "EUR",
    ]  # fmt: skip
    document = passed(read(draw(rows, every_letter=True)))
    assert [line.tax_rate for line in document.lines] == [Decimal(20), Decimal("5.5"), Decimal(20)]
    assert [(charge.amount, charge.tax_rate) for charge in document.charges] == [(Decimal("20.00"), Decimal(20))]


@pytest.mark.parametrize(
    "title",
    ["Order confirmation & Tax Invoice", "Lieferschein / Rechnung", "Bon de livraison et facture", "Pakbon & factuur"],
)
def test_a_heading_of_two_papers_of_which_one_is_an_invoice_makes_it_one(title: str) -> None:
    rows: list[Row] = [
        *BRITISH, title, "Bill to:", "Birch Books Ltd", "4 High Street", "Bath BA1 5AA", "Order no. TB-88041827",
        "Order date: 4 May 2024", [(50.0, "Item"), (-350.0, "Qty"), (AMOUNT, "Amount")],
        [(50.0, "Day pass, 18 May 2024"), (-350.0, "4"), (AMOUNT, "100.00")],
        *sums(("Net total", "100.00"), ("VAT 20%", "20.00"), ("Total", "120.00")),
    ]  # fmt: skip
    found = read(draw(rows, large=title, every_letter=True))
    assert found.document_type is DocumentType.INVOICE
    assert value(found, FieldName.ISSUE_DATE) == "2024-05-04"


@pytest.mark.parametrize(
    "title", ["Quote / Invoice", "Mahnung / Rechnung", "Proforma e fattura", "Statement & Invoice"]
)
def test_a_heading_of_an_invoice_and_what_is_none_leaves_the_paper_none(title: str) -> None:
    rows: list[Row] = [*BRITISH, title, "Bill to:", "Birch Books Ltd", "Date: 4 May 2024", *sums(("Total", "120.00"))]
    assert read(draw(rows, large=title, every_letter=True)).document_type is DocumentType.OTHER


def test_what_follows_a_section_s_total_is_not_its_details_where_a_larger_total_comes() -> None:
    def item(name: str, amount: str) -> Row:
        return [(50.0, name), (-330.0, "1"), (-420.0, amount), (AMOUNT, amount)]

    rows: list[Row] = [
        *BRITISH, "INVOICE", "Bill to:", "Birch Books Ltd", "4 High Street", "Bath BA1 5AA", "Invoice no: 2231",
        "Date: 3 May 2024", [(50.0, "Item"), (-330.0, "Qty"), (-420.0, "Price"), (AMOUNT, "Amount")],
        item("Tea", "100.00"), item("Mug", "50.00"), [(50.0, "Total net"), (AMOUNT, "150.00")],
        item("Rose", "60.00"), item("Lily", "40.00"), [(50.0, "Total net"), (AMOUNT, "100.00")],
        *sums(("Discount", "-25.00"), ("Total net", "225.00"), ("VAT 20%", "45.00"), ("Total due", "270.00")),
    ]  # fmt: skip
    amounts = [line.net_amount for line in passed(read(draw(rows))).lines]
    assert amounts == [Decimal("100.00"), Decimal("50.00"), Decimal("60.00"), Decimal("40.00")]


def test_a_day_under_the_place_that_its_label_leads_to_is_the_issue_date() -> None:
    rows: list[Row] = [
        "Geomeja d.o.o.", "Mestni trg 11, 3210 Slovenske Konjice", "ID za DDV: SI50223054", "Anton Podgrajek",
        "Slemene 27", "3206 Stranice",
        [(50.0, "Racun st. 2025-214"), (300.0, "Kraj in datum izdaje:"), (-545.0, "Konjice,")],
        [(-545.0, "29.8.2025")], [(300.0, "Datum opravljene storitve:"), (-545.0, "26.8.2025")],
        *sums(("Skupaj brez DDV", "100,00"), ("DDV 22,0 %", "22,00"), ("Skupaj za placilo EUR", "122,00")),
    ]  # fmt: skip
    assert value(read(draw(rows)), FieldName.ISSUE_DATE) == "2025-08-29"
