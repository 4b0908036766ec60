"""The packs in a bucket: one is checked as a whole before it is stored.

Checked are its manifest and checksums, that it reads nothing but itself, and that all of it compiles.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.storage.files.rulesets import PackChanged, PackStore
from chalicelib.validation import check_pack
from chalicelib.validation.errors import RulesError
from chalicelib.validation.packs.archive import MAX_BYTES, unpack, unpack_or_note, zip_pack
from chalicelib.validation.packs.packs import load_pack, manifest_of


class NotStored(Exception):
    """The pack was not stored; the message says why."""


def add(store: PackStore, pack: Path, *, replace: bool = False) -> str:
    """Check a pack and store it; return what was done.

    Raises:
        RulesError: there is something wrong with the pack.
        NotStored: there is another pack with the same id and version, or somebody else has just stored one.

    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, pack.stem)
        unpack(zip_pack(pack) if pack.is_dir() else pack.read_bytes(), folder)
        check_pack(folder)
        manifest, data = manifest_of(folder), zip_pack(folder)
    present = store.read(manifest.id, MAX_BYTES)
    if present is not None and present[1] == data:
        return f"{manifest.id} {manifest.version} is there already"
    before = _version(present[1], manifest.id) if present else None
    if before == manifest.version and not replace:
        raise NotStored(f"{manifest.id} {before} is there with other content; --replace stores this one over it")
    try:
        store.store(manifest.id, data, over=present[0] if present else None)
    except PackChanged as error:
        raise NotStored(f"somebody else has just changed {manifest.id}; look again") from error
    return f"{manifest.id} {manifest.version} is stored" + (f", in place of {before}" if present else "")


def add_installed(store: PackStore, folder: Path) -> list[str]:
    """Put what is installed on this machine into an empty store, unchecked; return a line for each that cannot be.

    What is wrong within a pack is found by those who read it.
    """
    problems = []
    for pack in sorted(folder.glob("*/")):
        try:
            store.store(pack.name, zip_pack(pack), over=None)
        except RulesError as error:
            problems.append(str(error))
    return problems


def lines(store: PackStore) -> Iterator[str]:
    """A line for each pack, one that can't be used with the reason."""
    for stored in store.list():
        answer = store.read(stored.id, MAX_BYTES)
        if answer is not None:
            yield f"{stored.id:24} {_described(answer[1], stored.id)}  {stored.stored_at:%Y-%m-%d %H:%M} UTC"


def remove(store: PackStore, identity: str) -> str:
    """Remove a pack; return what was done.

    Raises:
        NotStored: there is none.

    """
    if store.read(identity, 0) is None:
        raise NotStored(f"there is no rule pack {identity}")
    store.remove(identity)
    return f"{identity} is removed"


def _version(data: bytes, identity: str) -> str | None:
    with TemporaryDirectory() as temporary:
        unpack_or_note(data, Path(temporary, identity), identity)
        try:
            return manifest_of(Path(temporary, identity)).version
        except RulesError:
            return None


def _described(data: bytes, identity: str) -> str:
    with TemporaryDirectory() as temporary:
        unpack_or_note(data, Path(temporary, identity), identity)
        try:
            ruleset = load_pack(Path(temporary, identity))
        except RulesError as error:
            return f"cannot be used: {error}"
    version = ruleset.stylesheets[-1].version
    return f"{version:12} {ruleset.syntax}  {' '.join(ruleset.applies_to) or '(only when asked for)'}"
