"""Which date is due: none that only ends a discount; and what terms of payment make of the issue date."""

import pytest

from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.extraction.einvoices.from_xml import read_xml
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Field, FieldName, Method
from tests.unit.documents.invoices import invoice
from tests.unit.extraction.drawn import Row, draw

HEADS: dict[str, list[Row]] = {
    "de": ["Kranich GmbH", "10115 Berlin", "Rechnung Nr. 17", "Rechnungsdatum: 06.05.2024", "Gesamtbetrag: 119,00 EUR"],
    "en": ["Kranich Ltd", "LS1 4DY Leeds", "Invoice No: 17", "Invoice date: 6 May 2024", "Total: 119.00 EUR"],
    "fr": ["Kranich SARL", "75001 Paris", "Facture N° 17", "Date de facture : 06/05/2024", "Total TTC : 119,00 EUR"],
    "es": ["Kranich SL", "28001 Madrid", "Factura nº 17", "Fecha de factura: 06/05/2024", "Total factura: 119,00 EUR"],
    "it": ["Kranich Srl", "00100 Roma", "Fattura n. 17", "Data fattura: 06/05/2024", "Totale fattura: 119,00 EUR"],
    "nl": ["Kranich BV", "1011 AA Amsterdam", "Factuurnummer: 17", "Factuurdatum: 06-05-2024", "Totaal: 119,00 EUR"],
    "pl": [
        "Kranich Sp. z o.o.",
        "00-100 Warszawa",
        "Faktura nr 17",
        "Data wystawienia: 06.05.2024",
        "Razem: 119,00 PLN",
    ],
    "sv": ["Kranich AB", "111 20 Stockholm", "Fakturanummer: 17", "Fakturadatum: 2024-05-06", "Att betala: 119,00 SEK"],
}
NET_DATE, IN_14_DAYS, IN_30_DAYS = "2024-06-05", "2024-05-20", "2024-06-05"


def due(language: str, *rows: Row) -> Field | None:
    return read(draw([*HEADS[language], *rows], every_letter=True)).fields.get(FieldName.DUE_DATE)


def value(field: Field | None) -> str | None:
    return field.value if field else None


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("de", ["Zahlbar bis 16.05.2024 abzüglich 2 % Skonto = 116,62 €, bis 05.06.2024 ohne Abzug."]),
        ("de", ["Bei Zahlung bis zum 16.05.2024 gewähren wir", "2 % Skonto, sonst zahlbar bis 05.06.2024 rein netto."]),
        ("de", ["Fällig am 16.05.2024 mit 2 % Skonto", "Fällig am 05.06.2024 netto"]),
        ("de", ["2 % Skonto bis 16.05.2024 netto bis 05.06.2024"]),
        ("de", ["Zahlungsbedingungen: bis 16.05.2024 mit 2 % Skonto = 2,38 €, bis 05.06.2024 rein netto."]),
        ("en", ["Payment due by 16 May 2024 with 2% discount, or by 5 June 2024 net"]),
        ("en", ["Discount due date: 16 May 2024", "Due date: 5 June 2024"]),
        ("fr", ["Escompte de 2 % si paiement avant le 16/05/2024, net au 05/06/2024"]),
        ("es", ["2% de descuento por pronto pago hasta el 16/05/2024, neto hasta el 05/06/2024"]),
        (
            "fr",
            [
                [(50, "Du"), (300, "Échéance")],
                [(50, "07/04/2024"), (300, "05/06/2024")],
                "Escompte 1 % si paiement sous 8 jours.",
            ],
        ),
        ("pl", ["Do 16.05.2024 ze skontem 2 %, do 05.06.2024 netto."]),
        ("nl", ["Bij betaling voor 16-05-2024 2% korting, uiterlijk 05-06-2024 zonder korting betalen"]),
    ],
)
def test_the_last_day_of_a_discount_is_not_the_due_date(language: str, rows: list[Row]) -> None:
    assert value(due(language, *rows)) == NET_DATE


@pytest.mark.parametrize(
    ("language", "terms", "date"),
    [
        ("de", "Zahlbar innerhalb 14 Tagen", IN_14_DAYS),
        ("de", "Zahlungsziel: 30 Tage", IN_30_DAYS),
        ("de", "Zahlungsbedingungen: 10 Tage 2% Skonto, 30 Tage netto", IN_30_DAYS),
        ("de", "14 Tage 3 % Skonto 30 Tage netto", IN_30_DAYS),
        ("en", "30 days net", IN_30_DAYS),
        ("en", "Terms: Net 30", IN_30_DAYS),
        ("en", "Payment terms: 2/10, n/30", IN_30_DAYS),
        ("en", "Please pay within 14 days of the invoice date.", IN_14_DAYS),
        ("fr", "Paiement à 30 jours", IN_30_DAYS),
        ("fr", "Règlement sous 30 jours, sans escompte", IN_30_DAYS),
        ("es", "Forma de pago: transferencia a 30 días", IN_30_DAYS),
        ("it", "Pagamento: bonifico 30 gg data fattura", IN_30_DAYS),
        ("nl", "Betalingstermijn: 14 dagen", IN_14_DAYS),
        ("pl", "Termin płatności: 14 dni", IN_14_DAYS),
        ("sv", "30 dagar netto", IN_30_DAYS),
    ],
)
def test_terms_of_payment_give_a_due_date_and_say_that_it_is_reckoned(language: str, terms: str, date: str) -> None:
    field = due(language, terms)
    assert field is not None
    assert (field.value, field.method) == (date, Method.ARITHMETIC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Zahlbar innerhalb 14 Tagen nach Erhalt der Ware"),
        ("de", "Reklamationen innerhalb von 8 Tagen. Lieferung in 14 Tagen."),
        ("de", "10 Tage 2 % Skonto"),
        ("en", "Goods may be returned within 14 days of payment."),
        ("en", "Net 30 EOM"),
        ("fr", "Paiement à 30 jours fin de mois"),
        ("it", "Pagamento 30 giorni fine mese"),
    ],
)
def test_days_that_are_for_something_else_give_none(language: str, text: str) -> None:
    assert due(language, text) is None


def test_the_day_that_terms_count_from_is_not_the_issue_date() -> None:
    rows: list[Row] = [
        "Kranich SARL",
        "75001 Paris",
        "Facture N° 17",
        "Nantes, le 6 mai 2024",
        "Total TTC : 119,00 EUR",
    ]
    fields = read(draw([*rows, "Règlement par virement à 30 jours date de facture, soit le 05/06/2024"])).fields
    assert (fields[FieldName.ISSUE_DATE].value, fields[FieldName.DUE_DATE].value) == ("2024-05-06", NET_DATE)


@pytest.mark.parametrize(
    "rows",
    [
        ["We will collect £119.00", "from your account on or", "after 5 June 2024."],
        ["We'll take £119.00 from your account", "on or around 5 June 2024."],
        ["Please transfer the whole amount by", "5 June 2024 to our account."],
    ],
)
def test_a_sentence_in_a_narrow_column_says_when_to_pay(rows: list[Row]) -> None:
    assert value(due("en", "", "", *rows)) == NET_DATE


def test_a_day_after_which_something_else_happens_is_not_the_due_date() -> None:
    assert due("en", "", "We will collect the empty crates", "from your yard on or", "after 5 November 2024.") is None


def test_the_last_day_to_cancel_is_not_the_due_date() -> None:
    assert due("fr", "Vous pouvez résilier sans frais jusqu'au 30 juin 2024.") is None


def test_a_printed_due_date_goes_before_one_that_is_reckoned() -> None:
    field = due("en", "Terms: Net 30", "Due date: 7 June 2024")
    assert field is not None
    assert (field.value, field.method) == ("2024-06-07", Method.LABEL)


TERMS = b"<ram:SpecifiedTradePaymentTerms>"
DISCOUNT_FIRST = (
    TERMS + b'<ram:DueDateDateTime><udt:DateTimeString format="102">20240516</udt:DateTimeString></ram:DueDateDateTime>'
    b"<ram:ApplicableTradePaymentDiscountTerms><ram:CalculationPercent>2</ram:CalculationPercent>"
    b"</ram:ApplicableTradePaymentDiscountTerms></ram:SpecifiedTradePaymentTerms>" + TERMS
)


def test_of_two_terms_in_xml_the_one_without_a_discount_has_the_due_date() -> None:
    xml = write_cii(invoice(due_date="2024-06-05")).replace(TERMS, DISCOUNT_FIRST)
    assert value(read_xml(xml).fields.get(FieldName.DUE_DATE)) == NET_DATE


def test_terms_in_xml_give_a_due_date_where_none_is_stated() -> None:
    xml = write_ubl(invoice(issue_date="2024-05-06", due_date=None, payment_terms="10 days 2 %, 30 days net"))
    field = read_xml(xml).fields[FieldName.DUE_DATE]
    assert (field.value, field.method) == (IN_30_DAYS, Method.ARITHMETIC)


@pytest.mark.parametrize(("issued", "date"), [("9999-12-01", "9999-12-31"), ("9999-12-02", None)])
def test_terms_that_lead_past_the_last_date_give_none(issued: str, date: str | None) -> None:
    xml = write_ubl(invoice(issue_date=issued, due_date=None, payment_terms="30 days net"))
    assert value(read_xml(xml).fields.get(FieldName.DUE_DATE)) == date
