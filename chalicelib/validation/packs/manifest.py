"""What a rule pack says of itself: its `manifest.json`.

    {"id": "peppol-bis-3", "name": "Peppol BIS Billing 3", "version": "2024.11", "syntax": "ubl",
     "applies_to": ["urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0*"],
     "extends": "en16931-ubl",
     "files": [{"path": "PEPPOL-EN16931-UBL.sch", "role": "rules", "sha256": "…"}]}

`extends` names a built-in rule set whose schema and rules run first, or a syntax (`ubl`, `cii`) whose schema alone
does; without either, or a schema of the pack's own, nothing is ever valid. `applies_to` are patterns of BT-24 (`*`
stands for anything) of the documents that the pack is for. A file's role is `rules` (Schematron or compiled XSLT, run
in this order), `schema:ROOT` (the XSD of documents with that root) or `resource` (read by rules, or part of a schema).
`severities` are other weights for some rules, the pack's own or those that it extends, in documents whose BT-24 fits;
KoSIT's validator calls this the `customLevel` of a scenario. Every file in the pack is listed with its checksum, and
nothing else is used.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.validation.errors import PackRefused

MANIFEST = "manifest.json"
MAX_FILES = 200
ID = r"^[a-z0-9][a-z0-9.-]{1,63}$"


class PackFile(BaseModel):
    """One file of a pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str = Field(pattern=r"^(?:[\w-][\w.-]*/)*[\w-][\w.-]*$")
    role: str = Field(pattern=r"^(rules|resource|schema:\w+)$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Severities(BaseModel):
    """Which rules weigh differently in documents with this BT-24: the closest pattern counts, and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    applies_to: str = "*"
    warning: tuple[str, ...] = ()
    fatal: tuple[str, ...] = ()


class Manifest(BaseModel):
    """What a pack says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=ID)
    name: str
    version: str
    syntax: Literal["ubl", "cii"]
    applies_to: tuple[str, ...] = ()
    extends: str | None = None
    severities: tuple[Severities, ...] = ()
    files: tuple[PackFile, ...] = Field(min_length=1, max_length=MAX_FILES)


def read_manifest(data: bytes, name: str) -> Manifest:
    """A pack's manifest; raise `PackRefused`."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise PackRefused(name, f"{MANIFEST} is wrong: {reasons}") from error


def make_manifest(folder: Path, *, id: str, name: str, version: str, syntax: Literal["ubl", "cii"],  # noqa: A002
                  applies_to: tuple[str, ...] = (), extends: str | None = None, roles: Mapping[str, str],
                  severities: Iterable[Severities] = ()) -> Manifest:  # fmt: skip
    """The manifest for files in a folder, their checksums taken; `roles` maps path to role."""
    files = [
        {"path": path, "role": role, "sha256": hashlib.sha256((folder / path).read_bytes()).hexdigest()}
        for path, role in roles.items()
    ]
    said = {"id": id, "name": name, "version": version, "syntax": syntax, "applies_to": applies_to, "extends": extends}
    weights = [each.model_dump() for each in severities]
    return read_manifest(json.dumps({**said, "severities": weights, "files": files}).encode(), id)


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as the file it is."""
    without = set() if manifest.severities else {"severities"}
    return (json.dumps(manifest.model_dump(exclude=without), indent=1) + "\n").encode()
