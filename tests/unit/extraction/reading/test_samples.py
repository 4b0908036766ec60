"""Golden pairs: every generated sample is read as what it says."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName, Line
from samples import Sample, generate

SAMPLES = {sample.name: sample for sample in generate()}
AMOUNTS = {"net_total", "tax_total", "total"}


@pytest.fixture(scope="module")
def readings() -> dict[str, Extracted]:
    return {name: read(sample.pdf) for name, sample in SAMPLES.items()}


def _fields(sample: Sample) -> Mapping[str, object]:
    fields = sample.truth["fields"]
    assert isinstance(fields, dict)
    return fields


@pytest.mark.parametrize("name", SAMPLES)
def test_every_header_field_is_read_as_printed(name: str, readings: dict[str, Extracted]) -> None:
    expected = {key: value for key, value in _fields(SAMPLES[name]).items() if key != "lines"}
    fields = readings[name].fields
    found = {key: fields[FieldName(key)].value if FieldName(key) in fields else None for key in expected}
    assert found == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_read_in_order(name: str, readings: dict[str, Extracted]) -> None:
    expected = _fields(SAMPLES[name])["lines"]
    assert [_line(line) for line in readings[name].lines] == expected


def _line(line: Line) -> dict[str, str | None]:
    return {
        "description": line.description,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "net_amount": line.net_amount,
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_type_and_language_are_recognised_and_nothing_is_complained_of(
    name: str, readings: dict[str, Extracted]
) -> None:
    reading = readings[name]
    assert (reading.document_type, reading.language) == (
        SAMPLES[name].truth["document_type"],
        SAMPLES[name].truth["language"],
    )
    assert reading.warnings == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_tax_breakdown_adds_up_to_the_tax_total(name: str, readings: dict[str, Extracted]) -> None:
    rows = readings[name].tax_breakdown
    total = sum((Decimal(row.tax_amount or 0) for row in rows), Decimal(0))
    assert not rows or str(total) == _fields(SAMPLES[name])["tax_total"]


def test_samples_are_the_same_bytes_each_time() -> None:
    assert [sample.pdf for sample in generate()] == [sample.pdf for sample in SAMPLES.values()]
