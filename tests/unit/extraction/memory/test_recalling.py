"""What a correction teaches, held against the supplier's next pages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.extraction.deriving import derive_again
from chalicelib.extraction.memory.model import Direction, Memory, RememberedField
from chalicelib.extraction.memory.recalling import recall
from chalicelib.extraction.result import Extracted, Field, FieldName, Method, TaxRow
from tests.unit.extraction.deriving.readings import TAXED
from tests.unit.extraction.deriving.readings import reading as reading_of
from tests.unit.extraction.drawn import Row
from tests.unit.extraction.memory.taught import TAX_ID, reading, rows, taught

NUMBER = FieldName.INVOICE_NUMBER


@pytest.fixture(scope="module")
def memory() -> Memory:
    return taught(reading(rows("QX-1")), {NUMBER: "QX-1"})


def test_without_a_correction_the_known_label_is_believed() -> None:
    assert reading(rows("QX-2")).fields[NUMBER].value == "LEDGER-77"


def test_a_corrected_number_is_found_behind_its_label_in_the_next_document(memory: Memory) -> None:
    field = recall(reading(rows("QX-2")), memory).fields[NUMBER]
    assert (field.value, field.method, field.page) == ("QX-2", Method.MEMORY, 1)
    assert field.confidence >= 0.9
    assert field.box is not None
    assert 199 < field.box.left < 201


def test_it_is_found_where_the_label_moved(memory: Memory) -> None:
    moved: list[Row] = ["Season's greetings", "from all of us", *rows("QX-31")]
    assert recall(reading(moved), memory).fields[NUMBER].value == "QX-31"


def test_a_value_of_another_form_is_not_taken(memory: Memory) -> None:
    result = recall(reading(rows("to follow")), memory)
    assert (result.fields[NUMBER].value, result.fields[NUMBER].method) == ("LEDGER-77", Method.LABEL)


def test_a_label_that_is_only_the_end_of_a_longer_one_is_another(memory: Memory) -> None:
    page = [[(50, "Old Zaffre code"), (200, "QX-9")] if "QX" in str(row) else row for row in rows()]
    assert recall(reading(page), memory).fields[NUMBER].value == "LEDGER-77"


def test_two_values_behind_the_same_label_settle_nothing_and_are_told(memory: Memory) -> None:
    page: list[Row] = ["Season's greetings", "from all of us", *rows("QX-2"), "", [(300, "Zaffre code"), (450, "QX-3")]]
    result = recall(reading(page), memory)
    assert result.fields[NUMBER].value == "LEDGER-77"
    assert "memory_unclear:invoice_number" in result.warnings


def test_the_later_correction_of_a_field_counts(memory: Memory) -> None:
    again = taught(reading(rows("QX-1")), {NUMBER: "LEDGER-77"}, memory)
    assert recall(reading(rows("QX-2")), again).fields[NUMBER].value == "LEDGER-77"


def test_a_memory_that_leads_to_corrections_is_weakened_and_then_dropped(memory: Memory) -> None:
    wrong = recall(reading(rows("QX-2")), memory)
    weaker = taught(wrong, {NUMBER: "LEDGER-77"}, memory)
    assert not weaker.fields[NUMBER].trusted
    once_more = replace(wrong, fields={**wrong.fields})
    assert NUMBER not in taught(once_more, {NUMBER: "LEDGER-77"}, weaker).fields


def test_a_field_that_a_correction_empties_is_forgotten(memory: Memory) -> None:
    assert NUMBER not in taught(reading(rows()), {NUMBER: None}, memory).fields


def test_what_was_read_right_and_is_confirmed_becomes_surer_and_stays_as_it_was_read() -> None:
    first = reading(rows())
    memory = taught(first, {FieldName.TOTAL: "120.00"})
    after = recall(reading(rows(net="50.00", tax="10.00", total="60.00")), memory).fields[FieldName.TOTAL]
    assert (after.value, after.method) == ("60.00", Method.LABEL)
    assert after.confidence >= 0.96


def test_what_memory_confirms_is_doubtful_no_more() -> None:
    memory = taught(reading(rows()), {FieldName.TOTAL: "120.00"})
    other = reading(rows(net="50.00", tax="10.00", total="60.00"))
    doubted = replace(other, warnings=("doubtful:total", "doubtful:supplier_name"))
    assert recall(doubted, memory).warnings == ("doubtful:supplier_name",)


def test_a_value_set_below_its_label_is_found_there() -> None:
    def page(number: str) -> list[Row]:
        kept = [row for row in rows() if "QX" not in str(row)]
        return [*kept, "", [(50, "Brivak"), (200, "Zaffre code")], [(50, "north"), (200, number)]]

    memory = taught(reading(page("QX-1")), {NUMBER: "QX-1"})
    assert Direction.BELOW in {spot.direction for spot in memory.fields[NUMBER].spots}
    assert recall(reading(page("QX-44")), memory).fields[NUMBER].value == "QX-44"


def test_a_value_without_a_label_is_found_in_its_place() -> None:
    def page(number: str) -> list[Row]:
        return [[(430, number)], *(row for row in rows() if "QX" not in str(row))]

    memory = taught(reading(page("QX-1")), {NUMBER: "QX-1"})
    assert [spot.direction for spot in memory.fields[NUMBER].spots] == [Direction.PLACE]
    assert recall(reading(page("QX-44")), memory).fields[NUMBER].value == "QX-44"


@pytest.mark.parametrize(("label", "right"), [("Sprag", "60.00"), ("Other", "55.00")])
def test_an_amount_counts_where_the_sums_agree(label: str, right: str) -> None:
    def page(net: str, tax: str, total: str, label: str) -> list[Row]:
        kept = [row for row in rows() if "Total GBP" not in str(row) and "total" not in str(row)]
        return [*kept, [(50, "Flim"), (-540, net)], [(50, "Drum"), (-540, tax)], [(50, label), (-540, total)]]

    first = reading(page("100.00", "20.00", "120.00", "Sprag"))
    names = (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL)
    memory = taught(first, dict(zip(names, ("100.00", "20.00", "120.00"), strict=True)))
    result = recall(replace(reading(page("50.00", "10.00", right, label)), fields={}), memory)
    found = {name: field.value for name, field in result.fields.items() if name in names}
    if label == "Sprag":
        assert found == dict(zip(names, ("50.00", "10.00", "60.00"), strict=True))
    else:
        assert FieldName.TOTAL not in found


def test_amounts_that_contradict_the_reading_are_left_and_told() -> None:
    page = [*rows(), [(50, "Sprag"), (-540, "120.00")]]
    first = reading(page)
    misread = replace(
        first, fields={**first.fields, FieldName.TOTAL: replace(first.fields[FieldName.TOTAL], value="9")}
    )
    memory = taught(misread, {FieldName.TOTAL: "120.00"})
    memory = replace(memory, fields={FieldName.TOTAL: _only(memory, "sprag")})
    after = recall(reading([*rows(), [(50, "Sprag"), (-540, "777.00")]]), memory)
    assert after.fields[FieldName.TOTAL].value == "120.00"
    assert "memory_unclear:total" in after.warnings


def _only(memory: Memory, label: str) -> RememberedField:
    field = memory.fields[FieldName.TOTAL]
    return replace(field, spots=tuple(spot for spot in field.spots if spot.label == label))


def test_a_name_that_is_nowhere_printed_replaces_the_same_misreading_only() -> None:
    first = reading(rows())
    memory = taught(first, {FieldName.SUPPLIER_NAME: "Sequoia Holding"})
    assert recall(reading(rows("QX-2")), memory).fields[FieldName.SUPPLIER_NAME].value == "Sequoia Holding"
    other = reading(["Maple Trading Ltd", *rows("QX-2")[1:]])
    kept = recall(other, memory).fields[FieldName.SUPPLIER_NAME]
    assert (kept.value, kept.method) == (other.fields[FieldName.SUPPLIER_NAME].value, Method.LAYOUT)


def test_a_misreading_longer_than_any_value_is_not_remembered() -> None:
    wrong = _misread(reading(rows()), FieldName.SUPPLIER_NAME, "Acorn " * 1_000)
    field = taught(wrong, {FieldName.SUPPLIER_NAME: "Acorn Trading Ltd"}).fields[FieldName.SUPPLIER_NAME]
    assert (field.value, field.misread) == ("Acorn Trading Ltd", None)
    short = _misread(reading(rows()), FieldName.SUPPLIER_NAME, "Acom")
    memory = taught(short, {FieldName.SUPPLIER_NAME: "Acorn Trading Ltd"})
    assert memory.fields[FieldName.SUPPLIER_NAME].misread == "Acom"


def test_an_account_is_remembered_only_where_it_is_printed() -> None:
    iban = "GB33BUKB20201555555555"
    assert FieldName.IBAN not in taught(reading(rows()), {FieldName.IBAN: iban}).fields
    memory = taught(reading(rows(more=[f"Pay into {iban}"])), {FieldName.IBAN: iban})
    assert memory.fields[FieldName.IBAN].value == iban
    assert FieldName.IBAN not in recall(reading(rows("QX-2")), memory).fields


def test_what_followed_from_a_replaced_value_goes() -> None:
    first, place = reading(rows()), "supplier.address.country"
    assert first.derived[place].derived_from == "supplier_address"
    memory = taught(first, {FieldName.SUPPLIER_ADDRESS: "9 Quay Street, Dublin"})
    after = derive_again(recall(reading(rows("QX-2")), memory))
    assert after.fields[FieldName.SUPPLIER_ADDRESS].value == "9 Quay Street, Dublin"
    assert (after.derived[place].value, after.derived[place].derived_from) == ("GB", "supplier_tax_id")
    assert "lines.0.unit" in after.derived


def test_a_remembered_amount_takes_nothing_from_the_document() -> None:
    page, names = [*rows(), [(50, "Sprag"), (-540, "120.00")]], (FieldName.TOTAL, FieldName.NET_TOTAL)
    first = reading(page)
    memory = taught(_misread(first, FieldName.TOTAL, "9"), {FieldName.TOTAL: "120.00"})
    second = reading(page)
    wrong = replace(second, fields={name: field for name, field in second.fields.items() if name not in names})
    after = derive_again(recall(derive_again(wrong), memory))
    assert after.fields[FieldName.TOTAL].method is Method.MEMORY
    assert after.fields[FieldName.NET_TOTAL].value == "100.00"
    assert _values(after) == _values(second)
    assert after.derived["tax_breakdown.0.taxable_amount"].value == "100.00"
    assert after.derived["totals.amount_due"].value == "120.00"


def test_a_remembered_tax_id_leaves_the_suppliers_country() -> None:
    page = [row for row in rows() if "VAT GB" not in str(row) and "Mill Lane" not in str(row)]
    first = reading(page)
    memory = taught(_misread(first, FieldName.SUPPLIER_TAX_ID, "GB999"), {FieldName.SUPPLIER_TAX_ID: TAX_ID})
    wrong = derive_again(_misread(reading(page), FieldName.SUPPLIER_TAX_ID, "GB999"))
    after = derive_again(recall(wrong, memory))
    country = after.derived["supplier.address.country"]
    assert after.fields[FieldName.SUPPLIER_TAX_ID].method is Method.MEMORY
    assert (country.value, country.derived_from) == ("GB", "supplier_tax_id")


def test_a_printed_tax_breakdown_that_did_not_fit_is_there_again_once_it_does() -> None:
    facts = replace(TAXED, rates=frozenset({Decimal(7), Decimal(19)}))
    printed = (TaxRow("7", "10.00", "0.70"), TaxRow("19", "20.00", "3.80"))
    wrong = reading_of(facts, lines=(), rows=printed, tax_total="4.50", net_total="31.00", total="35.50")
    assert wrong.tax_breakdown == ()
    mended = {FieldName.NET_TOTAL: replace(wrong.fields[FieldName.NET_TOTAL], value="30.00")}
    right = derive_again(replace(wrong, fields={**wrong.fields, **mended}))
    assert right.tax_breakdown == printed
    assert right.derived["tax_breakdown.1.category"].value == "S"


def test_what_was_not_changed_is_derived_again_as_it_was() -> None:
    first = reading(rows())
    assert derive_again(first) == first


def _misread(first: Extracted, name: FieldName, value: str) -> Extracted:
    was = first.fields.get(name) or Field(value, 0.6, Method.LABEL)
    return replace(first, fields={**first.fields, name: replace(was, value=value)})


def _values(reading: Extracted) -> dict[str, str]:
    return {place: field.value for place, field in reading.derived.items()}


def test_a_missing_field_that_is_remembered_is_missing_no_more() -> None:
    def page(number: str) -> list[Row]:
        return [row for row in rows(number) if "LEDGER" not in str(row)]

    first = reading(page("QX-1"))
    assert "missing:invoice_number" in first.warnings
    memory = taught(first, {NUMBER: "QX-1"})
    after = recall(reading(page("QX-2")), memory)
    assert (after.fields[NUMBER].value, "missing:invoice_number" in after.warnings) == ("QX-2", False)
