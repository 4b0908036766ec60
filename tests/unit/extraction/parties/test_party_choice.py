"""Supplier and customer are chosen together, with probabilities, by weights that belong to the features."""

import json
from collections.abc import Sequence

import pytest

from chalicelib.extraction.parties.choice import Parties, find_parties
from chalicelib.extraction.parties.features import ABSENT, BOTH_ABSENT, CANDIDATE, DOMAIN, PAIR
from chalicelib.extraction.reading.page_reader import scene_of
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Context, FieldName, Limits
from chalicelib.extraction.scoring.weights import FILE
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from tests.unit.extraction.drawn import Row, draw
from tests.unit.extraction.memory.taught import TAX_ID
from tests.unit.extraction.memory.taught import rows as invoice_rows

SELLER: Sequence[Row] = ("Acorn Trading Ltd", "4 Mill Lane", "Leeds LS1 4DY", "")
BUYER: Sequence[Row] = ("Bill to", "Muster Foods Ltd", "18 Forest Road", "Bristol BS1 5TY", "")
REST: Sequence[Row] = ("Invoice number: A-100", "Date: 03.05.2024", [(300, "Total"), (-540, "£20.00")])


def chosen(rows: Sequence[Row], context: Context | None = None) -> Parties:
    document = open_pdf(draw(rows), Limits())
    try:
        return find_parties(scene_of(read_pages(document)), context or Context())
    finally:
        document.close()


def names(parties: Parties) -> tuple[str | None, str | None]:
    supplier, customer = parties.supplier, parties.customer
    return supplier.name if supplier else None, customer.name if customer else None


def test_letterhead_and_labelled_block_are_two_parties() -> None:
    assert names(chosen([*SELLER, *BUYER, *REST])) == ("Acorn Trading Ltd", "Muster Foods Ltd")


def test_the_only_name_is_the_suppliers_and_the_customer_is_absent() -> None:
    assert names(chosen([*SELLER, *REST])) == ("Acorn Trading Ltd", None)


@pytest.mark.parametrize(
    "body",
    ["Hill Body Corporate 4711", "WEG Lindenstraße 14", "Comune di Feld", "Condominio Via Roma 5", "Brf Solen 3"],
)
def test_a_community_or_public_body_is_a_customer_without_a_legal_form(body: str) -> None:
    assert names(chosen([*SELLER, "", body, "c/o Acorn Managers", *BUYER[2:], *REST])) == ("Acorn Trading Ltd", body)


def test_a_manager_behind_per_address_is_not_the_customer() -> None:
    rows = [*SELLER, "", "VME Lindenhof", "p/a Muster Beheer BV", "Kerkstraat 4", "2920 Kalmthout", "", *REST]
    assert names(chosen(rows)) == ("Acorn Trading Ltd", "VME Lindenhof")


def test_a_heading_that_addresses_the_reader_is_nobody() -> None:
    rows = [*SELLER, "", "Your water bill", "9 High Street, York YO1 7HH", "", *REST]
    assert names(chosen(rows)) == ("Acorn Trading Ltd", None)


def test_a_brand_is_given_by_the_name_that_is_registered() -> None:
    rows = ["Acorn Trading", *SELLER[1:], *BUYER, *REST, "Please pay to Acorn Trading (Leeds) Limited"]
    foot = "Acorn Trading (Leeds) Limited, 4 Mill Lane, Leeds LS1 4DY"
    assert names(chosen([*rows, foot]))[0] == "Acorn Trading (Leeds) Limited"


def test_pages_without_any_name_name_nobody() -> None:
    assert names(chosen(REST)) == (None, None)


def test_the_readers_own_company_is_no_supplier_where_the_pages_leave_it_open() -> None:
    rows = [*SELLER, *BUYER[1:], *REST]  # no label says who is who
    assert names(chosen(rows)) == ("Acorn Trading Ltd", "Muster Foods Ltd")
    own = Context(company_names=("ACORN TRADING LTD",))
    assert names(chosen(rows, own)) == ("Muster Foods Ltd", "Acorn Trading Ltd")


def test_the_readers_own_company_is_the_supplier_of_its_own_sales() -> None:
    rows = [*SELLER, *BUYER, *REST]
    own = Context(company_names=("ACORN TRADING LTD",))
    assert names(chosen(rows, own)) == ("Acorn Trading Ltd", "Muster Foods Ltd")
    theirs = Context(company_names=("Muster Foods Ltd",))
    assert names(chosen(rows, theirs)) == ("Acorn Trading Ltd", "Muster Foods Ltd")


def test_confidences_are_probabilities_and_fall_where_more_speaks_for_another() -> None:
    labelled, bare = chosen([*SELLER, *BUYER, *REST]), chosen([*SELLER, *BUYER[1:], *REST])
    assert labelled.customer
    assert bare.customer
    assert 0 < bare.customer.confidence < labelled.customer.confidence < 1


@pytest.mark.parametrize(
    ("table", "features"),
    [("candidate", (ABSENT, DOMAIN, *CANDIDATE)), ("pair", (BOTH_ABSENT, *PAIR))],
)
def test_the_weights_file_has_a_row_for_each_feature_and_no_other(table: str, features: Sequence[object]) -> None:
    rows = json.loads(FILE.read_text(encoding="utf-8"))["parties"][table]
    measured = [feature.name for feature in (*CANDIDATE, *PAIR, ABSENT, DOMAIN, BOTH_ABSENT) if feature in features]
    assert sorted(rows) == sorted(measured)


@pytest.mark.parametrize("times", [20, 30])
def test_a_name_that_stands_everywhere_leaves_room_for_others(times: int) -> None:
    rows: list[Row] = ["Kranich GmbH", "Weg 4, 80331 München", "Rechnung R-17", "Rechnung an:", "Kunde AG",
                       "Ring 5, 50667 Köln", *["Kranich GmbH"] * times, "Gesamtbetrag: EUR 119,00"]  # fmt: skip
    fields = read(draw(rows)).fields
    assert fields[FieldName.CUSTOMER_NAME].value == "Kunde AG"
    assert fields[FieldName.SUPPLIER_NAME].value == "Kranich GmbH"


@pytest.mark.parametrize("own", ["Acorn Trading Ltd", "Harbour Books Ltd"])
def test_who_reads_an_invoice_does_not_swap_its_parties(own: str) -> None:
    ids = (TAX_ID,) if own == "Acorn Trading Ltd" else ()
    fields = read(draw(invoice_rows()), Context((own,), ids)).fields
    assert fields[FieldName.SUPPLIER_NAME].value == "Acorn Trading Ltd"
    assert fields[FieldName.SUPPLIER_TAX_ID].value == TAX_ID
    assert fields[FieldName.CUSTOMER_NAME].value == "Harbour Books Ltd"
    assert FieldName.CUSTOMER_TAX_ID not in fields


@pytest.mark.parametrize(
    ("letterhead", "name"),
    [
        (("Acorn Catering", "Equipment Services", "Limited", "Unit 8 Mill Lane", "Leeds LS1 4DY"), None),
        (("ACORN TRADING LTD", "Main Street, Castlebar, Co. Mayo", "Tel 094 555 0123"), "ACORN TRADING LTD"),
        (("van der Kraan Flora", "Dorpsstraat 4", "3311 ER Dordrecht"), "van der Kraan Flora"),
    ],
    ids=["a name over three lines", "an Irish county is no company", "a particle in small letters"],
)
def test_letterheads_of_several_kinds(letterhead: Sequence[Row], name: str | None) -> None:
    supplier, customer = names(chosen([*letterhead, "", *BUYER, *REST]))
    assert supplier == (name or "Acorn Catering Equipment Services Limited")
    assert customer == "Muster Foods Ltd"


def test_a_customers_name_over_two_lines_is_not_the_suppliers_as_well() -> None:
    buyer: Sequence[Row] = ("Fa.", "Linden Pflegedienst", "Ortenau GmbH", "Hauptstraße 7", "77694 Kehl", "")
    sender: Sequence[Row] = ("Autohaus Ahorn", "", "Autohaus Ahorn, Rheinstr. 2, 77694 Kehl")
    assert names(chosen([*sender, *buyer, *REST])) == ("Autohaus Ahorn", "Linden Pflegedienst Ortenau GmbH")


@pytest.mark.parametrize(
    "buyer",
    [
        ("The Secretary", "Muster Sailing Club CIC", "Priors Lane", "Bristol BS1 5TY", ""),
        ("Private & Confidential", "Anna Muster", "18 Forest Road", "Bristol", "BS1 5TY", ""),
        ("Messrs", "Muster Foods", "18 Forest Road", "Bristol", "BS1 5TY", ""),
    ],
    ids=["an office", "a confidential letter", "a salutation"],
)
def test_the_line_under_how_a_letter_is_addressed_is_the_customer(buyer: Sequence[Row]) -> None:
    assert names(chosen([*SELLER, *buyer, *REST])) == ("Acorn Trading Ltd", buyer[1])


def test_a_practice_over_its_owner_is_part_of_the_name() -> None:
    buyer: Sequence[Row] = ("Rechnung an", "Zahnarztpraxis", "Dr. Anna Berg", "Hauptstraße 7", "77694 Kehl", "")
    assert names(chosen([*SELLER, *buyer, *REST]))[1] == "Zahnarztpraxis Dr. Anna Berg"


@pytest.mark.parametrize(
    ("head", "foot", "name"),
    [
        ("\u25b2 acorn cloud", "Acorn Cloud Limited, 5 Mill Lane, Leeds LS1 4DY", "Acorn Cloud Limited"),
        ("Blanchisserie du Roc", "Blanchisserie du Roc – SAS au capital de 8 000 €", "Blanchisserie du Roc"),
    ],
    ids=["an ornament before a brand", "a legal form behind a dash"],
)
def test_a_name_is_without_what_only_stands_beside_it(head: str, foot: str, name: str) -> None:
    rows: list[Row] = [head, "5 Mill Lane", "Leeds LS1 4DY", "", *BUYER, *REST, *[""] * 30, foot]
    assert names(chosen(rows))[0] == name


def test_what_stands_beside_the_account_that_is_paid_speaks_for_a_sender() -> None:
    sides: Sequence[Row] = ([(50, "Muster Foods Ltd"), (320, "Acorn Trading Ltd")],
                            [(50, "18 Forest Road"), (320, "4 Mill Lane")],
                            [(50, "Bristol BS1 5TY"), (320, "Leeds LS1 4DY")], "")  # fmt: skip

    def likely(*more: Row) -> float:
        """How likely Acorn is the supplier rather than Muster."""
        supplier = chosen([*sides, *REST, *more]).supplier
        assert supplier
        return supplier.confidence if supplier.name == "Acorn Trading Ltd" else -supplier.confidence

    account = "Sort code 20-00-00 Account 12345678"
    assert likely(f"{account} Muster Foods Ltd") < likely() < likely(f"{account} Acorn Trading Ltd")


def test_a_name_behind_its_label_goes_on_in_the_line_that_has_the_legal_form() -> None:
    rows: list[Row] = [
        [(50, "Cedente/prestatore (fornitore)"), (300, "Cessionario/committente (cliente)")],
        [(50, "Denominazione: Ferramenta Zola S.r.l."), (300, "Denominazione: Carrozzeria Berg di Berg")],
        [(50, "Indirizzo: Via Roma 4"), (300, "G. & C. S.n.c.")],
        [(50, "Comune: Lugo"), (300, "Indirizzo: Via Milano 9")],
        [(50, "Cap: 48022"), (300, "Comune: Imola")], "Fattura 17/26", "Data: 30-10-2026",
        [(300, "Totale documento"), (-540, "122,00")],
    ]  # fmt: skip
    assert names(chosen(rows)) == ("Ferramenta Zola S.r.l.", "Carrozzeria Berg di Berg G. & C. S.n.c.")
