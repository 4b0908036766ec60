"""Number and due date are chosen among all texts of their form, where labels are known and where they are not."""

import json
from collections.abc import Sequence

import pytest

from bench.fitting.unknown_words import without_words
from chalicelib.extraction.details.features import ABSENT, MODELS
from chalicelib.extraction.details.likeness import Likeness
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import number_spots
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.reading.page_reader import rule_results_of
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName, Limits
from chalicelib.extraction.scoring.weights import FILE
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from tests.unit.extraction.drawn import Row, draw

SELLER: Sequence[Row] = ("Kranich Bau GmbH", "Weg 4", "80331 München", "")
BUYER: Sequence[Row] = ("Fernau Handel AG", "Ring 5", "50667 Köln", "")
SUMS: Sequence[Row] = ([(300, "Nettobetrag"), (-540, "100,00 EUR")], [(300, "MwSt. 19 %"), (-540, "19,00 EUR")],
                       [(300, "Gesamtbetrag"), (-540, "119,00 EUR")])  # fmt: skip
UNKNOWN = "Vorgangskennzeichen"  # no language lists it


def page(*details: Row, title: str = "Rechnung") -> Extracted:
    return read(draw([*SELLER, *BUYER, title, *details, "", *SUMS]))


def scene_of(*rows: Row) -> Scene:
    document = open_pdf(draw(rows), Limits())
    try:
        return rule_results_of(read_pages(document)).scene
    finally:
        document.close()


@pytest.mark.parametrize("model", sorted(MODELS))
def test_the_weights_file_has_a_row_for_each_feature_and_no_other(model: str) -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))[model]["candidate"]
    assert sorted(rows) == sorted(feature.name for feature in (ABSENT, *MODELS[model]))


@pytest.mark.parametrize("model", sorted(MODELS))
def test_every_feature_says_why_and_has_a_name_of_its_own(model: str) -> None:
    names = [feature.name for feature in MODELS[model]]
    assert len(set(names)) == len(names)
    assert all(feature.why for feature in MODELS[model])


def test_a_number_behind_an_unknown_label_is_found_and_less_sure() -> None:
    unknown = page(f"{UNKNOWN}: RE-2024-0881", "Datum: 03.05.2024").fields[FieldName.INVOICE_NUMBER]
    known = page("Rechnungsnummer: RE-2024-0881", "Datum: 03.05.2024").fields[FieldName.INVOICE_NUMBER]
    assert unknown.value == known.value == "RE-2024-0881"
    assert unknown.confidence < known.confidence


def test_a_known_label_weighs_more_than_the_form_of_a_number() -> None:
    found = page("Rechnungsnummer: 4711", f"{UNKNOWN}: RE-2024-0881", "Datum: 03.05.2024")
    assert found.fields[FieldName.INVOICE_NUMBER].value == "4711"


def test_another_things_number_is_not_taken_for_the_invoices() -> None:
    found = page("Kundennummer: 10881", f"{UNKNOWN}: RE-2024-17", "Datum: 03.05.2024")
    assert found.fields[FieldName.INVOICE_NUMBER].value == "RE-2024-17"


def test_a_page_without_any_number_of_its_own_has_none() -> None:
    found = page("Kundennummer: 10881", "Telefon: 089 5550123", "Datum: 03.05.2024")
    number = found.fields.get(FieldName.INVOICE_NUMBER)
    assert number is None or number.confidence < 0.5


def test_a_year_alone_is_never_sure_to_be_a_number() -> None:
    assert page("Rechnungsnummer: 2024").fields[FieldName.INVOICE_NUMBER].confidence < 0.9


def test_a_due_date_whose_label_is_unknown_is_the_round_number_of_days_after_the_invoice() -> None:
    with without_words({"falligam", "fallig"}):
        found = page("Rechnungsnummer: RE-17", "Datum: 03.05.2024", "Fällig am: 02.06.2024")
    assert found.fields[FieldName.DUE_DATE].value == "2024-06-02"


def test_a_due_date_is_not_the_delivery_date() -> None:
    found = page("Rechnungsnummer: RE-17", "Datum: 03.05.2024", "Lieferdatum: 30.04.2024")
    assert FieldName.DUE_DATE not in found.fields


def test_confidences_are_no_certainties() -> None:
    field = page("Rechnungsnummer: RE-2024-0881", "Datum: 03.05.2024").fields[FieldName.INVOICE_NUMBER]
    assert 0.9 <= field.confidence < 1


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Rechnungsnumner", "number"),
        ("Ihre Rechnungsnummer lautet", "number"),
        ("lnvoice Number", "number"),
        ("Zahlungsfällig am", "due"),
        ("Kundennummern", "other"),
    ],
)
def test_a_text_is_like_the_labels_that_it_was_made_of(text: str, group: str) -> None:
    found = Likeness.of(["de"]).to(text)
    assert max(found, key=lambda name: found[name]) == group


def test_a_text_of_other_letters_is_like_nothing() -> None:
    assert not Likeness.of(["de"]).to("xyzzy")


def test_dates_amounts_accounts_and_addresses_of_mail_are_no_numbers() -> None:
    rows = ("Datum: 03.05.2024", "Summe 1.190,00 EUR", "IBAN DE89 3704 0044 0532 0130 00", "a17@kranich.example")
    assert [spot.value for spot in number_spots(scene_of(*rows), ())] == []


def test_words_left_out_are_known_again_afterwards() -> None:
    known = vocabulary().meanings
    with without_words({"rechnungsnummer"}):
        assert not vocabulary().lookup("rechnungsnummer", "labels")
    assert vocabulary().meanings is known
    assert vocabulary().lookup("rechnungsnummer", "labels")
