"""Text recognition by Tesseract, as a program: its TSV output has every word with its box and confidence.

One model for all languages of the Latin script is used where it is installed, for nobody knows the language of a page
before it is read; else English and what else there is. One thread: the limits of the calling process count for it too.
"""

import csv
import os
import shutil
import subprocess
from functools import cache

from chalicelib.extraction.ocr import Recognition, evened
from chalicelib.extraction.page import Word
from chalicelib.extraction.result import Box

LEAST_CONFIDENCE = 25  # percent: below are frames, logos and dirt
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
        command = [self.program, "stdin", "stdout", "-l", self.languages, "tsv"]
        done = subprocess.run(  # noqa: S603 - a fixed command, no shell
            command, input=png, capture_output=True, check=False, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
        )
        return Recognition(tuple(parse_tsv(done.stdout.decode("utf-8", "replace"))))


def parse_tsv(text: str) -> list[Word]:
    r"""The words in Tesseract's TSV.

    >>> parse_tsv("level\tleft\ttop\twidth\theight\tconf\ttext\n5\t10\t20\t30\t8\t96.1\tTotal|")
    [Word(text='Total', box=Box(left=10.0, top=20.0, right=40.0, bottom=28.0), bold=False)]
    """
    lines: dict[tuple[str | None, ...], list[Word]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip().strip(FRAME)
        if row.get("level") != WORD_LEVEL or not word or float(row["conf"]) < LEAST_CONFIDENCE:
            continue
        left, top = float(row["left"]), float(row["top"])
        box = Box(left, top, left + float(row["width"]), top + float(row["height"]))
        lines.setdefault(tuple(row.get(name) for name in LINE), []).append(Word(word, box))
    return [word for line in lines.values() for word in evened(line)]


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
