"""Formats that are known and not read: what such a file is, and what to send in its place.

Signatures from the formats' own specifications: [MS-CFB] (older Office files and Outlook's mails), RTF 1.9.1,
OpenDocument 1.3 part 2 (the entry `mimetype`), 7z, RAR, PostScript, AVIF and ISO base media files, [MS-OXTNEF],
RFC 5322 (mails begin with header fields).
"""

import re
from collections.abc import Collection

AS_PDF = "Please save it as PDF and send that."
AS_JPEG = "Please send it as JPEG or PDF."
UNPACKED = "Please send what is in it, or a ZIP file."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL = re.compile(
    rb"(?:From [^\n]*\n)?(?:Received|Return-Path|From|To|Subject|Date|MIME-Version|Message-ID|Delivered-To|X-[\w-]+"
    rb"|DKIM-Signature|Content-[\w-]+|Reply-To|Sender|ARC-[\w-]+|Authentication-Results):\s",
    re.IGNORECASE,
)
AVIF = re.compile(rb"....ftyp(?:....){0,12}?avi[fs]", re.DOTALL)  # among the brands that the file is of
TNEF = b"\x78\x9f\x3e\x22"
OUTLOOK_MAIL = re.compile(  # a folder of properties, which is how each of its parts begins
    re.escape(OLE) + b".*" + re.escape("__properties_version1.0".encode("utf-16-le")), re.DOTALL
)
_SENT_ALONE = "Please forward it to the company's own address for invoices, or send its attachment."

_SIGNATURES = (
    (OUTLOOK_MAIL, f"The file is an Outlook mail (.msg). {_SENT_ALONE}"),
    (re.compile(re.escape(OLE)), f"The file is an older Office document (.doc, .xls). {AS_PDF}"),
    (re.compile(rb"\{\\rtf"), f"The file is a Rich Text document. {AS_PDF}"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), f"The file is a 7z archive. {UNPACKED}"),
    (re.compile(rb"Rar!\x1a\x07"), f"The file is a RAR archive. {UNPACKED}"),
    (re.compile(rb".{257}ustar", re.DOTALL), f"The file is a tar archive. {UNPACKED}"),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), f"The file is PostScript. {AS_PDF}"),
    (re.compile(re.escape(TNEF)), "The file is a winmail.dat of Outlook. Please send the attachment itself."),
    (AVIF, f"The file is an AVIF picture. {AS_JPEG}"),
    (re.compile(rb"....ftyp", re.DOTALL), f"The file is a film or a picture of a kind that is not read. {AS_JPEG}"),
    (re.compile(rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"), f"The file is a JPEG 2000 picture. {AS_JPEG}"),
    (re.compile(rb"8BPS"), f"The file is a Photoshop picture. {AS_JPEG}"),
    (re.compile(rb"MZ|\x7fELF|#!"), "The file is a program."),
    (MAIL, f"The file is a mail. {_SENT_ALONE}"),
)
_OF_ZIPS = (
    (lambda name: name == "ppt/presentation.xml", f"The file is a PowerPoint presentation. {AS_PDF}"),
    (lambda name: name == "content.xml", f"The file is an OpenDocument text or table (.odt, .ods). {AS_PDF}"),
    (lambda name: name == "Index/Document.iwa", f"The file is a document of Pages or Numbers. {AS_PDF}"),
    (lambda name: name == "xl/workbook.bin", f"The file is a binary Excel workbook (.xlsb). {AS_PDF}"),
)
ARCHIVE = "The file is a ZIP archive of several files. Please send what is in it."


def refusal_of(data: bytes, entries: Collection[str] = ()) -> str | None:
    r"""Return what a file is that is not read, and what would be; None for one that is not known.

    `entries` are the names in a ZIP file.

    >>> refusal_of(b"Rar!\x1a\x07\x01\x00")
    'The file is a RAR archive. Please send what is in it, or a ZIP file.'
    >>> refusal_of(b"PK\x03\x04", {"mimetype", "content.xml"})
    'The file is an OpenDocument text or table (.odt, .ods). Please save it as PDF and send that.'
    """
    if data.startswith(b"PK\x03\x04"):
        return next((text for is_sign, text in _OF_ZIPS if any(map(is_sign, entries))), ARCHIVE)
    return next((text for signature, text in _SIGNATURES if signature.match(data)), None)
