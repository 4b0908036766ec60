"""Recognition: the corpus as scans: 200 dpi, turned by one degree, with JPEG's noise."""

import io
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.reading.corpus import find_corpus
from chalicelib.extraction.__main__ import as_json
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.reader import read
from chalicelib.extraction.tesseract import find_tesseract

DPI, SKEW, QUALITY = 200, 1.0, 60
MOST_FILES = 12  # of the corpus, evenly chosen: a page takes seconds; OCR_FILES=all in the environment reads all


def main() -> None:
    """Print the scorer's figures for scans, and the seconds a page."""
    corpus = find_corpus()
    if find_tesseract() is None:
        print("Skipped: Tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-script-latn).")
        return
    answers, names, pages, started = [], [], 0, time.perf_counter()
    for path in _chosen(corpus):
        scan = _scan(path.read_bytes())
        try:
            extracted = read(scan)
            pages += extracted.pages
            answers.append({"file": path.name, **as_json(extracted)})
        except UnreadableFile as error:
            answers.append({"file": path.name, "error": error.code})
        names.append(path.name)
    seconds = time.perf_counter() - started
    print(_score(corpus, answers, names))
    print(f"{len(names)} documents, {pages} pages, {seconds / max(1, pages):.1f} seconds a page")


def _chosen(corpus: Path) -> list[Path]:
    import os

    files = sorted(path for path in (corpus / "files").glob("*.pdf") if not path.name.startswith("neg-"))
    step = 1 if os.environ.get("OCR_FILES") == "all" else max(1, len(files) // MOST_FILES)
    return files[::step]


def _scan(data: bytes) -> bytes:
    """A PDF of pictures of the pages."""
    import pypdfium2
    from PIL import Image

    pictures = []
    for page in pypdfium2.PdfDocument(data):
        image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        turned = image.rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255)
        noisy = io.BytesIO()
        turned.save(noisy, "JPEG", quality=QUALITY)
        pictures.append(Image.open(io.BytesIO(noisy.getvalue())))
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def _score(corpus: Path, answers: list[dict[str, Any]], names: list[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        predictions, only = Path(folder, "predictions.jsonl"), Path(folder, "only.txt")
        predictions.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
        only.write_text("\n".join(names), encoding="utf-8")
        command = [
            sys.executable,
            str(corpus / "score.py"),
            str(corpus / "truth"),
            str(predictions),
            "--only",
            str(only),
        ]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
