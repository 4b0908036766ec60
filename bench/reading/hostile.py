"""Mutated files: how many end in a reading, how many in which error, whether any crashes or runs past the limits.

FUZZ says how many (1,000 by default). They are read in batches by processes with the limits of `isolated.py` set, so
that a crash is seen and counted; the file that caused it is written to /tmp for looking at.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from chalicelib.extraction.ocr import Recognition
from infra.samples import generate
from infra.samples.mutations import mutate

BATCH = 100
WORKER = """
import resource, sys, time
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.reader import read
from bench.reading.hostile import mutated, Blind
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
for seed in range(int(sys.argv[1]), int(sys.argv[2])):
    started = time.perf_counter()
    try:
        outcome = read(mutated(seed), ocr=Blind()).document_type.value
    except UnreadableFile as error:
        outcome = error.code
    except MemoryError:
        outcome = "reading_used_too_much_memory"
    except Exception as error:
        outcome = "DEFECT " + type(error).__name__ + " " + str(error)[:80]
    print(seed, round(time.perf_counter() - started, 3), outcome, flush=True)
"""


class Blind:
    """Recognises nothing: pictures are opened and prepared, but no seconds are spent on recognition."""

    finds_orientation = True

    def recognise(self, png: bytes) -> Recognition:
        """None, whatever the picture."""
        del png
        return Recognition(())


def mutated(seed: int) -> bytes:
    """The mutated file of a number: the same each time."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    samples = generate_once()
    return mutate(chance.choice(samples), chance)


_SAMPLES: list[bytes] = []


def generate_once() -> list[bytes]:
    """The samples that are mutated, drawn once a process."""
    if not _SAMPLES:
        _SAMPLES.extend(sample.pdf for sample in generate())
    return _SAMPLES


def main() -> None:
    """Read the files and print what became of them."""
    count = int(os.environ.get("FUZZ", "1000"))
    outcomes: Counter[str] = Counter()
    slowest, started, seed = 0.0, time.perf_counter(), 0
    while seed < count:
        end = min(seed + BATCH, count)
        lines, code = _batch(seed, end)
        for line in lines:
            _, seconds, outcome = line.split(" ", 2)
            outcomes[outcome] += 1
            slowest = max(slowest, float(seconds))
        seed = int(lines[-1].split()[0]) + 1 if lines else seed
        if code:
            outcomes[f"CRASH {signal.Signals(-code).name if code < 0 else code}"] += 1
            Path(f"/tmp/crash-{seed}.pdf").write_bytes(mutated(seed))  # noqa: S108
            seed += 1
    for outcome, number in outcomes.most_common():
        print(f"{number:>7}  {outcome}")
    print(f"{count} files, slowest {slowest:.2f} s, {time.perf_counter() - started:.0f} s in all")


def _batch(start: int, end: int) -> tuple[list[str], int]:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(start), str(end)],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": "."},
    )  # fmt: skip
    return done.stdout.splitlines(), done.returncode
