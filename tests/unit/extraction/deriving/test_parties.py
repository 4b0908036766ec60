"""Countries and addresses follow from what is printed, or stay absent."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.extraction.deriving.places.addresses import part_address, post_line
from chalicelib.extraction.result import Method
from tests.unit.extraction.deriving.readings import TAXED, derived, document, reading

BARE: dict[str, Any] = {"supplier_tax_id": None, "supplier_address": None, "customer_address": None}


def country(role: str, **changed: Any) -> tuple[str, str | None] | None:
    found = reading(**changed).derived.get(f"{role}.address.country")
    return (found.value, found.derived_from) if found else None


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ("DE", "supplier_tax_id")),
        ({"supplier_address": "12 Mill Lane, Leeds LS1 4AP"}, ("GB", "supplier_address")),
        ({"supplier_address": "Rue 1, 1000 Bruxelles, Belgien"}, ("BE", "supplier_address")),
        ({"supplier_tax_id": "EL094259216", "supplier_address": None}, ("GR", "supplier_tax_id")),
        (
            {"supplier_tax_id": None, "iban": "DE89370400440532013000"},
            ("DE", "bank, currency, supplier_address, tax_rate"),
        ),
        ({**BARE, "currency": "MAD", "facts": replace(TAXED, languages=("fr",))}, ("MA", "currency, language")),
        (
            {**BARE, "supplier_name": "Minta Kft.", "facts": replace(TAXED, languages=("hu",))},
            ("HU", "language, supplier_name"),
        ),
        (
            {**BARE, "bic": "COBADEFFXXX", "facts": replace(TAXED, contact_lines=("Amtsgericht Bonn HRB 1234",))},
            ("DE", "bank, tax_rate, register"),
        ),
    ],
)
def test_the_supplier_s_country_is_that_of_the_strongest_sign(changed: dict[str, Any], found: tuple[str, str]) -> None:
    assert country("supplier", **changed) == found


@pytest.mark.parametrize(
    "changed",
    [
        BARE,
        {**BARE, "iban": "DE89370400440532013000", "facts": replace(TAXED, rates=frozenset())},
        {**BARE, "iban": "LT601010012345678901", "currency": "SEK"},
    ],
)
def test_an_account_or_a_currency_alone_says_no_country_and_two_that_disagree_say_none(
    changed: dict[str, Any],
) -> None:
    assert country("supplier", **changed) is None


def test_a_customer_without_a_country_is_in_the_supplier_s_if_it_writes_post_codes_so() -> None:
    assert country("customer") == ("DE", "customer_address, supplier_country")
    assert country("customer", customer_address="Dorpsstraat 1, 1135 AC Edam") == ("NL", "customer_address")
    assert country("customer", customer_address="Herengracht 1, 1015 Amsterdam") is None
    assert country("customer", customer_address="Postfach") is None


def test_a_customer_s_address_without_a_post_code_is_at_home_where_language_and_money_leave_one_country() -> None:
    spanish = {"supplier_tax_id": "ESA58818501", "facts": replace(TAXED, languages=("es",)), "customer_address": "Lugo"}
    assert country("customer", **spanish) == ("ES", "language, supplier_country")
    assert country("customer", **spanish, currency="USD") is None
    english = {
        "supplier_tax_id": "IE8211740N",
        "facts": replace(TAXED, languages=("en",)),
        "customer_address": "Lisacul",
    }
    assert country("customer", **english) is None


def test_an_irish_county_says_the_country() -> None:
    facts = replace(TAXED, languages=("en",), customer_lines=("Lisacul", "Castlerea, Co. Roscommon"))
    assert country("customer", customer_address="Lisacul", facts=facts) == ("IE", "page")


def test_the_only_rate_of_tax_speaks_for_a_country_of_the_language() -> None:
    facts = replace(TAXED, languages=("en",), rates=frozenset([Decimal(15)]))
    found = country("supplier", **BARE | {"supplier_address": "4 Mill Road, Thames 3500"}, currency="NZD", facts=facts)
    assert found == ("NZ", "currency, supplier_address, tax_rate")


def test_a_customer_abroad_is_where_its_address_says() -> None:
    assert country("customer", customer_address="35 rue X, 69001 Lyon, France") == ("FR", "customer_address")
    assert country("customer", customer_tax_id="ATU12345675", customer_address=None) == ("AT", "customer_tax_id")


def test_a_town_that_the_reading_left_out_is_taken_from_under_the_name() -> None:
    facts = replace(TAXED, customer_lines=("Ring 5", "DE 50667 Köln", "Rechnung Nr. 7"))
    read = reading(facts, customer_address="Ring 5")
    places = ("customer.address.post_code", "customer.address.city", "customer.address.country")
    assert derived(read, *places) == ["50667", "Köln", "DE"]
    customer = document(read).customer
    assert customer is not None
    assert customer.address is not None
    assert customer.address.line_1 == "Ring 5"


def test_a_derived_value_says_what_it_follows_from_and_is_no_surer_than_that() -> None:
    field = reading().derived["supplier.address.country"]
    assert (field.method, field.derived_from, field.page) == (Method.DERIVED, "supplier_tax_id", None)
    assert field.confidence <= 0.97


def test_an_abn_is_the_supplier_s_registration_with_its_scheme() -> None:
    read = reading(
        supplier_tax_id="51 824 753 556", supplier_address="1 King St, Sydney, NSW 2000", currency="AUD",
        customer_address="2 High St, Melbourne, VIC 3000",
    )  # fmt: skip
    supplier = document(read).supplier
    assert supplier is not None
    assert supplier.legal_id is not None
    assert (supplier.legal_id.value, supplier.legal_id.scheme) == ("51 824 753 556", "0151")
    assert (supplier.tax_id, supplier.tax_registration) == (None, "51 824 753 556")


@pytest.mark.parametrize(
    ("line", "code", "city", "only"),
    [
        ("D-63571 Gelnhausen", "63571", "Gelnhausen", "DE"),
        ("3012 CN Rotterdam", "3012 CN", "Rotterdam", "NL"),
        ("123 45 Storstad", "123 45", "Storstad", None),
        ("3000-150 Coimbra", "3000-150", "Coimbra", "PT"),
        ("Auckland 1010", "1010", "Auckland", None),
        ("Dublin D02 AF30", "D02 AF30", "Dublin", "IE"),
        ("GB SW1B 3BN London", "SW1B 3BN", "London", "GB"),
        ("2100 København Ø", "2100", "København Ø", None),
    ],
)
def test_lines_with_a_post_code_are_taken_apart(line: str, code: str, city: str, only: str | None) -> None:
    post = post_line(line)
    assert post is not None
    assert (post.code, post.city, post.country) == (code, city, only)


@pytest.mark.parametrize(
    "line",
    ["1242 chemin de l'olive", "Europa-Allee 1980", "12 Mill Street", "Invoice 20240456 of May", "Tel. 0123 4567"],
)
def test_streets_and_numbers_are_no_towns(line: str) -> None:
    assert post_line(line) is None


def test_an_address_keeps_the_lines_that_are_neither_town_nor_country() -> None:
    assert part_address("Hof 3, Pappelallee 15, Tor 1, Haus B, 12345 Leipzig, Deutschland", ("de",)) == {
        "line_1": "Hof 3", "line_2": "Pappelallee 15", "line_3": "Tor 1, Haus B", "post_code": "12345",
        "city": "Leipzig", "country": "DE",
    }  # fmt: skip


def test_a_customer_of_a_supplier_without_a_country_is_where_form_language_and_currency_meet() -> None:
    assert country("customer", **{**BARE, "customer_address": "Ring 5, 50667 Köln"}) == (
        "DE",
        "customer_address, language, currency",
    )
    assert country("customer", **{**BARE, "customer_address": "Ring 5, 50667 Köln", "currency": "SEK"}) is None


def test_a_language_of_one_country_says_where_a_customer_without_a_post_code_is() -> None:
    facts = replace(TAXED, languages=("hu",))
    found = {"supplier_tax_id": "HU12345676", "supplier_address": None, "customer_address": "Fő utca 1"}
    assert country("customer", facts=facts, **found) == ("HU", "language, supplier_country")


def test_a_supplier_without_a_vat_identifier_is_identified_by_its_tax_number() -> None:
    read = document(reading(supplier_tax_id="21/815/08150"))
    assert read.supplier is not None
    assert [each.value for each in read.supplier.identifiers] == ["21/815/08150"]


def test_a_box_at_the_post_office_is_no_town() -> None:
    assert country("customer", customer_address="Postfach 1120, 33415 Verl") == (
        "DE",
        "customer_address, supplier_country",
    )
