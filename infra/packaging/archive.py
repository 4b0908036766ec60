"""Archives that are the same, byte for byte, when their content is: a second deployment then changes nothing.

Modules go in as byte code (PEP 552's unchecked kind, which carries no time): Lambda's disk is read-only, so without it
every cold start compiles every module again.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

# The oldest date that the format knows: a file's own would differ from build to build.
EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o644
_PROGRAM_MODE = 0o755


def compile_modules(folder: Path, *, with_sources: Iterable[str] = ()) -> None:
    """Make byte code of every module, in its place but for those at the root that keep their sources.

    Paths in the byte code do not name this machine.
    """
    kept = [folder / name for name in with_sources if (folder / name).exists()]
    _compile(folder, kept)
    _compile(folder, sorted(set(folder.iterdir()) - set(kept)), "-b")
    for compiled in folder.rglob("*.pyc"):
        compiled.with_suffix(".py").unlink(missing_ok=True)  # byte code in `__pycache__` has another name


def _compile(folder: Path, paths: Sequence[Path], *options: str) -> None:
    if paths:
        command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
        arguments = [*options, "-s", str(folder), "-p", "/", *map(str, paths)]
        subprocess.run([*command, *arguments], check=True)  # noqa: S603 - fixed command


def write(folder: Path, archive: Path) -> None:
    """Write the folder's files, in order, with fixed dates and modes."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _add(target, path, path.relative_to(folder).as_posix())


def _add(target: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    mode = _PROGRAM_MODE if ".so" in path.suffixes else _FILE_MODE
    entry.external_attr = (0o100000 | mode) << 16
    target.writestr(entry, path.read_bytes())


def top_level_names(archive: Path) -> frozenset[str]:
    """Return the names at the archive's root: packages and modules."""
    with zipfile.ZipFile(archive) as content:
        return frozenset(name.partition("/")[0] for name in content.namelist())


def unzipped_bytes(archive: Path) -> int:
    """Return what the archive takes on Lambda's disk, which is what its limit counts."""
    with zipfile.ZipFile(archive) as content:
        return sum(entry.file_size for entry in content.infolist())
