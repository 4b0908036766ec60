"""Rules as an XSLT stylesheet that Saxon can compile: read, checked, and freed of what only costs time.

The rules themselves are never changed. What is around them in compiled Schematron is, before Saxon sees it: rules that
were tried are no longer reported (a line for nearly every element of the document); code lists that would be parsed
again for each document (`document('codes.xml')`) are parsed once and handed in, and searched by an index (see
`codelists.py`); and patterns go straight to the elements they are about instead of walking the whole document each (see
`xslt_shortcuts.py`).

Rules read nothing but the document and the files of their own pack: everything else is refused, not just remote files,
and so is XML made of text (`parse-xml`), whose DTD could name files; the parser takes no DTD besides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.documents.errors import DocumentError
from chalicelib.documents.syntaxes.node import parse_hardened
from chalicelib.validation.errors import PackRefused
from chalicelib.validation.rules.codelists import look_up_by_index
from chalicelib.validation.rules.schematron import compile_schematron
from chalicelib.validation.rules.schematron_source import SCHEMATRON
from chalicelib.validation.rules.xslt_shortcuts import shorten_walks

if TYPE_CHECKING:
    from lxml.etree import _Element

XSL = "http://www.w3.org/1999/XSL/Transform"
SVRL = "http://purl.oclc.org/dsdl/svrl"
_READERS = (
    "document|doc|doc-available|collection|uri-collection|unparsed-text|unparsed-text-lines|unparsed-text-available|"
    "json-doc|parse-xml|parse-xml-fragment|transform|load-xquery-module|function-lookup|environment-variable|available-environment-variables"
)
_READS = re.compile(rf"(?<![\w.-])(?:{_READERS})\s*(?:\(|#)")
_OWN_FILE = re.compile(r"(?<![\w.-])document\(\s*(?:'([\w.-]+)'|\"([\w.-]+)\")\s*\)")
_OTHER_ENTRANCE = "document($schxslt.validate.initial-document-uri)"
_FORBIDDEN = ("import", "include", "import-schema", "use-package", "result-document", "evaluate", "source-document",
              "stream", "document")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stylesheet as text, and the files it wants as parameters: name of the parameter to path."""

    text: str
    files: tuple[tuple[str, Path], ...]


def prepare(path: Path, companions: frozenset[Path] | None = None, *, as_it_came: bool = False) -> Prepared:
    """Read rules, Schematron or compiled; raise `PackRefused` if they would read what isn't theirs.

    `companions` are the files that they may read beside themselves; None means those in the same folder.

    `as_it_came` leaves the ways through the document and its code lists as they are, to compare with.
    """
    from lxml import etree

    root = _read(path)
    if root.tag.startswith(f"{{{SCHEMATRON}}}"):
        root = compile_schematron(root, path, companions or frozenset())
    _close_other_entrance(root)
    _refuse_forbidden(root, path)
    for fired in list(root.iter(f"{{{SVRL}}}fired-rule")):
        _drop(fired)
    files = _hand_in_files(root, path, companions)
    if not as_it_came:
        shorten_walks(root)
        look_up_by_index(root)
    return Prepared(etree.tostring(root, encoding="unicode"), files)


def _read(path: Path) -> "_Element":
    try:
        return parse_hardened(path.read_bytes())
    except (DocumentError, OSError) as error:
        raise PackRefused(path.name, f"cannot be read: {error}") from error


def _close_other_entrance(root: "_Element") -> None:
    """What SchXslt makes can also be given a document's address in a parameter; here it never is, and reads nothing."""
    for start in root.iter(f"{{{XSL}}}apply-templates"):
        if start.get("select") == _OTHER_ENTRANCE:
            start.set("select", "()")


def _refuse_forbidden(root: "_Element", path: Path) -> None:
    for name in _FORBIDDEN:
        if next(root.iter(f"{{{XSL}}}{name}"), None) is not None:
            raise PackRefused(path.name, f"uses xsl:{name}")
    for expression in _expressions(root):
        if _READS.search(_OWN_FILE.sub("", expression)):
            raise PackRefused(path.name, f"reads other documents: {expression.strip()[:200]}")


def _expressions(root: "_Element") -> Iterator[str]:
    """Whatever can hold XPath: every attribute, and text where text value templates could be on."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from (str(value) for value in element.attrib.values())
            if "{" in (element.text or ""):
                yield element.text or ""


def _hand_in_files(root: "_Element", path: Path, companions: frozenset[Path] | None) -> tuple[tuple[str, Path], ...]:
    """Replace `document('name')` by a parameter each."""
    wanted: dict[str, str] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            if "document(" in str(value):
                element.set(str(name), _OWN_FILE.sub(lambda found: _parameter(found, wanted), str(value)))
    for name in wanted.values():
        parameter = root.makeelement(f"{{{XSL}}}param", {"name": name})
        root.insert(0, parameter)
    return tuple((name, _own_file(path, file, companions)) for file, name in wanted.items())


def _parameter(found: re.Match[str], wanted: dict[str, str]) -> str:
    return "$" + wanted.setdefault(found[1] or found[2], f"own-file-{len(wanted) + 1}")


def _own_file(stylesheet: Path, name: str, companions: frozenset[Path] | None) -> Path:
    file = stylesheet.parent / name
    if not file.is_file() or not (companions is None or file in companions):
        raise PackRefused(stylesheet.name, f"wants {name}, which is not in the pack")
    return file


def _drop(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
