"""How Pillow fails on pictures that are not what they should be: its readers trust the numbers in a file."""

import struct
from functools import cache


@cache
def damage() -> tuple[type[Exception], ...]:
    """Return the exceptions that say "this picture is damaged, or too large", of opening one and of decoding it."""
    from PIL import Image, UnidentifiedImageError

    return (
        *(UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, TypeError),
        *(LookupError, AttributeError, OverflowError, ZeroDivisionError, EOFError, struct.error, AssertionError),
    )
