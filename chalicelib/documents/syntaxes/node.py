"""XML as a plain tree, with a note on every part of it that somebody has read.

Both directions of the codecs work on this tree instead of on a parser's own elements: marking what was read makes
"everything that was not" a walk over the rest, and siblings kept by name are in schema order after one sort, because
both UBL's and UN/CEFACT's schemas never interleave children of different names.

Parsing is hardened: no document type, no entities, no network, no huge text, bounded depth and number of elements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from chalicelib.documents.errors import MalformedXml, XmlRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH = 64
MAX_TAGS = 2_000_000
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(slots=True)
class Node:
    """An element: `tag` is `prefix:name` with the syntax's usual prefix, or `{namespace}name` where there is none."""

    tag: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: dict[str, list["Node"]] = field(default_factory=dict)
    text_read: bool = False
    attributes_read: set[str] = field(default_factory=set)

    def add(self, tag: str) -> "Node":
        """Append a new child."""
        child = Node(tag)
        self.children.setdefault(tag, []).append(child)
        return child

    def unread(self, path: str = "") -> Iterator[str]:
        """Paths of texts and attributes that were not read."""
        here = f"{path}/{self.tag}"
        if self.text and not self.text_read:
            yield here
        yield from (f"{here}/@{name}" for name in self.attributes if name not in self.attributes_read)
        for siblings in self.children.values():
            for child in siblings:
                yield from child.unread(here)


def below(node: Node, *path: str) -> list[Node]:
    """All elements at the end of a path."""
    nodes = [node]
    for tag in path:
        nodes = [child for parent in nodes for child in parent.children.get(tag, ())]
    return nodes


def text_at(node: Node, *path: str) -> str:
    """The first text at the end of a path, noted as read; empty where there is none."""
    for tag in path:
        found = node.children.get(tag)
        if not found:
            return ""
        node = found[0]
    mark(node, "")
    return node.text


def put_at(node: Node, text: str, *path: str) -> None:
    """Set the text at the end of a path, which is built where it is missing."""
    for tag in path:
        found = node.children.get(tag)
        node = found[0] if found else node.add(tag)
    node.text = text


def content(node: Node, attribute: str) -> str:
    """An element's text, or one of its attributes where one is named."""
    return node.attributes.get(attribute, "").strip() if attribute else node.text


def put(node: Node, attribute: str, text: str) -> None:
    """Set an element's text, or one of its attributes."""
    if attribute:
        node.attributes[attribute] = text
    else:
        node.text = text


def mark(node: Node, attribute: str) -> None:
    """Note as read an element's text, or one of its attributes."""
    if attribute:
        node.attributes_read.add(attribute)
    else:
        node.text_read = True


@dataclass(frozen=True, slots=True)
class Naming:
    """How elements are called in the tree: a prefix for each namespace, and today's names for those of old versions."""

    prefixes: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def of(self, clark: str, parent: str) -> str:
        """The name of an element, given in Clark notation, within a parent."""
        namespace, _, local = clark[1:].partition("}") if clark.startswith("{") else ("", "", clark)
        prefix = self.prefixes.get(namespace)
        name = clark if prefix is None else f"{prefix}:{local}".lstrip(":")
        return self.renamed.get(f"{parent}/{name}") or self.renamed.get(name, name)


def to_tree(root: "_Element", naming: Naming) -> Node:
    """The tree of a parsed element; raise `XmlRefused`."""
    return _to_node(root, naming, parent="", depth=1)


def parse_hardened(data: bytes) -> "_Element":
    """Parse untrusted XML; raise `XmlRefused` or `MalformedXml`."""
    from lxml import etree

    if data.count(b"<") > MAX_TAGS:
        raise XmlRefused(f"the XML has more than {MAX_TAGS:,} tags")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, data) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused("the XML declares a document type")
    return root


def _refusal(error: SyntaxError, data: bytes) -> XmlRefused | MalformedXml:
    reason = (error.msg or "empty").splitlines()[0]
    if "<!DOCTYPE" in data.decode("utf-8", "replace") or "<!DOCTYPE".encode("utf-16-le") in data:
        return XmlRefused("the XML declares a document type")
    if "depth" in reason or "huge" in reason.lower():
        return XmlRefused(f"the XML is nested or sized beyond reason: {reason}")
    return MalformedXml(reason, error.lineno)


def _to_node(element: "_Element", naming: Naming, parent: str, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise XmlRefused(f"the XML is nested deeper than {MAX_DEPTH} levels")
    tag = naming.of(str(element.tag), parent)
    node = Node(tag, (element.text or "").strip(), _attributes(element))
    for child in element:
        if not isinstance(child.tag, str):
            raise XmlRefused("the XML uses entities")
        inner = _to_node(child, naming, tag, depth + 1)
        node.children.setdefault(inner.tag, []).append(inner)
    return node


def _attributes(element: "_Element") -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith(f"{{{XSI}}}")}


def serialise(root: Node, namespaces: Mapping[str, str], order: Mapping[str, int]) -> bytes:
    """Write a tree as indented UTF-8; `namespaces` maps prefix to URI, `order` ranks the names among siblings."""
    declared = "".join(f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in namespaces.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    _write(root, declared, order, lines, "")
    return ("\n".join(lines) + "\n").encode()


def _write(node: Node, declared: str, order: Mapping[str, int], lines: list[str], indent: str) -> None:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    start = f"{indent}<{node.tag}{declared}{attributes}"
    if not node.children:
        lines.append(f"{start}>{escape(node.text)}</{node.tag}>" if node.text else f"{start}/>")
        return
    lines.append(f"{start}>")
    for tag in sorted(node.children, key=order.__getitem__):
        for child in node.children[tag]:
            _write(child, "", order, lines, indent + "  ")
    lines.append(f"{indent}</{node.tag}>")
