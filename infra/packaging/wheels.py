"""Libraries for Lambda's platform and processor whatever this machine is, each file known by its hash.

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

from infra.packaging.architecture import Architecture

PYTHON, GLIBC = "3.11", 26  # of the runtime of all functions but one; glibc 2.x
OLDEST_GLIBC, NEWER_GLIBC = 17, 28  # what uv knows: those that nearly all wheels are made for

_TAG = re.compile(r"^Tag: \S+-(\S+)$", re.MULTILINE)
_LINUX = re.compile(r"(?:manylinux_2_(\d+)|manylinux2014|linux)_(\w+)")


class WheelTooNew(RuntimeError):
    """A library has no file for the runtime's C library."""

    def __init__(self, names: Iterable[str], glibc: int) -> None:
        """Say which, and for which C library."""
        super().__init__(f"no wheel for glibc 2.{glibc}: {', '.join(sorted(names))}")


def install(lock: Path, folder: Path, architecture: Architecture, python: str = PYTHON, glibc: int = GLIBC) -> None:
    """Install what a lock file lists, and nothing else; a file with another hash is refused.

    Raises:
        WheelTooNew: a library has only files for a newer C library than the runtime's.

    """
    _install(lock.read_text(), folder, python, _platform(NEWER_GLIBC, architecture))
    newer = set(_too_new(folder, glibc, architecture))
    if newer:
        _install(_of(lock.read_text(), newer), folder, python, _platform(OLDEST_GLIBC, architecture))
        if still := set(_too_new(folder, glibc, architecture)):
            raise WheelTooNew(still, glibc)


def _platform(glibc: int, architecture: Architecture) -> str:
    return f"{architecture.wheels}-manylinux_2_{glibc}"


def _install(requirements: str, folder: Path, python: str, platform: str) -> None:
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirements)
        file.flush()
        subprocess.run(  # noqa: S603 - fixed command
            [
                *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--require-hashes"),
                *("--target", str(folder), "--python-version", python, "--link-mode", "copy"),
                *("--python-platform", platform, "--only-binary", ":all:", "-r", file.name),
            ],
            check=True,
        )


def _too_new(folder: Path, glibc: int, architecture: Architecture) -> Iterator[str]:
    """Yield the names of the libraries whose files are for a newer C library only."""
    for wheel in folder.glob("*.dist-info/WHEEL"):
        if not any(is_for(platform, glibc, architecture) for platform in platforms_of(wheel.read_text())):
            yield _normal(wheel.parent.name.split("-")[0])


def platforms_of(described: str) -> list[str]:
    r"""Return the platforms that a WHEEL file names; some makers put several into one tag.

    >>> platforms_of("Tag: cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64\nTag: py3-none-any\n")
    ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'any']
    """
    return [platform for tag in _TAG.findall(described) for platform in tag.split(".")]


def is_for(platform: str, glibc: int, architecture: Architecture) -> bool:
    """Tell whether a wheel's platform is one that a machine with this processor and glibc 2.x has.

    >>> from infra.packaging.architecture import ARM64, X86_64
    >>> is_for("manylinux_2_24_x86_64", 26, X86_64), is_for("manylinux_2_28_x86_64", 26, X86_64)
    (True, False)
    >>> is_for("any", 26, ARM64), is_for("manylinux2014_aarch64", 26, ARM64), is_for("linux_x86_64", 26, ARM64)
    (True, True, False)
    """
    found = _LINUX.fullmatch(platform)
    if found is None:
        return platform == "any"
    return found[2] == architecture.wheels and int(found[1] or OLDEST_GLIBC) <= glibc


def _of(lock: str, names: set[str]) -> str:
    """Return the part of a lock file that lists some libraries."""
    blocks = re.split(r"^(?=[A-Za-z])", lock, flags=re.MULTILINE)
    return "".join(block for block in blocks if _normal(block.split("==")[0]) in names)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
