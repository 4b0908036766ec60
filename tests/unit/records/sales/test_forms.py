"""What a form copies from the customer and the items that it names, and what it keeps of its own."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.records.sales.entries import MAX_TERM, MAX_WORDS, Entry, EntryKind, as_compared, search_terms
from chalicelib.records.sales.forms import Form, with_entries

CONTENT: dict[str, Any] = {
    "customer": {"name": "Quay Books Ltd", "tax_id": "NZ1", "address": {"city": "Napier", "country": "NZ"}},
    "payment_terms": "30 days",
    "currency": "NZD",
    "email": "books@example.com",
}
ITEM: dict[str, Any] = {
    "item": {"name": "Consulting", "description": "By the hour"},
    "unit": "HUR",
    "price": {"net": "90.00"},
    "currency": "NZD",
    "tax_category": "S",
    "tax_rate": "15",
}


def entry(kind: EntryKind, content: dict[str, Any], entry_id: str = "1") -> Entry:
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return Entry(
        company_id="c",
        kind=kind,
        entry_id=entry_id,
        name="n",
        number=None,
        content=content,
        created_by="ann",
        created_at=at,
        updated_at=at,
    )


def copied(form: dict[str, Any], default_currency: str | None = None) -> Document:
    items = {"i": entry(EntryKind.ITEM, ITEM, "i")}
    return with_entries(Form.model_validate(form), entry(EntryKind.CUSTOMER, CONTENT), items, default_currency)


def test_what_the_form_leaves_out_is_copied() -> None:
    made = copied({"customer_id": "1", "lines": [{"item_id": "i", "quantity": "2"}]})
    assert type(made) is Document
    assert (made.currency, made.payment_terms) == ("NZD", "30 days")
    assert made.customer is not None
    assert (made.customer.name, made.customer.tax_id) == ("Quay Books Ltd", "NZ1")
    (line,) = made.lines
    assert line.model_dump(exclude_defaults=True) == {
        "quantity": Decimal(2),
        "unit": "HUR",
        "price": {"net": Decimal("90.00")},
        "tax_category": "S",
        "tax_rate": Decimal(15),
        "item": {"name": "Consulting", "description": "By the hour"},
    }


def test_what_the_form_says_itself_stays() -> None:
    form = {
        "customer_id": "1",
        "customer": {"name": "Quay Books, Wharf Street"},
        "payment_terms": "at once",
        "lines": [{"item_id": "i", "item": {"name": "Review"}, "price": {"net": "95.00"}, "unit": "C62"}],
    }
    made = copied(form)
    assert made.customer is not None
    assert (made.customer.name, made.customer.tax_id) == ("Quay Books, Wharf Street", "NZ1")
    assert made.payment_terms == "at once"
    (line,) = made.lines
    assert line.item is not None
    assert (line.item.name, line.item.description, line.unit) == ("Review", "By the hour", "C62")
    assert line.price is not None
    assert line.price.net == Decimal("95.00")


def test_tax_is_copied_as_a_whole_or_not_at_all() -> None:
    (line,) = copied({"lines": [{"item_id": "i", "tax_category": "E"}]}).lines
    assert (line.tax_category, line.tax_rate) == ("E", None)


@pytest.mark.parametrize(
    ("currency", "default", "is_copied"),
    [("EUR", None, False), (None, "EUR", True), ("NZD", "EUR", True)],
)
def test_a_price_goes_into_documents_of_its_currency_alone(
    currency: str | None, default: str | None, *, is_copied: bool
) -> None:
    form = {"customer_id": "1", "lines": [{"item_id": "i"}]}
    (line,) = copied({**form, "currency": currency} if currency else form, default).lines
    assert (line.price is not None) is is_copied


def test_what_is_not_there_is_not_copied() -> None:
    form = Form.model_validate({"customer_id": "x", "lines": [{"item_id": "y", "quantity": "1"}]})
    made = with_entries(form, None, {}, "EUR")
    assert made == Document.model_validate({"lines": [{"quantity": "1"}]})


def test_an_entry_is_found_by_few_and_short_terms() -> None:
    terms = search_terms("word " * 50, "N" * 500)
    assert len(terms) <= MAX_WORDS + 1
    assert max(map(len, terms)) == MAX_TERM
    assert as_compared("ЁЛКА и Ко") in search_terms("ЁЛКА и Ко", None)
