"""A recogniser may cost money: a file's picture is shown to it once, and only so many pictures are."""

from collections.abc import Sequence

import pytest

from chalicelib.extraction.errors import NoText
from chalicelib.extraction.sources.recognised_pages import MAX_PICTURES, RecognisedOnce
from chalicelib.ocr.recognition import RecognisedWord, Recognition


class Counting:
    """Reads a picture's bytes as its only word, and keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[bytes] = []

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        self.shown += pictures
        return [Recognition((RecognisedWord(each.decode(), 0, 0, 1, 1),)) for each in pictures]


def texts(found: list[Recognition]) -> list[str]:
    return [each.words[0].text for each in found]


def test_a_picture_is_shown_once_however_often_its_page_is_read() -> None:
    counting = Counting()
    once = RecognisedOnce(counting)
    assert texts(once.recognise({2: b"two", 5: b"five"})) == ["two", "five"]
    assert texts(once.recognise({1: b"one", 2: b"two", 3: b"one", 5: b"five"})) == ["one", "two", "one", "five"]
    assert (counting.shown, once.pages) == ([b"two", b"five", b"one"], [2, 5, 1])


def test_pictures_of_the_file_around_are_no_pages_of_the_inner_one() -> None:
    once = RecognisedOnce(Counting())
    once.recognise({1: b"letter"})
    once.begin_inner_file()
    once.recognise({1: b"invoice"})
    assert once.pages == [0, 1]


def test_more_pictures_than_are_paid_for_are_not_shown() -> None:
    counting = Counting()
    once = RecognisedOnce(counting)
    many = {number: str(number).encode() for number in range(1, MAX_PICTURES + 1)}
    assert len(once.recognise(many)) == MAX_PICTURES
    assert len(once.recognise(many)) == MAX_PICTURES
    with pytest.raises(NoText):
        once.recognise({**many, 99: b"one more"})
    assert len(counting.shown) == MAX_PICTURES
