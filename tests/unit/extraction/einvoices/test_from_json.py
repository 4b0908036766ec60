"""Documents that come as JSON files in our own shape."""

from decimal import Decimal

import pytest

from chalicelib.extraction.einvoices.from_json import parse_document
from chalicelib.extraction.errors import CorruptFile, UnsupportedFormat


def test_numbers_are_exact_however_they_are_written() -> None:
    document = parse_document(b'{"lines": [{"net_amount": 0.10, "quantity": 3, "tax_rate": "19.00"}]}')
    (line,) = document.lines
    assert (line.net_amount, line.quantity, line.tax_rate) == (Decimal("0.10"), Decimal(3), Decimal("19.00"))
    assert '"net_amount":"0.10"' in document.model_dump_json()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"lines": [', "Expecting value"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"total": NaN}', "NaN is not JSON"),
        (b'{"total": 1e999999999999999999999}', "exponent is too large"),
        (b"\xff\xfe\xfd", "can't decode"),
    ],
)
def test_what_is_no_json_is_damaged(data: bytes, reason: str) -> None:
    with pytest.raises(CorruptFile, match=reason):
        parse_document(data)


def test_what_is_no_invoice_names_the_fields() -> None:
    with pytest.raises(UnsupportedFormat, match=r"lines\.0\.quantity: .*digits and a point"):
        parse_document(b'{"lines": [{"quantity": "12,50"}]}')
