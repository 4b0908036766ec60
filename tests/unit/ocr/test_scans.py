"""Scans and photos of sample invoices, read by the recogniser that comes with the project."""

import math
from functools import cache

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName, Method
from samples import generate
from samples.scanning import Scanner

pytestmark = pytest.mark.slow

SAMPLES = {sample.name: sample for sample in generate()}
PAGE = (595.3, 841.9)  # points: A4
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


def on_scan(x: float, y: float, scanner: Scanner, size: tuple[float, float]) -> tuple[float, float]:
    """Where a point of the page lies on its scan, both in points."""
    turn = math.radians(scanner.skew)
    middle = (size[1] / 2, size[0] / 2) if scanner.skew % 180 == 90 else (size[0] / 2, size[1] / 2)
    across, down = x - size[0] / 2, y - size[1] / 2
    x = middle[0] + across * math.cos(turn) + down * math.sin(turn)
    y = middle[1] - across * math.sin(turn) + down * math.cos(turn)
    out = scanner.keystone * size[0] / 2
    left, right = -out + 1.5 * out * y / size[1], size[0] + out - 1.5 * out * y / size[1]
    return ((x - left) / (right - left) * size[0] if out else x), y


@pytest.mark.parametrize("way", ["upside down", "on its left side", "askew", "photographed from below"])
@pytest.mark.parametrize("name", [FieldName.INVOICE_NUMBER, FieldName.TOTAL])
def test_a_value_is_placed_where_the_picture_shows_it(way: str, name: FieldName) -> None:
    written = read(SAMPLES["english-services"].pdf).fields[name].box
    found = scanned(way)[1].fields[name].box
    assert written is not None
    assert found is not None
    expected = on_scan((written.left + written.right) / 2, (written.top + written.bottom) / 2, WAYS[way], PAGE)
    middle = (found.left + found.right) / 2, (found.top + found.bottom) / 2
    assert math.dist(middle, expected) < 4
    assert 5 < min(found.right - found.left, found.bottom - found.top) < 40


def test_pages_of_a_scan_are_read_together() -> None:
    sample = SAMPLES["dutch-long"]
    extracted = read(Scanner().pdf(sample.pdf))
    assert extracted.pages == 3
    assert extracted.fields[FieldName.TOTAL].value == sample.truth["fields"]["total"]  # type: ignore[index]
