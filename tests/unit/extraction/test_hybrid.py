"""PDFs that carry an e-invoice: the XML's values count, and the page is held against them."""

import io

import pypdfium2
import pytest

from chalicelib.extraction import from_xml
from chalicelib.extraction.reader import read
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Method
from infra.samples import generate

PDF = {sample.name: sample.pdf for sample in generate()}["german-goods"]


def hybrid(pdf: bytes) -> bytes:
    """The PDF with a file attached."""
    document = pypdfium2.PdfDocument(pdf)
    document.new_attachment("factur-x.xml").set_data(b"<xml/>")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def says(monkeypatch: pytest.MonkeyPatch, total: str) -> None:
    """Let the attached XML say that the total is this."""
    fields = {FieldName.TOTAL: Field(total, 1.0, Method.EMBEDDED_XML)}
    monkeypatch.setattr(from_xml, "find_embedded_xml", lambda _: b"<xml/>")
    monkeypatch.setattr(from_xml, "read_xml", lambda _, __: Extracted(DocumentType.INVOICE, fields))


def test_the_xml_wins_and_a_page_that_says_otherwise_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, "999.00")
    result = read(hybrid(PDF))
    assert result.fields[FieldName.TOTAL].value == "999.00"
    assert result.warnings == ("xml_and_page_disagree:total",)
    assert (result.embedded_xml, result.pages) == (b"<xml/>", 1)


def test_a_page_that_agrees_is_no_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, read(PDF).fields[FieldName.TOTAL].value)
    assert read(hybrid(PDF)).warnings == ()


def test_an_attachment_that_is_no_invoice_is_ignored() -> None:
    assert read(hybrid(PDF)).fields[FieldName.TOTAL].method is not Method.EMBEDDED_XML
