"""How well and how fast invoices are read: accuracy, what passes untouched, memory, time, scans, hostile files.

    .venv/bin/python -m bench.extraction                    # all of it
    .venv/bin/python -m bench.extraction accuracy speed     # some of it
    .venv/bin/python -m bench.extraction unseen             # each family as if it were new
    FUZZ=10000 .venv/bin/python -m bench.extraction fuzz    # as many mutated files

Each part prints a table; nothing is asserted. Parts that need the corpus say so where it isn't there.
"""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.reading import accuracy, hostile, machine, memory, ocr, speed, straight_through
from bench.reading.corpus import NoCorpus


def _unseen() -> None:
    """What needs the optimiser is imported only here."""
    from bench.fitting import unseen

    unseen.main()


PARTS: Mapping[str, Callable[[], None]] = {
    "accuracy": accuracy.main,
    "unseen": _unseen,
    "straight_through": straight_through.main,
    "memory": memory.main,
    "speed": speed.main,
    "ocr": ocr.main,
    "machine": machine.main,
    "fuzz": hostile.main,
}


def main(names: list[str]) -> None:
    """Run the named parts, or all."""
    for name in names or PARTS:
        started = time.perf_counter()
        print(f"\n== {name}")
        try:
            PARTS[name]()
        except NoCorpus as skipped:
            print(skipped)
        print(f"({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
