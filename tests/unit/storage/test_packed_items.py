"""Packed items: what was packed once can be read for ever, and what DynamoDB looks at stays beside."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.payments import Payment
from chalicelib.storage.aws.dictionaries import OF_INVOICES
from chalicelib.storage.aws.packed_items import pack, unpack
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice, to_item
from tests.support.invoices.records import a_record

KEPT = bytes.fromhex("00ab86e43c586e3286e700a424185c529478787eaa829a42f0e16d1979a918216e90461904ba0300")
ATTRIBUTES = {"S": {"customer": "Straße & Söhne", "fingerprint": "0f" * 32}, "N": {"pages": "3"}}

VALUES = st.one_of(
    st.builds(lambda text: {"S": text}, st.text()),
    st.builds(lambda number: {"N": str(number)}, st.integers()),
    st.builds(lambda flag: {"BOOL": flag}, st.booleans()),
    st.builds(lambda texts: {"L": [{"S": text} for text in texts]}, st.lists(st.text())),
)


def an_invoice() -> Invoice:
    payment = Payment("1", date(2026, 1, 2), Decimal("5.50"), is_made=True, by="ann", reference="Überweisung")
    return a_record(
        "company",
        "ann",
        supplier="Straße & Söhne",
        total=Decimal("12.30"),
        issue_date=date(2026, 1, 1),
        validated_at=datetime(2026, 1, 1, 12, 30, 0, 5, tzinfo=UTC),
        claims=("same_number#" + "0f" * 32,),
        files={"ubl": "ubl-1.xml"},
        payments=(payment,),
        batch={"id": "b", "kind": "mail"},
    )


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name != "packed"), VALUES), st.sets(st.text()))
def test_what_is_unpacked_is_what_was_packed(item: dict[str, Any], plain: set[str]) -> None:
    packed = pack(item, lambda name, _: name in plain, OF_INVOICES)
    assert unpack(packed, OF_INVOICES) == item
    assert set(packed) - {"packed"} == plain & set(item)


def test_what_the_first_dictionary_packed_is_read() -> None:
    found = unpack({"id": {"S": "1"}, "packed": {"B": KEPT}}, OF_INVOICES)
    assert found == {"id": {"S": "1"}} | {
        name: {kind: value} for kind, values in ATTRIBUTES.items() for name, value in values.items()
    }


def test_a_record_comes_back_from_its_item() -> None:
    invoice = an_invoice()
    kept = to_item(invoice).serialize()
    assert "customer" not in kept
    assert "packed" in kept
    assert to_invoice(InvoiceItem.from_raw_data(kept)) == invoice


def test_what_filters_ask_for_is_not_packed() -> None:
    kept = to_item(an_invoice()).serialize()
    asked = {"status", "state", "creation_method", "due_date", "total", "searched", "folded_supplier", "payment"}
    assert asked - set(kept) == {"due_date"}  # it has none
    assert kept["payment"] == {"S": "partly_paid"}
    assert kept["batch"]["S"]
