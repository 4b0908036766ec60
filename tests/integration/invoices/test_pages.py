"""Pages to look at: their sizes, their pictures, and boxes that lie where the picture shows the words."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfgen.canvas import Canvas

from chalicelib.formats.pdfium import load
from chalicelib.ocr.local import local_recogniser
from tests.support.api import Answer, Api, Person
from tests.support.aws.names import BUCKET
from tests.support.invoices.uploads import read_upload
from tests.support.workers.queue import work

TOTAL, RED, NEAR_PX = "2380.00", (1.0, 0.0, 0.0), 2
"""No figure of this total is much narrower than its place, as a 1 is: its ink begins and ends where the word does."""
ROWS = (
    "Acorn Trading Ltd", "12 Quay Street, Dublin", "", "INVOICE", "Invoice number: AB-2041", "Invoice date: 2026-03-02",
    "Currency: EUR", "", "Consulting in March                 2000.00", "", "Net total: 2000.00", "VAT 19 %: 380.00",
)  # fmt: skip


def page(size: tuple[float, float], pages: int = 1, turned: int = 0) -> bytes:
    """An invoice whose total alone is red, on the last of its pages; /Rotate turns what was drawn on its side."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, size, invariant=1)  # reportlab swaps the sides of a page that is turned
    for number in range(1, pages + 1):
        canvas.setPageRotation(turned)
        if turned == 90:
            canvas.translate(size[1], 0)
            canvas.rotate(90)
        _write(canvas, size[1], with_total=number == pages)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, height: float, *, with_total: bool) -> None:
    canvas.setFont("Helvetica", 11)
    for index, row in enumerate(ROWS if with_total else ROWS[:1]):
        canvas.drawString(60, height - 70 - 18 * index, row)
    if with_total:
        canvas.drawString(60, height - 320, "Total EUR")
        canvas.setFillColorRGB(*RED)
        canvas.drawString(220, height - 320, TOTAL)


def photo(pdf: bytes) -> bytes:
    """The first page as a JPEG."""
    document = load().PdfDocument(pdf)
    picture = document[0].render(scale=200 / 72).to_pil()
    document.close()
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def upload(person: Person, data: bytes, content_type: str = "application/pdf") -> dict[str, Any]:
    invoice = read_upload(person, data, content_type=content_type)
    assert invoice["status"] == "ready", invoice
    return invoice


def fetch(link: str) -> bytes:
    """What a signed link leads to."""
    key = urlsplit(link).path.lstrip("/").removeprefix(f"{BUCKET}/")
    return bytes(boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read())


def red_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """The rectangle around what is red, in pixels."""
    red, green, _ = picture.convert("RGB").split()
    mask = ImageChops.multiply(red.point(lambda r: 255 * (r > 150)), green.point(lambda g: 255 * (g < 110)))
    box = mask.getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    ("make", "number", "size"),
    [
        (lambda: page(letter), 1, letter),
        (lambda: page(A4), 1, A4),
        (lambda: page(A4, turned=90), 1, A4),
        (lambda: page(letter, pages=3), 3, letter),
    ],
    ids=["letter", "a4", "rotated", "third page"],
)
def test_boxes_lie_on_the_words(api: Api, make: Callable[[], bytes], number: int, size: tuple[float, float]) -> None:
    person = api.person()
    invoice = upload(person, make())
    listed = person.get(f"/invoices/{invoice['id']}/pages").json["items"]
    assert [round(listed[number - 1][side]) for side in ("width", "height")] == [round(side) for side in size]
    field = invoice["fields"]["total"]
    assert (field["value"], field["page"]) == (TOTAL, number)
    shown = person.get(f"/invoices/{invoice['id']}/pages/{number}").json
    word = next(word for word in shown["words"] if word["text"] == TOTAL)
    for box in (field["box"], word["box"]):
        assert_on_ink(box, shown)


def assert_on_ink(box: dict[str, float], shown: dict[str, Any], near: float = NEAR_PX) -> None:
    """A box's sides are as near to the ink as said; above and below there is room for taller letters."""
    picture = Image.open(io.BytesIO(fetch(shown["image"])))
    scale = picture.width / shown["width"]
    left, top, right, bottom = red_box(picture)
    assert abs(box["left"] * scale - left) <= near
    assert abs(box["right"] * scale - right) <= near
    assert box["top"] * scale <= top + near
    assert box["bottom"] * scale >= bottom - near
    assert (box["bottom"] - box["top"]) * scale < 2.2 * (bottom - top)


@pytest.mark.skipif(local_recogniser() is None, reason="no text recognition on this machine")
def test_boxes_lie_on_the_words_of_a_photo(api: Api) -> None:
    person = api.person()
    invoice = upload(person, photo(page(A4)), "image/jpeg")
    (size,) = person.get(f"/invoices/{invoice['id']}/pages").json["items"]
    assert (round(size["width"]), round(size["height"])) == (595, 842)
    shown = person.get(f"/invoices/{invoice['id']}/pages/1").json
    word = next(word for word in shown["words"] if word["text"] == TOTAL)
    for box in (invoice["fields"]["total"]["box"], word["box"]):
        assert_on_ink(box, shown)


def test_an_e_invoice_shows_the_page_that_was_laid_out(api: Api) -> None:
    from tests.support.invoices.forms import document, sender

    person = sender(api)
    made = person.post("/invoices", document()).json
    work()
    shown = person.get(f"/invoices/{made['id']}/pages/1").json
    assert {"Invoice", made["invoice_number"]} & {word["text"] for word in shown["words"]}
    assert Image.open(io.BytesIO(fetch(shown["image"]))).height == 1_800


def test_a_page_is_drawn_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.extraction.isolation import page_views

    person = api.person()
    invoice = upload(person, page(A4))
    first = person.get(f"/invoices/{invoice['id']}/pages/1").json

    def refuse(*_: object) -> None:
        raise AssertionError("a process was started again")

    monkeypatch.setattr(page_views, "warm_child", refuse)
    assert person.get(f"/invoices/{invoice['id']}/pages/1").json["words"] == first["words"]


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "99999999999", "1.0", "¹"])
def test_there_is_no_such_page(api: Api, number: str) -> None:
    person = api.person()
    invoice = upload(person, page(A4))
    answer = person.get(f"/invoices/{invoice['id']}/pages/{number}")
    assert (answer.status, answer.json["code"]) == (404, "file_not_available")


def test_a_stranger_finds_no_pages(api: Api) -> None:
    invoice = upload(api.person(), page(A4))
    stranger = api.person()
    for path in ("pages", "pages/1"):
        answer = stranger.get(f"/invoices/{invoice['id']}/{path}")
        assert (answer.status, answer.json["code"]) == (404, "invoice_not_found")


def test_pages_go_with_their_invoice(api: Api) -> None:
    person = api.person()
    invoice = upload(person, page(A4))
    image = person.get(f"/invoices/{invoice['id']}/pages/1").json["image"]
    assert person.delete(f"/invoices/{invoice['id']}").status == 204
    with pytest.raises(boto3.client("s3").exceptions.NoSuchKey):
        fetch(image)


def test_a_page_that_is_drawn_while_its_invoice_is_deleted_leaves_nothing(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.extraction.isolation import page_views

    person = api.person()
    invoice = upload(person, page(A4))
    draw = page_views.show_page_isolated

    def delete_first(data: bytes, number: int) -> object:
        assert person.delete(f"/invoices/{invoice['id']}").status == 204
        return draw(data, number)

    monkeypatch.setattr(page_views, "show_page_isolated", delete_first)
    assert person.get(f"/invoices/{invoice['id']}/pages/1").status == 404
    left = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix="invoices/")
    assert left["KeyCount"] == 0


def test_a_damaged_file_has_no_pages(api: Api) -> None:
    person = api.person()
    made = person.upload(b"%PDF-1.7 nothing else").json
    work()
    answer: Answer = person.get(f"/invoices/{made['id']}/pages")
    assert (answer.status, answer.json["code"]) == (404, "file_not_available")
