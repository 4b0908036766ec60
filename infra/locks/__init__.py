"""The exact files that are deployed: each requirement and what it needs, with the hashes of its files (`make lock`)."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FUNCTION = FOLDER / "function.txt"  # and one for each layer, named as the layer

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")


@dataclass(frozen=True)
class Pin:
    """A package as a lock file lists it; `asked_for` if a requirements file names it itself."""

    name: str
    version: str
    hashes: int
    asked_for: bool


def read_lock(lock: Path) -> list[Pin]:
    """Return a lock file's pins."""
    blocks = re.split(r"^(?=\S)", lock.read_text(), flags=re.MULTILINE)
    return [
        Pin(match[1].lower(), match[2], block.count("--hash=sha256:"), "# via -r" in _flat(block))
        for block in blocks
        if (match := _PIN.match(block))
    ]


def read_requirements(requirements: Path) -> dict[str, str]:
    """Return the version of each package that a requirements file names, by its name as lock files have it."""
    pins = (_PIN.match(line) for line in requirements.read_text().splitlines())
    return {match[1].lower().replace("_", "-").replace(".", "-"): match[2] for match in pins if match}


def _flat(block: str) -> str:
    r"""Return a block with its list of reasons on one line.

    >>> _flat("idna==3\n    # via\n    #   -r a.txt")
    'idna==3 # via -r a.txt'
    """
    return re.sub(r"\s*\n\s*(#\s+(?!via))?", " ", block)
