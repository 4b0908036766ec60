"""How long validation takes, cold and warm, by syntax and number of lines, and how much memory its process reaches.

    .venv/bin/python -m bench.validation [--syntax ubl|cii]

Cold is the first document of a new process: starting it, compiling the rules, and validating. Warm is each one after.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chalicelib.documents.syntaxes.codec import parse, write_cii, write_ubl
from chalicelib.validation.process import ValidationProcess
from tests.unit.documents.invoices import many_lines

WRITERS = {"ubl": write_ubl, "cii": write_cii}
SIZES = {10: 40, 100: 20, 1_000: 7, 5_000: 5}
"""Lines to warm repetitions."""
COLD_TIMES = 3


def seconds(process: ValidationProcess, xml: bytes) -> float:
    """One validation."""
    report = process.validate(xml, None, None, 300)
    assert report.successful, report.layers  # noqa: S101 (a benchmark of failures would mislead)
    return report.seconds


def measure(xml: bytes, times: int) -> tuple[float, float, int]:
    """Median seconds cold and warm, and the peak memory of the process in bytes."""
    cold = []
    for _ in range(COLD_TIMES):
        process = ValidationProcess()
        cold.append(seconds(process, xml))
        if len(cold) < COLD_TIMES:
            process.stop()
    for _ in range(times // 4):
        seconds(process, xml)
    warm = statistics.median(seconds(process, xml) for _ in range(times))
    peak = process.peak_bytes()
    process.stop()
    return statistics.median(cold), warm, peak


def run(syntax: str) -> None:
    """Print the table of one syntax."""
    print(f"{syntax}: lines      bytes      cold       warm   peak memory     write      parse")
    for lines, times in SIZES.items():
        document = many_lines(lines)
        started = time.perf_counter()
        xml = WRITERS[syntax](document)
        written = time.perf_counter()
        parse(xml)
        parsed = time.perf_counter()
        cold, warm, peak = measure(xml, times)
        print(
            f"{syntax}: {lines:5}  {len(xml):9,}  {cold:6.2f} s  {warm * 1000:6.1f} ms  {peak / 2**20:9.0f} MB"
            f"  {(written - started) * 1000:6.1f} ms  {(parsed - written) * 1000:6.1f} ms",
            flush=True,
        )


def main() -> None:
    """Both syntaxes, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", choices=sorted(WRITERS))
    chosen = parser.parse_args().syntax
    for syntax in [chosen] if chosen else WRITERS:
        run(syntax)


if __name__ == "__main__":
    main()
