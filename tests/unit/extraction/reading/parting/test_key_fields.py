"""What parting reads of pages is what the whole reading has of it."""

import pytest

from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.reading.page_reader import read_key_fields, read_pages_as_invoice
from chalicelib.extraction.result import Context, FieldName, Limits
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from samples import generate

KEYS = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.TOTAL, FieldName.AMOUNT_DUE)
SAMPLES = {sample.name: sample.pdf for sample in generate()[::4]}


def _pages(pdf: bytes) -> tuple[Page, ...]:
    document = open_pdf(pdf, Limits())
    try:
        return read_pages(document)
    finally:
        document.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_key_fields_are_as_the_whole_reading_has_them(name: str) -> None:
    pages = _pages(SAMPLES[name])
    keys, whole = read_key_fields(pages, Context()), read_pages_as_invoice(pages, Context())
    assert keys.fields[FieldName.INVOICE_NUMBER]
    assert keys.document_type is whole.document_type
    assert [keys.fields.get(key) for key in KEYS] == [whole.fields.get(key) for key in KEYS]
