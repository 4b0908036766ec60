"""Previews: small, and to the eye the page that they show."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from chalicelib.documents.preview import COLOURS, GREYS, render_preview
from chalicelib.documents.rendering import Branding
from chalicelib.documents.rendering.layout import lay_out
from tests.unit.documents.invoices import full_invoice

WHITE = (255, 255, 255)


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def shown(data: bytes, kind: str) -> Image.Image:
    preview = render_preview(data, kind)
    assert preview is not None
    return Image.open(io.BytesIO(preview))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two pictures differ, of 255, where they differ most: in the mean of a colour."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("color", ["#000000", "#336699"])
def test_a_page_takes_a_third_of_the_bytes_and_looks_the_same(color: str) -> None:
    pdf = lay_out(full_invoice(), branding=Branding(color)).pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    full = page.render(scale=1200 / max(page.get_size())).to_pil().convert("RGB")
    preview = render_preview(pdf, "pdf") or b""
    assert len(preview) < len(png(full)) / 3
    assert difference(full, shown(pdf, "pdf")) < 0.5


def test_white_stays_white_and_black_black() -> None:
    page = Image.new("RGB", (60, 80), WHITE)
    ImageDraw.Draw(page).rectangle((0, 0, 30, 30), "black")
    preview = shown(png(page), "png").convert("RGB")
    assert (preview.getpixel((50, 70)), preview.getpixel((5, 5))) == (WHITE, (0, 0, 0))
    assert preview.getcolors(GREYS)


def test_colours_stay_what_they_are() -> None:
    strip = Image.new("RGB", (256, 40), WHITE)
    for index, color in enumerate(("red", "green", "blue", "orange")):
        ImageDraw.Draw(strip).rectangle((index * 64, 0, index * 64 + 63, 39), color)
    assert difference(strip, shown(png(strip), "png")) == 0


def test_a_picture_with_many_colours_gets_few_that_come_near() -> None:
    gradient = Image.merge("RGB", [Image.linear_gradient("L").rotate(angle) for angle in (0, 90, 180)])
    preview = shown(png(gradient), "png")
    assert len(preview.getcolors(COLOURS) or ()) > GREYS
    assert difference(gradient, preview) < 12
