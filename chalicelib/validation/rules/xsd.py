"""XML schemas, which may be of many files: those of a rule pack read only files of their own pack."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.rules.rulesets import Artefact

if TYPE_CHECKING:
    from lxml.etree import XMLSchema

_READERS = [f"{{http://www.w3.org/2001/XMLSchema}}{name}" for name in ("import", "include", "redefine", "override")]


def load_schema(artefact: Artefact) -> "XMLSchema":
    """A compiled schema; raise `PackRefused` if it reads what is not in its pack."""
    from lxml import etree

    if artefact.companions is not None:
        _stay_within(artefact.path, artefact.companions, set())
    return etree.XMLSchema(etree.parse(str(artefact.path), etree.XMLParser(no_network=True, resolve_entities=False)))


def _stay_within(path: Path, companions: frozenset[Path], seen: set[Path]) -> None:
    seen.add(path)
    try:
        root = parse_hardened(path.read_bytes())
    except (DocumentError, OSError) as error:
        raise PackRefused(path.name, f"cannot be read: {error}") from error
    for reader in root.iter(*_READERS):
        location = reader.get("schemaLocation")
        if location is None:
            continue
        file = Path(os.path.normpath(path.parent / location))
        if file not in companions:
            raise PackRefused(path.name, f"imports {location}, which is not in the pack")
        if file not in seen:
            _stay_within(file, companions, seen)
