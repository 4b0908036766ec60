"""Published rule packs of the catalogue, put into a folder of this machine that `make run` and the validator use.

A file comes from a folder that was named, or from where it is published at a pinned revision; either way only if its
SHA-256 is the catalogue's. A pack is made beside its place and moved there as a whole, so that half a pack is never
found. What is there already is left alone.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from chalicelib.validation.errors import RulesError
from chalicelib.validation.packs.catalogue import PublishedFile, PublishedPack, catalogue
from chalicelib.validation.packs.manifest import MANIFEST, dump_manifest
from chalicelib.validation.packs.packs import load_pack, manifest_of

INSTALLED = Path(__file__).resolve().parents[2] / "build" / "rulesets"
MAX_TRIES = 3
MAX_FILE_BYTES = 20_000_000
PAUSE_SECONDS = 1.0  # before the second try, twice as long before the third
_TIMEOUT_SECONDS = 30
_CHUNK_BYTES = 65_536


class NotInstalled(Exception):
    """Some packs could not be installed; the message says which, and why."""


class _NotFetched(Exception):
    """A file could not be fetched, or is not what the catalogue says; the message says why."""


def named(ids: Sequence[str]) -> list[PublishedPack]:
    """The packs with these ids, or all; raise `NotInstalled` for an id that is not in the catalogue."""
    known = {pack.id: pack for pack in catalogue()}
    if unknown := [each for each in ids if each not in known]:
        raise NotInstalled(f"the catalogue has no {', '.join(unknown)}; it has {', '.join(known)}")
    return [known[each] for each in dict.fromkeys(ids)] or list(known.values())


def install(packs: Iterable[PublishedPack], folder: Path, source: Path | None) -> list[str]:
    """Install what is missing; return a line for each pack that was installed.

    Raises:
        NotInstalled: some could not be; those that could are there.

    """
    sources = _Sources(_by_name(source) if source else {})
    done, failed = [], []
    for pack in packs:
        if _is_there(pack, folder):
            continue
        try:
            _install(pack, folder, sources)
            done.append(f"{pack.id} {pack.version} is in {folder / pack.id}")
        except _NotFetched as error:
            failed.append(f"{pack.id}: {error}")
    if failed:
        reasons = "\n".join(failed)
        raise NotInstalled("\n".join([*done, f"these rule packs were not installed:\n{reasons}"]))
    return done


def _by_name(source: Path) -> dict[str, list[Path]]:
    """The files below a folder, by name."""
    if not source.is_dir():
        raise NotInstalled(f"{source} is no folder")
    files: dict[str, list[Path]] = {}
    for file in sorted(source.rglob("*")):
        if file.is_file():
            files.setdefault(file.name, []).append(file)
    return files


def _is_there(pack: PublishedPack, folder: Path) -> bool:
    """Whether the pack is installed as the catalogue has it, with all its files as they should be."""
    try:
        load_pack(folder / pack.id)
        return manifest_of(folder / pack.id) == pack.manifest()
    except RulesError:
        return False


def _install(pack: PublishedPack, folder: Path, sources: "_Sources") -> None:
    """Make the pack beside its place, then put it there."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / pack.id
    with TemporaryDirectory(dir=folder, prefix=".") as temporary:
        made = Path(temporary, pack.id)
        made.mkdir()
        for file in pack.files:
            (made / file.path).write_bytes(sources.get(pack, file))
        (made / MANIFEST).write_bytes(dump_manifest(pack.manifest()))
        if place.exists():
            place.rename(Path(temporary, "before"))
        made.rename(place)


@dataclass
class _Sources:
    """Where files come from: a folder's files by name, then the network, as long as there is one."""

    files: dict[str, list[Path]]
    offline: str = field(default="")

    def get(self, pack: PublishedPack, file: PublishedFile) -> bytes:
        """The file's bytes, which are those of the catalogue; raise `_NotFetched`."""
        for candidate in self.files.get(Path(file.path).name, ()):
            data = candidate.read_bytes()
            if _is_right(file, data):
                return data
        if self.offline:
            raise _NotFetched(self.offline)
        print(f"{pack.id}: fetching {file.path}", flush=True)
        data = self._fetched(file)
        if not _is_right(file, data):
            raise _NotFetched(f"{file.url} is not what the catalogue's checksum says")
        return data

    def _fetched(self, file: PublishedFile) -> bytes:
        """The file from where it is published; after the last try without a connection, no other file is tried."""
        for attempt in range(MAX_TRIES):
            time.sleep(PAUSE_SECONDS * attempt)
            try:
                return _downloaded(file.url)
            except requests.ConnectionError as error:
                self.offline = f"{file.url.split('/')[2]} cannot be reached: is there a network?"
                reason = f"{self.offline} ({type(error).__name__})"
            except requests.RequestException as error:
                reason = f"{file.path} cannot be fetched: {error}"
        raise _NotFetched(reason)


def _downloaded(url: str) -> bytes:
    data = bytearray()
    with requests.get(url, timeout=_TIMEOUT_SECONDS, stream=True) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_content(_CHUNK_BYTES):
            data += chunk
            if len(data) > MAX_FILE_BYTES:
                raise _NotFetched(f"{url} has more than {MAX_FILE_BYTES:,} bytes")
    return bytes(data)


def _is_right(file: PublishedFile, data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == file.sha256
