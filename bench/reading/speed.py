"""Time a page, growth with the number of pages, memory, and what reading in a process of its own costs."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.reading.corpus import CORPUS
from chalicelib.extraction.isolation.isolated import read_isolated, read_isolated_with_page
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.ocr.local import local_recogniser
from chalicelib.ocr.recognition import Ocr, Recognition
from samples import generate
from samples.contents import contents
from samples.drawing import draw
from samples.model import Content, Item

ROUNDS = 5
LONG = 4000  # lines: the reader's limit of 50 pages is what ends it


def main() -> None:
    """Print the tables."""
    files = _files()
    read(next(iter(files.values())))
    _per_page(files)
    _growth()
    _isolation(files)
    _memory()


def _files() -> dict[str, bytes]:
    folder = CORPUS / "files"
    if folder.is_dir():
        return {path.name: path.read_bytes() for path in sorted(folder.glob("*.pdf"))}
    return {sample.name: sample.pdf for sample in generate()}


class _Counting:
    """The recogniser of this machine, and whether it was asked."""

    def __init__(self, ocr: Ocr) -> None:
        self._ocr = ocr
        self.was_asked = False

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture."""
        self.was_asked = True
        return self._ocr.recognise(pictures)


def _per_page(files: dict[str, bytes]) -> None:
    times: dict[bool, list[float]] = {False: [], True: []}
    for data in files.values():
        ocr = _Counting(local_recogniser() or Unavailable())
        started = time.perf_counter()
        pages = max(1, read(data, ocr=ocr).pages)
        times[ocr.was_asked].append(1000 * (time.perf_counter() - started) / pages)
    for asked, what in ((False, "PDFs with text"), (True, "PDFs with pages or logos that are pictures")):
        known = sorted(times[asked])
        if known:
            p95 = known[min(len(known) - 1, int(len(known) * 0.95))]
            print(f"time a page, {len(known)} {what}: median {statistics.median(known):.0f} ms, p95 {p95:.0f} ms")


def _long(pages: int) -> bytes:
    """A sample with so many lines that it has about so many pages."""
    model: Content = contents()[4]
    items = [Item(f"Part {n:05d}", item.quantity, item.price, item.rate) for n, item in enumerate([*model.items] * 60)]
    return draw(replace(model, items=items[: 37 * pages]))


def _growth() -> None:
    print("\npages   seconds   ms a page   lines")
    for pages in (1, 5, 10, 25, 48):
        data = _long(pages)
        started = time.perf_counter()
        result = read(data)
        seconds = time.perf_counter() - started
        print(f"{result.pages:>5}{seconds:>10.2f}{1000 * seconds / result.pages:>12.0f}{len(result.lines):>8}")


def _isolation(files: dict[str, bytes]) -> None:
    data = min(files.values(), key=len)
    print("\nthe same file, milliseconds (median of rounds):")
    for name, run in (("in this process", read), ("in its own", read_isolated), ("with preview", _with_preview)):
        times = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            run(data)
            times.append(1000 * (time.perf_counter() - started))
        print(f"  {name:<18}{statistics.median(times):>8.0f}")


def _with_preview(data: bytes) -> object:
    return read_isolated_with_page(data)


def _memory() -> None:
    """Peak memory of a process that reads the longest document that is allowed."""
    path = Path("/tmp/bench-long.pdf")  # noqa: S108 - a bench's scratch file
    path.write_bytes(_long(48))
    subprocess.run([sys.executable, "-m", "chalicelib.extraction", str(path)], stdout=subprocess.DEVNULL, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\npeak memory of the processes of this part (48 pages among them): {peak:.0f} MB")
