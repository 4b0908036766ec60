"""The files of an invoice, by kind."""

from enum import StrEnum


class FileKind(StrEnum):
    """The files of an invoice: what came, what was read in it, and what was made from that."""

    SOURCE = "source"
    RECEIVED = "received"  # the e-invoice as it came, alone or inside a PDF
    CONTENT = "content"
    LAYOUT = "layout"  # the words of its pages with their places
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
