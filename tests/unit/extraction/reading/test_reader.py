"""What the reader says of files as a whole: formats, limits, papers that are no invoices, scans."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction import errors
from chalicelib.extraction.box import Box
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Context, DocumentType, FieldName, Limits, Method
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.ocr.recognition import RecognisedWord, Recognition
from samples import generate
from samples.contents import contents
from samples.drawing import draw
from tests.unit.documents.invoices import invoice

SAMPLES = {sample.name: sample.pdf for sample in generate()}


def page_of(*pages: Sequence[str], mode: int = 0) -> bytes:
    """A PDF whose pages hold lines of text; mode 3 makes them invisible."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for lines in pages:
        text = canvas.beginText(60, 780)
        text.setTextRenderMode(mode)
        text.setFont("Helvetica", 11)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def turned_page(lines: Sequence[str], drawn: int, shown: int) -> bytes:
    """A page whose text is drawn at an angle (counter-clockwise) and which is shown turned (clockwise)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setPageRotation(shown)
    canvas.translate(300, 420)
    canvas.rotate(drawn)
    for number, line in enumerate(lines):
        canvas.drawString(-200, 180 - 16 * number, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture_of(pdf: bytes, dpi: int = 200) -> bytes:
    """The first page as a PNG."""
    import pypdfium2

    buffer = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFile),
        (b"PK\x03\x04 a zip", errors.UnsupportedFormat),
        (b"%PDF-1.7 and nothing more", errors.CorruptFile),
        (b"\x89PNG\r\n\x1a\n and nothing more", errors.CorruptFile),
        (b"\xff\xd8\xff and nothing more", errors.CorruptFile),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[errors.UnreadableFile]) -> None:
    with pytest.raises(error):
        read(data)


def test_a_file_above_the_limit_of_bytes_is_not_looked_at() -> None:
    with pytest.raises(errors.FileTooLarge):
        read(SAMPLES["german-goods"], limits=Limits(file_bytes=100))


def test_a_document_above_the_limit_of_pages_is_refused() -> None:
    with pytest.raises(errors.TooManyPages) as caught:
        read(SAMPLES["dutch-long"], limits=Limits(pages=1))
    assert (caught.value.pages, caught.value.limit) == (3, 1)


def test_a_picture_above_the_limit_of_pixels_is_not_decoded() -> None:
    with pytest.raises(errors.ImageTooLarge):
        read(picture_of(SAMPLES["german-goods"]), limits=Limits(pixels=1000), ocr=Recognised([]))


def test_a_pdf_with_a_password_asks_for_a_copy_without() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, "Invoice")
    canvas.save()
    with pytest.raises(errors.EncryptedPdf):
        read(buffer.getvalue())


def test_an_archive_is_not_read_as_the_invoice_that_lies_in_it_uncompressed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Müller.xml", write_ubl(invoice()))
    with pytest.raises(errors.UnsupportedFormat):
        read(buffer.getvalue())


@pytest.mark.parametrize("title", ["Quotation", "Lieferschein", "Bon de livraison", "Kontoauszug", "Purchase Order"])
def test_papers_that_are_no_invoices_are_recognised_and_get_no_total(title: str) -> None:
    lines = [title.upper(), "Number 2024-17", "Date 03.05.2024", "Widgets 2 x 10.00", "Amount 20.00", "Total 20.00"]
    result = read(page_of(lines))
    assert result.document_type is DocumentType.OTHER
    assert result.warnings == ("not_an_invoice",)
    assert FieldName.TOTAL not in result.fields


def test_several_invoices_in_one_file_are_its_parts() -> None:
    pages = [
        ["INVOICE", "Acorn Trading Ltd", f"Invoice number: {number}", "Invoice date: 03.05.2024", "Total: EUR 20.00"]
        for number in ("A-100", "A-101")
    ]
    assert [part.invoice_number for part in read(page_of(*pages)).parts] == ["A-100", "A-101"]


def test_totals_that_do_not_add_up_are_said_to_disagree_and_nobody_is_sure_of_them() -> None:
    lines = ["INVOICE", "Acorn Trading Ltd", "Invoice number: A-100", "Invoice date: 03.05.2024",
             "Net total: EUR 100.00", "VAT 19%: EUR 19.00", "Total: EUR 130.00"]  # fmt: skip
    result = read(page_of(lines))
    assert "totals_disagree" in result.warnings
    assert result.fields[FieldName.TOTAL].confidence < 0.9


def test_a_tax_id_with_wrong_check_digits_is_reported_and_not_trusted() -> None:
    content = contents()[1]
    wrong = replace(content, supplier=replace(content.supplier, tax_id="DE136695977"))
    result = read(draw(wrong))
    assert "tax_id_check_failed" in result.warnings
    assert result.fields[FieldName.SUPPLIER_TAX_ID].confidence < 0.9


def test_the_companys_own_name_is_the_suppliers_of_its_sales_alone() -> None:
    parties = contents()[1].supplier.name, contents()[1].customer.name
    for own in parties:
        result = read(SAMPLES["german-goods"], Context(company_names=(own,)))
        names = (FieldName.SUPPLIER_NAME, FieldName.CUSTOMER_NAME)
        assert tuple(result.fields[name].value for name in names) == parties


def test_invisible_text_is_left_out_where_there_is_visible_text() -> None:
    visible = page_of(
        ["INVOICE", "Invoice number: A-100", "Date 03.05.2024", "Total: EUR 20.00", "Thank you very much"]
    )
    assert read(visible).fields[FieldName.INVOICE_NUMBER].value == "A-100"


def test_the_text_hidden_under_a_scan_is_read_where_nobody_recognises_the_scan() -> None:
    lines = ["INVOICE", "Invoice number: B-7", "Date 03.05.2024", "Total: EUR 20.00", "as a scan's text"]
    result = read(page_of(lines, mode=3), ocr=Unavailable())
    assert result.fields[FieldName.INVOICE_NUMBER].value == "B-7"
    assert "pages_not_read" in result.warnings


class Recognised:
    """A recogniser that gives back words it was made with."""

    def __init__(self, words: Sequence[RecognisedWord]) -> None:
        self._words = tuple(words)

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        assert all(picture.startswith(b"\x89PNG") for picture in pictures)
        return [Recognition(self._words) for _ in pictures]


def test_another_recogniser_can_be_bound() -> None:
    lines = ["INVOICE", "Invoice number: A-100", "Invoice date: 2024-05-03", "Total EUR 20.00"]
    words = [
        RecognisedWord(text, 100 + 130 * column, 100 + 40 * row, 210 + 130 * column, 125 + 40 * row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    ]
    result = read(picture_of(SAMPLES["german-goods"], dpi=100), ocr=Recognised(words))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "A-100"
    assert {field.method for field in result.fields.values()} == {Method.OCR}


def test_a_blank_picture_has_no_text() -> None:
    buffer = io.BytesIO()
    Image.new("L", (400, 600), 255).save(buffer, "PNG")
    with pytest.raises(errors.NoText):
        read(buffer.getvalue(), ocr=Recognised([]))


INVOICE = ["INVOICE", "Invoice number: A-100", "Invoice date: 2024-05-03", "Total EUR 20.00", "Thank you"]


@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_text_is_read_whichever_way_it_runs_and_placed_where_it_is_shown(drawn: int, shown: int) -> None:
    pdf = turned_page(INVOICE, drawn, shown)
    found = read(pdf).fields[FieldName.INVOICE_NUMBER]
    assert found.value == "A-100"
    assert found.box is not None
    assert _has_ink(pdf, found.box)
    upright = (drawn - shown) % 180 == 0
    assert (found.box.right - found.box.left > found.box.bottom - found.box.top) is upright


def _has_ink(pdf: bytes, box: Box) -> bool:
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    darkest, _ = page.crop((int(box.left), int(box.top), int(box.right) + 1, int(box.bottom) + 1)).getextrema()
    assert isinstance(darkest, int | float)
    return darkest < 128


def test_a_page_of_a_million_strokes_is_refused_with_its_number() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=1)
    canvas._code.append("0 0 1 1 re f\n" * 200_001)
    canvas.showPage()
    canvas.save()
    with pytest.raises(errors.PageTooComplex) as caught:
        read(buffer.getvalue())
    assert (caught.value.page, caught.value.objects) == (1, 200_001)


def letterhead_over_picture() -> bytes:
    """A page with a letterhead as text and everything else as a picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.drawString(60, 800, "Acorn Trading Ltd, 1 Oak Street, 1234 Oakham, registered in Oakham")
    body = Image.new("L", (1000, 1000), 255)
    body.paste(0, (100, 100, 400, 120))
    canvas.drawInlineImage(body, 60, 100, 480, 600)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def words_of(lines: Sequence[str], top: int) -> list[RecognisedWord]:
    """Words as a recogniser gives them for a page of 200 dpi."""
    return [
        RecognisedWord(text, 200 + 220 * column, top + 60 * row, 400 + 220 * column, top + 33 + 60 * row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    ]


def test_a_picture_below_a_letterhead_is_recognised_and_its_reading_says_so() -> None:
    result = read(letterhead_over_picture(), ocr=Recognised(words_of(INVOICE, top=600)))
    assert result.fields[FieldName.INVOICE_NUMBER].value == "A-100"
    assert result.fields[FieldName.TOTAL].value == "20.00"
    assert "partly_picture" in result.warnings


def test_without_a_recogniser_the_letterhead_is_read_and_the_picture_is_missed_aloud() -> None:
    result = read(letterhead_over_picture(), ocr=Unavailable())
    assert "partly_picture" in result.warnings
    assert FieldName.TOTAL not in result.fields


def test_an_invoice_in_text_is_not_recognised_again() -> None:
    assert "partly_picture" not in read(SAMPLES["german-goods"], ocr=Unavailable()).warnings


@pytest.mark.parametrize(("tax", "sure"), [("19.00", True), ("0.00", False), ("-19.00", False)])
def test_a_scans_total_is_sure_only_where_the_tax_makes_the_sum_a_check(tax: str, sure: bool) -> None:
    total = f"{100 + float(tax):.2f}"
    lines = ["INVOICE", "Invoice number: A-100", "Net total 100.00", f"VAT {tax}", f"Total {total}", "Thank you"]
    fields = read(picture_of(SAMPLES["german-goods"], dpi=100), ocr=Recognised(words_of(lines, top=200))).fields
    assert fields[FieldName.TOTAL].value == total
    assert (fields[FieldName.TOTAL].confidence >= 0.9) is sure
