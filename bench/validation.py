"""How long validation takes, cold and warm, by the number of lines, and how much memory its process reaches.

python bench/validation.py [--syntax ubl|cii]
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chalicelib.documents.codec import parse, write_cii, write_ubl
from chalicelib.validation.process import ValidationProcess
from tests.unit.documents.invoices import many_lines

WRITERS = {"ubl": write_ubl, "cii": write_cii}
SIZES = {10: 30, 100: 15, 1_000: 5, 5_000: 3}
"""Lines to repetitions."""


def seconds(process: ValidationProcess, xml: bytes) -> float:
    """One validation."""
    report = process.validate(xml, None, None, 300)
    assert report.successful, report.layers  # noqa: S101 (a benchmark of failures would mislead)
    return report.seconds


def run(syntax: str) -> None:
    """Print the table of one syntax."""
    process = ValidationProcess()
    write = WRITERS[syntax]
    print(f"{syntax}: lines     bytes   cold or first       warm median   write    parse")
    print(
        f"{syntax}:    10  new process: {seconds(process, write(many_lines(10))):8.3f} s (with starting and compiling)"
    )
    for lines, times in SIZES.items():
        document = many_lines(lines)
        started = time.perf_counter()
        xml = write(document)
        written = time.perf_counter()
        parse(xml)
        parsed = time.perf_counter()
        first = seconds(process, xml)
        warm = statistics.median(seconds(process, xml) for _ in range(times))
        print(
            f"{syntax}: {lines:5}  {len(xml):9,}   {first * 1000:9.1f} ms    {warm * 1000:9.1f} ms"
            f"  {(written - started) * 1000:7.1f}  {(parsed - written) * 1000:7.1f} ms"
        )
    print(f"{syntax}: peak memory of the validating process: {process.peak_kilobytes() / 1024:.0f} MB\n")
    process.stop()


def main() -> None:
    """Each syntax in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", choices=sorted(WRITERS))
    chosen = parser.parse_args().syntax
    if chosen:
        run(chosen)
        return
    for syntax in WRITERS:
        subprocess.run([sys.executable, __file__, "--syntax", syntax], check=True)


if __name__ == "__main__":
    main()
