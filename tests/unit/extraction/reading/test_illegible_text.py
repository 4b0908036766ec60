"""Text that does not say what a person sees on the page: the picture is recognised instead."""

import io

import pypdf
from pypdf.generic import NameObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.fonts import Font, path
from samples.scanning import Scanner

LINES = (
    "Müller & Söhne GmbH",
    "Hauptstraße 1, 80331 München",
    "Rechnung",
    "Rechnungsnummer: R-2024-17",
    "Rechnungsdatum: 06.05.2024",
    "Nettobetrag 1.000,00 €",
    "Umsatzsteuer 19 % 190,00 €",
    "Gesamtbetrag 1.190,00 €",
)
NUMBER = FieldName.INVOICE_NUMBER


def written(lines: tuple[str, ...] = LINES, *, mode: int = 0, over: bytes | None = None, turned: bool = False) -> bytes:
    """A page of text, visible or not, over a picture of a whole page or over nothing."""
    pdfmetrics.registerFont(TTFont("Sans", str(path(Font.SANS))))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    if over:
        canvas.drawImage(ImageReader(io.BytesIO(over)), 0, 0, *A4)
    if turned:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
    text = canvas.beginText(60, 480 if turned else 780)
    text.setTextRenderMode(mode)
    text.setFont("Sans", 11, leading=18)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def without_names_of_letters(pdf: bytes) -> bytes:
    """The same page whose fonts do not say which letters their shapes are."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for item in writer._objects:
        if isinstance(item, pypdf.generic.DictionaryObject):
            item.pop(NameObject("/ToUnicode"), None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_whose_fonts_do_not_name_their_letters_is_recognised() -> None:
    assert read(written()).fields[FieldName.SUPPLIER_NAME].method is Method.LAYOUT
    read_from_picture = read(without_names_of_letters(written()))
    assert read_from_picture.fields[FieldName.SUPPLIER_NAME].value == "Müller & Söhne GmbH"
    assert read_from_picture.fields[NUMBER].method is Method.OCR


def test_what_an_old_recogniser_hid_under_a_scan_does_not_count() -> None:
    (scan,) = Scanner(skew=0).jpegs(written())
    wrong = tuple(line.replace("R-2024-17", "R-2O24-l7").replace("1.190,00", "7.790,00") for line in LINES)
    fields = read(written(wrong, mode=3, over=scan)).fields
    assert (fields[NUMBER].value, fields[FieldName.TOTAL].value) == ("R-2024-17", "1190.00")


def test_without_a_recogniser_the_text_is_read_and_the_reading_says_so() -> None:
    (scan,) = Scanner(skew=0).jpegs(written())
    result = read(written(mode=3, over=scan), ocr=Unavailable())
    assert result.fields[NUMBER].value == "R-2024-17"
    assert "pages_not_read" in result.warnings


def test_a_value_on_a_scan_stands_where_it_is_shown_though_the_text_under_it_runs_upwards() -> None:
    (scan,) = Scanner(skew=0).jpegs(written())
    plain = read(written((), over=scan)).fields[NUMBER].box
    over_sideways = read(written(mode=3, over=scan, turned=True)).fields[NUMBER].box
    assert plain is not None
    assert over_sideways is not None
    assert abs(plain.left - over_sideways.left) < 2
    assert abs(plain.top - over_sideways.top) < 2
