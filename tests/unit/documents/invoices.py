"""Documents for tests: one valid invoice to start from, and any valid invoice at all."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from chalicelib.documents.model.document import EN_16931, Document
from chalicelib.documents.model.totals import complete

EXEMPTIONS = {"E": "Exempt", "AE": "Reverse charge", "K": "Intra-community supply", "G": "Export", "O": "Outside VAT"}
RATES = {"S": ("5", "7.7", "19", "25"), "L": ("3", "7"), "M": ("0", "0.5", "10")}
CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M")


def invoice_values() -> dict[str, Any]:
    """The terms of a plain invoice with two lines, amounts still to be computed."""
    return {
        "invoice_number": "2024-0017",
        "issue_date": "2024-05-02",
        "type_code": "380",
        "currency": "EUR",
        "due_date": "2024-06-01",
        "buyer_reference": "ACC-7",
        "specification": EN_16931,
        "supplier": {
            "name": "Werkstatt Süd GmbH",
            "tax_id": "DE123456789",
            "electronic_address": {"value": "billing@example.com", "scheme": "EM"},
            "address": {"line_1": "Hauptstraße 1", "city": "München", "post_code": "80331", "country": "DE"},
        },
        "customer": {
            "name": "Cliente & Hijos, S.L.",
            "tax_id": "ESB12345678",
            "address": {"line_1": "Calle Mayor 5", "city": "Madrid", "post_code": "28013", "country": "ES"},
        },
        "payment": {"means_code": "58", "credit_transfers": [{"account": "DE89370400440532013000"}]},
        "lines": [
            {
                "id": "1", "quantity": "10", "unit": "C62", "price": {"net": "12.3456"}, "tax_category": "S",
                "tax_rate": "19", "item": {"name": "Schraube"},
            },
            {
                "id": "2", "quantity": "3", "unit": "HUR", "price": {"net": "80"}, "tax_category": "S",
                "tax_rate": "7", "item": {"name": "Montage", "description": "Vor Ort"},
            },
        ],
    }  # fmt: skip


def invoice(**changes: Any) -> Document:
    """A valid invoice with computed amounts; `changes` replace terms of the header."""
    return complete(Document.model_validate({**invoice_values(), **changes}))


def many_lines(count: int) -> Document:
    """A valid invoice of so many lines."""
    line = invoice_values()["lines"][0]
    return invoice(lines=[{**line, "id": str(number + 1)} for number in range(count)])


def full_invoice(**changes: Any) -> Document:
    """A valid invoice that has every term of the standard but one: BT-7 and BT-8 exclude each other, BT-8 is left."""
    address = {
        "line_1": "Kai 1", "line_2": "Hof 2", "line_3": "Tor 3", "city": "Hamburg", "post_code": "20457",
        "subdivision": "HH", "country": "DE",
    }  # fmt: skip
    contact = {"name": "Frau Ä", "telephone": "+49 40 1", "email": "a@example.com"}
    gln = {"value": "4000001000005", "scheme": "0088"}
    lines = invoice_values()["lines"]
    reasoned = {"reason": "As agreed", "base_amount": "100.00", "percentage": "5", "amount": "5.00"}
    full_line = {
        **lines[0],
        "note": "Line note",
        "object_id": {"value": "METER-9", "scheme": "AAA"},
        "order_line": "3",
        "accounting_reference": "4711",
        "period": {"start": "2024-04-01", "end": "2024-04-30"},
        "allowances": [{**reasoned, "reason_code": "95"}],
        "charges": [{**reasoned, "reason_code": "FC"}],
        "price": {"net": "12.3456", "discount": "1", "gross": "13.3456", "base_quantity": "2", "base_unit": "C62"},
        "item": {
            "name": "Schraube", "description": "M8", "supplier_id": "S-1", "customer_id": "C-1",
            "standard_id": {"value": "04012345678901", "scheme": "0160"},
            "classifications": [{"value": "31161500", "scheme": "TST", "version": "19"}],
            "origin_country": "DE", "attributes": [{"name": "Colour", "value": "blue"}],
        },
    }  # fmt: skip
    values = {
        **invoice_values(),
        "tax_currency": "USD",
        "tax_point_code": "35",
        "project": "P-1",
        "contract": "K-1",
        "purchase_order": "PO-1",
        "sales_order": "SO-1",
        "receiving_advice": "RA-1",
        "despatch_advice": "DA-1",
        "tender": "T-1",
        "object_id": {"value": "SUB-1", "scheme": "AAB"},
        "accounting_reference": "0815",
        "payment_terms": "30 days net",
        "notes": [{"text": "Thank you", "subject_code": "AAI"}, {"text": "Second note"}],
        "business_process": "P1",
        "preceding_invoices": [{"number": "2023-1", "issue_date": "2023-12-31"}],
        "supplier": {
            **invoice_values()["supplier"], "trading_name": "Werkstatt", "identifiers": [{"value": "4711"}, gln],
            "legal_id": {"value": "HRB1", "scheme": "0002"}, "tax_registration": "123/456", "address": address,
            "legal_information": "Share capital 25.000 EUR", "contact": contact,
        },
        "customer": {
            **invoice_values()["customer"], "trading_name": "Hijos", "identifiers": [gln], "address": address,
            "legal_id": {"value": "B12345678", "scheme": "0002"}, "contact": contact,
            "electronic_address": {"value": "buyer@example.com", "scheme": "EM"},
        },
        "payee": {
            "name": "Factor AG", "identifier": {"value": "4000001000012", "scheme": "0088"},
            "legal_id": {"value": "HRB2", "scheme": "0002"},
        },
        "tax_representative": {"name": "Tax Rep", "tax_id": "DE987654321", "address": address},
        "delivery": {"name": "Lager", "location": gln, "delivered_on": "2024-04-30", "address": address},
        "period": {"start": "2024-04-01", "end": "2024-04-30"},
        "payment": {
            "means_code": "30", "means": "Transfer", "remittance_information": "2024-0017",
            "credit_transfers": [
                {"account": "DE89370400440532013000", "account_name": "Werkstatt", "provider": "COBADEFFXXX"},
                {"account": "06200012345678", "account_name": "Second", "provider": "062000"},
            ],
            "card": {"number": "1234", "holder": "A. Holder"},
            "direct_debit": {
                "mandate": "M-1", "creditor": "DE98ZZZ09999999999", "debited_account": "DE75512108001245126199"
            },
        },
        "allowances": [{**reasoned, "reason_code": "95", "tax_category": "S", "tax_rate": "19"}],
        "charges": [{**reasoned, "reason_code": "FC", "tax_category": "E", "tax_rate": "0"}],
        "tax_breakdown": [
            {"category": "E", "rate": "0", "exemption_reason": "Exempt", "exemption_reason_code": "VATEX-EU-132"}
        ],
        "totals": {"tax_total_accounting": "30.00", "prepaid": "10.00", "rounding": "0.01"},
        "attachments": [
            {
                "reference": "A-1", "description": "Timesheet", "content": "UERG", "mime_type": "application/pdf",
                "filename": "t.pdf",
            },
            {"reference": "A-2", "url": "https://example.com/a"},
        ],
        "lines": [full_line, lines[1]],
    }  # fmt: skip
    return complete(Document.model_validate({**values, **changes}))


_text = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() != ""
)
_amounts = st.decimals(Decimal("0.01"), Decimal(10) ** 12, places=2)
_prices = st.decimals(Decimal("0.0001"), Decimal(10) ** 6, places=4)
_quantities = st.decimals(Decimal("0.001"), Decimal(10) ** 6, places=3)
_dates = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@st.composite
def valid_documents(draw: st.DrawFn) -> Document:
    """Any document that follows all rules of EN 16931, its amounts computed."""
    taxes = draw(_taxes())
    lines = draw(st.lists(_lines(taxes), min_size=1, max_size=5))
    values = {
        **invoice_values(),
        "invoice_number": draw(_text),
        "type_code": draw(st.sampled_from(["380", "381", "384", "389"])),
        "currency": draw(st.sampled_from(["EUR", "AUD", "USD", "JPY"])),
        "issue_date": draw(_dates),
        "due_date": draw(_dates),
        "notes": draw(st.lists(st.fixed_dictionaries({"text": _text}), max_size=2)),
        "lines": [{**line, "id": str(number + 1)} for number, line in enumerate(lines)],
        "allowances": draw(st.lists(_document_amounts(taxes, "95"), max_size=2)),
        "charges": draw(st.lists(_document_amounts(taxes, "FC"), max_size=2)),
        "tax_breakdown": [
            {"category": category, "rate": rate, "exemption_reason": EXEMPTIONS[category]}
            for category, rate in taxes
            if category in EXEMPTIONS
        ],
        "totals": draw(st.none() | st.fixed_dictionaries({"prepaid": _amounts})),
        "delivery": {"delivered_on": draw(_dates), "address": {"country": "ES"}},
    }
    return complete(Document.model_validate(_without_tax_ids(values) if taxes[0][0] == "O" else values))


def _taxes() -> st.SearchStrategy[list[tuple[str, str | None]]]:
    """Category and rate pairs that may stand on one invoice: what is not subject to VAT stands alone."""
    pair: st.SearchStrategy[tuple[str, str | None]] = st.sampled_from(
        [code for code in CATEGORIES if code != "O"]
    ).flatmap(lambda code: st.tuples(st.just(code), st.sampled_from(RATES.get(code, ("0",)))))
    outside: list[tuple[str, str | None]] = [("O", None)]
    return st.just(outside) | st.lists(pair, min_size=1, max_size=4, unique=True)


@st.composite
def _lines(draw: st.DrawFn, taxes: list[tuple[str, str | None]]) -> dict[str, Any]:
    category, rate = draw(st.sampled_from(taxes))
    return {
        "quantity": draw(_quantities),
        "unit": draw(st.sampled_from(["C62", "HUR", "KGM"])),
        "price": draw(_price_details()),
        "tax_category": category,
        "tax_rate": rate,
        "item": {"name": draw(_text)},
        "allowances": draw(st.lists(_line_amounts("95"), max_size=1)),
        "charges": draw(st.lists(_line_amounts("FC"), max_size=1)),
    }


def _price_details() -> st.SearchStrategy[dict[str, Any]]:
    plain = st.fixed_dictionaries({"net": _prices})
    based = st.fixed_dictionaries({"net": _prices, "base_quantity": st.sampled_from(["1", "10", "1000"])})
    discounted = _prices.map(lambda gross: {"gross": gross, "discount": gross / 2 if gross > 1 else "0"})
    return plain | based | discounted.map(_four_decimals)


def _four_decimals(price: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value).quantize(Decimal("0.0001")) for name, value in price.items()}


def _line_amounts(code: str) -> st.SearchStrategy[dict[str, Any]]:
    given_amount = st.fixed_dictionaries({"amount": _amounts})
    percentage = st.fixed_dictionaries({"base_amount": _amounts, "percentage": st.sampled_from(["5", "12.5"])})
    return (given_amount | percentage).map(lambda amounts: {**amounts, "reason_code": code, "reason": "As agreed"})


@st.composite
def _document_amounts(draw: st.DrawFn, taxes: list[tuple[str, str | None]], code: str) -> dict[str, Any]:
    category, rate = draw(st.sampled_from(taxes))
    return {**draw(_line_amounts(code)), "tax_category": category, "tax_rate": rate}


def _without_tax_ids(values: dict[str, Any]) -> dict[str, Any]:
    supplier = {**values["supplier"], "tax_id": None, "legal_id": {"value": "HRB 1234"}}
    return {**values, "supplier": supplier, "customer": {**values["customer"], "tax_id": None}}
