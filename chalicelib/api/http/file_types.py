"""The media types that files are sent under. What a file is, its content decides; a wrong type does no harm.

API Gateway hands a body over byte for byte only where its type is listed, so wrong and old names are listed too.
"""

from typing import Literal, get_args

MULTIPART = "multipart/form-data"

FileType = Literal[
    "application/pdf",
    "application/x-pdf",
    "application/xml",
    "text/xml",
    "application/gzip",
    "application/x-gzip",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "image/png",
    "image/x-png",
    "image/jpeg",
    "image/jpg",
    "image/pjpeg",
    "image/tiff",
    "image/tif",
    "image/webp",
    "image/gif",
    "image/bmp",
    "image/x-ms-bmp",
    "image/heic",
    "image/heif",
    "text/html",
    "application/xhtml+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "application/x-zip-compressed",
    "message/rfc822",
    "application/vnd.ms-outlook",
    "application/ms-tnef",
    "application/octet-stream",
    "binary/octet-stream",
]

HTML = "text/html"
FILE_TYPES: tuple[str, ...] = get_args(FileType)
BODY_TYPES = tuple([each for each in FILE_TYPES if each != HTML])
"""Those that a body may have as a whole. HTML comes in a form: our own pages are answers of that type, and were it
listed as bytes, who accepts anything would get them as base64."""
UNKNOWN_TYPE = "application/octet-stream"
