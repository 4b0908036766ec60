"""Pages whose boxes stand in the tree of pages, as FPDF and its kin write them (ISO 32000-1, 7.7.3.4)."""

import io
from typing import cast

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, FloatObject, NameObject, RectangleObject

from chalicelib.extraction.box import Box
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from tests.unit.extraction.drawn import draw

INVOICE = draw(
    [
        *("Kranich Ltd", "LS1 4DY Leeds", "INVOICE", "Invoice number: A-17", "Invoice date: 6 May 2024"),
        *("Net total: 100.00 EUR", "VAT 20 %: 20.00 EUR", "Total: 120.00 EUR"),
    ]
)
BOXES = {"/MediaBox": (0, 0, 595, 842), "/CropBox": (20, 30, 575, 812)}


def boxed(names: tuple[str, ...], *, inherited: bool) -> bytes:
    """The invoice with boxes at its page or above it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(INVOICE)))
    page = writer.pages[0]
    holder = cast("DictionaryObject", page["/Parent"].get_object()) if inherited else page
    del page["/MediaBox"]
    for name in names:
        holder[NameObject(name)] = RectangleObject([FloatObject(edge) for edge in BOXES[name]])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def values(extracted: Extracted) -> dict[FieldName, tuple[object, Box | None]]:
    return {name: (field.value, field.box) for name, field in extracted.fields.items()}


@pytest.mark.parametrize("names", [("/MediaBox",), ("/MediaBox", "/CropBox")])
def test_boxes_may_stand_at_the_page_or_above_it(names: tuple[str, ...]) -> None:
    own, inherited = (values(read(boxed(names, inherited=inherited))) for inherited in (False, True))
    assert inherited == own
    assert inherited[FieldName.INVOICE_NUMBER][0] == "A-17"
    assert inherited[FieldName.SUPPLIER_NAME][0] == "Kranich Ltd"
