"""A flame graph of what a worker does with one invoice: how its time divides, waiting included.

    .venv/bin/python -m bench.load.flame docs/images/worker.svg

One worker reads invoices on the local stack, as in `bench.pipeline`, and py-spy looks a few hundred times a second at
where it is. The width of a box is its share of the time; what it calls stands above it. What the worker's child does
is another process's: it shows as waiting for its answer. The first invoices, for which everything is loaded, are left
out.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from bench.load.invoices import distinct_invoices
from bench.load.processes import Member
from bench.pipeline import QUEUES, Run, upload, wait_until_empty

WARM, INVOICES = 5, 60
SAMPLES_A_SECOND = 500
ROOT_FRAME = "process_batch"
WIDTH, ROW, LETTER = 1_400, 17, 6.1  # pixels
LEAST_SHARE = 0.004  # narrower boxes are left out
MOST_ROWS = 34
LEAST_LETTERS = 3
ALL_BUT = 0.9  # of the time: a frame that calls one other for so much is no step of its own
HUES = {"chalicelib": "#f2a65a", "botocore": "#7aa6c2", "urllib3": "#9cc0d4", "pynamodb": "#b3cde0", "lxml": "#c5b0d5"}
OTHERS = "#dddddd"


@dataclass
class Frame:
    """A function in the place where it was called: how often it was met there, and what it called."""

    name: str
    met: int = 0
    calls: "dict[str, Frame]" = field(default_factory=dict)


def main(target: Path) -> None:
    """Measure, and write the picture."""
    aws = Member.start("bench.load.aws")
    os.environ.update(aws.greeting["variables"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = Path(folder) / "stacks"
            _sample(aws.greeting["queues"], found)
            tree = _tree(found.read_text(encoding="utf-8").splitlines())
    finally:
        aws.end()
    if not tree.calls:
        sys.exit("py-spy saw nothing of the worker: it may need the right to look into other processes (ptrace)")
    seconds = tree.met / SAMPLES_A_SECOND / INVOICES
    target.write_text(_picture(tree, f"one invoice: {seconds * 1000:.0f} ms of a worker"), encoding="utf-8")
    print(f"{INVOICES} invoices, {seconds * 1000:.0f} ms each; {target}")
    for frame, share in _widest(tree, tree.met):
        print(f"{share:6.1%}  {frame}")


def _sample(queues: dict[str, str], target: Path) -> None:
    worker = Member.start("bench.load.worker", *(queues[name] for name in QUEUES))
    try:
        files = list(distinct_invoices(WARM + INVOICES))
        upload(Run(), files[:WARM])
        wait_until_empty(queues)
        command = ["py-spy", "record", "--pid", str(worker.process.pid), "--idle", "--format", "raw"]
        command += ["--rate", str(SAMPLES_A_SECOND), "--output", str(target), "--duration", "unlimited"]
        sampler = subprocess.Popen([Path(sys.executable).parent / command[0], *command[1:]], stderr=subprocess.DEVNULL)
        time.sleep(1)
        upload(Run(), files[WARM:])
        wait_until_empty(queues)
        sampler.send_signal(2)
        sampler.wait(60)
        worker.finish()
    finally:
        worker.end()


def _tree(lines: list[str]) -> Frame:
    """Return what stands above the worker's function, from py-spy's lines: `caller;called;… count`."""
    top = Frame(ROOT_FRAME)
    for line in lines:
        stack, _, count = line.rpartition(" ")
        frames = [_shown(frame) for frame in stack.split(";")]
        begin = next((at for at, name in enumerate(frames) if name.startswith(ROOT_FRAME)), None)
        if begin is None:
            continue
        frame = top
        frame.met += int(count)
        for name in frames[begin + 1 :]:
            frame = frame.calls.setdefault(name, Frame(name))
            frame.met += int(count)
    return top


def _shown(frame: str) -> str:
    """Return a frame without its line: `write (chalicelib/storage/invoices/invoices.py)`."""
    return frame.partition(":")[0].rstrip(")") + ")" if ":" in frame else frame


def _picture(tree: Frame, title: str) -> str:
    boxes = list(_boxes(tree, 0.0, 0, tree.met))
    rows = 1 + max(row for _, _, row, _ in boxes)
    height = (rows + 1) * ROW + 30
    size = f'width="{WIDTH}" height="{height}" font-family="monospace" font-size="10"'
    drawn = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="100%" height="100%" fill="white"/>']
    drawn.append(f'<text x="8" y="18" font-size="13">{escape(title)}</text>')
    drawn += [_drawn(name, left * WIDTH, height - (row + 1) * ROW - 4, share) for name, left, row, share in boxes]
    return "\n".join([*drawn, "</svg>\n"])


def _drawn(name: str, x: float, y: float, share: float) -> str:
    """Return a box, with as much of its name as has room."""
    width = share * WIDTH
    letters = int(width / LETTER) - 1
    text = f'<text x="{x + 3:.1f}" y="{y + 12:.0f}">{escape(name[:letters])}</text>' if letters >= LEAST_LETTERS else ""
    box = f'x="{x:.1f}" y="{y:.0f}" width="{max(0.3, width - 0.5):.1f}" height="{ROW - 1}" fill="{_colour(name)}"'
    return f"<g><title>{escape(name)} {share:.1%}</title><rect {box}/>{text}</g>"


def _boxes(frame: Frame, left: float, row: int, total: int) -> Iterator[tuple[str, float, int, float]]:
    """Yield each box: its name, where it begins from 0 to 1, its row, and its width."""
    yield frame.name, left, row, frame.met / total
    for called in sorted(frame.calls.values(), key=lambda each: each.name):
        if called.met / total >= LEAST_SHARE and row < MOST_ROWS:
            yield from _boxes(called, left, row + 1, total)
        left += called.met / total


def _colour(name: str) -> str:
    return next((hue for package, hue in HUES.items() if f"({package}" in name), OTHERS)


def _widest(frame: Frame, total: int) -> Iterator[tuple[str, float]]:
    """Yield the steps of the worker that take most, with their shares of the time."""
    steps = frame
    while (most := max(steps.calls.values(), key=lambda each: each.met)).met >= ALL_BUT * steps.met:
        steps = most
    for each in sorted(steps.calls.values(), key=lambda each: -each.met)[:8]:
        yield each.name, each.met / total


if __name__ == "__main__":
    main(Path(sys.argv[1]))
