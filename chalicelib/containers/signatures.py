"""Whether a file may hold several, by its first bytes alone: for those who accept files and open none."""

import re

from chalicelib.extraction.unread_formats import MAIL, OUTLOOK_MAIL, TNEF
from chalicelib.formats.zip_reading import SIGNATURE as ZIP_SIGNATURE

MAX_LOOKED_AT = 1_000  # bytes
_NAME_AT = 30  # where the first entry's name stands (APPNOTE 4.3.7)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OF_DOCUMENTS = re.compile(rb"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/|xl/|ppt/|mimetype|Index/")


def may_hold_several(data: bytes) -> bool:
    r"""Tell whether a file looks like an archive or a mail; documents of Word and Excel, ZIP files too, do not.

    >>> may_hold_several(b"PK\x03\x04" + bytes(26) + b"a.pdf"), may_hold_several(b"PK\x03\x04" + bytes(26) + b"word/")
    (True, False)
    """
    if data.startswith(ZIP_SIGNATURE):
        return _OF_DOCUMENTS.match(data, _NAME_AT) is None
    return is_mail(data) or is_outlook_mail(data) or is_winmail(data)


def is_mail(data: bytes) -> bool:
    """Tell whether a file is a mail, by the name of its first header field."""
    return MAIL.match(data[:MAX_LOOKED_AT].removeprefix(_BYTE_ORDER_MARK).lstrip()) is not None


def is_outlook_mail(data: bytes) -> bool:
    """Tell whether a file may be a mail as Outlook saves it (`.msg`); a document with such a mail in it may, too."""
    return OUTLOOK_MAIL.match(data) is not None


def is_winmail(data: bytes) -> bool:
    """Tell whether a file is a winmail.dat, in which Outlook packs attachments."""
    return data.startswith(TNEF)
