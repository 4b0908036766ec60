"""Word documents (ECMA-376 part 1, WordprocessingML): their text in order, with headers, tables, notes and text boxes.

Macros, embedded objects and what links point to are never looked at. Text that was deleted with changes tracked is
left out, and so is what a field would be computed from: the field's last result is what a person sees.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from chalicelib.extraction.conversion.blocks import Block, Paragraph, joined_rows, table_of
from chalicelib.extraction.conversion.office import Package
from chalicelib.extraction.errors import CorruptFile

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATIONS, MAIN = "_rels/.rels", "word/document.xml"
OFFICE_DOCUMENT = "/relationships/officeDocument"  # ends the type of the relation to the main part, in both namespaces
MAX_DEPTH = 40  # tables in tables in text boxes: what is below that is left out
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr"}
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes) -> list[Block]:
    """Return a Word document's text; raises `CorruptFile`, `EncryptedDocument` or `DocumentTooLong`."""
    package = Package(data)
    main = package.part(_main_part(package))
    if main is None:
        raise CorruptFile
    parts = sorted(name for name in package.names() if name.startswith("word/") and name.endswith(".xml"))
    before = [name for name in parts if name.startswith("word/header")]
    after = [name for name in parts if name.startswith(("word/footer", "word/footnotes"))]
    headers, footers = (_once(_blocks_of(package, names)) for names in (before, after))
    return [*headers, *joined_rows(_blocks(main, 0)), *footers]


def _main_part(package: Package) -> str:
    """Return the name of the part that has the text, which the package's relations name (part 1, 11.3.10)."""
    relations = package.part(RELATIONS)
    elements = () if relations is None else relations
    targets = (str(each.get("Target", "")) for each in elements if str(each.get("Type")).endswith(OFFICE_DOCUMENT))
    named = next((target.removeprefix("/") for target in targets), MAIN)
    return named if named in package.names() else MAIN


def _blocks_of(package: Package, names: list[str]) -> Iterator[Block]:
    for root in map(package.part, names):
        if root is not None:
            yield from _blocks(root, 0)


def _once(blocks: Iterator[Block]) -> list[Block]:
    """Return each block once: first, odd and even pages have headers of their own, which often say the same."""
    return list(dict.fromkeys(blocks))


def _blocks(element: "_Element", depth: int) -> Iterator[Block]:
    if depth > MAX_DEPTH:
        return
    for child in element:
        match _name(child):
            case "p":
                yield from _paragraph(child, depth)
            case "tbl":
                yield from _table(child, depth)
            case "body" | "sdt" | "sdtContent" | "footnote" | "ins":
                yield from _blocks(child, depth + 1)
            case _:
                continue


def _table(element: "_Element", depth: int) -> Iterator[Block]:
    """A table; one that holds others only places them, and its cells follow one another."""
    rows = [_cells(row) for row in _rows(element)]
    if any(_name(inner) == "tbl" for inner in element.iterdescendants()):
        for cell in chain.from_iterable(rows):
            yield from _blocks(cell, depth + 1)
        return
    table = table_of(list(chain.from_iterable(map(_texts, row))) for row in rows)
    if table:
        yield table


def _cells(row: "_Element") -> list["_Element"]:
    """Return a row's own cells, and none of tables within them."""
    return [cell for cell in row.iter() if _name(cell) == "tc" and _own_row(cell) is row]


def _paragraph(element: "_Element", depth: int) -> Iterator[Block]:
    text = _text(element).strip()
    if "\t" in text:  # tabulators set columns, as in "Total<tab>119.00"
        table = table_of([line.split("\t") for line in text.splitlines()])
        if table:
            yield table
    else:
        yield Paragraph(text, heading=_is_heading(element))  # an empty one parts an address from what follows
    for box in element.iter(f"{W}txbxContent", f"{STRICT_W}txbxContent"):
        if not any(parent.tag == FALLBACK for parent in box.iterancestors()):
            yield from _blocks(box, depth + 1)


def _is_heading(element: "_Element") -> bool:
    styles = (child for child in element.iter() if _name(child) == "pStyle")
    return any(str(value).lower().startswith(("heading", "title")) for style in styles for value in style.values())


def _rows(table: "_Element") -> Iterator["_Element"]:
    for row in table.iter(f"{W}tr", f"{STRICT_W}tr"):
        if next(row.iterancestors(table.tag)) is table:
            yield row


def _own_row(cell: "_Element") -> "_Element | None":
    return next((parent for parent in cell.iterancestors() if _name(parent) == "tr"), None)


def _texts(cell: "_Element") -> list[str]:
    """Return a cell's text, and an empty cell for each further column that it spans."""
    spans = [str(value) for child in cell.iter() if _name(child) == "gridSpan" for value in child.values()]
    text = "\n".join(_text(child) for child in cell.iter() if _name(child) == "p")
    further = int(spans[0]) - 1 if spans and spans[0].isdigit() and len(spans[0]) == 1 else 0
    return [text, *[""] * further]


def _text(element: "_Element") -> str:
    """Return the text of a paragraph, without that of text boxes in it."""
    return "".join(_pieces(element))


def _pieces(element: "_Element") -> Iterator[str]:
    stack = [element]
    while stack:
        child = stack.pop()
        name = _name(child)
        if name in _SKIPPED or name == "txbxContent" or child.tag == FALLBACK:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SPACES and child is not element:
            yield _SPACES[name]
        stack += reversed(child)


def _name(element: "_Element") -> str:
    """Return an element's name in either of the two namespaces; empty for others and for what is no element."""
    space, _, name = str(element.tag).rpartition("}")
    return name if f"{space}}}" in {W, STRICT_W} else ""
