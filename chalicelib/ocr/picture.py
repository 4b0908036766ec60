"""The pictures that a recogniser takes: grey PNGs of pages, of a limited size.

A grey pixel is at most a byte of PNG, so the number of pixels bounds the bytes: the largest picture in base64 fits
into one call of a Lambda function (6 MB), and is within Amazon Textract's limit (10 MB). The pictures come from the
process that opens strangers' files, so they are opened as if a stranger had made them.
"""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 4_500_000
MAX_PIXELS = 4_300_000  # an A4 page at 200 dpi has 3.9 million


class NotAPicture(Exception):
    """The bytes are no PNG, or one that is too large or damaged."""


def open_page(data: bytes) -> "Image":
    """A page's picture in grey; raise `NotAPicture`."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise NotAPicture
            return opened.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
