"""Mutated mails, archives, pictures and text documents: none may crash the process, or pass its limits."""

import json
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field

MODULE = "bench.arriving.fuzz_child"


@dataclass
class Outcomes:
    """What came of the files, by kind and outcome; the longest one, and the numbers of those that ended the process."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    crashed: list[int] = field(default_factory=list)
    defects: list[tuple[int, str]] = field(default_factory=list)


def fuzz(files: int) -> Outcomes:
    """Open so many files, in as many processes as are needed."""
    outcomes, begin = Outcomes(), 0
    while begin < files:
        last = _run(begin, files, outcomes)
        if last + 1 < files:
            outcomes.crashed.append(last + 1)
        begin = last + 2
    return outcomes


def report(files: int) -> None:
    """Print what came of so many files."""
    outcomes = fuzz(files)
    print(f"{files:,} mutated files\n\n| kind | outcome | files |\n| --- | --- | --: |")
    for (kind, outcome), count in sorted(outcomes.counts.items()):
        print(f"| {kind} | {outcome} | {count:,} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1_000
    seconds, number = outcomes.slowest
    print(f"\ncrashed: {outcomes.crashed or 'none'}; defects: {outcomes.defects or 'none'}")
    print(f"slowest: {seconds} s (number {number}); most memory: {peak} MB")


def _run(begin: int, end: int, outcomes: Outcomes) -> int:
    """Have a child open the files of some numbers; return the last one that it has answered."""
    last = begin - 1
    command = [sys.executable, "-m", MODULE, str(begin), str(end)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None  # noqa: S101 - for the type checker: it was asked for
        for line in child.stdout:
            if line.strip():
                last = _note(json.loads(line), outcomes)
    return last


def _note(told: list[object], outcomes: Outcomes) -> int:
    number, kind, outcome, seconds = int(str(told[0])), str(told[1]), str(told[2]), float(str(told[3]))
    outcomes.counts[(kind, outcome.partition(":")[0])] += 1
    outcomes.slowest = max(outcomes.slowest, (seconds, number))
    if outcome.startswith("DEFECT"):
        outcomes.defects.append((number, outcome[:200]))
    return number
