"""The tax breakdown and the categories follow from rates, sums and wording, or stay absent."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.facts import Facts, Note
from chalicelib.extraction.lexicon.tax_notes import notes_in
from chalicelib.extraction.result import Extracted, Line, TaxRow
from chalicelib.validation import validate
from tests.unit.extraction.deriving.readings import LINES, TAXED, derived, document, reading

NO_TAX: dict[str, Any] = {"tax_total": "0.00", "total": "30.00"}
ABROAD: dict[str, Any] = {"customer_tax_id": "FR40303265045", "customer_address": "1 rue X, 69001 Lyon, France"}


def rows_of(read: Extracted) -> list[tuple[str | None, Decimal | None, Decimal | None, Decimal | None]]:
    return [(row.category, row.rate, row.taxable_amount, row.tax_amount) for row in document(read).tax_breakdown]


def noted(*notes: tuple[str, str], rates: frozenset[Decimal] = frozenset()) -> Facts:
    return Facts(notes=tuple(Note(category, text) for category, text in notes), speaks_of_tax=True, rates=rates)


def test_the_printed_rate_that_the_tax_is_of_the_net_total_is_the_whole_breakdown() -> None:
    read = reading()
    assert rows_of(read) == [("S", Decimal(19), Decimal("30.00"), Decimal("5.70"))]
    assert [(line.tax_category, line.tax_rate) for line in document(read).lines] == [("S", Decimal(19))] * 2
    assert read.derived["lines.0.tax_rate"].derived_from == "tax_breakdown"


def test_what_is_exempt_and_what_is_out_of_scope_are_one_row_beside_what_is_taxed() -> None:
    notes = (("O", "Out of scope, art. 15"), ("E", "Exempt, art. 10"))
    facts = noted(*notes, rates=frozenset({Decimal(19)}))
    read = reading(facts, tax_total="1.90", total="31.90")
    assert [row[:2] for row in rows_of(read)] == [("S", Decimal(19)), ("E", Decimal(0))]
    assert document(read).tax_breakdown[1].exemption_reason == "Out of scope, art. 15; Exempt, art. 10"


def test_a_rate_that_is_not_printed_is_the_only_one_of_the_country_that_fits() -> None:
    silent = replace(TAXED, rates=frozenset())
    assert derived(reading(silent), "tax_breakdown.0.rate") == ["19"]
    assert derived(reading(silent, supplier_tax_id="FR40303265045"), "tax_breakdown.0.rate") == [None]


def test_a_tax_so_small_that_two_rates_fit_leaves_the_rate_open() -> None:
    lines = (Line("Clip", "1", None, "0.10", "0.10"),)
    read = reading(replace(TAXED, rates=frozenset()), lines, net_total="0.10", tax_total="0.02", total="0.12")
    assert rows_of(read) == []


def test_the_lines_rates_make_the_breakdown_where_none_is_printed() -> None:
    lines = (Line("a", "1", None, "10.00", "10.00", "19"), Line("b", "1", None, "20.00", "20.00", "7"))
    read = reading(lines=lines, tax_total="3.30", total="33.30")
    assert rows_of(read) == [
        ("S", Decimal(19), Decimal("10.00"), Decimal("1.90")), ("S", Decimal(7), Decimal("20.00"), Decimal("1.40")),
    ]  # fmt: skip


def test_a_printed_breakdown_that_does_not_cover_the_totals_gives_way_to_the_lines() -> None:
    lines = (Line("a", "1", None, "10.00", "10.00", "19"), Line("b", "1", None, "20.00", "20.00", "7"))
    read = reading(lines=lines, rows=(TaxRow("11.76", "19.00", "2.23"),), tax_total="3.30", total="33.30")
    assert read.tax_breakdown == ()
    assert [row[1] for row in rows_of(read)] == [Decimal(19), Decimal(7)]


def test_lines_without_rates_share_out_a_printed_breakdown_where_only_one_way_fits() -> None:
    rows = (TaxRow("20", "10.00", "2.00"), TaxRow("5.5", "20.00", "1.10"))
    read = reading(rows=rows, tax_total="3.10", total="33.10")
    assert derived(read, "lines.0.tax_rate", "lines.1.tax_rate") == ["20", "5.5"]
    alike = (Line("a", "1", None, "15.00", "15.00"), Line("b", "1", None, "15.00", "15.00"))
    halves = (TaxRow("20", "15.00", "3.00"), TaxRow("5.5", "15.00", "0.83"))
    open_ = reading(lines=alike, rows=halves, tax_total="3.83", total="33.83")
    assert not open_.lines_stand


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Steuerschuldnerschaft des Leistungsempfängers", "AE"),
        ("Reverse charge: VAT to be accounted for by the recipient", "AE"),
        ("TVA 0% livraisons intracommunautaires", "K"),
        ("Steuerfreie Ausfuhrlieferung gemäß § 4 Nr. 1a UStG", "G"),
        ("TVA non applicable, art. 293 B du CGI", "E"),
        ("Outside the scope of VAT", "O"),
    ],
)
def test_wording_names_the_category_of_what_bears_no_tax(text: str, category: str) -> None:
    assert category in notes_in(text)
    read = reading(noted((category, text)), customer_tax_id="FR40303265045", **NO_TAX)
    assert [row[0] for row in rows_of(read)] == [category]
    assert document(read).tax_breakdown[0].exemption_reason == text


def test_two_reasons_at_once_leave_the_category_open() -> None:
    read = reading(noted(("AE", "reverse charge"), ("K", "intra-community supply")), **NO_TAX)
    assert [row[0] for row in rows_of(read)] == [None]


def test_a_printed_rate_of_zero_without_a_reason_is_zero_rated() -> None:
    read = reading(noted(rates=frozenset({Decimal(0)})), **NO_TAX)
    assert rows_of(read)[0][:2] == ("Z", Decimal(0))


def test_a_page_without_a_word_of_tax_is_not_subject_to_it_unless_somebody_has_a_vat_identifier() -> None:
    silent: dict[str, Any] = {"tax_total": None, "total": "30.00"}
    assert [row[0] for row in rows_of(reading(Facts(), supplier_tax_id=None, **silent))] == ["O"]
    assert rows_of(reading(Facts(), **silent)) == []
    assert rows_of(reading(Facts(speaks_of_tax=True), supplier_tax_id=None, **silent)) == []


def test_a_supply_to_another_country_names_that_country_and_the_day() -> None:
    facts = replace(noted(("K", "innergemeinschaftliche Lieferung")), delivered_on="2024-05-01")
    read = document(reading(facts, **ABROAD, **NO_TAX))
    assert read.delivery is not None
    assert read.delivery.address is not None
    assert (read.delivery.address.country, str(read.delivery.delivered_on)) == ("FR", "2024-05-01")
    assert [row.exemption_reason_code for row in read.tax_breakdown] == ["VATEX-EU-IC"]


def test_a_delivery_to_a_third_country_is_not_taken_for_one_to_the_customer_s() -> None:
    facts = replace(noted(("K", "innergemeinschaftliche Lieferung")), delivery_lines=("Lager", "1010 Wien", "Austria"))
    assert derived(reading(facts, **ABROAD, **NO_TAX), "delivery.address.country") == ["AT"]
    several = replace(facts, delivery_lines=("Austria", "Spain"))
    assert derived(reading(several, **ABROAD, **NO_TAX), "delivery.address.country") == [None]


def test_taxes_that_no_rate_explains_are_not_made_up() -> None:
    read = reading(tax_total="4.44", total="34.44")
    assert rows_of(read) == []
    assert derived(read, "lines.0.tax_category") == [None]
    assert len(LINES) == len(read.lines)


def test_a_document_without_tax_says_that_its_tax_is_nought() -> None:
    facts = replace(TAXED, notes=(Note("E", "Kein Ausweis von Umsatzsteuer, § 19 UStG"),), rates=frozenset())
    read = reading(facts, tax_total=None, total="30.00")
    assert derived(read, "totals.tax_total") == ["0"]
    assert not validate(write_ubl(document(read))).findings


def test_a_printed_row_of_nought_is_zero_rated() -> None:
    rows = (TaxRow("19", "10.00", "1.90"), TaxRow("0", "20.00", "0.00"))
    read = reading(rows=rows, tax_total="1.90", total="31.90")
    assert derived(read, "tax_breakdown.1.category") == ["Z"]


def test_one_rate_on_some_of_the_lines_leaves_the_others_untaxed_where_only_one_choice_fits() -> None:
    facts = replace(TAXED, notes=(Note("Z", "GST free"),), rates=frozenset({Decimal(10)}))
    read = reading(facts, tax_total="2.00", total="32.00")
    assert derived(read, "lines.0.tax_category", "lines.1.tax_category") == ["Z", "S"]
    assert not validate(write_ubl(document(read))).findings
    alike = (Line("a", "1", None, "15.00", "15.00"), Line("b", "1", None, "15.00", "15.00"))
    facts = replace(facts, rates=frozenset({Decimal(16)}))
    assert rows_of(reading(facts, alike, tax_total="2.40", total="32.40")) == []
