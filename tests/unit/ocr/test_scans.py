"""Scans and photos of sample invoices, read by the recogniser that comes with the project."""

import io
from functools import cache

import pytest
from PIL import Image

from chalicelib.extraction.reader import read
from chalicelib.extraction.result import Extracted, FieldName, Method
from infra.samples import generate
from infra.samples.scanning import Scanner

SAMPLES = {sample.name: sample for sample in generate()}
KEYS = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.TOTAL)
WAYS = {
    "as a scanner sees it": Scanner(),
    "upside down": Scanner(skew=180),
    "on its left side": Scanner(skew=90),
    "on its right side": Scanner(skew=270),
    "askew": Scanner(skew=4),
    "white on black": Scanner(inverted=True),
    "grey and faint": Scanner(faint=True),
    "photographed from below": Scanner(skew=-1.5, keystone=0.12),
    "in little detail": Scanner(dpi=120),
}


@cache
def scanned(way: str) -> tuple[bytes, Extracted]:
    """The sample's only page as a JPEG, and its reading."""
    (jpeg,) = WAYS[way].jpegs(SAMPLES["english-services"].pdf)
    return jpeg, read(jpeg)


@pytest.mark.parametrize("way", WAYS)
def test_a_page_is_read_however_it_was_scanned(way: str) -> None:
    sample = SAMPLES["english-services"]
    fields = scanned(way)[1].fields
    assert {name.value: fields[name].value for name in KEYS} == {
        name.value: sample.truth["fields"][name.value]  # type: ignore[index]
        for name in KEYS
    }
    assert {field.method for field in fields.values()} <= {Method.OCR, Method.ARITHMETIC}


@pytest.mark.parametrize("way", ["upside down", "on its left side", "askew", "photographed from below"])
def test_a_value_is_placed_where_the_picture_shows_it(way: str) -> None:
    jpeg, extracted = scanned(way)
    box = extracted.fields[FieldName.INVOICE_NUMBER].box
    assert box is not None
    picture = Image.open(io.BytesIO(jpeg))
    scale = min(picture.size) / 595  # the reader takes a photo's shorter edge for a page's width
    inside = picture.crop(tuple(round(scale * edge) for edge in (box.left, box.top, box.right, box.bottom)))  # type: ignore[arg-type]
    assert any(inside.histogram()[:100]), "there is no ink in the box"
    assert 5 < min(box.right - box.left, box.bottom - box.top) < 40


def test_pages_of_a_scan_are_read_together() -> None:
    sample = SAMPLES["dutch-long"]
    extracted = read(Scanner().pdf(sample.pdf))
    assert extracted.pages == 3
    assert extracted.fields[FieldName.TOTAL].value == sample.truth["fields"]["total"]  # type: ignore[index]
