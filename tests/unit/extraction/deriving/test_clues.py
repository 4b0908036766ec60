"""What pages say that no field holds, each on a page that is made to say it."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

HEAD: list[Row] = ["Acorn Trading GmbH", "Ring 4, 80331 München", "USt-IdNr. DE136695976", "Rechnung Nr. A-100",
                   "Rechnungsdatum: 03.05.2024", "Rechnung an:", "Kunde AG", "Weg 5", "50667 Köln"]  # fmt: skip
LINES: list[Row] = [*table(GOODS, ("Bezeichnung", "Menge", "Preis", "Betrag"), ("Hecke", "4", "25,00", "100,00"))]
SUMS: list[Row] = ["Nettobetrag: EUR 100,00", "19 % MwSt.: EUR 19,00", "Gesamtbetrag: EUR 119,00"]


def page(*rows: Row, lines: list[Row] = LINES, sums: list[Row] = SUMS) -> Extracted:
    return read(draw([*HEAD, *lines, *sums, *rows]))


def at(extracted: Extracted, place: str) -> str | None:
    field = extracted.derived.get(place)
    return field.value if field else None


def test_a_sentence_about_paying_gives_the_terms() -> None:
    found = page("Zahlbar sofort nach Erhalt auf unser Konto. Vielen Dank für Ihren Auftrag.")
    assert at(found, "payment_terms") == "Zahlbar sofort nach Erhalt auf unser Konto"
    assert at(page("Wir danken für 30 Tage im Mai."), "payment_terms") is None


def test_days_to_pay_give_a_due_date_and_no_terms_besides() -> None:
    found = page("Zahlbar innerhalb von 30 Tagen netto auf unser Konto.")
    assert found.fields[FieldName.DUE_DATE].value == "2024-06-02"
    assert at(found, "payment_terms") is None


@pytest.mark.parametrize(
    ("row", "terms"),
    [
        ("Délai de règlement : à la livraison", "à la livraison"),
        ("Betaaltermijn: bij levering", "bij levering"),
        ("Zahlungsfrist: 30 Tage nach Wareneingang", "30 Tage nach Wareneingang"),
    ],
)
def test_terms_are_found_by_the_labels_that_due_dates_are_found_by(row: str, terms: str | None) -> None:
    assert at(page(row), "payment_terms") == terms


def test_a_freight_row_between_lines_and_net_total_is_a_charge() -> None:
    sums: list[Row] = ["Versandkosten: EUR 10,00", "Nettobetrag: EUR 110,00", "19 % MwSt.: EUR 20,90",
                       "Gesamtbetrag: EUR 130,90"]  # fmt: skip
    found = page(sums=sums)
    assert (at(found, "charges.0.amount"), at(found, "charges.0.reason")) == ("10.00", "Versandkosten")
    assert found.warnings == ()


def test_reverse_charge_is_read_from_its_sentence() -> None:
    sums: list[Row] = ["Nettobetrag: EUR 100,00", "0 % MwSt.: EUR 0,00", "Gesamtbetrag: EUR 100,00"]
    found = page("Steuerschuldnerschaft des Leistungsempfängers.", sums=sums)
    assert at(found, "tax_breakdown.0.category") == "AE"
    assert at(found, "tax_breakdown.0.exemption_reason_code") == "VATEX-EU-AE"


def test_an_account_in_a_sentence_about_a_direct_debit_is_the_customer_s() -> None:
    account = "IBAN DE89 3704 0044 0532 0130 00"
    assert at(page(f"Bitte überweisen Sie auf {account}"), "payment.means_code") == "30"
    debited = page(f"Der Betrag wird per SEPA-Lastschrift eingezogen von {account}")
    assert at(debited, "payment.means_code") == "59"
    assert debited.fields[FieldName.IBAN].value == "DE89370400440532013000"


def test_a_column_of_hours_is_counted_in_hours() -> None:
    lines: list[Row] = [*table(GOODS, ("Bezeichnung", "Stunden", "Preis", "Betrag"), ("Hecke", "4", "25,00", "100,00"))]
    assert at(page(lines=lines), "lines.0.unit") == "HUR"
    assert at(page(), "lines.0.unit") == "C62"


def totals(extracted: Extracted) -> list[str | None]:
    names = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
    return [extracted.fields[name].value if name in extracted.fields else None for name in names]


@pytest.mark.parametrize(
    ("note", "amounts", "net_of_line"),
    [
        ("Wir danken für Ihren Auftrag.", ["100.00", None, "100.00"], None),
        ("Alle Preise inkl. MwSt.", [None, None, "100.00"], None),
        ("Alle Preise inkl. 19 % MwSt.", ["84.03", "15.97", "100.00"], "84.03"),
    ],
)
def test_lines_come_to_the_gross_total_where_prices_include_the_tax(
    note: str, amounts: list[str | None], net_of_line: str | None
) -> None:
    found = page(note, sums=["Gesamtbetrag: EUR 100,00"])
    assert totals(found) == amounts
    assert at(found, "lines.0.net_amount") == net_of_line


BEYOND_REASON = "9" * 30


@pytest.mark.parametrize(
    ("lines", "sums", "amounts"),
    [
        (LINES, ["Nettobetrag: EUR 0,01", f"19 % MwSt.: EUR {BEYOND_REASON}", "Gesamtbetrag: EUR 5,00"],
         ["0.01", None, "5.00"]),
        (LINES, ["Zwischensumme: EUR 0,01", "Gesamtbetrag: EUR 0,02", f"MwSt.: EUR {BEYOND_REASON},00"],
         ["0.01", None, "0.02"]),
        ([*table(GOODS, ("Bezeichnung", "Menge", "Preis", "Betrag"), ("Hecke", "", "0,01", BEYOND_REASON))], SUMS,
         ["100.00", "19.00", "119.00"]),
    ],
    ids=["tax", "tax without a sum", "a line's amount"],
)  # fmt: skip
def test_figures_that_no_amount_can_have_are_no_numbers(
    lines: list[Row], sums: list[Row], amounts: list[str | None]
) -> None:
    assert totals(page(lines=lines, sums=sums)) == amounts


def test_what_is_no_invoice_gets_nothing() -> None:
    letter = read(draw(["Acorn Trading GmbH", "Angebot Nr. 7", "Datum: 03.05.2024", *LINES, *SUMS]))
    assert letter.derived == {}


@pytest.mark.parametrize(
    ("row", "paid"),
    [("Zuschuss der Stadt: EUR -19,00", "19.00"), ("Skonto 16 %: EUR -19,00", None), ("Zuschuss: EUR -9,00", None)],
)
def test_what_is_taken_off_the_total_before_it_is_due_is_paid(row: str, paid: str | None) -> None:
    found = page(sums=[*SUMS, row, "Zahlbetrag: EUR 100,00"])
    assert found.fields[FieldName.AMOUNT_DUE].value == "100.00"
    assert at(found, "totals.prepaid") == paid


def test_a_payment_with_its_day_below_the_totals_is_paid() -> None:
    rows: list[Row] = ["Zahlbetrag: EUR 100,00", "Überweisung vom 28.04.2024: EUR 19,00"]
    assert at(page(sums=[*SUMS, *rows]), "totals.prepaid") == "19.00"
