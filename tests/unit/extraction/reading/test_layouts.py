"""Golden pairs of layouts: what stands on each page is read as it stands there."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import LAYOUTS


@pytest.fixture(scope="module")
def readings() -> dict[str, Extracted]:
    return {name: read(layout.pdf) for name, layout in LAYOUTS.items()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_field_is_read_as_printed(name: str, readings: dict[str, Extracted]) -> None:
    fields = readings[name].fields
    found = {key: fields[FieldName(key)].value if FieldName(key) in fields else None for key in LAYOUTS[name].fields}
    assert found == LAYOUTS[name].fields


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_line_is_read_in_order(name: str, readings: dict[str, Extracted]) -> None:
    found = [(line.description, line.quantity, line.net_amount) for line in readings[name].lines]
    assert found == list(LAYOUTS[name].lines)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_kind_of_document_is_recognised(name: str, readings: dict[str, Extracted]) -> None:
    assert readings[name].document_type == LAYOUTS[name].document_type
