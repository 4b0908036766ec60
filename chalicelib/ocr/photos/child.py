"""What the decoding process does: one HEIC photo in, a JPEG out, and it ends: no photo meets the next one."""

import io
import math

from chalicelib.isolation.channel import Channel
from chalicelib.ocr.picture import MAX_PIXELS, NotAPicture

MAX_PHOTO_PIXELS = 50_000_000  # the largest that telephones take
PHOTO_QUALITY = 88


def serve(channel: Channel) -> None:
    """Answer the one photo."""
    for _, photo in channel.tasks():
        try:
            channel.send({}, open_photo(photo))
        except (NotAPicture, MemoryError):
            channel.send({"refused": True})


def open_photo(data: bytes) -> bytes:
    """Return a HEIC photo as JPEG, upright and no larger than is recognised; raise `NotAPicture`."""
    from pi_heif import register_heif_opener
    from PIL import Image, ImageOps

    register_heif_opener()
    buffer = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=("HEIF",)) as opened:
            if opened.width * opened.height > MAX_PHOTO_PIXELS:
                raise NotAPicture
            photo = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        LookupError,
        RuntimeError,
        Image.DecompressionBombError,
    ) as error:
        raise NotAPicture from error
    factor = math.sqrt(min(1.0, MAX_PIXELS / (photo.width * photo.height)))
    photo.thumbnail((photo.width * factor, photo.height * factor))
    photo.save(buffer, "JPEG", quality=PHOTO_QUALITY)
    return buffer.getvalue()
