"""A company's logo: a picture that somebody uploaded, opened only where pages are drawn."""

import io

MAX_PIXELS = 4_000_000


def is_drawable(data: bytes) -> bool:
    """Whether a picture is a PNG or JPEG that can be decoded whole; a few bytes can promise very many pixels."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return False
            picture.load()
    except Exception:  # noqa: BLE001 - Pillow says no in a dozen ways, struct.error and IndexError among them
        return False
    return True
