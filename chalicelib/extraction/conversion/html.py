"""HTML pages: their text, with tables as tables. Nothing is run, and nothing that the page names is loaded.

Mails and shops write invoices as tables within tables: a table that holds others only places them, and its cells follow
one another; the innermost ones are the rows and columns that a person sees.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.extraction.conversion.blocks import MAX_COLUMNS, MAX_ROWS, Block, Paragraph, table_of, tidy
from chalicelib.extraction.errors import CorruptFile, DocumentTooLong

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 10_000_000
MAX_COLSPAN = 9
MAX_DEPTH = 200  # elements within elements: libxml2 stops at 256
_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "option"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "label", "mark", "nobr", "q", "s"),
    *("small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br", "input", "o:p"),
}
_HEADINGS = {"h1", "h2", "h3"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> list[Block]:
    """Return a page's text; raises `CorruptFile` or `DocumentTooLong`."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise DocumentTooLong
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding=_encoding(data))
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFile from error
    return [] if root is None else list(_blocks(root, 0))


def _encoding(data: bytes) -> str | None:
    """Return UTF-8 where the bytes are that, whatever the page says; else None: the page says it, or nobody does."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _blocks(element: "_Element", depth: int) -> Iterator[Block]:
    """The paragraphs and tables of an element; text between them is a paragraph of its own."""
    if depth > MAX_DEPTH or _is_unseen(element):
        return
    text = _collapsed(element.text)
    for child in element:
        if _is_inline(child):
            text += _text(child, depth)
        else:
            yield from _paragraph(text, element)
            text = ""
            yield from _table(child, depth) if child.tag == "table" else _blocks(child, depth + 1)
        text += _collapsed(child.tail)
    yield from _paragraph(text, element)


def _paragraph(text: str, element: "_Element") -> Iterator[Block]:
    tidied = tidy(text)
    if tidied:
        yield Paragraph(tidied, heading=element.tag in _HEADINGS)


def _table(element: "_Element", depth: int) -> Iterator[Block]:
    if _is_unseen(element):
        return
    if next(element.iterdescendants("table"), None) is not None:
        yield from _blocks(element, depth + 1)
        return
    caption = next(element.iterchildren("caption"), None)
    if caption is not None:
        yield from _paragraph(_text(caption, depth), caption)
    table = table_of(islice(_rows(element, depth), MAX_ROWS + 1))  # one more than is taken
    if table:
        yield table


def _rows(table: "_Element", depth: int) -> Iterator[list[str]]:
    """The texts of the rows; where a cell of a row above reaches down, there is an empty one."""
    reaching: dict[int, int] = {}  # how many further rows a column is taken in
    for row in table.iterdescendants("tr"):
        if not _is_unseen(row):
            yield _cells(row, depth, reaching)


def _cells(row: "_Element", depth: int, reaching: dict[int, int]) -> list[str]:
    texts: list[str] = []
    below: dict[int, int] = {}
    for cell in row.iterchildren("td", "th"):
        _skip_taken(texts, reaching)
        first = len(texts)
        texts += [_text(cell, depth), *[""] * (_span(cell, "colspan", MAX_COLSPAN) - 1)]
        below |= dict.fromkeys(range(first, min(len(texts), MAX_COLUMNS)), _span(cell, "rowspan", MAX_ROWS) - 1)
    left = {column: rows - 1 for column, rows in reaching.items()} | below
    reaching.clear()
    reaching |= {column: rows for column, rows in left.items() if rows > 0}
    return texts


def _skip_taken(texts: list[str], reaching: Mapping[int, int]) -> None:
    while len(texts) in reaching:
        texts.append("")


def _span(cell: "_Element", direction: str, most: int) -> int:
    """Return over how many columns or rows a cell reaches; one where it says none, or more than the limit."""
    said = cell.get(direction, "1").strip()
    span = int(said) if said.isdecimal() and len(said) <= len(str(most)) else 1
    return span if 1 <= span <= most else 1


def _text(element: "_Element", depth: int) -> str:
    """The text of an element, its lines as a browser would break them between blocks."""
    if depth > MAX_DEPTH or _is_unseen(element):
        return ""
    match element.tag:
        case "br":
            return "\n"
        case "input":
            return "" if element.get("type", "text") == "hidden" else element.get("value", "")
    pieces = [_collapsed(element.text)]
    for child in element:
        inner = _text(child, depth + 1)
        pieces += [inner] if _is_inline(child) else ["\n", inner, "\n"]
        pieces.append(_collapsed(child.tail))
    return "".join(pieces)


def _is_inline(element: "_Element") -> bool:
    return element.tag in _INLINE and next(element.iterdescendants("table", "div", "p"), None) is None


def _is_unseen(element: "_Element") -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _collapsed(text: str | None) -> str:
    return _SPACES.sub(" ", text or "")
