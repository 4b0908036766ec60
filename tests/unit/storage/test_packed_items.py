"""Packed items: what was packed once can be read for ever, and what DynamoDB looks at stays beside."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pricing.capacity import WRITE_BYTES, size_of
from chalicelib.ids import new_id
from chalicelib.records.duplicate_keys import duplicate_keys_of, shortened
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import Payment
from chalicelib.storage.aws.dictionaries import OF_EVENTS, OF_INVOICES
from chalicelib.storage.aws.packed_items import pack, unpack
from chalicelib.storage.invoices.items import InvoiceItem, to_invoice, to_item
from tests.support.invoices.records import a_record

KEPT = bytes.fromhex("00ab86e43c586e3286e700a424185c529478787eaa829a42f0e16d1979a918216e90461904ba0300")
KEPT_BESIDE_MORE = bytes.fromhex("01ab86e466580e3586e72aa4541d0cd7190cd68911b106699441a04b01")
BESIDE = {"searched": {"S": "re-1\n\x1fstraße & söhne\na.pdf"}, "total": {"S": "119.00"}}
ATTRIBUTES = {"S": {"customer": "Straße & Söhne", "fingerprint": "0f" * 32}, "N": {"pages": "3"}}

BY = {"uploaded_by": {"S": "01jd3w2g000000000000000000"}}
FILES = {"ubl": "xml", "preview": "png", "content": "json.gz"}
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
        claims=("same_number#" + "0f" * 6,),
        files={"ubl": "ubl-1.xml"},
        payments=(payment,),
        batch={"id": "b", "kind": "mail"},
    )


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name != "packed"), VALUES), st.sets(st.text()))
def test_what_is_unpacked_is_what_was_packed(item: dict[str, Any], plain: set[str]) -> None:
    packed = pack(item, plain, OF_INVOICES)
    assert unpack(packed, OF_INVOICES) == item
    assert set(packed) - {"packed"} == plain & set(item)


@pytest.mark.parametrize(("beside", "kept"), [({"id": {"S": "1"}}, KEPT), (BESIDE, KEPT_BESIDE_MORE)])
def test_what_earlier_dictionaries_packed_is_read(beside: dict[str, Any], kept: bytes) -> None:
    found = unpack({**beside, "packed": {"B": kept}}, OF_INVOICES)
    assert found == beside | {
        name: {kind: value} for kind, values in ATTRIBUTES.items() for name, value in values.items()
    }


def test_what_the_first_dictionary_of_events_packed_is_read() -> None:
    kept = {**BY, "packed": {"B": bytes.fromhex("00c3f0222e8594f90987bb00")}}
    data = {"S": '{"ruleset": "en16931-ubl", "state": "passed"}'}
    assert unpack(kept, OF_EVENTS) == BY | {"kind": {"S": "validated"}, "actor": BY["uploaded_by"], "data": data}


def test_what_stands_beside_is_not_packed_once_more() -> None:
    text = {"S": "Nordlicht Bürobedarf und Schreibwaren GmbH"}
    alone = pack({"supplier": text}, {"searched"}, OF_INVOICES)
    beside = pack({"supplier": text, "searched": text}, {"searched"}, OF_INVOICES)
    assert len(beside["packed"]["B"]) < len(alone["packed"]["B"]) - 20


def test_a_usual_invoice_takes_one_write_unit_in_each_index() -> None:
    """Names, numbers and files of a usual length; what is longer takes two."""
    maker = new_id()
    invoice = a_record(
        new_id(),
        new_id(),
        filename="Rechnung_2026-0004711_Nordlicht_Buerobedarf.pdf",
        fingerprint=hashlib.sha256(b"1").hexdigest(),
        size=104_711,
        pages=2,
        document_type="invoice",
        supplier="Nordlicht Bürobedarf und Schreibwaren GmbH",
        supplier_tax_id="DE123456788",
        customer="Musterfirma Handelsgesellschaft mbH",
        invoice_number="RE-2026-0004711",
        number_is_certain=True,
        issue_date=date(2026, 1, 5),
        due_date=date(2026, 2, 4),
        currency="EUR",
        net_total=Decimal("1234.56"),
        tax_total=Decimal("234.57"),
        total=Decimal("1469.13"),
        payable_amount=Decimal("1469.13"),
        bank_accounts=("DE89370400440532013000",),
        direction=InvoiceDirection.PAYABLE,
        ruleset="en16931-ubl",
        validated_at=datetime(2026, 1, 6, 12, 30, 0, 5, tzinfo=UTC),
        sent_at=datetime(2026, 1, 7, 8, 2, 11, 9, tzinfo=UTC),
        fatal_findings=0,
        missing_findings=0,
        wrong_findings=0,
        warning_findings=1,
        files={kind: f"{kind}-{maker}.{end}" for kind, end in FILES.items()} | {"report": f"report-{new_id()}.json"},
        version=6,
    )
    told = replace(invoice, claims=tuple(map(shortened, duplicate_keys_of(invoice))))
    assert len(told.claims) == 6
    item = to_item(told).serialize()
    assert to_invoice(InvoiceItem.from_raw_data(item)) == told
    assert size_of(item) <= WRITE_BYTES


def test_a_record_comes_back_from_its_item() -> None:
    invoice = an_invoice()
    kept = to_item(invoice).serialize()
    assert "customer" not in kept
    assert "packed" in kept
    assert to_invoice(InvoiceItem.from_raw_data(kept)) == invoice


def test_what_filters_ask_for_is_not_packed() -> None:
    kept = to_item(an_invoice()).serialize()
    asked = {"status", "state", "direction", "due_date", "total", "searched", "payment"}
    assert asked - set(kept) == {"direction", "due_date"}  # it has none
    assert kept["payment"] == {"S": "partly_paid"}
    assert kept["batch"]["S"]
