"""Whether reading sees the machine: every file of the corpus, read with the machine's fonts and without them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.reading.corpus import find_corpus

BARE = Path(__file__).parents[2] / ".ci" / "bare"


def main() -> None:
    """Print the number of files whose readings differ, and their names."""
    files = [str(path) for path in sorted((find_corpus() / "files").iterdir())]
    fonts = sum(1 for path in Path("/usr/share/fonts").rglob("*") if path.suffix in {".ttf", ".otf", ".ttc", ".pfb"})
    here = _readings([], files)
    bare = _readings([str(BARE)], files)
    different = [name for name, reading in here.items() if bare.get(name) != reading]
    print(f"{len(here)} files read with this machine's {fonts} fonts and with none: {len(different)} differences")
    print("\n".join(different), end="")


def _readings(view: list[str], files: list[str]) -> dict[str, Any]:
    command = [*view, sys.executable, "-m", "chalicelib.extraction", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    if "Nothing is hidden" in done.stderr:
        print("This machine's fonts can't be hidden: what follows compares it with itself.")
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    return {reading["file"]: {**reading, "seconds": None} for reading in readings}
