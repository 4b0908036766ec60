"""Libraries for Lambda's platform whatever this machine is, each file known by its hash.

Lambda's Python 3.11 runs on Amazon Linux 2, whose C library is glibc 2.26: a wheel for anything newer installs here and
fails there. pip takes each platform tag literally, so every glibc from 2.17 up to the runtime's is listed.
"""

import subprocess
import sys
from pathlib import Path

PYTHON, GLIBC = "3.11", 26  # of the runtime of all functions but one; glibc 2.x
OLDEST_GLIBC = 17  # that wheels are made for


def install(lock: Path, folder: Path, python: str = PYTHON, glibc: int = GLIBC) -> None:
    """Install what a lock file lists, and nothing else; a file with another hash is refused."""
    tags = [*(f"manylinux_2_{minor}_x86_64" for minor in range(glibc, OLDEST_GLIBC - 1, -1)), "manylinux2014_x86_64"]
    platforms = [argument for tag in tags for argument in ("--platform", tag)]
    subprocess.run(  # noqa: S603 - fixed command
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"),
            *("--target", str(folder), "--python-version", python, "--implementation", "cp"),
            *("--only-binary", ":all:", *platforms, "--no-deps", "--require-hashes", "-r", str(lock)),
        ],
        check=True,
    )
