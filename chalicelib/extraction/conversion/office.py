"""Office Open XML (ECMA-376): a ZIP file with XML parts, of which the text is read and nothing is run or loaded."""

from typing import TYPE_CHECKING
from zipfile import ZipFile

from chalicelib.extraction.errors import CorruptFile, DocumentTooLong, EncryptedDocument
from chalicelib.formats.zip_reading import ZipRefused, open_zip, unpack

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART_BYTES = 30_000_000  # of XML: what is parsed takes ten times that at most
MAX_PARTS_BYTES = 60_000_000


class Package:
    """An opened file of Word or Excel, whose parts are read until they are too much together."""

    def __init__(self, data: bytes) -> None:
        """Open it; raises `CorruptFile`, or `DocumentTooLong` for a directory that is no document's."""
        try:
            self._archive: ZipFile = open_zip(data)
        except ZipRefused as error:
            raise _as_unreadable(error) from error
        self._left = MAX_PARTS_BYTES

    def names(self) -> list[str]:
        """Return the names of its parts."""
        return self._archive.namelist()

    def part(self, name: str) -> "_Element | None":
        """Return a part's root element, None where there is no such part; raises as the opening does."""
        from lxml import etree

        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        try:
            content = unpack(self._archive, entry, min(MAX_PART_BYTES, self._left))
        except ZipRefused as error:
            raise _as_unreadable(error) from error
        self._left -= len(content)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise CorruptFile from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise CorruptFile("The document declares a document type, which no program of its kind writes.")
        return root


def _as_unreadable(error: ZipRefused) -> CorruptFile | DocumentTooLong | EncryptedDocument:
    match error.reason:
        case "encrypted":
            return EncryptedDocument()
        case "too_large" | "ratio" | "too_many_entries":
            return DocumentTooLong()
        case _:
            return CorruptFile()
