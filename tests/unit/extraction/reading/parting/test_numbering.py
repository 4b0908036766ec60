"""The number that a page says it has."""

import pytest

from chalicelib.extraction.box import Box
from chalicelib.extraction.pages.page import Word, build_page
from chalicelib.extraction.reading.parting.numbering import PageNumber, page_number


def said(text: str) -> tuple[int, int | None] | None:
    left, words = 50.0, []
    for part in text.split():
        words.append(Word(part, Box(left, 100, left + 5 * len(part), 110)))
        left += 5 * len(part) + 3
    found: PageNumber | None = page_number(build_page(1, (595, 842), words))
    return (found.number, found.of) if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Page 1 of 3", (1, 3)),
        ("Invoice A-100 Page 2 of 2", (2, 2)),
        ("Page: 2", (2, None)),
        ("Seite 1 von 10", (1, 10)),
        ("Seite 2/2", (2, 2)),
        ("Sida 1(3)", (1, 3)),
        ("1/2 oldal", (1, 2)),
        ("Strona 1 z 4", (1, 4)),
        ("第1页共3页", (1, 3)),
        ("第 2 页 / 共 3 页", (2, 3)),
        ("ページ 1/2", (1, 2)),
        ("1 / 3", (1, 3)),
    ],
)
def test_a_page_s_number_is_understood(text: str, number: tuple[int, int | None]) -> None:
    assert said(text) == number


@pytest.mark.parametrize(
    "text", ["continued on page 2", "Page 12.50", "Page 01/02/2024", "Page 3 of 2", "Total 1/2", "12 pages in all"]
)
def test_other_numbers_are_no_page_s(text: str) -> None:
    assert said(text) is None
