"""Text recognition by Tesseract, as a program: its TSV output has every word with its box and confidence.

One model for all languages of the Latin script is used where it is installed, for nobody knows the language of a page
before it is read; else English and what else there is. One thread: the limits of the calling process count for it too.

The page is read as one column of text of any size (page segmentation mode 4): the default takes the columns of a table
for columns of a newspaper. Rules are taken out first. Measured on scans of 200 dpi, turned by a degree, with JPEG's
noise: 49 % of the invoice lines were right with neither, 83 % with both and the page enlarged to 300 dpi.
"""

import csv
import io
import os
import shutil
import subprocess
from functools import cache

from chalicelib.extraction.ocr import Recognition, evened, mended
from chalicelib.extraction.page import Word
from chalicelib.extraction.result import Box
from chalicelib.extraction.rules import without_rules

LEAST_CONFIDENCE = 25  # percent: below are frames, logos and dirt
LEAST_OF_NUMBERS = 1  # what has digits is hardly ever dirt, and a column of equal amounts is often doubted as a whole
ONE_COLUMN = "4"  # page segmentation mode: a single column of text of variable sizes
WORD_LEVEL = "5"  # of the TSV's hierarchy: page, block, paragraph, line, word
LINE = ("block_num", "par_num", "line_num")
FRAME = "|_—~[]{}"  # what table rules are taken for
LATIN = "Latin", "script/Latin"
MOST_LANGUAGES = 3  # each costs its time again


class Tesseract:
    """The recogniser; raises nothing for an unreadable picture, which has no words."""

    finds_orientation = False

    def __init__(self, program: str, languages: str) -> None:
        self.program, self.languages = program, languages

    def recognise(self, png: bytes) -> Recognition:
        """The words of a picture."""
        command = [self.program, "stdin", "stdout", "-l", self.languages, "--psm", ONE_COLUMN, "tsv"]
        done = subprocess.run(  # noqa: S603 - a fixed command, no shell
            command, input=_cleaned(png), capture_output=True, check=False, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
        )
        return Recognition(tuple(parse_tsv(done.stdout.decode("utf-8", "replace"))))


def _cleaned(png: bytes) -> bytes:
    """The picture without rules, as a PGM, which nobody has to compress."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        without_rules(image.convert("L")).save(out, "PPM")
    return out.getvalue()


def parse_tsv(text: str) -> list[Word]:
    r"""The words in Tesseract's TSV.

    >>> parse_tsv("level\tleft\ttop\twidth\theight\tconf\ttext\n5\t10\t20\t30\t8\t96.1\tTotal|")
    [Word(text='Total', box=Box(left=10.0, top=20.0, right=40.0, bottom=28.0), bold=False)]
    """
    lines: dict[tuple[str | None, ...], list[Word]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip().strip(FRAME)
        least = LEAST_OF_NUMBERS if any(letter.isdigit() for letter in word) else LEAST_CONFIDENCE
        if row.get("level") != WORD_LEVEL or not word or float(row["conf"]) < least:
            continue
        left, top = float(row["left"]), float(row["top"])
        box = Box(left, top, left + float(row["width"]), top + float(row["height"]))
        lines.setdefault(tuple(row.get(name) for name in LINE), []).append(Word(word, box))
    return [word for line in lines.values() for word in evened(mended(line))]


@cache
def find_tesseract() -> Tesseract | None:
    """The installed Tesseract, or None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, check=False, text=True)  # noqa: S603
    installed = listed.stdout.split()
    latin = next((name for name in LATIN if name in installed), None)
    others = [name for name in ("eng", "deu", "fra") if name in installed][:MOST_LANGUAGES]
    languages = latin or "+".join(others)
    return Tesseract(program, languages) if languages else None
