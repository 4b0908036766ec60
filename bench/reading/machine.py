"""Whether reading sees the machine: every file of the corpus, read with the machine's fonts and without them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.reading.corpus import find_corpus

# A view of the machine without its fonts, for one command only.
HIDE_FONTS = (
    "mount --make-rprivate / && for folder in /usr/share/fonts /usr/local/share/fonts;"
    ' do [ ! -d $folder ] || mount -t tmpfs none $folder; done; exec "$@"'
)


def main() -> None:
    """Print the number of files whose readings differ, and their names."""
    files = [str(path) for path in sorted((find_corpus() / "files").iterdir())]
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        print("Skipped: hiding the machine's fonts needs root and unshare.")
        return
    fonts = sum(1 for path in Path("/usr/share/fonts").rglob("*") if path.suffix in {".ttf", ".otf", ".ttc", ".pfb"})
    here = _readings([], files)
    bare = _readings(["unshare", "--mount", "sh", "-c", HIDE_FONTS, "sh"], files)
    different = [name for name, reading in here.items() if bare.get(name) != reading]
    print(f"{len(here)} files read with this machine's {fonts} fonts and with none: {len(different)} differences")
    print("\n".join(different), end="")


def _readings(view: list[str], files: list[str]) -> dict[str, Any]:
    command = [*view, sys.executable, "-m", "chalicelib.extraction", *files]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    readings = [json.loads(line) for line in lines]
    return {reading["file"]: {**reading, "seconds": None} for reading in readings}
