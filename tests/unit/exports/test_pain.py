"""Credit transfer files keep to the schema of ISO 20022, whatever names and texts they carry."""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from chalicelib.exports.pain import Order, Transfer, write_order

IBAN = "DE89370400440532013000"
AMOUNTS = st.decimals(Decimal("0.01"), Decimal("999999999.99"), places=2)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    spec = find_spec("sepaxml")
    assert spec is not None
    assert spec.origin is not None
    return etree.XMLSchema(etree.parse(Path(spec.origin).parent / "schemas" / "pain.001.001.09.xsd"))


def order(*transfers: Transfer, debtor: str = "Werkstatt Süd GmbH") -> Order:
    made_at = datetime(2026, 11, 29, 9, 14, 5, tzinfo=UTC)
    return Order("01JZ9BXD4E5F6G7H8J9K0L1M2N", made_at, date(2026, 12, 1), debtor, IBAN, transfers)


@given(name=st.text(max_size=300), text=st.text(max_size=300), amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_file_is_valid_by_its_schema(schema: etree.XMLSchema, name: str, text: str, amounts: list[Decimal]) -> None:
    transfers = [Transfer(f"R-{number}", name, IBAN, amount, text) for number, amount in enumerate(amounts)]
    schema.assertValid(etree.fromstring(write_order(order(*transfers, debtor=name)).encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [("<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>NONE</ChrgBr>"), ("<PmtMtd>TRF</PmtMtd>", ""), ("DE89", "89DE")],
)
def test_the_schema_sees_what_is_wrong(schema: etree.XMLSchema, old: str, new: str) -> None:
    sound = write_order(order(Transfer("R-1", "Nordwind GmbH", IBAN, Decimal("119.00"), "R-1")))
    assert old in sound
    assert not schema.validate(etree.fromstring(sound.replace(old, new).encode()))
