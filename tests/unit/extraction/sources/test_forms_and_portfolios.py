"""PDF forms as a viewer shows them, forms that only Adobe's viewer shows, and PDFs within PDFs."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.errors import SeveralFiles, UnreadableForm
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import DocumentType, FieldName
from tests.unit.extraction.carrying import carrying
from tests.unit.extraction.drawn import Row, draw

LABELS = {"Invoice number": "A-17", "Invoice date": "6 May 2024", "Due date": "5 June 2024", "Total": "1,190.00 EUR"}
INVOICE = draw(["Kranich Ltd", "LS1 4DY Leeds", "INVOICE", *(f"{label}: {value}" for label, value in LABELS.items())])
LETTER: list[Row] = ["Kranich Ltd", "LS1 4DY Leeds", "Dear customer, please find our papers attached. Kind regards"]
COVER: list[Row] = ["For the best experience, open this PDF portfolio in Acrobat X or Adobe Reader X, or later."]
PLACEHOLDER: list[Row] = [
    "Please wait...",
    "If this message is not eventually replaced by the proper contents of the document, your PDF viewer may not",
    "be able to display this type of document.",
]


def form(*, appearances: bool = True, hidden: bool = False) -> bytes:
    """An invoice whose values are in the fields of a form."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for row, text in enumerate(("Kranich Ltd", "LS1 4DY Leeds", "INVOICE")):
        canvas.drawString(50, 800 - 14 * row, text)
    for row, (label, value) in enumerate(LABELS.items()):
        y = 700 - 20 * row
        canvas.drawString(50, y, f"{label}:")
        flags = "hidden" if hidden else "print"
        canvas.acroForm.textfield(
            name=label, value=value, x=160, y=y - 4, width=150, height=16, fontSize=9, annotationFlags=flags
        )
    canvas.save()
    return buffer.getvalue() if appearances else _without_appearances(buffer.getvalue())


def _without_appearances(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for annotation in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        del annotation.get_object()["/AP"]
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def xfa(rows: list[Row], *, dynamic: bool) -> bytes:
    """A page with an XFA form behind it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(draw(rows))))
    stream = DecodedStreamObject()
    stream.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    fields = {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(stream)}
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(fields)
    writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(dynamic)
    return _written(writer)


@pytest.mark.parametrize("appearances", [True, False])
def test_values_in_the_fields_of_a_form_are_read(appearances: bool) -> None:
    result = read(form(appearances=appearances))
    fields = {name: field.value for name, field in result.fields.items()}
    assert result.document_type is DocumentType.INVOICE
    assert fields[FieldName.INVOICE_NUMBER] == "A-17"
    assert (fields[FieldName.ISSUE_DATE], fields[FieldName.DUE_DATE]) == ("2024-05-06", "2024-06-05")
    assert fields[FieldName.TOTAL] == "1190.00"
    assert result.fields[FieldName.TOTAL].box is not None


def test_fields_that_a_viewer_hides_are_not_read() -> None:
    assert FieldName.INVOICE_NUMBER not in read(form(hidden=True)).fields


@pytest.mark.parametrize("pdf", [xfa(PLACEHOLDER, dynamic=True), xfa(PLACEHOLDER, dynamic=False), draw(PLACEHOLDER)])
def test_a_form_without_pages_is_refused_by_name(pdf: bytes) -> None:
    with pytest.raises(UnreadableForm) as caught:
        read(pdf)
    assert "form can't be read" in caught.value.detail


def test_a_static_form_with_its_pages_is_read() -> None:
    rows: list[Row] = ["Kranich Ltd", "INVOICE", "Invoice number: A-17", "Date: 6 May 2024", "Total: 1,190.00 EUR"]
    assert read(xfa(rows, dynamic=False)).fields[FieldName.INVOICE_NUMBER].value == "A-17"


@pytest.mark.parametrize("way", ["names", "associated", "annotation"])
@pytest.mark.parametrize("cover", [COVER, LETTER])
def test_the_one_invoice_within_a_pdf_is_read_and_said_to_be(cover: list[Row], way: str) -> None:
    result = read(carrying(draw(cover), ("invoice.pdf", INVOICE), way=way))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "A-17"
    assert "read_from_attachment" in result.warnings
    assert {field.page for field in result.fields.values()} == {None}


def test_an_invoice_with_an_attachment_is_read_from_its_own_page() -> None:
    result = read(carrying(INVOICE, ("terms.pdf", draw(LETTER))))
    assert result.fields[FieldName.INVOICE_NUMBER].page == 1
    assert "read_from_attachment" not in result.warnings


def test_of_several_invoices_within_a_letter_none_is_taken_and_that_is_said() -> None:
    result = read(carrying(draw(LETTER), ("a.pdf", INVOICE), ("b.pdf", draw([*LETTER, "Invoice number: B-2"]))))
    assert result.document_type is DocumentType.OTHER
    assert "attachments_not_read" in result.warnings


def test_a_portfolio_of_several_files_without_a_page_is_refused_by_number() -> None:
    blank = draw([])
    with pytest.raises(SeveralFiles) as caught:
        read(carrying(blank, ("a.pdf", INVOICE), ("b.pdf", draw([*LETTER, "Invoice number: B-2"]))))
    assert "2 files" in caught.value.detail
