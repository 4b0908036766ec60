"""Whose memory a document is read with, and whose not."""

import pytest

from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.keys import choose, keys_to_learn, printed_keys, supplier_keys
from chalicelib.extraction.memory.model import MAX_KEYS, Memory
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import Row
from tests.unit.extraction.memory.taught import TAX_ID, reading, rows

OTHERS_TAX_ID = "GB980780684"


def values(found: Extracted) -> dict[FieldName, str]:
    return {name: field.value for name, field in found.fields.items()}


def layout(found: Extracted) -> Layout:
    assert found.layout is not None
    return found.layout


@pytest.fixture(scope="module")
def first() -> Extracted:
    return reading(rows())


@pytest.fixture(scope="module")
def acorn(first: Extracted) -> Memory:
    return Memory("Acorn", keys_to_learn(values(first), layout(first), {}))


def chosen(page: list[Row], *memories: Memory) -> tuple[Memory | None, bool]:
    found = reading(page)
    known = choose(memories, values(found), layout(found))
    return known.memory, known.unclear


def test_a_supplier_is_known_by_tax_id_name_and_its_own_domain(acorn: Memory) -> None:
    assert acorn.keys == (f"tax:{TAX_ID.lower()}", "name:acorntradingltd", "domain:acorn-trading.test")
    assert len(acorn.keys) <= MAX_KEYS


def test_a_domain_that_is_not_the_suppliers_is_no_key() -> None:
    page = reading([*rows(), "made with www.invoicing-software.test"])
    assert "domain:invoicing-software.test" not in keys_to_learn(values(page), layout(page), {})
    assert "domain:invoicing-software.test" in printed_keys(values(page), layout(page))


def test_mail_of_many_tells_no_supplier() -> None:
    assert supplier_keys({FieldName.SUPPLIER_EMAIL: "acorn@gmail.com"}) == ()


def test_the_companys_own_invoices_teach_nothing(first: Extracted) -> None:
    company = {FieldName.CUSTOMER_NAME: "ACORN Trading, Ltd."}
    assert keys_to_learn(values(first), layout(first), company) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Acorn Trading Ltd", "Acorn Group Invoicing"),
        (f"VAT {TAX_ID}    www.acorn-trading.test", f"Our VAT number {TAX_ID}"),
        (f"VAT {TAX_ID}    www.acorn-trading.test", "www.acorn-trading.test"),
    ],
)
def test_any_one_of_the_keys_is_enough(acorn: Memory, old: str, new: str) -> None:
    assert chosen([new if row == old else row for row in rows("QX-5")], acorn) == (acorn, False)


def test_another_supplier_is_not_read_with_it(acorn: Memory) -> None:
    page: list[Row] = ["Maple Joinery Ltd", "1 High Street, York YO1 7HH", f"VAT {OTHERS_TAX_ID}", *rows()[3:]]
    assert chosen(page, acorn) == (None, False)


def test_another_firm_of_the_same_group_is_not_read_with_it(acorn: Memory) -> None:
    page = [str(row).replace(TAX_ID, OTHERS_TAX_ID) if isinstance(row, str) else row for row in rows()]
    assert chosen(page, acorn) == (None, False)


def test_a_supplier_who_is_the_customer_this_time_is_not_read_as_supplier(acorn: Memory) -> None:
    page: list[Row] = [
        "Maple Joinery Ltd", "1 High Street, York YO1 7HH", f"VAT {OTHERS_TAX_ID}", "INVOICE",
        "Bill to: Acorn Trading Ltd", "Invoice number: 17", "Invoice date: 03.05.2024", "Total: GBP 120.00",
    ]  # fmt: skip
    assert chosen(page, acorn) == (None, False)


def test_where_two_fit_neither_is_used(acorn: Memory) -> None:
    twin = Memory("Acorn again", acorn.keys)
    assert chosen(rows("QX-2"), acorn, twin) == (None, True)


def test_what_was_read_as_the_suppliers_tax_id_decides_between_two(acorn: Memory) -> None:
    by_name = Memory("Acorn by name", ("name:acorntradingltd",))
    assert chosen(rows("QX-2"), acorn, by_name) == (acorn, False)
