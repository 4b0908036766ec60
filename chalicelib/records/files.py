"""The files of an invoice, by kind."""

from collections.abc import Mapping
from enum import StrEnum


class FileKind(StrEnum):
    """The files of an invoice: what came, what was read in it, and what was made from that."""

    SOURCE = "source"
    RECEIVED = "received"  # the e-invoice as it came, alone or inside a PDF
    CONTENT = "content"
    LAYOUT = "layout"  # the words of its pages with their places; of older invoices, later ones have it in the content
    UBL = "ubl"
    CII = "cii"
    PDF = "pdf"
    PREVIEW = "preview"
    REPORT = "report"


COMPRESSED = ".gz"
"""What the names of files end in that are kept compressed: those that nobody fetches."""
FILE_TYPES = {
    FileKind.RECEIVED: ("xml", "application/xml"),
    FileKind.CONTENT: ("json.gz", "application/gzip"),
    FileKind.LAYOUT: ("json.gz", "application/gzip"),
    FileKind.UBL: ("xml", "application/xml"),
    FileKind.CII: ("xml", "application/xml"),
    FileKind.PDF: ("pdf", "application/pdf"),
    FileKind.PREVIEW: ("png", "image/png"),
    FileKind.REPORT: ("json", "application/json"),
}
"""Extension and media type of each kind that is made here; the source has its own."""

ON_REQUEST = (FileKind.CII, FileKind.REPORT)
"""Kinds that are made of the content when somebody asks for them, and kept from then on. A record names only others."""


def names_on_request(files: Mapping[str, str]) -> dict[FileKind, str]:
    """Return the names of files that are made on request, by the files that a record names; both have its making.

    What the record names itself is not among them: a later report, and what older records have.

    >>> names_on_request({"content": "content-01.json.gz", "report": "report-02.json"})
    {<FileKind.CII: 'cii'>: 'cii-01.xml'}
    """
    making = files.get(FileKind.CONTENT, "").partition("-")[2].partition(".")[0]
    unnamed = [kind for kind in ON_REQUEST if making and kind not in files]
    return {kind: f"{kind}-{making}.{FILE_TYPES[kind][0]}" for kind in unnamed}
