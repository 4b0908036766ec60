"""Rule packs: further rule sets as folders, added without code (see `manifest.py` for what is in one).

A pack that is incomplete, altered or not understood is never left out in silence: it is a refused rule set, and the
documents that it is for are not validated. If its manifest can't be read, those may be any,
so they are all that no other rule set is for.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from chalicelib.validation.errors import PackRefused
from chalicelib.validation.packs.manifest import MANIFEST, Manifest, PackFile, read_manifest
from chalicelib.validation.report.report import Severity
from chalicelib.validation.rules.rulesets import Artefact, Ruleset, Severities, Syntax, builtin, merge, schemas_of

REFUSED = "REFUSED.txt"
"""Where it says why a pack could not even be unpacked."""
_ANYTHING = ("*",)
_SYNTAXES: tuple[Syntax, ...] = ("ubl", "cii")
Stamp = tuple[tuple[str, int, int, int], ...]


def load_packs(folder: Path) -> Iterator[Ruleset]:
    """The rule sets of all packs in a folder, each a folder of its own; those that can't be used are refused ones."""
    seen: set[str] = set()
    for pack in _packs(folder):
        try:
            ruleset = load_pack(pack)
        except PackRefused as error:
            yield from _refused(pack, str(error))
        else:
            yield replace(ruleset, refused="another pack has the same id") if ruleset.id in seen else ruleset
            seen.add(ruleset.id)


def known_rulesets(packs: Path | None) -> Mapping[str, Ruleset]:
    """All rule sets by their ids: those built in, and those of the packs in a folder."""
    return merge(load_packs(packs) if packs else ())


def load_pack(folder: Path) -> Ruleset:
    """The rule set of an unpacked pack, each file checked against its checksum; raise `PackRefused`."""
    manifest = manifest_of(folder)
    schemas, stylesheets = _extended(manifest)
    listed = frozenset(folder / file.path for file in manifest.files)
    artefacts = [(file.role, _checked(folder, file, manifest, listed)) for file in manifest.files]
    own = {role.removeprefix("schema:"): artefact for role, artefact in artefacts if role.startswith("schema:")}
    rules = tuple(artefact for role, artefact in artefacts if role == "rules")
    if not rules:
        raise PackRefused(manifest.id, "has no rules")
    return Ruleset(
        manifest.id, manifest.name, manifest.syntax, manifest.applies_to, {**schemas, **own}, (*stylesheets, *rules),
        folder, severities=_severities(manifest),
    )  # fmt: skip


def manifest_of(folder: Path) -> Manifest:
    """The manifest of an unpacked pack; raise `PackRefused`."""
    if (folder / REFUSED).is_file():
        raise PackRefused(folder.name, (folder / REFUSED).read_text())
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise PackRefused(folder.name, f"has no {MANIFEST}") from error
    manifest = read_manifest(data, folder.name)
    if manifest.id in _reserved():
        raise PackRefused(manifest.id, "has the id of a built-in rule set")
    return manifest


def stamp(folder: Path) -> Stamp:
    """What tells a folder of packs from an altered one without reading it: its files' times, sizes and numbers."""
    files = sorted(file for pack in _packs(folder) for file in pack.rglob("*"))
    states = [(str(file), file.stat()) for file in files]
    return tuple((name, state.st_mtime_ns, state.st_size, state.st_ino) for name, state in states)


def _packs(folder: Path) -> list[Path]:
    """The folders in a folder; links are followed, so that a pack stays the same wherever it is linked from."""
    return [pack.resolve() for pack in sorted(folder.iterdir()) if pack.is_dir() and not pack.name.startswith(".")]


def _refused(folder: Path, reason: str) -> Iterator[Ruleset]:
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes(), folder.name)
    except (OSError, PackRefused):
        for syntax in _SYNTAXES:
            yield Ruleset(f"{folder.name}-{syntax}", folder.name, syntax, _ANYTHING, {}, (), folder, refused=reason)
        return
    name = f"refused-{folder.name}" if manifest.id in _reserved() else manifest.id
    yield Ruleset(name, manifest.name, manifest.syntax, manifest.applies_to, {}, (), folder, refused=reason)


def _reserved() -> set[str]:
    """Ids of built-in rule sets, and what stands for one of each syntax."""
    return {name for each in builtin() for name in (each, each.removesuffix("-ubl").removesuffix("-cii"))}


def _checked(folder: Path, file: PackFile, manifest: Manifest, listed: frozenset[Path]) -> Artefact:
    path = folder / file.path
    if not path.is_file():
        raise PackRefused(manifest.id, f"{file.path} is missing")
    if hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
        raise PackRefused(manifest.id, f"{file.path} is not what its checksum says")
    return Artefact(manifest.name, path, manifest.version, file.sha256, companions=listed)


def _severities(manifest: Manifest) -> tuple[Severities, ...]:
    """The weights by pattern of BT-24, as rule sets have them."""
    return tuple(
        Severities(
            each.applies_to,
            {**dict.fromkeys(each.warning, Severity.WARNING), **dict.fromkeys(each.fatal, Severity.FATAL)},
        )
        for each in manifest.severities
    )


def _extended(manifest: Manifest) -> tuple[Mapping[str, Artefact], tuple[Artefact, ...]]:
    """The schemas and rules that run before the pack's own."""
    if manifest.extends is None:
        return {}, ()
    if manifest.extends == manifest.syntax:
        return schemas_of(manifest.syntax), ()
    base = builtin().get(manifest.extends)
    if base is None or base.syntax != manifest.syntax:
        raise PackRefused(manifest.id, f"extends {manifest.extends}, which is no built-in rule set of its syntax")
    return base.schemas, base.stylesheets
