"""The recogniser's processes: kept, side by side, without credentials, and replaced when one ends."""

import io
import os
import signal
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from chalicelib.fonts import Font, path
from chalicelib.isolation.child_process import ChildProcess
from chalicelib.ocr import local
from chalicelib.ocr.local import LocalRecogniser, PictureNotRecognised
from chalicelib.ocr.picture import MAX_PIXELS
from chalicelib.ocr.recognition import PictureRefused

pytestmark = pytest.mark.slow


def picture(*lines: str) -> bytes:
    from PIL import ImageFont

    image = Image.new("L", (900, 120 * len(lines)), 255)
    font = ImageFont.truetype(str(path(Font.SANS)), 40)
    for row, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 30 + 120 * row), line, fill=0, font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def recogniser() -> Iterator[LocalRecogniser]:
    """Yield a recogniser whose processes have loaded their models once for all tests that leave them alone."""
    made = LocalRecogniser()
    yield made
    made.close()


@pytest.fixture
def fresh_recogniser() -> Iterator[LocalRecogniser]:
    """Yield a recogniser that has no process yet."""
    made = LocalRecogniser()
    yield made
    made.close()


def texts(recogniser: LocalRecogniser, *pictures: bytes) -> list[str]:
    return [" ".join(word.text for word in found.words) for found in recogniser.recognise(pictures)]


def test_words_have_places_and_confidence(recogniser: LocalRecogniser) -> None:
    (found,) = recogniser.recognise([picture("Rechnung 4711")])
    assert [word.text for word in found.words] == ["Rechnung", "4711"]
    first, second = found.words
    assert 55 < first.left < 70
    assert first.right < second.left < first.right + 25
    assert first.top < 40
    assert first.bottom > 60
    assert all(0.9 < word.confidence <= 1 for word in found.words)


@pytest.mark.parametrize(
    "line",
    [
        "Dodavatel zboží, čtvrtý řádek účtů",
        "Ärende åtgärd öppet",
        "Año señal número",
        "Façade élève où",
        "Żółta łódź śnieg",
    ],
)
def test_accented_letters_are_read(recogniser: LocalRecogniser, line: str) -> None:
    assert texts(recogniser, picture(line)) == [line]


def test_several_pictures_are_answered_in_their_order(recogniser: LocalRecogniser) -> None:
    assert texts(recogniser, picture("First page"), picture("Second page"), picture("Third page")) == [
        "First page",
        "Second page",
        "Third page",
    ]


def test_a_picture_without_text_has_no_words(recogniser: LocalRecogniser) -> None:
    assert texts(recogniser, picture("")) == [""]


def jpeg(size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", size).save(buffer, "JPEG")
    return buffer.getvalue()


def large(pixels: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (pixels // 1_000, 1_001)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"no picture", jpeg((50, 50)), large(MAX_PIXELS)])
def test_what_is_no_page_is_refused_and_the_next_picture_is_read(recogniser: LocalRecogniser, data: bytes) -> None:
    with pytest.raises(PictureRefused):
        recogniser.recognise([data])
    assert texts(recogniser, picture("Total")) == ["Total"]


def test_a_process_that_ends_is_replaced(fresh_recogniser: LocalRecogniser) -> None:
    texts(fresh_recogniser, picture("Total"))
    os.kill(fresh_recogniser._children._idle[0]._process.pid, signal.SIGKILL)
    fresh_recogniser._children._idle[0]._process.wait(10)
    assert texts(fresh_recogniser, picture("Total")) == ["Total"]


def test_a_picture_that_takes_too_long_is_given_up(
    fresh_recogniser: LocalRecogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "SECONDS", 0.01)
    with pytest.raises(PictureNotRecognised):
        fresh_recogniser.recognise([picture("Total")])


def test_a_process_waits_without_a_clock(fresh_recogniser: LocalRecogniser, monkeypatch: pytest.MonkeyPatch) -> None:
    texts(fresh_recogniser, picture("Total"))
    (waiting,) = fresh_recogniser._children._idle
    assert isinstance(waiting, ChildProcess)
    assert waiting._timer.finished.is_set()
    fresh_recogniser.close()
    assert not waiting.is_running()
