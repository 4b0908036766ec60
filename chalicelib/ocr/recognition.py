"""What a recogniser is given and what it gives, as plain values."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol, runtime_checkable

from chalicelib.json_data import JsonObject


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word on a picture: its rectangle in pixels from the top left corner, and how sure the recogniser is (0..1).

    `slope` is how far its line falls for each pixel to the right: positive where the line runs downhill.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0
    slope: float = 0.0


@dataclass(frozen=True)
class Recognition:
    """The words of a picture, line by line.

    `turned` is how far the recogniser turned the picture to have its text upright, in degrees counter-clockwise
    (0, 90, 180 or 270); the rectangles are those of the turned picture.
    """

    words: tuple[RecognisedWord, ...]
    turned: int = 0


class PictureRefused(Exception):
    """The recogniser can't open a picture, now or later."""


class Ocr(Protocol):
    """A text recogniser, which reads a picture whichever way up it is."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture (`picture.py`); one without any is no error. Raise `PictureRefused`."""


@runtime_checkable
class PhotoOpener(Protocol):
    """A recogniser that has a decoder for HEIC, which no other process here has."""

    def open_photo(self, photo: bytes) -> bytes:
        """Return a photo as JPEG, upright. Raise `PictureRefused`."""


def to_json(recognition: Recognition) -> JsonObject:
    """A recognition as plain data, to cross between processes.

    >>> found = Recognition((RecognisedWord("Total", 1.0, 2.0, 3.0, 4.0, 0.9),), turned=90)
    >>> from_json(to_json(found)) == found
    True
    """
    return {"words": [list(asdict(word).values()) for word in recognition.words], "turned": recognition.turned}


def from_json(plain: JsonObject) -> Recognition:
    """The recognition that `to_json` was given."""
    return Recognition(tuple(RecognisedWord(*word) for word in plain["words"]), plain["turned"])
