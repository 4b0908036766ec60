"""Rule packs: further rule sets as a folder or a zip, added without code.

A pack holds a `manifest.json`:

    {"id": "peppol-bis-3", "name": "Peppol BIS Billing 3", "version": "2024.11", "syntax": "ubl",
     "applies_to": ["urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0*"],
     "extends": "en16931-ubl",
     "files": [{"path": "PEPPOL-EN16931-UBL.sch", "role": "rules", "sha256": "…"}]}

`extends` names a built-in rule set whose schema and rules run first. A file's role is `rules` (Schematron or compiled
XSLT, run in this order), `schema:ROOT` (the XSD of documents with that root) or `resource` (read by rules). Every file
in the pack is listed with its checksum, and nothing else is used.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.validation.errors import PackRefused
from chalicelib.validation.rulesets import Artefact, Ruleset, builtin
from chalicelib.validation.stylesheet import prepare

MANIFEST = "manifest.json"
MAX_FILES = 200
MAX_BYTES = 50_000_000
_SAFE_PATH = re.compile(r"(?!/)(?:[\w-][\w.-]*/)*[\w-][\w.-]*")


class PackFile(BaseModel):
    """One file of a pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str = Field(pattern=r"^[\w][\w./-]*$")
    role: str = Field(pattern=r"^(rules|resource|schema:\w+)$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,63}$")
    name: str
    version: str
    syntax: Literal["ubl", "cii"]
    applies_to: tuple[str, ...] = ()
    extends: str | None = None
    files: tuple[PackFile, ...] = Field(min_length=1, max_length=MAX_FILES)


def load_packs(folder: Path) -> Iterator[Ruleset]:
    """The rule sets of all packs in a folder, each a folder of its own; raise `PackRefused` at the first bad one."""
    for pack in sorted(folder.iterdir()):
        if (pack / MANIFEST).is_file():
            yield load_pack(pack)


def load_pack(folder: Path) -> Ruleset:
    """The rule set of an unpacked pack, each file checked against its checksum."""
    manifest = read_manifest((folder / MANIFEST).read_bytes(), folder.name)
    artefacts = [(file.role, _checked(folder, file, manifest)) for file in manifest.files]
    base = _base(manifest)
    schemas = {role.removeprefix("schema:"): artefact for role, artefact in artefacts if role.startswith("schema:")}
    rules = tuple(artefact for role, artefact in artefacts if role == "rules")
    if not rules:
        raise PackRefused(manifest.id, "has no rules")
    return Ruleset(
        manifest.id, manifest.name, manifest.syntax, manifest.applies_to,
        {**(base.schemas if base else {}), **schemas}, (*(base.stylesheets if base else ()), *rules), folder,
    )  # fmt: skip


def unpack(data: bytes, folder: Path) -> Manifest:
    """Unpack a zipped pack below a folder, under its id, after checking all of it; raise `PackRefused`."""
    contents = _read_zip(data)
    manifest = read_manifest(contents[MANIFEST], "zip")
    target = folder / manifest.id
    for path, content in contents.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    for artefact in load_pack(target).stylesheets:
        prepare(artefact.path)
    return manifest


def read_manifest(data: bytes, name: str) -> Manifest:
    """A pack's manifest; raise `PackRefused`."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise PackRefused(name, f"{MANIFEST} is wrong: {reasons}") from error


def make_manifest(folder: Path, *, id: str, name: str, version: str, syntax: Literal["ubl", "cii"],  # noqa: A002
                  applies_to: tuple[str, ...] = (), extends: str | None = None,
                  roles: Mapping[str, str]) -> Manifest:  # fmt: skip
    """The manifest for files in a folder, their checksums taken; `roles` maps path to role."""
    files = tuple(
        PackFile(path=path, role=role, sha256=hashlib.sha256((folder / path).read_bytes()).hexdigest())
        for path, role in roles.items()
    )
    return Manifest(id=id, name=name, version=version, syntax=syntax, applies_to=applies_to, extends=extends,
                    files=files)  # fmt: skip


def _checked(folder: Path, file: PackFile, manifest: Manifest) -> Artefact:
    path = folder / file.path
    if ".." in Path(file.path).parts or not path.is_file():
        raise PackRefused(manifest.id, f"{file.path} is missing")
    if hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
        raise PackRefused(manifest.id, f"{file.path} is not what its checksum says")
    return Artefact(manifest.name, path, manifest.version, file.sha256)


def _base(manifest: Manifest) -> Ruleset | None:
    if manifest.extends is None:
        return None
    base = builtin().get(manifest.extends)
    if base is None or base.syntax != manifest.syntax:
        raise PackRefused(manifest.id, f"extends {manifest.extends}, which is no built-in rule set of its syntax")
    return base


def _read_zip(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise PackRefused("zip", f"has more than {MAX_FILES} files or {MAX_BYTES:,} bytes")
            contents = {_safe(entry.filename): archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PackRefused("zip", "is not a readable zip file") from error
    if MANIFEST not in contents:
        raise PackRefused("zip", f"has no {MANIFEST}")
    return contents


def _safe(path: str) -> str:
    if not _SAFE_PATH.fullmatch(path):
        raise PackRefused("zip", f"has a file at {path!r}")
    return path


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as the file it is."""
    return (json.dumps(manifest.model_dump(), indent=1) + "\n").encode()
