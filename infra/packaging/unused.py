"""What a library brings and nothing here uses: named with its reason, and left out of the archives."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unused:
    """Files and folders that are left out, as patterns of paths beside the libraries, but for those that are kept.

    `optional` are those that a library takes if they are there and can do without: they may well be loaded elsewhere.
    """

    reason: str
    patterns: tuple[str, ...]
    but: tuple[str, ...] = ()
    optional: bool = False

    def of(self, folder: Path) -> list[Path]:
        """Return what the patterns name in a folder."""
        kept = {path for pattern in self.but for path in folder.glob(pattern)}
        return sorted({path for pattern in self.patterns for path in folder.glob(pattern)} - kept)


def leave_out(folder: Path, rows: Iterable[Unused]) -> None:
    """Delete what the rows name."""
    for row in rows:
        remove(row.of(folder))


def remove(paths: Iterable[Path]) -> None:
    """Delete files, and folders with what they hold; what is gone with its folder already is no error."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


METADATA = Unused("what only pip reads, and lists of parts", ("*.dist-info/RECORD", "*.dist-info/sboms"))
TYPES = Unused("stubs, which only type checkers read", ("**/*.pyi", "**/py.typed"))
