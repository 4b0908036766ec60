"""Pages as a recogniser gives them: words of letters that all have one width, as tills and typewriters set them."""

import io
import re
from collections.abc import Sequence

from PIL import Image

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted
from chalicelib.ocr.recognition import RecognisedWord, Recognition

LETTER, SIDE, LEADING, HEIGHT = 16.0, 2.0, 44.0, 32.0  # pixels at 200 dpi
LEFT, TOP = 150.0, 150.0


class _Typed:
    """A recogniser that gives the same lines for every picture."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = tuple(word for row, line in enumerate(lines) for word in _words(row, line))

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The lines' words, where a machine of fixed width would set them."""
        return [Recognition(self._words) for _ in pictures]


def _words(row: int, line: str) -> list[RecognisedWord]:
    top = TOP + LEADING * row
    return [
        RecognisedWord(
            found[0], LEFT + LETTER * found.start() + SIDE, top, LEFT + LETTER * found.end() - SIDE, top + HEIGHT, 0.98
        )
        for found in re.finditer(r"\S+", line)
    ]


def read_typed(*lines: str) -> Extracted:
    """What is read of a picture with these lines; spaces in them are spaces on paper."""
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(0, (200, 100, 700, 130))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(200, 200))
    return read(buffer.getvalue(), ocr=_Typed(lines))
