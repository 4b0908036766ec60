"""Which pictures between text are worth recognising, seen by whether the recogniser is asked."""

import io
from collections.abc import Callable, Sequence

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName, Method
from chalicelib.ocr.recognition import RecognisedWord, Recognition

HEAD = ("Acorn Trading Ltd", "1 Oak Street, 1234 Oakham", "INVOICE")
KEYS = ("Invoice number: A-100", "Invoice date: 3 May 2026")
SUMS = ("Net total: 100.00 EUR", "VAT 20 %: 20.00 EUR", "Total: 120.00 EUR")
PROSE = ("We thank you for your order and for your trust.", "Please see the terms that we sent to you in March.")
VALUES = (
    "A-100                      3 May 2026",
    *("Oak shelf, oiled, 80 x 30 cm, with two brackets    10.00",) * 4,
    "120.00",
)
Drawing = Callable[[Canvas], None]


class Asked:
    """A recogniser that counts how often it is asked, and knows the same words of every picture."""

    def __init__(self, words: Sequence[RecognisedWord] = ()) -> None:
        self.words, self.times = tuple(words), 0

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words."""
        self.times += len(pictures)
        return [Recognition(self.words) for _ in pictures]


def picture(x: float, y: float, width: float, height: float) -> Drawing:
    """A picture with something dark on it, at a place from the bottom left corner."""
    image = Image.new("L", (500, 500), 255)
    image.paste(0, (50, 50, 200, 60))

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, x, y, width, height)

    return draw


def in_a_form(draw_inside: Drawing, scale: float) -> Drawing:
    """The same in a form, and that in another one: drawn in their own measure, and enlarged where they are used."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        draw_inside(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.doForm("inner")
        canvas.endForm()
        canvas.saveState()
        canvas.scale(scale, scale)
        canvas.doForm("outer")
        canvas.restoreState()

    return draw


def outlines(letters: int) -> Drawing:
    """Letters as they are left when text is turned into drawings: closed outlines of twenty strokes."""

    def draw(canvas: Canvas) -> None:
        for number in range(letters):
            path = canvas.beginPath()
            path.moveTo(60 + 8 * number, 700)
            for stroke in range(20):
                path.lineTo(62 + 8 * number + stroke % 5, 700 + stroke)
            canvas.drawPath(path, fill=1)

    return draw


def invoice(canvas: Canvas) -> None:
    """An invoice of one line in text, in the upper half of the page."""
    for number, line in enumerate((*HEAD, *KEYS)):
        canvas.drawString(60, 800 - 16 * number, line)
    for y, cells in ((660, ("Description", "Quantity", "Amount")), (644, ("Oak shelf", "1", "100.00"))):
        for x, cell in zip((60, 300, 450), cells, strict=True):
            canvas.drawString(x, y, cell)
    for number, line in enumerate(SUMS):
        canvas.drawString(60, 600 - 16 * number, line)


def pages(*content: tuple[Sequence[Drawing], Sequence[str]]) -> bytes:
    """A PDF of pages with drawings and lines of text over them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for drawings, lines in content:
        for draw in drawings:
            draw(canvas)
        for number, line in enumerate(lines):
            canvas.drawString(60, 790 - (720 / max(1, len(lines) - 1)) * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read_with(ocr: Asked, *content: tuple[Sequence[Drawing], Sequence[str]]) -> Extracted:
    """The reading of such pages."""
    return read(pages(*content), ocr=ocr)


WHOLE_PAGE = picture(0, 0, *A4)


@pytest.mark.parametrize(
    ("drawings", "lines"),
    [
        pytest.param([picture(400, 700, 120, 90)], (*HEAD, *KEYS), id="a logo"),
        pytest.param([WHOLE_PAGE], (*HEAD, *KEYS, *PROSE, *PROSE, "Subtotal: 100.00 EUR"), id="paper under the text"),
        pytest.param([WHOLE_PAGE], ("BANK STATEMENT", "Date: 3 May 2026", *PROSE * 3, "No. 7"), id="no invoice"),
    ],
)
def test_logos_and_paper_are_not_recognised_though_the_text_lacks_a_total(
    drawings: Sequence[Drawing], lines: Sequence[str]
) -> None:
    ocr = Asked()
    read_with(ocr, (drawings, lines))
    assert ocr.times == 0


@pytest.mark.parametrize(
    ("drawings", "asked"),
    [
        pytest.param([picture(60, 20, 480, 20), picture(60, 790, 480, 20)], 0, id="head and foot only"),
        pytest.param([], 0, id="nothing"),
        pytest.param([outlines(60)], 1, id="letters that are drawn"),
        pytest.param([WHOLE_PAGE], 1, id="a scan"),
        pytest.param([in_a_form(picture(0, 0, 1, 1.4), 595)], 1, id="a scan in a form"),
        pytest.param([in_a_form(picture(0, 1.3, 0.8, 0.05), 595)], 0, id="a head in a form"),
    ],
)
def test_a_page_without_text_among_others_is_recognised_where_there_is_something_on_it(
    drawings: Sequence[Drawing], asked: int
) -> None:
    ocr = Asked()
    read_with(ocr, ([], (*HEAD, *KEYS)), (drawings, ()))
    assert ocr.times == asked


def test_a_page_whose_text_says_all_has_no_picture_recognised_however_large() -> None:
    ocr = Asked()
    result = read_with(ocr, ([picture(60, 100, 480, 300), invoice], ()))
    assert result.fields[FieldName.TOTAL].value == "120.00"
    assert ocr.times == 0


def test_a_form_whose_labels_are_on_the_paper_is_recognised() -> None:
    labels = [RecognisedWord("INVOICE", 200, 67, 467, 100), RecognisedWord("Number:", 40, 107, 153, 140)]
    ocr = Asked(labels)
    result = read_with(ocr, ([WHOLE_PAGE], VALUES))
    assert ocr.times == 1
    assert "partly_picture" in result.warnings


def nameless(canvas: Canvas) -> None:
    """The rest of an invoice whose sender's name is in no text: its customer, its number, its sums."""
    customer = ("INVOICE", *KEYS, "", "Bill to:", "Birch Customer Ltd", "2 Elm Street, 1234 Elmham", "", *SUMS)
    for number, line in enumerate(customer):
        canvas.drawString(60, 720 - 16 * number, line)


def named(canvas: Canvas) -> None:
    """The same with the sender's address over it."""
    for number, line in enumerate(HEAD[:2]):
        canvas.drawString(60, 780 - 16 * number, line)


LOGO = [
    RecognisedWord(text, 170 + 160 * place, 40, 320 + 160 * place, 90) for place, text in enumerate(("Acorn", "Ltd"))
]


def test_a_supplier_who_is_named_in_the_logo_alone_is_read_there() -> None:
    ocr = Asked(LOGO)
    result = read_with(ocr, ([picture(60, 790, 120, 40), nameless], ()))
    assert ocr.times == 1
    supplier = result.fields[FieldName.SUPPLIER_NAME]
    assert (supplier.value, supplier.method) == ("Acorn Ltd", Method.OCR)
    assert result.fields[FieldName.TOTAL].method is not Method.OCR
    assert "partly_picture" in result.warnings


def test_a_logo_over_a_supplier_who_is_named_in_the_text_is_not_recognised() -> None:
    ocr = Asked(LOGO)
    read_with(ocr, ([picture(400, 790, 120, 40), named, nameless], ()))
    assert ocr.times == 0


def deliverer(canvas: Canvas) -> None:
    """Two other parties' addresses at the right, each of which may be the sender's for all that the text says."""
    for number, line in enumerate(("Jo Muster", "9 Lake Road", "Leeds LS1 4DY")):
        canvas.drawString(350, 560 - 16 * number, line)
    for number, line in enumerate(("Kim Sample", "3 Sea Street", "York YO1 7HH")):
        canvas.drawString(350, 440 - 16 * number, line)


def test_a_supplier_of_the_logo_has_nothing_of_the_one_that_the_text_seemed_to_name() -> None:
    page = ([picture(60, 790, 120, 40), nameless, deliverer], ())
    text_alone, result = read_with(Asked(), page), read_with(Asked(LOGO), page)
    assert text_alone.fields[FieldName.SUPPLIER_NAME].value == "Kim Sample"
    assert text_alone.fields[FieldName.SUPPLIER_ADDRESS].value == "3 Sea Street, York YO1 7HH"
    assert text_alone.derived["supplier.address.country"].value == "GB"
    assert result.fields[FieldName.SUPPLIER_NAME].value == "Acorn Ltd"
    assert FieldName.SUPPLIER_ADDRESS not in result.fields
    assert [place for place in result.derived if place.startswith("supplier.")] == []
    assert result.fields[FieldName.CUSTOMER_NAME].value == "Birch Customer Ltd"
