"""Words of several languages and scripts on pages that are drawn here, read by two sizes of models."""

import io
from collections.abc import Sequence
from functools import cache

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from chalicelib import fonts
from chalicelib.ocr.engine import Engine

pytestmark = pytest.mark.slow

SIZE, LEADING, MARGIN = 30, 64, 120  # pixels
LATIN = {
    "cs": "Číslo účtu příjemce, splatnost a způsob úhrady",
    "sv": "Förfallodatum, att betala före månadens slut på kontot ännu",
    "es": "Número de factura, fecha de emisión y año: señor Muñoz",
    "fr": "Numéro de façade, échéance à réception, où payé dès août",
    "pl": "Faktura nr, należność, sprzedający: Łódź, źródło, ąęśćż",
    "tr": "Fatura tarihi, ödeme ve satıcı: Kadıköy, müşteri",
}
CHINESE = (
    "发票号码：A-2024-0098",
    "开票日期：2024年03月15日",
    "购买方名称：上海远东机械制造有限公司",
    "价税合计 13,492.20",
)
JAPANESE = ("請求書番号：2024-0153", "株式会社山田製作所 御中", "ご請求金額 712,800", "お支払期限：2024年5月31日")


@cache
def engine() -> Engine:
    return Engine()


def page(lines: Sequence[str], font: fonts.Font, *, blur: float = 0.0) -> bytes:
    """An A4 page at 200 dpi with a line of text under the other."""
    picture = Image.new("L", (1654, 2339), 255)
    type_ = ImageFont.truetype(fonts.path(font), SIZE)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((MARGIN, MARGIN + number * LEADING), line, font=type_, fill=0)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(blur)).save(out, "PNG")
    return out.getvalue()


def read(png: bytes) -> str:
    return " ".join(word.text for word in engine().recognise(png).words)


def _unspaced(text: str) -> str:
    """A text without its spaces: a colon of these scripts has one in its own width."""
    return text.replace(" ", "")


@pytest.mark.parametrize("language", LATIN)
def test_accented_words_are_read(language: str) -> None:
    assert read(page([LATIN[language]], fonts.Font.SANS)) == LATIN[language]


@pytest.mark.parametrize("lines", [CHINESE, JAPANESE], ids=["chinese", "japanese"])
def test_chinese_and_japanese_pages_are_not_taken_for_latin_ones(lines: Sequence[str]) -> None:
    assert _unspaced(read(page(lines, fonts.Font.CJK))) == _unspaced("".join(lines))


def test_a_line_without_polish_letters_of_its_own_is_read_as_the_polish_page_it_is_on() -> None:
    lines = ("Spółka z ograniczoną odpowiedzialnością", "Termin płatności: 14 dni", "ul. Mała", "Razem do zapłaty")
    assert read(page(lines, fonts.Font.SANS)) == " ".join(lines)


def test_a_chinese_name_on_a_latin_page_is_read() -> None:
    lines = ("Invoice number: A-2024-0098", "上海远东机械制造有限公司", "Total amount due: 13,492.20")
    assert read(page(lines, fonts.Font.CJK)) == " ".join(lines)


def test_a_blurred_page_is_read_and_the_same_words_come_again() -> None:
    lines = ("Invoice number: A-2024-0098", "Invoice date: 15 March 2024", "Total amount due: 13,492.20")
    blurred = page(lines, fonts.Font.SANS, blur=3.0)
    assert read(blurred) == " ".join(lines)
    assert Engine().recognise(blurred) == engine().recognise(blurred)
