"""Time and memory of each conversion, in a child of its own, recognition left out: files of usual and of large size."""

import io
import json
import subprocess
import sys

from PIL import Image

from bench.arriving.fuzz_child import Blind
from bench.arriving.seeds import HEIC
from tests.support.papers import office

A4_AT_200, FAX = (1654, 2339), (1728, 2200)


def _tiff(pages: int, mode: str, size: tuple[int, int], compression: str) -> bytes:
    page = Image.new("L", size, "white")
    for row in range(100, size[1] - 100, 40):  # as much ink as text has, in dashes
        for column in range(100, size[0] - 100, 30):
            page.paste(0, (column, row, column + 20, row + 12))
    page = page.convert(mode)
    buffer = io.BytesIO()
    page.save(buffer, "TIFF", save_all=True, append_images=[page] * (pages - 1), compression=compression)
    return buffer.getvalue()


def files() -> dict[str, bytes]:
    """Return the files that are measured."""
    rows = [[f"Item {number}", "2", "50.00", "100.00"] for number in range(2_000)]
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return {
        "Word, one page": office.docx(),
        "Word, 2,000 rows": office.docx(office.table(rows)),
        "Excel, one page": office.xlsx(),
        "HTML, one page": office.html(),
        "HTML, 2,000 rows": f"<html><table>{cells}</table></html>".encode(),
        "TIFF, 50 fax pages": _tiff(50, "1", FAX, "group4"),
        "TIFF, 10 grey pages": _tiff(10, "L", A4_AT_200, "tiff_lzw"),
        "HEIC, one page": HEIC.read_bytes(),
    }


def measure() -> None:
    """Print a table of what each takes to become pages."""
    print("| file | bytes | PDF | processor | memory |\n| --- | --: | --: | --: | --: |")
    for name, data in files().items():
        done = subprocess.run([sys.executable, "-m", __name__], input=data, capture_output=True, check=True)
        pdf, seconds, megabytes = json.loads(done.stdout)
        print(f"| {name} | {len(data):,} | {pdf:,} | {seconds} s | {megabytes} MB |", flush=True)


def main() -> None:
    """Convert what comes on standard input; say how large the PDF is, and what it took."""
    import resource

    from chalicelib.extraction.reading.reader import as_pages
    from chalicelib.extraction.result import Limits
    from chalicelib.extraction.sniff import sniff

    data = sys.stdin.buffer.read()
    _, pdf = as_pages(sniff(data), data, Limits(), Blind())
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([len(pdf), round(used.ru_utime + used.ru_stime, 1), used.ru_maxrss // 1_000]))


if __name__ == "__main__":
    main()
