"""Totals that no known label names are told by their arithmetic, and so is an invoice."""

from decimal import Decimal

import pytest

from bench.fitting.unknown_words import without_words
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, FieldName
from tests.unit.extraction.drawn import Row, draw

HEAD: tuple[Row, ...] = ("Kranich Bau GmbH", "Weg 4", "80331 München", "", "Rechnung", "Rechnungsnummer: RE-2024-17",
                         "Datum: 03.05.2024", "")  # fmt: skip
AMOUNTS = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)


def page(*amounts: tuple[str, str]) -> Extracted:
    return read(draw([*HEAD, *([(300, text), (-540, amount)] for text, amount in amounts)]))


def totals(found: Extracted) -> tuple[Decimal | None, ...]:
    fields = (found.fields.get(name) for name in AMOUNTS)
    return tuple(Decimal(field.value) if field else None for field in fields)


def test_net_tax_and_total_are_told_by_the_printed_rate() -> None:
    found = page(("Wert", "250,00 EUR"), ("davon 19 %", "47,50 EUR"), ("Alles", "297,50 EUR"))
    assert totals(found) == (Decimal(250), Decimal("47.5"), Decimal("297.5"))


def test_amounts_that_make_no_rate_are_left_alone() -> None:
    found = page(("Wert", "250,00 EUR"), ("Weg", "33,33 EUR"), ("Alles", "283,33 EUR"))
    assert found.fields.get(FieldName.TAX_TOTAL) is None


def test_a_rounding_is_no_tax() -> None:
    found = page(("A", "2.094,00 EUR"), ("B", "2,50 EUR"), ("C 19 %", "2.096,50 EUR"))
    assert found.fields.get(FieldName.TAX_TOTAL) is None


def test_a_larger_amount_below_says_that_the_sum_is_a_part() -> None:
    found = page(("A", "250,00 EUR"), ("davon 19 %", "47,50 EUR"), ("B", "297,50 EUR"), ("C", "900,00 EUR"))
    total = found.fields.get(FieldName.TOTAL)
    assert total is None or total.value != "297.50"


def test_labels_that_say_otherwise_are_believed() -> None:
    found = page(("MwSt. 19 %", "250,00 EUR"), ("Nettobetrag", "47,50 EUR"), ("Gesamtbetrag", "297,50 EUR"))
    assert found.fields[FieldName.TAX_TOTAL].confidence < 0.9


def test_a_price_of_the_lines_is_no_tax_where_a_label_names_one() -> None:
    goods: list[Row] = [[(50, "Bezeichnung"), (-330, "Menge"), (-420, "Preis"), (-540, "Betrag")],
                        [(50, "Hecke"), (-330, "4"), (-420, "25,00"), (-540, "100,00")]]  # fmt: skip
    sums: list[Row] = ["Nettobetrag: 100,00 EUR", "MwSt. 20 %: 20,00 EUR", "Gesamtbetrag: 125,00 EUR"]
    found = read(draw([*HEAD, *goods, *sums]))
    assert found.fields[FieldName.TAX_TOTAL].value == "20.00"
    assert "totals_disagree" in found.warnings


@pytest.mark.parametrize(("title", "kind"), [("Zettel", DocumentType.INVOICE), ("Angebot", DocumentType.OTHER)])
def test_a_tax_that_its_rate_proves_makes_an_invoice_unless_the_title_says_otherwise(
    title: str, kind: DocumentType
) -> None:
    sums: list[Row] = [[(300, "Wert"), (-540, "250,00 EUR")], [(300, "davon 19 %"), (-540, "47,50 EUR")],
                       [(300, "Alles"), (-540, "297,50 EUR")]]  # fmt: skip
    with without_words({"rechnungsnummer", "rechnung"}):
        found = read(draw(["Kranich Bau GmbH", title, "Vorgangskennzeichen: RE-2024-17", "Datum: 03.05.2024", *sums]))
    assert found.document_type is kind
