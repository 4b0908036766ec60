"""What AnalyzeExpense found counts for the invoice on whose pages it found it."""

import pytest

from chalicelib.extraction.result import DocumentType, Extracted, FieldName, Part
from chalicelib.recognition.expense import with_expenses
from tests.unit.recognition.answers import expense

ANSWERS = [expense([], {"PO_NUMBER": "OTHER-9", "DUE_DATE": "17 May 2024"}), expense([], {"PO_NUMBER": "OWN-1"})]


def extracted(pictured: tuple[int, ...], kind: DocumentType = DocumentType.INVOICE) -> Extracted:
    parts = (Part(1, 2, "A-1"), Part(3, 3, "A-2"))
    return Extracted(kind, {}, pages=2, pictured=pictured, parts=parts)


def test_another_part_of_the_file_fills_no_gap() -> None:
    fields = with_expenses(extracted((3, 2)), ANSWERS).fields
    assert {name: (field.value, field.page) for name, field in fields.items()} == {
        FieldName.PURCHASE_ORDER: ("OWN-1", 2)
    }


def test_a_picture_of_the_file_around_fills_no_gap() -> None:
    fields = with_expenses(extracted((0, 1)), ANSWERS).fields
    assert [field.value for field in fields.values()] == ["OWN-1"]


@pytest.mark.parametrize("pictured", [(1, 2), (2, 1)])
def test_of_two_pages_the_first_says_it(pictured: tuple[int, ...]) -> None:
    first = "OTHER-9" if pictured[0] == 1 else "OWN-1"
    assert with_expenses(extracted(pictured), ANSWERS).fields[FieldName.PURCHASE_ORDER].value == first


def test_what_is_no_invoice_is_given_no_amounts() -> None:
    answers = [expense([], {"TOTAL": "5.00"})]
    assert with_expenses(extracted((1,), DocumentType.OTHER), answers).fields == {}
