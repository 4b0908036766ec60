"""Invoices of a supplier whose words for things no reader knows, and what a correction of one teaches."""

from collections.abc import Mapping

from chalicelib.extraction.memory.keys import keys_to_learn
from chalicelib.extraction.memory.learning import Taught, learn
from chalicelib.extraction.memory.model import Lesson, Memory
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import GOODS, Row, draw, table

LESSON = Lesson("01jz9bx3m2k4n6p8r0s2t4v6w8", "01jz8q4t7n5e6w9rb2c3d4f5g6", "2026-03-02T09:14:05+00:00")
TAX_ID = "GB123456782"


def rows(
    number: str = "QX-1",
    net: str = "100.00",
    tax: str = "20.00",
    total: str = "120.00",
    *,
    more: list[Row] | None = None,
) -> list[Row]:
    """The rows of an invoice: its number stands behind an invented label, and another number behind a known one."""
    return [
        "Acorn Trading Ltd",
        "4 Mill Lane, Leeds LS1 4DY",
        f"VAT {TAX_ID}    www.acorn-trading.test",
        "",
        "INVOICE",
        "Bill to: Harbour Books Ltd",
        "Invoice date: 03.05.2024",
        [(50, "Zaffre code"), (200, number)],
        [(50, "Invoice number"), (200, "LEDGER-77")],
        "",
        *table(GOODS, ("Description", "Qty", "Unit price", "Amount"), ("Paper", "1", net, net)),
        [(-420, "Net total"), (-540, net)],
        [(-420, "VAT 20%"), (-540, tax)],
        [(-420, "Total GBP"), (-540, total)],
        *(more or []),
    ]


def reading(page: list[Row]) -> Extracted:
    """The pages as they are read."""
    return read(draw(page))


def taught(first: Extracted, values: Mapping[FieldName, str | None], memory: Memory | None = None) -> Memory:
    """What the correction of a reading teaches."""
    assert first.layout is not None
    said = {name: Taught(value, *_read(first, name)) for name, value in values.items()}
    known = {name: field.value for name, field in first.fields.items()}
    corrected = known | {name: value for name, value in values.items() if value is not None}
    keys = keys_to_learn(corrected, first.layout, {})
    before = memory or Memory(corrected.get(FieldName.SUPPLIER_NAME, ""), keys)
    return learn(before, first.layout, said, LESSON)


def _read(first: Extracted, name: FieldName) -> tuple[str | None, str | None]:
    field = first.fields.get(name)
    return (field.value, field.method.value) if field else (None, None)
