"""Golden pairs of languages: an invoice in each is read as it stands there, and distinguished from other papers."""

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import FOREIGN


@pytest.fixture(scope="module")
def readings() -> dict[str, Extracted]:
    return {name: read(page.pdf()) for name, page in FOREIGN.items()}


@pytest.mark.parametrize("name", FOREIGN)
def test_every_field_is_read_as_printed(name: str, readings: dict[str, Extracted]) -> None:
    fields = readings[name].fields
    found = {key: fields[FieldName(key)].value if FieldName(key) in fields else None for key in FOREIGN[name].fields}
    assert found == FOREIGN[name].fields


@pytest.mark.parametrize("name", FOREIGN)
def test_every_line_is_read_in_order(name: str, readings: dict[str, Extracted]) -> None:
    found = [(line.description, line.quantity, line.net_amount) for line in readings[name].lines]
    assert found == list(FOREIGN[name].lines)


@pytest.mark.parametrize("name", FOREIGN)
def test_the_language_is_recognised_and_nothing_is_complained_of(name: str, readings: dict[str, Extracted]) -> None:
    assert (readings[name].language, readings[name].warnings) == (FOREIGN[name].language, ())


@pytest.mark.parametrize("kind", ["invoice", "credit_note", "other"])
@pytest.mark.parametrize("name", FOREIGN)
def test_the_title_tells_invoices_from_credit_notes_and_other_papers(name: str, kind: str) -> None:
    assert read(FOREIGN[name].pdf(kind)).document_type == kind
