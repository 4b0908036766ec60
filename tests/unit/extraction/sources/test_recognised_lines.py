"""The words of a recognised line stay in one row, and those of two lines in two."""

from collections.abc import Sequence

from PIL import Image

from chalicelib.extraction.pages.page import Page
from chalicelib.extraction.sources.picture import Picture
from chalicelib.extraction.sources.recognised_pages import RecognisedOnce, recognise_pages
from chalicelib.ocr.recognition import RecognisedWord, Recognition


class _Given:
    """A recogniser that gives some words."""

    def __init__(self, words: Sequence[RecognisedWord]) -> None:
        self._words = tuple(words)

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words, for every picture."""
        return [Recognition(self._words) for _ in pictures]


def rows(*words: RecognisedWord) -> list[str]:
    picture = Picture(Image.new("L", (1600, 1600), 255), 200)
    (page,) = recognise_pages({1: picture}, RecognisedOnce(_Given(words)))
    return texts(page)


def texts(page: Page) -> list[str]:
    return [" ".join(segment.text for segment in row) for row in page.rows]


def word(text: str, left: float, top: float, slope: float = 0.0) -> RecognisedWord:
    return RecognisedWord(text, left, top, left + 12.0 * len(text), top + 24, slope=slope)


def test_an_indented_line_is_not_the_end_of_the_line_above() -> None:
    assert rows(word("Customer:", 100, 200), word("Kranich", 130, 232), word("Ltd", 230, 232)) == [
        "Customer:", "Kranich Ltd"]  # fmt: skip


def test_amounts_under_each_other_are_no_line() -> None:
    column = [word("Amount", 900, 200), word("80.00", 912, 232), word("7.50", 924, 264)]
    assert rows(*column) == ["Amount", "80.00", "7.50"]
