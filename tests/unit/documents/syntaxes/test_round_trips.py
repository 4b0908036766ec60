"""What an e-invoice says is still there, and its rules still hold, when it is read and written in its own syntax."""

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import complete, total_differences
from chalicelib.documents.syntaxes.codec import parse, write_cii, write_ubl
from chalicelib.validation import validate
from tests.unit.documents.invoices import full_invoice, invoice, invoice_values

OTHERS = ("GST", "SST")


def taxed_otherwise(scheme: str, **changes: Any) -> Document:
    """An invoice whose parties and amounts all name another tax than VAT."""
    values = invoice_values()
    lines = [{**line, "tax_scheme": scheme} for line in values["lines"]]
    charge = {"amount": "5", "reason": "Freight", "tax_category": "S", "tax_rate": "19", "tax_scheme": scheme}
    parties = {
        "supplier": {**values["supplier"], "tax_id": "47555222000", "tax_scheme": scheme},
        "customer": {**values["customer"], "tax_id": "91888222000", "tax_scheme": scheme},
        "tax_representative": {"name": "Rep", "tax_id": "1", "tax_scheme": scheme, "address": {"country": "AU"}},
    }
    return complete(Document.model_validate({**values, **parties, "lines": lines, "charges": [charge], **changes}))


@pytest.mark.parametrize("scheme", OTHERS)
@pytest.mark.parametrize("write", [write_ubl, write_cii])
def test_another_tax_keeps_its_name_on_parties_charges_breakdown_and_lines(scheme: str, write: Any) -> None:
    document = taxed_otherwise(scheme)
    parsed = parse(write(document))
    assert parsed.document == document
    assert parsed.ignored == ()
    assert {row.scheme for row in parsed.document.tax_breakdown} == {scheme}


def test_vat_is_written_and_read_without_being_said() -> None:
    assert write_ubl(invoice()).count(b"<cbc:ID>VAT</cbc:ID>") == 6  # two parties, two rows, two lines
    assert parse(write_ubl(invoice())).document.lines[0].tax_scheme is None


def test_two_taxes_of_one_rate_are_two_rows() -> None:
    first, second = invoice_values()["lines"]
    lines = [{**first, "tax_rate": "5", "tax_scheme": "GST"}, {**second, "tax_rate": "5", "tax_scheme": "PST"}]
    document = invoice(lines=lines)
    assert [row.scheme for row in document.tax_breakdown] == ["GST", "PST"]
    assert total_differences(document) == ()


def test_local_registrations_of_both_parties_keep_their_scheme_in_ubl() -> None:
    values = invoice_values()
    registered = {"tax_registration": "Foretaksregisteret", "registration_scheme": "TAX"}
    parties = {role: {**values[role], **registered} for role in ("supplier", "customer")}
    document = invoice(**parties)
    assert parse(write_ubl(document)).document == document


def test_a_discount_of_nothing_has_a_currency() -> None:
    first, _ = invoice_values()["lines"]
    document = invoice(lines=[{**first, "price": {"gross": "80", "net": "80"}}])
    xml = write_ubl(document)
    assert b'<cbc:Amount currencyID="EUR">0</cbc:Amount>' in xml
    assert validate(xml).successful


def test_a_discount_without_a_gross_price_gets_one_in_cii() -> None:
    first, _ = invoice_values()["lines"]
    xml = write_cii(invoice(lines=[{**first, "price": {"net": "80", "discount": "20"}}]))
    price = parse(xml).document.lines[0].price
    assert price is not None
    assert price.gross == Decimal(100)
    assert validate(xml).successful


def test_the_tax_point_date_stands_in_one_tax_row_only() -> None:
    document = invoice(tax_point_date="2024-05-01")
    xml = write_cii(document)
    assert xml.count(b"<ram:TaxPointDate>") == 1
    assert parse(xml).document == document


@pytest.mark.parametrize("write", [write_ubl, write_cii])
def test_structured_payment_terms_end_with_a_line_break(write: Any) -> None:
    terms = "Zahlbar netto 30 Tage\n#SKONTO#TAGE=14#PROZENT=2.25#"
    xml = write(invoice(payment_terms=terms))
    assert f"{terms}\n</".encode() in xml
    assert parse(xml).document.payment_terms == terms
    assert b"30 days net</" in write(invoice(payment_terms="30 days net"))


def test_of_several_buyer_ids_ubl_has_the_one_with_a_scheme() -> None:
    ids = [{"value": "C-1"}, {"value": "4000001000005", "scheme": "0088"}]
    document = invoice(customer={**invoice_values()["customer"], "identifiers": ids})
    assert len(parse(write_cii(document)).document.customer.identifiers) == 2  # type: ignore[union-attr]
    xml = write_ubl(document)
    assert [each.value for each in parse(xml).document.customer.identifiers] == ["4000001000005"]  # type: ignore[union-attr]
    assert validate(xml).successful


def test_a_breakdown_without_its_sum_is_written_with_it_in_ubl() -> None:
    document = invoice()
    assert document.totals is not None
    without = document.model_copy(update={"totals": document.totals.model_copy(update={"tax_total": None})})
    assert parse(write_ubl(without)).document == document


def test_one_currency_is_not_named_twice_in_cii() -> None:
    xml = write_cii(invoice(tax_currency="EUR"))
    assert b"TaxCurrencyCode" not in xml
    assert parse(write_ubl(invoice(tax_currency="EUR"))).document.tax_currency == "EUR"


def test_a_card_s_network_and_a_line_s_price_extension_are_kept_in_ubl() -> None:
    document = full_invoice()
    payment, line = document.payment, document.lines[0]
    assert payment is not None
    assert payment.card is not None
    card = payment.card.model_copy(update={"network": "VISA"})
    rich = document.model_copy(update={
        "payment": payment.model_copy(update={"card": card}),
        "lines": (line.model_copy(update={"price_extension": Decimal("123.46")}), *document.lines[1:]),
    })  # fmt: skip
    xml = write_ubl(rich)
    assert parse(xml).document == rich
    assert not [each for each in validate(xml).findings if each.rule == "XSD"]


@pytest.mark.parametrize(("currency", "off", "agrees"), [
    ("JPY", "0.4", True), ("JPY", "3", False), ("EUR", "0.004", True), ("EUR", "0.01", False), ("KWD", "0.0004", True),
    ("KWD", "0.001", False),
])  # fmt: skip
def test_totals_are_compared_with_the_decimals_that_the_currency_has(currency: str, off: str, agrees: bool) -> None:
    document = invoice(currency=currency)
    assert document.totals is not None
    due = document.totals.amount_due
    assert due is not None
    totals = document.totals.model_copy(update={"amount_due": due + Decimal(off)})
    assert (total_differences(document.model_copy(update={"totals": totals})) == ()) is agrees
