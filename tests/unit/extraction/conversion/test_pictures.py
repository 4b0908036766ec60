"""TIFFs and photos as the pages of a PDF, within the limits of pages and pixels."""

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from PIL import Image

from chalicelib.extraction import errors
from chalicelib.extraction.conversion.convert import convert
from chalicelib.extraction.conversion.pictures import ORIENTATION, pictures_to_pdf
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import Format, sniff
from chalicelib.extraction.sources.picture import open_picture
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.ocr.recognition import PictureRefused, Recognition


def tiff(*sizes: tuple[int, int], mode: str = "L", dpi: tuple[int, int] | None = None) -> bytes:
    pages = [Image.new(mode, size, 1 if mode == "1" else "white") for size in sizes]
    buffer = io.BytesIO()
    options = {"dpi": dpi} if dpi else {}
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], **options)
    return buffer.getvalue()


def saved(form: str, mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (60, 80), "white").save(buffer, form)
    return buffer.getvalue()


def sizes_of(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    return [(round(width), round(height)) for width, height in (page.get_size() for page in document)]


def test_every_page_of_a_tiff_becomes_a_page_as_wide_as_a4() -> None:
    data = tiff((400, 560), (560, 400), (400, 560))
    assert sniff(data) is Format.TIFF
    assert sizes_of(pictures_to_pdf(data, Limits())) == [(595, 834), (834, 595), (595, 834)]


def test_a_fax_of_half_the_resolution_downwards_is_shown_in_its_proportions() -> None:
    fax = tiff((400, 280), mode="1", dpi=(204, 102))
    assert sizes_of(pictures_to_pdf(fax, Limits())) == [(595, 834)]


@pytest.mark.parametrize("form", ["TIFF", "JPEG"])
def test_a_fax_on_its_side_is_turned_with_its_resolutions(form: str) -> None:
    turned, buffer = Image.Exif(), io.BytesIO()
    turned[ORIENTATION] = 6
    Image.new("L", (280, 400), "white").save(buffer, form, dpi=(102, 204), exif=turned)
    assert sizes_of(pictures_to_pdf(buffer.getvalue(), Limits())) == [(595, 834)]


def test_too_many_pages_and_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(errors.TooManyPages):
        pictures_to_pdf(tiff(*[(10, 10)] * 4), Limits(pages=3))
    with pytest.raises(errors.ImageTooLarge):
        pictures_to_pdf(tiff((100, 100)), Limits(pixels=9_999))
    with pytest.raises(errors.ImageTooLarge):
        pictures_to_pdf(tiff(*[(100, 100)] * 9), Limits(pixels=10_000))


@pytest.mark.parametrize("form", ["WEBP", "GIF", "BMP"])
def test_other_pictures_are_opened_as_they_are(form: str) -> None:
    data = saved(form)
    assert sniff(data).is_picture
    assert open_picture(data, Limits()).width > 60


@pytest.mark.parametrize(("mode", "white"), [("I;16", 65_535), ("L", 255)])
def test_a_scan_of_sixteen_bits_of_grey_stays_white(mode: str, white: int) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (40, 50), white).save(buffer, "TIFF")
    page = pypdfium2.PdfDocument(pictures_to_pdf(buffer.getvalue(), Limits()))[0].render().to_pil().convert("L")
    assert page.getextrema() == (255, 255)


@pytest.mark.parametrize("data", [b"II*\x00\x08\x00\x00\x00", tiff((40, 50))[:60]])
def test_a_damaged_tiff_says_so(data: bytes) -> None:
    with pytest.raises(errors.CorruptFile):
        pictures_to_pdf(data, Limits())


class Opens:
    """A recogniser that opens photos, or refuses to."""

    def __init__(self, jpeg: bytes | None) -> None:
        self._jpeg = jpeg

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        return [Recognition(()) for _ in pictures]

    def open_photo(self, photo: bytes) -> bytes:
        if self._jpeg is None or not photo:
            raise PictureRefused
        return self._jpeg


def test_a_photo_is_opened_by_the_recogniser_and_becomes_a_page() -> None:
    assert sizes_of(convert(Format.HEIC, b"heic", Limits(), Opens(saved("JPEG")))) == [(595, 794)]


@pytest.mark.parametrize("ocr", [Opens(None), Unavailable()])
def test_a_photo_that_nothing_opens_is_answered_with_what_to_send_instead(ocr: Opens | Unavailable) -> None:
    with pytest.raises(errors.PhotoNotOpened, match="JPEG"):
        convert(Format.HEIC, b"heic", Limits(), ocr)
