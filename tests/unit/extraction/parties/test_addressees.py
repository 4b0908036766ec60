"""Whose letter it is: agents, offices and attention in addresses, and senders that only the small print names."""

from collections.abc import Sequence

import pytest

from chalicelib.extraction.parties.choice import Parties
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import Row, draw
from tests.unit.extraction.parties.test_party_choice import BUYER, REST, SELLER, chosen, names

SUPPLY = "Kranich Supply Ltd."
SMALL_PRINT = f"{SUPPLY} Registered in England No. 09441827. Registered office: 1 Mill Walk, Leeds LS1 4DY."
SUMS: Sequence[Row] = ("Invoice number: A-100", "Date: 03.05.2024", [(300, "Total"), (-540, "20.00 EUR")])

OFFICES = (
    "The Finance Manager", "The Estates Bursar", "Purchasing Dept", "Head of Facilities", "Abt. Einkauf",
    "Crediteurenadministratie", "Service comptabilité", "Ufficio amministrazione", "Účtárna", "Dział Księgowości",
    "Økonomiafdelingen", "Leverantörsreskontra", "Dpto. de contabilidad", "Raamatupidamine", "Τμήμα Προμηθειών",
)  # fmt: skip


def value(found: Extracted, name: FieldName) -> str | None:
    return found.fields[name].value if name in found.fields else None


@pytest.mark.parametrize(
    "agent",
    [
        "v/ Muster Administration ApS", "c/o Muster Verwaltung GmbH", "vertreten durch Muster Verwaltung GmbH",
        "aux bons soins de Muster Gestion SARL", "représentée par Muster Gestion SARL", "p.a. Muster Beheer BV",
        "z. Hd. Muster Verwaltung GmbH", "À l'attention de Muster Gestion SARL", "t.a.v. Muster Beheer BV",
        "Att. Muster Administration ApS", "K rukám Muster Správa s.r.o.", "Na ręce Muster Zarząd Sp. z o.o.",
        "hos Muster Forvaltning AS", "i. Hs. Muster Verwaltung GmbH", "Aos cuidados de Muster Gestão Lda",
    ],
)  # fmt: skip
def test_a_company_in_a_line_about_care_or_attention_is_not_the_customer(agent: str) -> None:
    rows = [*SELLER, "", "Strandkanten Owners", agent, "18 Forest Road", "Bristol BS1 5TY", "", *REST]
    assert value(read(draw(rows, every_letter=True)), FieldName.CUSTOMER_NAME) == "Strandkanten Owners"


@pytest.mark.parametrize(
    "behind", ["c/o Muster Estates Ltd", "v/ Muster ApS", "Attn. Anna Muster", "z. Hd. Frau Muster", "t.a.v. A. Muster"]
)
def test_an_agent_behind_the_customer_s_name_in_its_line_is_no_part_of_it(behind: str) -> None:
    rows = [*SELLER, "", f"Strandkanten Owners {behind}", "18 Forest Road", "Bristol BS1 5TY", "", *REST]
    assert value(read(draw(rows, every_letter=True)), FieldName.CUSTOMER_NAME) == "Strandkanten Owners"


def test_a_name_that_begins_like_such_a_line_is_one() -> None:
    for name in ("Chez Marcel SARL", "AT&T Mill Ltd", "Department of Health", "Via Roma Foods Ltd", "Attila Mill Ltd",
                 "Feld Police Department", "I.H. Muster & Sons Ltd", "P.A. Muster ApS"):  # fmt: skip
        rows = [*SELLER, "", "Bill to", name, "18 Forest Road", "Bristol BS1 5TY", "", *REST]
        assert names(chosen(rows)) == ("Acorn Trading Ltd", name)
        assert names(chosen([name, *SELLER[1:], *BUYER, *REST]))[0] == name


@pytest.mark.parametrize("office", OFFICES)
def test_the_name_under_an_office_that_begins_an_address_is_the_customer(office: str) -> None:
    address = [office, "Muster Foods Ltd", "18 Forest Road", "Bristol BS1 5TY"]
    rows: list[Row] = [[(50, left), (380, str(right))] for left, right in zip(address, SELLER, strict=True)]
    found = read(draw([*rows, "", "Invoice", *SUMS], every_letter=True))
    assert value(found, FieldName.CUSTOMER_NAME) == "Muster Foods Ltd"
    assert value(found, FieldName.SUPPLIER_NAME) == "Acorn Trading Ltd"


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_under_a_name_is_no_part_of_it_nor_of_the_address(office: str) -> None:
    rows = [*SELLER, "", "Muster Foods", office, "18 Forest Road", "Bristol BS1 5TY", "", *REST]
    found = read(draw(rows, every_letter=True))
    assert value(found, FieldName.CUSTOMER_NAME) == "Muster Foods"
    assert value(found, FieldName.CUSTOMER_ADDRESS) == "18 Forest Road, Bristol BS1 5TY"


def test_a_person_with_a_salutation_is_no_part_of_the_company_s_name() -> None:
    rows = [*SELLER, "", "Mr J Hartley", "Muster Foods Ltd", "18 Forest Road", "Bristol BS1 5TY", "", *REST]
    assert names(chosen(rows)) == ("Acorn Trading Ltd", "Muster Foods Ltd")


def letter(*address: Row, foot: str) -> Parties:
    """A letter whose first line is who gets it, and whose sender stands in the foot alone."""
    return chosen([*address, *[""] * 6, "Your electricity bill", *REST, *[""] * (45 - len(address)), foot])


def test_the_company_whose_registration_stands_in_the_foot_sends_the_letter_and_a_person_is_to_look() -> None:
    found = letter("Muster Foods Ltd", "18 Forest Road", "Bristol", "BS1 5TY", foot=SMALL_PRINT)
    assert names(found) == (SUPPLY, "Muster Foods Ltd")
    assert found.supplier
    assert found.customer
    assert max(found.supplier.confidence, found.customer.confidence) < 0.7


def test_a_sender_s_head_is_not_taken_for_an_address_of_the_customer() -> None:
    head = ("Muster Foods Ltd", "18 Forest Road", "Bristol BS1 5TY", "Company number 07718273")
    assert letter(*head, foot=SMALL_PRINT).supplier != letter(*head[:-1], foot=SMALL_PRINT).supplier
    assert names(letter(*head, foot=SMALL_PRINT))[0] == "Muster Foods Ltd"


GERMAN_FOOT: Row = [(50, "Kranich GmbH"), (200, "USt-IdNr. DE136695976"), (400, "IBAN DE30507500940000048567")]


def bill(head: Row, foot: Row) -> Extracted:
    rows: list[Row] = [
        [(50, "Muster A/S"), (-540, "Kranich GmbH")], [(50, "Havnegade 14"), (-540, "Kanalstraße 88")],
        [(50, "5000 Odense"), (-540, "24103 Kiel")], "", "Rechnung", head, "Rechnung Nr. 17 vom 06.05.2024",
        [(300, "Gesamtbetrag"), (-540, "119,00 EUR")], *[""] * 43, foot,
    ]  # fmt: skip
    return read(draw(rows, every_letter=True))


@pytest.mark.parametrize("number", ["DK13585628", "DE129273398"], ids=["abroad", "at home"])
def test_the_only_tax_number_among_the_invoice_s_data_is_the_customer_s_where_the_foot_has_another(number: str) -> None:
    found = bill([(50, "Debitor 4711"), (200, f"USt-IdNr. {number}")], GERMAN_FOOT)
    assert value(found, FieldName.SUPPLIER_TAX_ID) == "DE136695976"
    assert value(found, FieldName.CUSTOMER_TAX_ID) == number


@pytest.mark.parametrize(
    "text", ["Unsere USt-IdNr. DE129273398", "USt-IdNr. des Lieferanten: DE129273398", "Our VAT number: DK13585628"]
)
def test_a_tax_number_in_the_head_that_is_called_the_supplier_s_is_not_the_customer_s(text: str) -> None:
    assert value(bill(text, GERMAN_FOOT), FieldName.CUSTOMER_TAX_ID) is None


def test_a_tax_number_in_the_head_stays_the_supplier_s_where_there_is_no_other() -> None:
    found = bill([(50, "Debitor 4711"), (200, "USt-IdNr. DE136695976")], "Kranich GmbH")
    assert value(found, FieldName.SUPPLIER_TAX_ID) == "DE136695976"
    assert value(found, FieldName.CUSTOMER_TAX_ID) is None


def test_the_third_number_under_a_name_is_still_its_own() -> None:
    rows: list[Row] = [
        [(50, "Dodávateľ:"), (320, "Odberateľ:"), (-540, "IČO: 44182732")],
        [(50, "Kranich s.r.o."), (-540, "IČ DPH: SK2022749619")],
        [(50, "Skladová 22")],
        [(50, "979 01 Rimava"), (330, "Muster a.s.")],
        [(330, "Horská 77")],
        [(50, "IČO: 51827361"), (330, "976 98 Dolná")],
        "DIČ: 2021853504",
        "IČ DPH: SK2021853504",
        "",
        "FAKTÚRA č. 250100742",
        "Dátum vystavenia: 22.09.2025",
        [(300, "Celkom na úhradu"), (-540, "740,93 €")],
    ]
    found = read(draw(rows, every_letter=True))
    assert value(found, FieldName.SUPPLIER_TAX_ID) == "SK2021853504"
    assert value(found, FieldName.CUSTOMER_TAX_ID) == "SK2022749619"
