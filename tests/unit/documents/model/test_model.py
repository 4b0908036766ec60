import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from chalicelib.documents.model.document import Document
from tests.unit.documents.invoices import full_invoice, valid_documents


@pytest.mark.slow
@given(valid_documents())
@settings(max_examples=30, deadline=None)
def test_a_document_survives_json(document: Document) -> None:
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_attachments_survive_json() -> None:
    document = full_invoice()
    assert document.attachments[0].content == b"PDF"
    assert Document.model_validate(json.loads(document.model_dump_json())) == document


def test_numbers_are_written_as_plain_decimal_text() -> None:
    document = Document.model_validate({"lines": [{"quantity": Decimal("1E+3")}]})
    assert json.loads(document.model_dump_json())["lines"][0]["quantity"] == "1000"


def test_blank_text_is_the_same_as_a_missing_term() -> None:
    assert Document.model_validate(
        {"invoice_number": "  ", "due_date": "", "supplier": {"name": ""}}
    ) == Document.model_validate({"supplier": {}})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"invoice_nummer": "1"}, "invoice_nummer"),
        ({"supplier": {"nam": "x"}}, "supplier.nam"),
        ({"lines": [{"quantity": 1.5}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "1e999999"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "NaN"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "1E3"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "1_000"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "\u0661"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": "12,50"}]}, "lines.0.quantity"),
        ({"lines": [{"quantity": True}]}, "lines.0.quantity"),
        ({"issue_date": "2023-02-29"}, "issue_date"),
        ({"invoice_number": "a\x00b"}, "invoice_number"),
        ({"attachments": [{"content": "???"}]}, "attachments.0.content"),
        ({"attachments": [{"content": "é"}]}, "attachments.0.content"),
    ],
)
def test_what_has_no_meaning_is_refused_with_the_field_s_name(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Document.model_validate(values)
    assert [".".join(map(str, each["loc"])) for each in raised.value.errors()] == [field]


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        full_invoice().currency = "USD"  # type: ignore[misc]


def test_codes_of_credit_notes_make_credit_notes() -> None:
    assert Document(type_code="381").is_credit_note
    assert not Document(type_code="384").is_credit_note


def test_numbers_may_come_as_text_integers_or_decimals() -> None:
    values = {"lines": [{"quantity": number} for number in ("2", 2, Decimal(2))]}
    assert {line.quantity for line in Document.model_validate(values).lines} == {Decimal(2)}
