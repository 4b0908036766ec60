"""A layer: what a lock file lists, less what is never used of it."""

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from infra import locks
from infra.packaging import archive, schemas, symbols, unused, wheels
from infra.packaging.architecture import Architecture
from infra.packaging.unused import Unused

_RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
_FOLDER = Path(__file__).resolve().parents[1] / "layers"


@dataclass(frozen=True)
class Layer:
    """A folder of `infra/layers/` that has requirements, their lock file, and what of the libraries is left out.

    `python` and `glibc` (2.x) are those of the runtime that it is for. `folder` is where the libraries are in the
    archive: Lambda puts `python` on the path of every process, and nothing else.
    """

    name: str
    unused: tuple[Unused, ...] = ()
    python: str = wheels.PYTHON
    glibc: int = wheels.GLIBC
    folder: str = "python"

    @property
    def requirements(self) -> Path:
        """Return the file that names the libraries."""
        return _FOLDER / self.name / "requirements.txt"

    @property
    def lock(self) -> Path:
        """Return the file that names their files, with hashes."""
        return locks.FOLDER / f"{self.name}.txt"

    @property
    def archive(self) -> str:
        """Return the name of the archive, which the template points to."""
        return f"{self.name}-layer.zip"


def build(layer: Layer, target: Path, cache: Path, provided: frozenset[str], architecture: Architecture) -> None:
    """Write a layer's archive for a processor, without what the functions' own archive provides, which comes first.

    A build of the same lock file by the same code is taken from the cache.
    """
    built = cache / f"{layer.name}-{_fingerprint(layer, provided, architecture)}.zip"
    if not built.exists():
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            libraries = folder / layer.folder
            wheels.install(layer.lock, libraries, architecture, layer.python, layer.glibc)
            unused.leave_out(libraries, layer.unused)
            unused.remove(libraries / name for name in sorted(provided))
            symbols.strip_all(folder)
            schemas.drop_annotations(folder)
            if layer.python == _RUNNING:  # byte code is of one version of Python
                archive.compile_modules(libraries)
            _write_whole(folder, built)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, target)


def _write_whole(folder: Path, built: Path) -> None:
    """Write the archive beside its place and move it there when it is whole: a build may be interrupted."""
    built.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=built.parent) as beside:
        whole = Path(beside) / built.name
        archive.write(folder, whole)
        whole.replace(built)


def _fingerprint(layer: Layer, provided: frozenset[str], architecture: Architecture) -> str:
    code = [path.read_bytes() for path in (layer.lock, *sorted(Path(__file__).parent.glob("*.py")))]
    chosen = [repr(each).encode() for each in (layer, sorted(provided), architecture)]
    return hashlib.sha256(b"\0".join([*code, *chosen])).hexdigest()[:16]
