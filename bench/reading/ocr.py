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

MAX_SCANS = 20  # of the corpus, evenly chosen; OCR_FILES=all in the environment reads all
PICTURES = {"scan", "photo", "image"}


class Timed:
    """A recogniser that counts its pages, and its seconds of processor with those of the programs it starts."""

    def __init__(self, recognise: Recognise) -> None:
        self._recognise, self.pages, self.seconds = recognise, 0, 0.0

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture, one after the other."""
        started = _processor_seconds()
        found = [self._recognise(picture) for picture in pictures]
        self.seconds += _processor_seconds() - started
        self.pages += len(pictures)
        return found


def _processor_seconds() -> float:
    """Of this process and of programs that have ended: what else the machine does counts less than in time."""
    return sum(os.times()[:4])


def main() -> None:
    """Print the recognisers' table, and the scorer's figures for the corpus as scans."""
    corpus = find_corpus()
    print(f"{'':28}{'header, families':>17}{'key fields':>12}{'s a page':>10}{'of Tesseract':>14}{'MB':>6}")
    rows = [(name, *_measured(corpus, recognise), packages) for name, recognise, packages in recognisers()]
    slowest = next((seconds for name, _, _, seconds, _ in rows if name == "Tesseract"), None)
    for name, header, keys, seconds, packages in rows:
        share = f"{seconds / slowest:.2f}" if slowest else "-"
        print(f"{name:28}{header:>16.1f}%{keys:>11.1f}%{seconds:>10.2f}{share:>14}{_megabytes(packages):>6.0f}")
    scans = {path.name: Scanner().pdf(path.read_bytes()) for path in _chosen(corpus)}
    print(f"\nThe corpus as scans ({len(scans)} documents):")
    ours = local_recogniser()
    assert ours is not None  # noqa: S101 - the table above has loaded it
    print(score_of(corpus, _read(scans.items(), ours), list(scans)))
    text = [(name, (corpus / "files" / name).read_bytes()) for name in scans]
    print("The same documents by their text:\n" + score_of(corpus, _read(text, ours), list(scans)))


def _measured(corpus: Path, recognise: Recognise) -> tuple[float, float, float]:
    """Header fields as mean over families, documents with all key fields, and processor seconds a page, of pictures."""
    files = [path for path in sorted((corpus / "files").iterdir()) if _is_picture(_truth(corpus, path))]
    timed = Timed(recognise)
    _read([(files[0].name, files[0].read_bytes())], timed)  # loads what is loaded late
    timed.pages, timed.seconds = 0, 0.0
    answers = _read(((path.name, path.read_bytes()) for path in files), timed)
    figures = json.loads(score_of(corpus, answers, [path.name for path in files], "--json"))
    header, keys = figures["mean_header_accuracy_by_family"], figures["key_fields_all_right"]
    return header * 100, keys * 100, timed.seconds / timed.pages


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
    files = (file for name in packages.split() if name in folders for file in (site / name).rglob("*"))
    return sum(file.stat().st_size for file in files if file.is_file() and file.suffix != ".pyc") / 1e6
