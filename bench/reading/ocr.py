"""Recognition: real scans and photos by every recogniser at hand, and the whole corpus as scans by ours.

A scan of the corpus is 200 dpi, turned by one degree, with JPEG's noise.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from bench.reading.accuracy import score_of
from bench.reading.corpus import find_corpus
from bench.reading.recognisers import Recognise, recognisers
from chalicelib.extraction.__main__ import as_json
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.reading.reader import read
from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.recognition import Ocr, Recognition
from samples.scanning import Scanner

MAX_SCANS = 20  # of the corpus, evenly chosen; OCR_FILES=all in the environment reads all, OCR_FILES=none none
PICTURES = {"scan", "photo", "image"}


class Timed:
    """A recogniser that takes pictures one after the other, and counts its seconds of processor.

    Those of the programs that it starts count too. A picture that it was given before costs nothing.
    """

    def __init__(self, recognise: Recognise) -> None:
        self._recognise, self._known, self.seconds = recognise, dict[bytes, Recognition](), 0.0

    @property
    def pictures(self) -> Iterable[bytes]:
        """The pictures that it was given, in order."""
        return self._known.keys()

    @property
    def seconds_a_page(self) -> float:
        """The mean of all pictures."""
        return self.seconds / len(self._known)

    def warm_up(self, picture: bytes) -> None:
        """Recognise a picture without counting the time."""
        self._recognise(picture)

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture."""
        return [self._known.get(picture) or self._now(picture) for picture in pictures]

    def _now(self, picture: bytes) -> Recognition:
        started = _processor_seconds()
        self._known[picture] = self._recognise(picture)
        self.seconds += _processor_seconds() - started
        return self._known[picture]


def _processor_seconds() -> float:
    """Of this process and of programs that have ended: what else the machine does counts less than in time."""
    return sum(os.times()[:4])


def main() -> None:
    """Print the recognisers' table, and the scorer's figures for the corpus as scans."""
    corpus = find_corpus()
    _print_table(corpus)
    if os.environ.get("OCR_FILES") != "none":
        _print_scores_of_scans(corpus)


def _print_table(corpus: Path) -> None:
    """Every recogniser takes each page in turn, so that what else the machine does slows all of them alike."""
    files = [path for path in sorted((corpus / "files").iterdir()) if _is_picture(_truth(corpus, path))]
    pictures = _pictures_of(files)
    timed = {name: (Timed(recognise), packages) for name, recognise, packages in recognisers()}
    for recogniser, _ in timed.values():
        recogniser.warm_up(pictures[0])
    for picture in pictures:
        for recogniser, _ in timed.values():
            recogniser.recognise([picture])
    tesseract = timed["Tesseract"][0].seconds_a_page if "Tesseract" in timed else None
    print(f"{'':28}{'header, families':>17}{'key fields':>12}{'s a page':>10}{'of Tesseract':>14}{'MB':>6}")
    for name, (recogniser, packages) in timed.items():
        seconds = recogniser.seconds_a_page
        share = f"{seconds / tesseract:.2f}" if tesseract else "-"
        header, keys = _scores(corpus, files, recogniser)
        print(f"{name:28}{header:>16.1f}%{keys:>11.1f}%{seconds:>10.2f}{share:>14}{_megabytes(packages):>6.0f}")


def _pictures_of(files: Sequence[Path]) -> list[bytes]:
    """The pictures of pages that the reader gives to a recogniser."""
    shown = Timed(lambda _: Recognition(()))
    _read(((path.name, path.read_bytes()) for path in files), shown)
    return list(shown.pictures)


def _print_scores_of_scans(corpus: Path) -> None:
    scans = {path.name: Scanner().pdf(path.read_bytes()) for path in _chosen(corpus)}
    print(f"\nThe corpus as scans ({len(scans)} documents):")
    ours = local_recogniser()
    assert ours is not None  # noqa: S101 - the table above has loaded it
    print(score_of(corpus, _read(scans.items(), ours), list(scans)))
    text = [(name, (corpus / "files" / name).read_bytes()) for name in scans]
    print("The same documents by their text:\n" + score_of(corpus, _read(text, ours), list(scans)))


def _scores(corpus: Path, files: Sequence[Path], ocr: Ocr) -> tuple[float, float]:
    """Header fields as mean over families, and documents with all key fields, in percent."""
    answers = _read(((path.name, path.read_bytes()) for path in files), ocr)
    figures = json.loads(score_of(corpus, answers, [path.name for path in files], "--json"))
    return figures["mean_header_accuracy_by_family"] * 100, figures["key_fields_all_right"] * 100


def _truth(corpus: Path, file: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((corpus / "truth" / f"{file.stem}.json").read_text(encoding="utf-8"))
    return truth


def _is_picture(truth: dict[str, Any]) -> bool:
    return truth.get("kind") in PICTURES or bool(truth.get("no_text_layer"))


def _read(files: Iterable[tuple[str, bytes]], ocr: Ocr) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    for name, data in files:
        try:
            answers.append({"file": name, **as_json(read(data, ocr=ocr))})
        except UnreadableFile as error:
            answers.append({"file": name, "error": error.code})
    return answers


def _chosen(corpus: Path) -> list[Path]:
    files = [path for path in sorted((corpus / "files").glob("*.pdf")) if not path.name.startswith("neg-")]
    written = [path for path in files if not _is_picture(_truth(corpus, path))]
    step = 1 if os.environ.get("OCR_FILES") == "all" else max(1, len(written) // MAX_SCANS)
    return written[::step]


def _megabytes(packages: str) -> float:
    """What packages take on disk, without byte code."""
    folders = {str(name).split("/")[0] for found in distributions() for name in found.files or ()}
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    named = (name for name in packages.split() if name.split("/")[0] in folders)
    files = (file for name in named for file in (site / name).rglob("*"))
    return sum(file.stat().st_size for file in files if file.is_file() and file.suffix != ".pyc") / 1e6
