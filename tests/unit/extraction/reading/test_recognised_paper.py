"""Scans and photos of tills' and typewriters' paper: wide spaces, stamps, card slips, misread signs."""

import pytest

from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.recognised import read_typed

SHOP = ("BERG MARKT GmbH", "Ring 5", "50667 Köln", "USt-IdNr.: DE136695976", "")
RECEIPT = (*SHOP, "Beleg-Nr. 4471/021/7           03.05.2024", "Hammer                               11,90", "")
SUMS = ("Netto                                10,00", "MwSt 19%                              1,90")
TOTAL = "Summe EUR                            11,90"


def value(reading: Extracted, name: FieldName) -> str | None:
    return reading.fields[name].value if name in reading.fields else None


def test_a_thousands_space_as_wide_as_a_letter_parts_no_amount() -> None:
    reading = read_typed(
        "Petr Berg", "Lipová 4", "539 01 Hlinsko", "IČO: 61188430", "", "FAKTURA č. 240100872",
        "Datum vystavení: 15.07.2024", "",
        "Základ DPH 21 %                    9 523,00", "DPH 21 %                           1 999,83",
        "CELKEM K ÚHRADĚ Kč                11 522,83",
    )  # fmt: skip
    amounts = [value(reading, name) for name in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)]
    assert amounts == ["9523.00", "1999.83", "11522.83"]


def test_a_card_terminal_s_slip_has_a_number_of_its_own() -> None:
    reading = read_typed(
        *RECEIPT, TOTAL, *SUMS, "", "     * K-U-N-D-E-N-B-E-L-E-G *", "Terminal-ID 60418827", "Beleg-Nr 8291",
        "Zahlung erfolgt", "Berg Bank AG", "Ring 7", "50667 Köln",
    )  # fmt: skip
    assert value(reading, FieldName.INVOICE_NUMBER) == "4471/021/7"
    assert value(reading, FieldName.CUSTOMER_NAME) is None


def test_a_number_plate_is_no_currency() -> None:
    reading = read_typed(
        "Aparcamientos Berg, S.L.", "CIF B64717838", "C/ Mayor 18 46003 VALENCIA", "", "FACTURA SIMPLIFICADA",
        "Num.: T02/25/0048117", "Fecha: 26/06/2025", "", "Estancia matr. 4418KZT",
        "Base imponible                        19,55", "IVA 21,00 %                            4,10",
        "TOTAL EUR                             23,65",
    )  # fmt: skip
    assert value(reading, FieldName.CURRENCY) == "EUR"


def test_initials_in_the_margin_are_no_currency_beside_the_total_s_sign() -> None:
    reading = read_typed(
        "BERG CONTRACTING LTD", "488 Mill Road", "Ashburton 7777", "GST No. 111-844-704", "", "TAX INVOICE",
        "Inv # 3318", "Date 28/02/25", "", "Bales          126   31.50   3,969.00     ok RM", "",
        "Sub Total                    3,969.00", "GST 15%                        595.35",
        "TOTAL NZ$                    4,564.35",
    )  # fmt: skip
    assert value(reading, FieldName.CURRENCY) == "NZD"


@pytest.mark.parametrize("stamp", ["EINGEGANGEN", "EINGELANGT", "WPŁYNĘŁO", "DOŠLO", "CONTABILIZADO"])
def test_a_stamp_of_receipt_is_not_the_day_of_issue(stamp: str) -> None:
    reading = read_typed(
        *SHOP, f"                                 {stamp}", "                                 14. Nov. 2024", "",
        "Rechnung Nr. 24-0387           Datumt 12,11,2024", "", *SUMS, TOTAL,
    )  # fmt: skip
    assert value(reading, FieldName.ISSUE_DATE) == "2024-11-12"


def test_a_number_may_have_the_form_of_a_day_where_another_is_the_day() -> None:
    head = ("Kwiaciarnia Berg", "ul. Polna 3", "31-042 Kraków", "NIP 5260001246", "")
    sums = ("Razem netto                  100,00", "VAT 23%                       23,00", "Do zapłaty: 123,00 PLN")
    reading = read_typed(*head, "Data wystawienia: 2025-03-06", "FAKTURA nr 14/03/2025", "", *sums)
    assert value(reading, FieldName.INVOICE_NUMBER) == "14/03/2025"
    assert value(reading, FieldName.ISSUE_DATE) == "2025-03-06"
    alone = read_typed(*head, "FAKTURA nr 14/03/2025", "", *sums)
    assert value(alone, FieldName.INVOICE_NUMBER) is None


def test_an_apostrophe_may_stand_in_a_number() -> None:
    reading = read_typed(
        "Garage Berg Sàrl", "Route de Lavaux 118", "1095 Lutry", "CHE-116.281.710 TVA", "", "Facture no 10'884",
        "Date 04.03.2025", "", "Total hors TVA               715.00", "TVA 8.1 %                     57.92",
        "Total à payer CHF            772.92",
    )  # fmt: skip
    assert value(reading, FieldName.INVOICE_NUMBER) == "10'884"


def test_a_brand_in_capitals_is_not_the_first_half_of_the_company_s_name() -> None:
    reading = read_typed("APARCAMIENTO PLAZA MAYOR", "Estacionamientos Berg, S.L.", *RECEIPT[1:], TOTAL, *SUMS)
    assert value(reading, FieldName.SUPPLIER_NAME) == "Estacionamientos Berg, S.L."


def test_the_word_for_an_owner_is_no_part_of_the_name() -> None:
    reading = read_typed("Inh. Anna Berg", *RECEIPT[1:], TOTAL, *SUMS)
    assert value(reading, FieldName.SUPPLIER_NAME) == "Anna Berg"


def test_the_day_of_a_line_is_not_the_day_of_issue() -> None:
    reading = read_typed(
        "Hôtel du Lac SAS", "14 avenue de la Gare", "73600 Moûtiers", "TVA FR40303265045", "", "Facture n° 2025-1904",
        "Arrivée : 12/09/25 Départ : 13/09/25", "Moûtiers, le 13/09/2025", "",
        "Date          Prestation           Nb   P.U. TTC  Total TTC",
        "12/09/2025    Chambre 207           1      94,00      94,00",
        "12/09/2025    Dîner                 2      28,50      57,00", "",
        "Total HT                                         125,83",
        "TVA 20%                                           25,17",
        "Total TTC EUR                                    151,00",
    )  # fmt: skip
    assert value(reading, FieldName.ISSUE_DATE) == "2025-09-13"


def test_lines_without_a_header_and_the_reason_why_there_is_no_tax_make_the_net_total() -> None:
    reading = read_typed(
        "TOMMASO BERG", "Via Zanon 44", "36030 SARCEDO (VI)", "Partita IVA 01774200248", "", "Spett.le",
        "AZIENDA AGRICOLA ROSSA S.S.", "Via Monte Berg 3", "36045 LONIGO (VI)", "",
        "FATTURA n. 9/2023 de1 30/06/2023", "",
        "- cancello a due ante               Euro    1.480,00", "  riparazione ringhiera             Euro      265,00",
        "TOTALE DA PAGARE                    Euro    1.745,00", "",
        "Operazione in franchigia, regime forfettario",
    )  # fmt: skip
    assert value(reading, FieldName.INVOICE_NUMBER) == "9/2023"
    assert value(reading, FieldName.CUSTOMER_NAME) == "AZIENDA AGRICOLA ROSSA S.S."
    assert value(reading, FieldName.NET_TOTAL) == "1745.00"
    assert value(reading, FieldName.CURRENCY) == "EUR"
    assert [line.description for line in reading.lines] == ["- cancello a due ante", "riparazione ringhiera"]


def test_decimals_behind_a_gap_belong_to_their_number() -> None:
    reading = read_typed(
        "Železnina Logar d.o.o.", "Cesta 14, 3320 Velenje", "ID za DDV: SI50223054", "", "RAČUN št. 26-918",
        "Datum: 12.05.2026", "", "Vrednost brez DDV            290, 85", "DDV 22 %                      63, 99",
        "ZA PLAČILO EUR               354, 84",
    )  # fmt: skip
    names = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
    assert [reading.fields[name].value for name in names] == ["290.85", "63.99", "354.84"]
