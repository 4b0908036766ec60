"""Which pictures in a mail are logos and signatures, and which may be an invoice that somebody photographed.

A picture that the letter shows in its text (`cid:`, RFC 2392), or that is marked inline, is decoration unless it is as
large as a page; a tiny one is, however it hangs on the mail.
"""

import io

from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import sniff
from chalicelib.formats.picture_damage import damage

MIN_PAGE_EDGE = 600  # pixels of the shorter edge: an A4 page at 72 dots an inch; logos are smaller
MIN_PICTURE_EDGE = 100  # of a picture that is attached: smaller ones are buttons and counting pixels


def is_decoration(content_type: str, content: bytes, *, shown: bool) -> bool:
    """Tell whether a part of a mail is a picture that belongs to its letter, and no file that was sent.

    `shown` is whether the letter shows it, or it is marked inline.
    """
    if not content_type.startswith("image/") and not _is_picture(content):
        return False
    edge = _shorter_edge(content)
    if edge is None:
        return False  # it can't be opened: that is said of it as of any file
    return edge < (MIN_PAGE_EDGE if shown else MIN_PICTURE_EDGE)


def _is_picture(content: bytes) -> bool:
    try:
        return sniff(content).is_picture
    except UnreadableFile:
        return False


def _shorter_edge(content: bytes) -> int | None:
    """Return the shorter edge of a picture in pixels, by its head alone; None where it says none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            return min(picture.size)
    except damage():
        return None
