"""A typewriter's text on a printed form: its spaces are wider than those of the form, and no gaps between columns."""

import re
from collections.abc import Iterator

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.pages.page import Page, Word, build_page

FORM = ("The form's own text has", "letters and spaces that", "are narrow and many on", "each of the lines here")
TYPED = ("Studio Associato Perla Rossi", "Strada Maria Bianca 18", "Unione 20149 Milano (MI)")
LETTER, SPACE, SIDE = 6.0, 3.0, 0.5  # points: letters of either type are about as wide, spaces are not


def _printed(row: int, line: str) -> Iterator[Word]:
    left = 50.0
    for text in line.split():
        right = left + 5.0 * len(text)
        yield Word(text, Box(left, 20.0 * row, right, 20.0 * row + 14.0))
        left = right + SPACE


def _typed(row: int, line: str, left: float = 50.0) -> Iterator[Word]:
    for found in re.finditer(r"\S+", line):
        box = Box(
            left + LETTER * found.start() + SIDE, 20.0 * row, left + LETTER * found.end() - SIDE, 20.0 * row + 14.0
        )
        yield Word(found[0], box)


def _page(*typed: str) -> Page:
    words = [word for row, line in enumerate(FORM) for word in _printed(row, line)]
    words += [word for row, line in enumerate(typed, len(FORM)) for word in _typed(row, line)]
    return build_page(1, (595.0, 842.0), words)


def test_words_that_begin_under_each_other_are_no_columns() -> None:
    assert texts_of(_page(*TYPED).segments[-len(TYPED) :]) == list(TYPED)


def test_thousands_are_one_number_and_columns_are_not() -> None:
    page = _page(*TYPED, "Total 1 480,00   9 523,00", "3 hod  680,00  21")
    assert texts_of(page.rows[-2]) == ["Total 1 480,00", "9 523,00"]
    assert "680,00" in texts_of(page.rows[-1])
