"""Mutated files: how many end in a reading, how many in which reason, whether any crashes or runs past the limits.

FUZZ says how many (1,000 by default), FUZZ_FROM with which number to begin. They are read by a child with production's
limits, which is kept for many files, as a start for each would take most of the time; it is killed and started anew
when it dies or a file takes longer than the limit. Every `THROUGH_ALL`th file goes the whole way of production: a
process of its own by `isolated.py`, and its answer back. Files that crash it or run too long are kept in a folder.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.reading.seeds import mutated
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.isolation.isolated import read_isolated_with_page
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.recognised_pages import Unavailable

THROUGH_ALL = 50
FILES_A_CHILD = 200  # then it is replaced: what a library leaks would otherwise be taken for the next file's hunger
BUSY = 10  # times the limit: of the clock, on a machine that does much else; the processor's time is held to the limit
FOLDER = Path(tempfile.gettempdir(), "hostile")


@dataclass
class Tally:
    """What became of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    bad: list[int] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: int = 0

    def add(self, seed: int, outcome: str, seconds: float) -> None:
        """Note a file's outcome; keep the file if that is a defect."""
        self.outcomes[outcome] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_seed = seconds, seed
        if outcome.split(maxsplit=1)[0] in ("CRASH", "TIMEOUT", "DEFECT"):
            self.bad.append(seed)
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / str(seed)).write_bytes(mutated(seed)[1])


def main() -> None:
    """Read the files and print what became of them."""
    first, count = int(os.environ.get("FUZZ_FROM", "0")), int(os.environ.get("FUZZ", "1000"))
    tally, started, seed = Tally(), time.perf_counter(), first
    end = first + count
    while seed < end:
        for done, outcome, seconds in _read_some(seed, min(seed + FILES_A_CHILD, end)):
            tally.add(done, outcome, seconds)
            seed = done + 1
    through = range(first, end, THROUGH_ALL)
    for number in through:
        tally.add(number, *_whole_way(mutated(number)[1]))
    for outcome, number in tally.outcomes.most_common():
        print(f"{number:>7}  {outcome}")
    print(f"{count} files in a kept child, {len(through)} of them the whole way of production as well")
    print(f"slowest {tally.slowest:.2f} s (file {tally.slowest_seed}); {time.perf_counter() - started:.0f} s in all")
    if tally.bad:
        print(f"defects: {tally.bad[:20]}, kept in {FOLDER}")


def _read_some(start: int, end: int) -> Iterator[tuple[int, str, float]]:
    """Have a child read files until all are done or it had to end: number, outcome and seconds of each."""
    command = [sys.executable, "-m", "bench.reading.hostile_child", str(start), str(end)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0, env=os.environ | {"PYTHONPATH": "."}) as child:
        _line(child)
        for seed in range(start, end):
            began = time.perf_counter()
            line = _line(child)
            if not line:
                timeout = child.poll() is None and line is None
                child.kill()
                yield seed, "TIMEOUT" if timeout else _crash(child.wait()), time.perf_counter() - began
                return
            outcome, seconds = json.loads(line)
            yield seed, outcome, seconds


def _line(child: "subprocess.Popen[bytes]") -> bytes | None:
    """The child's next line; empty at its end, None when it hangs."""
    if child.stdout is None:
        return b""
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        return child.stdout.readline() if ready.select(Limits().seconds * BUSY) else None


def _crash(code: int) -> str:
    """Production tells these apart too: memory that ran out is a reason for a person, another signal a damaged file."""
    if code == -signal.SIGXCPU:
        return "TIMEOUT"
    if code < 0 and signal.Signals(-code) in (signal.SIGTRAP, signal.SIGABRT, signal.SIGILL):
        return f"ended by {signal.Signals(-code).name}: reading_used_too_much_memory"
    return f"CRASH {signal.Signals(-code).name if code < 0 else code}"


def _whole_way(data: bytes) -> tuple[str, float]:
    began = time.perf_counter()
    try:
        reading = read_isolated_with_page(data, ocr=Unavailable())
        outcome = reading.extracted.document_type.value
    except UnreadableFile as error:
        outcome = error.code
    except Exception as error:  # noqa: BLE001 - the bench is there to count these
        outcome = f"DEFECT {type(error).__name__} {str(error)[:80]}"
    seconds = time.perf_counter() - began
    late = seconds > Limits().seconds + THROUGH_ALL
    return ("TIMEOUT" if late else f"whole way: {outcome}" if not outcome.startswith("DEFECT") else outcome), seconds
