"""Libraries for Lambda's platform whatever this machine is, each file known by its hash.

Lambda's Python 3.11 runs on Amazon Linux 2, whose C library is glibc 2.26: a wheel for anything newer installs here and
fails there. uv fetches side by side, which takes seconds where pip takes minutes, but knows few releases of glibc; so
what it takes for a newer one is fetched again for the oldest.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

PYTHON, GLIBC = "3.11", 26  # of the runtime of all functions but one; glibc 2.x
OLDEST_GLIBC, NEWER_GLIBC = 17, 28  # what uv knows: those that nearly all wheels are made for

_TAG = re.compile(r"^Tag: \S+-(\S+)$", re.MULTILINE)
_MANYLINUX = re.compile(r"manylinux_2_(\d+)_x86_64")


class WheelTooNew(RuntimeError):
    """A library has no file for the runtime's C library."""

    def __init__(self, names: Iterable[str], glibc: int) -> None:
        """Say which, and for which C library."""
        super().__init__(f"no wheel for glibc 2.{glibc}: {', '.join(sorted(names))}")


def install(lock: Path, folder: Path, python: str = PYTHON, glibc: int = GLIBC) -> None:
    """Install what a lock file lists, and nothing else; a file with another hash is refused.

    Raises:
        WheelTooNew: a library has only files for a newer C library than the runtime's.

    """
    _install(lock.read_text(), folder, python, NEWER_GLIBC)
    newer = set(_too_new(folder, glibc))
    if newer:
        _install(_of(lock.read_text(), newer), folder, python, OLDEST_GLIBC)
        if still := set(_too_new(folder, glibc)):
            raise WheelTooNew(still, glibc)


def _install(requirements: str, folder: Path, python: str, glibc: int) -> None:
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirements)
        file.flush()
        subprocess.run(  # noqa: S603 - fixed command
            [
                *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes"),
                *("--target", str(folder), "--python-version", python, "--link-mode", "copy"),
                *("--python-platform", f"x86_64-manylinux_2_{glibc}", "--only-binary", ":all:", "-r", file.name),
            ],
            check=True,
        )


def _too_new(folder: Path, glibc: int) -> Iterator[str]:
    """Yield the names of the libraries whose files are for a newer C library only."""
    for wheel in folder.glob("*.dist-info/WHEEL"):
        if not any(is_for(platform, glibc) for platform in platforms_of(wheel.read_text())):
            yield _normal(wheel.parent.name.split("-")[0])


def platforms_of(described: str) -> list[str]:
    r"""Return the platforms that a WHEEL file names; some makers put several into one tag.

    >>> platforms_of("Tag: cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64\nTag: py3-none-any\n")
    ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'any']
    """
    return [platform for tag in _TAG.findall(described) for platform in tag.split(".")]


def is_for(platform: str, glibc: int) -> bool:
    """Tell whether a wheel's platform is one that a machine with glibc 2.x has.

    >>> is_for("manylinux_2_24_x86_64", 26), is_for("manylinux_2_28_x86_64", 26), is_for("any", 26)
    (True, False, True)
    """
    found = _MANYLINUX.fullmatch(platform)
    return int(found[1]) <= glibc if found else platform in {"any", "manylinux2014_x86_64", "linux_x86_64"}


def _of(lock: str, names: set[str]) -> str:
    """Return the part of a lock file that lists some libraries."""
    blocks = re.split(r"^(?=[A-Za-z])", lock, flags=re.MULTILINE)
    return "".join(block for block in blocks if _normal(block.split("==")[0]) in names)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
