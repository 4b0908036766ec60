import pytest
from hypothesis import given, settings

from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.validation import validate
from tests.unit.documents.invoices import CATEGORIES, EXEMPTIONS, invoice, invoice_values, valid_documents


@pytest.mark.slow
@given(valid_documents())
@settings(max_examples=120, deadline=None)
def test_any_document_of_valid_parts_follows_the_official_rules_in_both_syntaxes(document: Document) -> None:
    for write in (write_ubl, write_cii):
        report = validate(write(document))
        assert report.successful, report.findings


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_tax_category_can_be_invoiced(category: str) -> None:
    rate = {"S": "19", "L": "7", "M": "10", "O": None}.get(category, "0")
    line = {**invoice_values()["lines"][0], "tax_category": category, "tax_rate": rate}
    reason = {"category": category, "rate": rate, "exemption_reason": EXEMPTIONS.get(category)}
    changes = {
        "lines": [line],
        "tax_breakdown": [reason],
        "delivery": {"delivered_on": "2024-05-01", "address": {"country": "ES"}},
    }
    if category == "O":
        changes["supplier"] = {**invoice_values()["supplier"], "tax_id": None, "legal_id": {"value": "HRB 1"}}
        changes["customer"] = {**invoice_values()["customer"], "tax_id": None}
    document = invoice(**changes)
    for write in (write_ubl, write_cii):
        report = validate(write(document))
        assert report.successful, report.findings


@pytest.mark.parametrize("amount", ["0.01", "1000000000000.00"])
def test_the_smallest_and_the_largest_amount_are_fine(amount: str) -> None:
    line = {**invoice_values()["lines"][0], "quantity": "1", "price": {"net": amount}}
    document = invoice(lines=[line])
    for write in (write_ubl, write_cii):
        assert validate(write(document)).successful
