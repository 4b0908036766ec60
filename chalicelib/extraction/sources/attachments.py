"""The files that a PDF carries, wherever they hang.

Programs hang them into the catalogue's tree of names, as the standards ask; or only into the list of associated files
(/AF) of the document or of a page; or into an annotation (the paper clip). Names and types are claims: what a file is,
its content says.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import Format, sniff

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_ATTACHMENTS = 100
MAX_NODES = 200  # of the tree of names
MAX_PAGES = 50  # that are looked at for files of their own
MAX_ANNOTATIONS = 1_000  # a page
_SIGNS = (b"EmbeddedFile", b"/Params", b"#2Fxml", b"#2fxml", b"/EF")
"""What the dictionary of a file's stream says, which is never compressed, whatever else is; or what names the file."""
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)
_NAMES_A_FILE = b"/EF"
MAX_OBJECT_STREAMS = 500
MAX_OBJECT_BYTES = 5_000_000  # of all object streams together that are looked through
_STREAMS = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
_SUPPLEMENTS = ("/Supplement", "/EncryptedPayload")
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""How pypdf fails on objects that are not what they should be."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file's name as the PDF gives it, its bytes, whether the PDF calls it a mere supplement, and what it is."""

    name: str
    content: bytes
    supplement: bool = False
    format: Format | None = None  # by its content; none that is read


def attached_files(data: bytes) -> tuple[AttachedFile, ...]:
    """The files a PDF carries; those that can be got where it is damaged."""
    if not (any(sign in data for sign in _SIGNS) or _is_named_in_object_streams(data)):
        return ()
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    found: list[AttachedFile] = []
    try:
        for number, specification in enumerate(_specifications(PdfReader(BytesIO(data)))):
            if number >= MAX_ATTACHMENTS:
                break
            found += _file(specification)
    except (PyPdfError, *_DAMAGE):
        pass
    return tuple(dict.fromkeys(found))


def _is_named_in_object_streams(data: bytes) -> bool:
    """Whether what names a file stands in a compressed object stream, and the file's own stream says no type."""
    left = MAX_OBJECT_BYTES
    for start in islice(_OBJECT_STREAM.finditer(data), MAX_OBJECT_STREAMS):
        try:
            objects = zlib.decompressobj().decompress(memoryview(data)[start.end() :], left)
        except zlib.error:
            continue
        if _NAMES_A_FILE in objects:
            return True
        left -= len(objects)
        if left <= 0:
            return False
    return False


def _specifications(reader: "PdfReader") -> Iterator[Any]:
    root = reader.trailer["/Root"].get_object()
    names = _get(root, "/Names")
    yield from _in_name_tree(_get(names, "/EmbeddedFiles"))
    yield from _list(root, "/AF")
    for _, page in zip(range(MAX_PAGES), reader.pages, strict=False):
        yield from _list(page, "/AF")
        for annotation in _list(page, "/Annots")[:MAX_ANNOTATIONS]:
            specification = _get(annotation.get_object(), "/FS")
            if specification is not None:
                yield specification


def _list(parent: Any, key: str) -> Any:
    """The entries of an object's list; none where it has no such list."""
    return _get(parent, key) or ()


def _in_name_tree(root: Any) -> Iterator[Any]:
    """The values of a tree of names (ISO 32000-1, 7.9.6), of which a hostile one goes round in circles."""
    nodes = [root] if root is not None else []
    seen: set[int] = set()  # numbers of objects; what stands in its parent has none, and cannot name itself
    while nodes and len(seen) < MAX_NODES:
        node = nodes.pop(0)
        yield from _list(node, "/Names")[1::2]
        for child in _list(node, "/Kids")[:MAX_ATTACHMENTS]:
            number = getattr(child, "idnum", id(child))
            if number not in seen:
                seen.add(number)
                nodes.append(child.get_object())


def _file(specification: Any) -> Iterator[AttachedFile]:
    from pypdf.errors import PyPdfError

    try:
        specification = specification.get_object()
        streams = _get(specification, "/EF")
        stream = next((found for key in _STREAMS if (found := _get(streams, key)) is not None), None)
        name = _get(specification, "/UF") or _get(specification, "/F") or ""
        if stream is not None:
            supplement = _get(specification, "/AFRelationship") in _SUPPLEMENTS
            content = bytes(stream.get_data())
            yield AttachedFile(str(name), content, supplement, _format(content))
    except (PyPdfError, *_DAMAGE):
        return


def _format(content: bytes) -> Format | None:
    try:
        return sniff(content)
    except UnreadableFile:
        return None


def _get(dictionary: Any, key: str) -> Any:
    """A dictionary's value, resolved; None where either is missing."""
    value = dictionary.get(key) if dictionary is not None else None
    return value.get_object() if value is not None else None
