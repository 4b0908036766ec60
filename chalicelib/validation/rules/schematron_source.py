"""A Schematron schema as it is written, on the way to one that says everything in place.

Parts that stand in other files of the same pack (`include`) are put in, and the patterns to run are chosen: those of
the default phase if the schema names one, abstract patterns only as the instances that other patterns make of them.
"""

import os
import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.validation.errors import PackRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
MAX_DEPTH = 8
"""How deep files may include each other."""
_BINDINGS = {"xslt2", "xslt3", "xpath2", "xpath3", "xpath31"}
_ALL = "#ALL"
_VARIABLE = re.compile(r"\$([\w][\w.-]*)")


def sch(name: str) -> str:
    """The qualified name of one of Schematron's elements."""
    return f"{{{SCHEMATRON}}}{name}"


def complete(schema: "_Element", path: Path, companions: frozenset[Path]) -> None:
    """Put in what the schema includes from the pack's other files; raise `PackRefused`."""
    binding = schema.get("queryBinding")
    if binding not in _BINDINGS:
        raise PackRefused(path.name, f"queryBinding {binding!r} is not understood; {', '.join(sorted(_BINDINGS))} are")
    _put_in(schema, path, companions, MAX_DEPTH)


def active_patterns(schema: "_Element", name: str) -> list["_Element"]:
    """The patterns to run, each with its rules in it."""
    active = _active_ids(schema, name)
    patterns = [each for each in schema.findall(sch("pattern")) if each.get("abstract") != "true"]
    return [_instance(schema, each, name) for each in patterns if active is None or each.get("id") in active]


def default_phase(schema: "_Element", name: str) -> "_Element | None":
    """The phase that runs unless another is asked for; None if all patterns do."""
    wanted = schema.get("defaultPhase", _ALL)
    if wanted == _ALL:
        return None
    for phase in schema.findall(sch("phase")):
        if phase.get("id") == wanted:
            return phase
    raise PackRefused(name, f"phase {wanted} is missing")


def _active_ids(schema: "_Element", name: str) -> set[str | None] | None:
    phase = default_phase(schema, name)
    return None if phase is None else {active.get("pattern") for active in phase.findall(sch("active"))}


def _put_in(parent: "_Element", path: Path, companions: frozenset[Path], depth: int) -> None:
    for include in list(parent.iter(sch("include"))):
        if depth == 0:
            raise PackRefused(path.name, f"includes files more than {MAX_DEPTH} deep")
        file = Path(os.path.normpath(path.parent / str(include.get("href"))))
        if file not in companions:
            raise PackRefused(path.name, f"include of {include.get('href')}, which is not in the pack")
        part = _parsed(file)
        _put_in(part, file, companions, depth - 1)
        part.tail = include.tail
        above = include.getparent()
        if above is not None:
            above.replace(include, part)


def _parsed(file: Path) -> "_Element":
    try:
        part = parse_hardened(file.read_bytes())
    except (DocumentError, OSError) as error:
        raise PackRefused(file.name, f"cannot be read: {error}") from error
    if part.tag == sch("include"):
        raise PackRefused(file.name, "is nothing but an include")
    return part


def _instance(schema: "_Element", pattern: "_Element", name: str) -> "_Element":
    """The abstract pattern that `is-a` names, with the parameters filled in; a plain pattern as it is."""
    if pattern.get("is-a") is None:
        return pattern
    for abstract in schema.iter(sch("pattern")):
        if abstract.get("abstract") == "true" and abstract.get("id") == pattern.get("is-a"):
            values = {str(each.get("name")): str(each.get("value")) for each in pattern.findall(sch("param"))}
            return _filled(abstract, pattern.get("id"), values)
    raise PackRefused(name, f"abstract pattern {pattern.get('is-a')} is missing")


def _filled(abstract: "_Element", id: str | None, values: Mapping[str, str]) -> "_Element":  # noqa: A002
    pattern = deepcopy(abstract)
    for element in pattern.iter():
        for attribute, text in element.attrib.items():
            element.set(str(attribute), fill(str(text), values))
    del pattern.attrib["abstract"], pattern.attrib["id"]
    if id is not None:
        pattern.set("id", id)
    return pattern


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace parameters by what they stand for; other variables stay.

    >>> fill("$a = $a-b or $c", {"a": "cbc:ID", "a-b": "$c"})
    'cbc:ID = $c or $c'
    """
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)
