"""Pages set straight by the slopes of their lines: only as far as the lines show it."""

import pytest

from chalicelib.extraction.pages.straightening import find_straightening
from chalicelib.ocr.recognition import RecognisedWord

SIZE = (600.0, 800.0)


def word(top: float, slope: float) -> RecognisedWord:
    return RecognisedWord("Acorn-Trading", 100, top, 200, top + 12, slope=slope)


def test_a_page_that_was_turned_has_one_slope() -> None:
    found = find_straightening([word(top, 0.03) for top in range(50, 750, 50)], SIZE)
    assert found.slope == pytest.approx(0.03)
    assert found.bend == pytest.approx(0)


def test_on_a_page_that_was_photographed_the_slope_changes_from_top_to_bottom() -> None:
    found = find_straightening([word(top, 0.00005 * (top + 6 - 400)) for top in range(50, 750, 50)], SIZE)
    assert found.bend == pytest.approx(0.00005)
    assert found.slope == pytest.approx(0, abs=1e-6)


def test_lines_that_stand_close_together_say_nothing_of_the_rest_of_the_page() -> None:
    found = find_straightening([word(60, 0.0), word(76, 0.003)], SIZE)
    assert found.slope == pytest.approx(0.0015)
    assert found.bend == 0


def test_one_stray_word_does_not_turn_the_page() -> None:
    found = find_straightening([*(word(top, 0.0) for top in range(50, 750, 50)), word(300, 0.15)], SIZE)
    assert found.slope == pytest.approx(0)


def test_on_a_sheet_that_is_not_flat_the_slope_changes_from_left_to_right() -> None:
    def on_paper(left: float, row: float) -> RecognisedWord:
        across = left + 50 - SIZE[0] / 2
        top = row + 0.02 * across + 0.0002 * across**2 / 2  # where the picture shows it
        return RecognisedWord("Acorn-Trading", left, top, left + 100, top + 12, slope=0.02 + 0.0002 * across)

    words = [on_paper(left, row) for row in range(50, 750, 25) for left in (20, 180, 330, 480)]
    found = find_straightening(words, SIZE)
    assert found.slope == pytest.approx(0.02, abs=1e-4)
    assert found.curl == pytest.approx(0.0002, abs=1e-5)
    assert found.bend == pytest.approx(0, abs=1e-5)
