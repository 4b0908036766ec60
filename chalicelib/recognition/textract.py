"""Amazon Textract as a recogniser: the words of a picture, with their places, for our own reader.

`DetectDocumentText` is the default: `AnalyzeExpense` finds the same words for about seven times the price a page, and
what it takes them for has no arithmetic behind it, as our reader's totals have; it fills gaps (`expense.py`) for those
who choose it. The limits of the synchronous calls (10 MB, 10,000 pixels an edge) are kept by `extraction.picture`.

What Textract refuses because of the picture is a reason that a person understands. Throttling, outages and timeouts
propagate after the client's own retries: the queue then tries the whole message again.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.extraction.pages.text_orientation import Turn
from chalicelib.ocr.recognition import PictureRefused, RecognisedWord, Recognition
from chalicelib.ocr.side_by_side import side_by_side
from chalicelib.recognition import MAX_AT_ONCE
from chalicelib.recognition.line_height import evened
from chalicelib.recognition.turning import direction, upright_box, usual_turn
from chalicelib.storage.aws.clients import textract_client

if TYPE_CHECKING:
    from mypy_boto3_textract.type_defs import AnalyzeExpenseResponseTypeDef, BlockTypeDef

MIN_CONFIDENCE = 30.0  # percent: below are frames, logos and dirt


class Textract:
    """`DetectDocumentText`."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture; raise `PictureRefused`."""
        return side_by_side(self._recognise, pictures, MAX_AT_ONCE)

    def _recognise(self, picture: bytes) -> Recognition:
        client = textract_client()
        try:
            answer = client.detect_document_text(Document={"Bytes": picture})
        except _refusals() as error:
            raise PictureRefused from error
        return to_recognition(answer["Blocks"], picture_size(picture))


class TextractExpense:
    """`AnalyzeExpense`: the same words, and in `answers` what Textract itself takes them for."""

    def __init__(self) -> None:
        self.answers: list[AnalyzeExpenseResponseTypeDef] = []

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture; raise `PictureRefused`."""
        answers = side_by_side(self._analyse, pictures, MAX_AT_ONCE)
        self.answers += [answer for answer, _ in answers]
        return [recognition for _, recognition in answers]

    def _analyse(self, picture: bytes) -> "tuple[AnalyzeExpenseResponseTypeDef, Recognition]":
        client = textract_client()
        try:
            answer = client.analyze_expense(Document={"Bytes": picture})
        except _refusals() as error:
            raise PictureRefused from error
        blocks = [block for document in answer["ExpenseDocuments"] for block in document.get("Blocks", [])]
        return answer, to_recognition(blocks, picture_size(picture))


def _refusals() -> tuple[type[Exception], ...]:
    known = textract_client().exceptions
    return known.BadDocumentException, known.UnsupportedDocumentException, known.DocumentTooLargeException


def picture_size(png: bytes) -> tuple[int, int]:
    r"""A PNG's width and height, from its header (W3C, §11.2.2): Textract's places are shares of them.

    >>> picture_size(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x06\xa4\x00\x00\x09\x23\x08")
    (1700, 2339)
    """
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def to_recognition(blocks: "Iterable[BlockTypeDef]", size: tuple[int, int]) -> Recognition:
    """Textract's blocks as words: those that run in the page's main direction, turned upright, line by line."""
    by_id = {block["Id"]: block for block in blocks if "Text" in block}
    lines = [_words_of(block, by_id) for block in by_id.values() if block["BlockType"] == "LINE"]
    turn = usual_turn((direction(word["Geometry"]["Polygon"], size), word["Text"]) for line in lines for word in line)
    words = [word for line in lines for word in _line(line, turn, size)]
    return Recognition(tuple(words), turn.value)


def _words_of(line: "BlockTypeDef", by_id: "Mapping[str, BlockTypeDef]") -> "list[BlockTypeDef]":
    children = [
        identifier for relation in line.get("Relationships", []) if relation["Type"] == "CHILD"
        for identifier in relation["Ids"]
    ]  # fmt: skip
    words = [by_id[identifier] for identifier in children if identifier in by_id]
    return [word for word in words if word["BlockType"] == "WORD" and word["Confidence"] >= MIN_CONFIDENCE]


def _line(line: "list[BlockTypeDef]", turn: Turn, size: tuple[int, int]) -> list[RecognisedWord]:
    words = [_word(word, turn, size) for word in line if direction(word["Geometry"]["Polygon"], size) is turn]
    return evened(words) if words else []


def _word(word: "BlockTypeDef", turn: Turn, size: tuple[int, int]) -> RecognisedWord:
    box = upright_box(word["Geometry"]["Polygon"], turn, size)
    return RecognisedWord(word["Text"], box.left, box.top, box.right, box.bottom, word["Confidence"] / 100)
